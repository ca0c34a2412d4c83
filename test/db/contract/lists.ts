import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../src/core/decision/decision.ts';
import type { Store, Write } from '../../../src/ports.ts';
import { decision, intake, store as put, review, revision, T0 } from '../rows.ts';
import type { OpenedStore } from '../store-contract.ts';

type Filter = Omit<Parameters<Store['listDecisions']>[0], 'limit' | 'after'>;

export const listContract = (openStore: () => Promise<OpenedStore>): void => {
  describe('decisions, listed', () => {
    test('pages hold each match once, newest first, whatever the filter and the page', async () => {
      const { store } = await openStore();
      const pick = <const T>(n: number, first: T, ...rest: T[]): T =>
        rest[(n % (rest.length + 1)) - 1] ?? first;
      const rows = Array.from({ length: 120 }, (_, i) =>
        decision(`dec_${String((i * 7919) % 1000).padStart(4, '0')}`, {
          source: pick(i, 'a', 'b', 'c'),
          type: pick(Math.floor(i / 3), 'x', 'y'),
          status: pick(Math.floor(i / 5), 'pending', 'resolved'),
          updated_at: T0 + ((i * 31) % 40),
        }),
      );
      await put(store, ...rows.map((row): Write => ({ insert: 'decisions', row })));
      const filters = fc.record(
        {
          source: fc.constantFrom('a', 'b', 'none'),
          type: fc.constantFrom('x', 'y'),
          status: fc.constantFrom('pending' as const, 'resolved' as const),
          since: fc.integer({ min: T0 - 1, max: T0 + 41 }),
        },
        { requiredKeys: [] },
      );
      await fc.assert(
        fc.asyncProperty(filters, fc.integer({ min: 1, max: 50 }), async (filter, limit) => {
          expect(await allPages(store, filter, limit)).toEqual(expectedOrder(rows, filter));
        }),
        { numRuns: 80 },
      );
    });
  });

  describe('open reviews, listed', () => {
    const open = (id: string, queue: string, over: Parameters<typeof review>[1]): Write[] => [
      { insert: 'decisions', row: decision(id, { queue }) },
      { insert: 'revisions', row: revision(id) },
      { insert: 'reviews', row: review(id, { queue, ...over }) },
    ];

    test('soonest due first over all queues asked for, undated ones last', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...open('dec_1', 'finance', { due_at: T0 + 3 }),
        ...open('dec_2', 'support', { due_at: T0 + 1 }),
        ...open('dec_3', 'finance', { due_at: null }),
        ...open('dec_4', 'finance', { due_at: T0 + 2 }),
        ...open('dec_5', 'legal', { due_at: T0 }),
      );
      const listed = async (queues: string[], limit: number) =>
        (await store.listOpen({ queues, limit })).map((one) => one.decision.id);
      expect(await listed(['finance', 'support'], 10)).toEqual(['dec_2', 'dec_4', 'dec_1', 'dec_3']);
      expect(await listed(['finance', 'support', 'finance'], 2)).toEqual(['dec_2', 'dec_4']);
      expect(await listed(['finance'], 1)).toEqual(['dec_4']);
      expect(await listed(['nobody'], 10)).toEqual([]);
      expect(await listed([], 10)).toEqual([]);
    });

    test('is read in the order asked for however long it is', async () => {
      const { store } = await openStore();
      const ids = Array.from({ length: 60 }, (_, n) => `dec_${n}`);
      await put(store, ...ids.flatMap((id, n) => open(id, 'finance', { due_at: T0 + 60 - n })));
      const latestFirst = ids.map((id) => `rev_${id}`).reverse();
      expect(await store.openReviews({ queues: ['finance'], limit: 60 })).toEqual(latestFirst);
      const found = await store.findCasesOfReviews([...latestFirst, 'rev_nobody']);
      expect(found.map(({ review }) => review?.id)).toEqual(latestFirst);
      expect(found.map(({ decision }) => decision.id)).toEqual(ids.toReversed());
    });

    test('holds what waits for a verdict or for information, not what has one', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...open('dec_1', 'finance', { status: 'waiting_info', due_at: T0 }),
        ...open('dec_2', 'finance', { status: 'settling', due_at: T0 }),
        ...open('dec_3', 'finance', { status: 'settled', due_at: T0 }),
        ...open('dec_4', 'finance', { status: 'open', kind: 'audit', due_at: T0 + 1 }),
      );
      const found = await store.listOpen({ queues: ['finance'], limit: 10 });
      expect(found.map((one) => one.review?.id)).toEqual(['rev_dec_1', 'rev_dec_4']);
    });

    test('is looked over whole, page by page, those that have waited longest first, with their types', async () => {
      const { store } = await openStore();
      const waits = (id: string, opened_at: number, over: Parameters<typeof review>[1] = {}): Write[] => [
        { insert: 'decisions', row: decision(id, { type: `type.${id}` }) },
        { insert: 'reviews', row: review(id, { opened_at, ...over }) },
      ];
      await put(
        store,
        ...waits('dec_3', T0 + 1),
        ...waits('dec_2', T0 + 1, { status: 'waiting_info', kind: 'audit' }),
        ...waits('dec_4', T0),
        ...waits('dec_5', T0, { status: 'settling' }),
        ...waits('dec_6', T0, { status: 'settled' }),
      );
      const first = await store.eachOpen({ limit: 2 });
      const last = first.at(-1);
      const next = await store.eachOpen({ limit: 2, ...(last && { after: last }) });
      expect([first, next].map((page) => page.map(({ type }) => type))).toEqual([
        ['type.dec_4', 'type.dec_2'],
        ['type.dec_3'],
      ]);
      expect(first.map(({ kind }) => kind)).toEqual(['review', 'audit']);
      expect(first.map((one) => [one.quorum, one.verdicts])).toEqual([
        [null, []],
        [null, []],
      ]);
    });

    test('goes by the queue of the review, which may differ from the decision’s', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'));
      await put(store, { update: 'reviews', where: { id: 'rev_dec_1' }, set: { queue: 'legal' } });
      expect(await store.listOpen({ queues: ['finance'], limit: 9 })).toEqual([]);
      expect(await store.listOpen({ queues: ['legal'], limit: 9 })).toHaveLength(1);
    });
  });
};

const allPages = async (store: Store, filter: Filter, limit: number): Promise<string[]> => {
  const ids: string[] = [];
  let after: { updated_at: number; id: string } | undefined;
  for (;;) {
    const page = await store.listDecisions({ ...filter, limit, ...(after && { after }) });
    ids.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return ids;
    after = { updated_at: last.updated_at, id: last.id };
  }
};

const expectedOrder = (rows: Decision[], { source, type, status, since }: Filter): string[] =>
  rows
    .filter((row) => source === undefined || row.source === source)
    .filter((row) => type === undefined || row.type === type)
    .filter((row) => status === undefined || row.status === status)
    .filter((row) => since === undefined || row.updated_at >= since)
    .sort((a, b) => b.updated_at - a.updated_at || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
