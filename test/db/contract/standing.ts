import { describe, expect, test } from 'vitest';
import type { Delegation, GivenAnswer, Leave } from '../../../src/ports.ts';
import { intake, store as put, T0 } from '../rows.ts';
import type { OpenedStore } from '../store-contract.ts';

const delegation = (id: string, over: Partial<Delegation> = {}): Delegation => ({
  id,
  from_id: 'U1',
  to_id: 'U2',
  starts_at: T0,
  ends_at: null,
  note: '',
  set_by: 'U1',
  created_at: T0,
  ended_at: null,
  ended_by: null,
  ...over,
});

const leave = (id: string, over: Partial<Leave> = {}): Leave => ({
  id,
  person_id: 'U1',
  since: T0,
  until: null,
  note: '',
  ended_at: null,
  ...over,
});

const answer = (at: number, over: Partial<GivenAnswer> = {}): GivenAnswer => ({
  review_id: 'rev_dec_1',
  person_id: 'U2',
  at,
  decision_id: 'dec_1',
  kind: 'review',
  queue: 'finance',
  option: 'approve',
  waited_ms: 0,
  corrected_at: null,
  for_id: 'U1',
  told_at: null,
  ...over,
});

export const standingContract = (openStore: () => Promise<OpenedStore>): void => {
  describe('who stands in for whom', () => {
    test('holds from its beginning up to its end, and not once it was ended', async () => {
      const { store } = await openStore();
      await put(
        store,
        { insert: 'delegations', row: delegation('dlg_1', { ends_at: T0 + 10 }) },
        { insert: 'delegations', row: delegation('dlg_2', { to_id: 'U3', starts_at: T0 + 5 }) },
        { insert: 'delegations', row: delegation('dlg_3', { to_id: 'U4', ended_at: T0, ended_by: 'U1' }) },
      );
      const from = async (now: number) => (await store.findDelegationsFrom('U1', now)).map(({ id }) => id);
      expect(await from(T0 - 1)).toEqual([]);
      expect(await from(T0)).toEqual(['dlg_1']);
      expect(await from(T0 + 9)).toEqual(['dlg_1', 'dlg_2']);
      expect(await from(T0 + 10)).toEqual(['dlg_2']);
      expect((await store.findDelegationsTo('U2', T0)).map(({ id }) => id)).toEqual(['dlg_1']);
      expect(await store.findDelegationsTo('U4', T0)).toEqual([]);
    });
  });

  describe('being away', () => {
    test('is what was said last, until then or until the person is back', async () => {
      const { store } = await openStore();
      await put(
        store,
        { insert: 'leaves', row: leave('lve_1', { until: T0 + 10 }) },
        { insert: 'leaves', row: leave('lve_2', { since: T0 + 2, until: T0 + 5, ended_at: T0 + 3 }) },
      );
      expect((await store.findAbsence('U1', T0 + 4))?.id).toBe('lve_1');
      expect(await store.findAbsence('U1', T0 + 10)).toBeUndefined();
      expect(await store.findAbsence('U2', T0)).toBeUndefined();
    });
  });

  describe('what was answered in somebody’s stead', () => {
    test('is untold, oldest first, until they were told', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...intake('dec_1'),
        { insert: 'answers', row: answer(T0 + 2) },
        { insert: 'answers', row: answer(T0 + 1) },
        { insert: 'answers', row: answer(T0, { for_id: null }) },
        { insert: 'answers', row: answer(T0 + 3, { for_id: 'U9', told_at: T0 + 4 }) },
      );
      expect(await store.untoldPeople(9)).toEqual(['U1']);
      expect((await store.untoldAnswers('U1', 9)).map(({ at }) => at)).toEqual([T0 + 1, T0 + 2]);
      expect(await store.untoldAnswers('U1', 1)).toHaveLength(1);
      await put(store, {
        update: 'answers',
        where: { review_id: 'rev_dec_1', person_id: 'U2', at: T0 + 1 },
        set: { told_at: T0 + 9 },
      });
      expect((await store.untoldAnswers('U1', 9)).map(({ at }) => at)).toEqual([T0 + 2]);
    });
  });
};
