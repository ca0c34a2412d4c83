import { describe, expect, test } from 'vitest';
import type { Rows, Write } from '../../../src/ports.ts';
import { decision, event, intake, store as put, review, revision, T0 } from '../rows.ts';
import type { OpenedStore } from '../store-contract.ts';

const home = (person_id: string, over: Partial<Rows['homes']> = {}): Write => ({
  insert: 'homes',
  row: {
    person_id,
    team_id: null,
    until: T0 + 100,
    filter: 'all',
    page: 0,
    mark: 1,
    shown_seq: 0,
    posted_digest: null,
    attempts: 0,
    due_at: T0,
    ...over,
  },
});

const answer = (person_id: string, at: number, over: Partial<Rows['answers']> = {}): Write => ({
  insert: 'answers',
  row: {
    review_id: `rev_${at}`,
    person_id,
    at,
    decision_id: 'dec_1',
    kind: 'review',
    queue: 'finance',
    option: 'approve',
    waited_ms: 5,
    corrected_at: null,
    for_id: null,
    told_at: null,
    ...over,
  },
});

export const homeContract = (openStore: () => Promise<OpenedStore>): void => {
  describe('Home tabs', () => {
    test('are due once something happened since they were drawn, while they are kept, not before their time', async () => {
      const { store } = await openStore();
      expect(await store.lastEvent()).toBe(0);
      await put(store, home('U1'), home('U2', { due_at: T0 + 5 }), home('U3', { until: T0 }));
      expect(await store.dueHomes(T0, 9)).toEqual([]);
      await put(store, ...intake('dec_1'));
      expect(await store.dueHomes(T0, 9)).toEqual(['U1']);
      expect(await store.nextDue(T0)).toBe(T0 + 5);
      expect(await store.dueHomes(T0 + 5, 9)).toEqual(['U1', 'U2']);
      expect(await store.dueHomes(T0 + 100, 9)).toEqual([]);
      expect(await store.countHomes(T0)).toBe(2);
      const shown_seq = await store.lastEvent();
      await put(store, { update: 'homes', where: { person_id: 'U1' }, set: { shown_seq } });
      expect(await store.dueHomes(T0, 9)).toEqual([]);
      await put(store, { insert: 'events', row: event('dec_1') });
      expect(await store.dueHomes(T0, 9)).toEqual(['U1']);
      expect(await store.findHome('U1')).toMatchObject({ filter: 'all', shown_seq });
    });
  });

  describe('queues, counted', () => {
    const open = (id: string, queue: string, over: Parameters<typeof review>[1]): Write[] => [
      { insert: 'decisions', row: decision(id, { queue, type: `type-of-${id}` }) },
      { insert: 'revisions', row: revision(id) },
      { insert: 'reviews', row: review(id, { queue, ...over }) },
    ];

    test('by what waits, is overdue, is due soon, and since when', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...open('dec_1', 'finance', { due_at: T0 - 1, opened_at: T0 - 9 }),
        ...open('dec_2', 'finance', { due_at: T0 + 4, opened_at: T0 - 8 }),
        ...open('dec_3', 'finance', { due_at: T0 + 5, status: 'waiting_info' }),
        ...open('dec_4', 'finance', { due_at: T0 - 1, status: 'settled', opened_at: T0 - 99 }),
        ...open('dec_5', 'support', { due_at: null, opened_at: T0 - 10 }),
      );
      expect(await store.countQueues(T0, T0 + 5)).toEqual([
        { queue: 'finance', open: 3, overdue: 1, soon: 1, oldest: T0 - 9 },
        { queue: 'support', open: 1, overdue: 0, soon: 0, oldest: T0 - 10 },
      ]);
      const oldest = await store.listOldest(2);
      expect(oldest.map((one) => one.decision.id)).toEqual(['dec_5', 'dec_1']);
    });

    test('of some types alone', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...open('dec_1', 'finance', { due_at: T0 + 3 }),
        ...open('dec_2', 'finance', { due_at: T0 + 1 }),
        ...open('dec_3', 'support', { due_at: T0 + 2 }),
      );
      const types = ['type-of-dec_1', 'type-of-dec_3', 'nothing'];
      const found = await store.listOpen({ queues: ['finance', 'support'], types, limit: 9 });
      expect(found.map((one) => one.decision.id)).toEqual(['dec_3', 'dec_1']);
      expect(await store.listOpen({ queues: ['finance'], types: [], limit: 9 })).toEqual([]);
    });
  });

  describe('answers', () => {
    test('of one person, newest first, each with what is known to have been right', async () => {
      const { store } = await openStore();
      await put(
        store,
        { insert: 'decisions', row: decision('dec_1', { correct: 'reject' }) },
        answer('U1', T0),
        answer('U1', T0 + 2),
        answer('U2', T0 + 1),
        answer('U1', T0 - 1),
      );
      const found = await store.answersOf({ person_id: 'U1', since: T0, limit: 9 });
      expect(found.map(({ at, correct }) => [at, correct])).toEqual([
        [T0 + 2, 'reject'],
        [T0, 'reject'],
      ]);
      expect(await store.countAnswered('finance', T0)).toBe(3);
      expect(await store.countAnswered('support', T0)).toBe(0);
    });
  });
};
