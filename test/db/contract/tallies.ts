import { describe, expect, test } from 'vitest';
import type { TallyCounts } from '../../../src/core/policy/tally.ts';
import type { Addition, Store } from '../../../src/ports.ts';
import { decision, intake, store as put, T0 } from '../rows.ts';
import type { OpenedStore } from '../store-contract.ts';

const DAY = 20_000;
const ZERO: TallyCounts = {
  asked: 0,
  cases: 0,
  reviewed: 0,
  overridden: 0,
  checked: 0,
  wrong: 0,
  total: 0,
  squares: 0,
};

const add = (by: Partial<TallyCounts>, over: Partial<Addition> = {}): Addition => ({
  add: 'tallies',
  key: { scope: 'type', key: 'expense.report', day: DAY },
  by,
  ...over,
});

const sumOf = async (store: Store, from = DAY): Promise<TallyCounts | undefined> =>
  (await store.sumTallies([{ scope: 'type', key: 'expense.report', from }]))[0];

export const tallyContract = (openStore: () => Promise<OpenedStore>): void => {
  describe('tallies', () => {
    test('start at zero and grow by what is added', async () => {
      const { store } = await openStore();
      expect(await sumOf(store)).toEqual(ZERO);
      await put(store, add({ cases: 1, total: 19.5 }));
      await put(store, add({ cases: 2, overridden: 1, total: -9.25 }));
      expect(await sumOf(store)).toEqual({ ...ZERO, cases: 3, overridden: 1, total: 10.25 });
    });

    test('are summed from a day on, each for itself and in the order asked', async () => {
      const { store } = await openStore();
      for (const [scope, key, day] of [
        ['type', 'a', DAY],
        ['type', 'a', DAY - 7],
        ['type', 'a', DAY - 28],
        ['type', 'b', DAY],
        ['model', 'a', DAY],
      ] as const)
        await put(store, { add: 'tallies', key: { scope, key, day }, by: { cases: 1 } });
      const asked = [
        { scope: 'type', key: 'a', from: DAY - 27 },
        { scope: 'model', key: 'a', from: DAY },
        { scope: 'subject', key: 'a', from: 0 },
        { scope: 'type', key: 'a', from: 0 },
      ] as const;
      expect((await store.sumTallies([...asked])).map(({ cases }) => cases)).toEqual([2, 1, 0, 3]);
      expect((await store.sumTallies([...asked].reverse())).map(({ cases }) => cases)).toEqual([3, 0, 1, 2]);
      expect(await store.sumTallies([])).toEqual([]);
    });

    test('of all scores near one are read at once', async () => {
      const { store } = await openStore();
      const near = Array.from({ length: 11 }, (_, n) => JSON.stringify(['expense.report', String(78 + n)]));
      for (const [n, key] of [...near, JSON.stringify(['expense.report', '77'])].entries())
        for (const checked of [1, n])
          await put(store, {
            add: 'tallies',
            key: { scope: 'type_score', key, day: 0 },
            by: { checked, wrong: checked === 1 ? 1 : 0 },
          });
      const scopes = ['model_score', 'type_score', 'model_score'] as const;
      const asked = scopes.flatMap((scope) => near.map((key) => ({ scope, key, from: 0 })));
      const found = await store.sumTallies(asked);
      const zeros = near.map(() => 0);
      expect(found.map(({ checked }) => checked)).toEqual([...zeros, ...near.map((_, n) => 1 + n), ...zeros]);
      expect(found[12]).toEqual({ ...ZERO, checked: 2, wrong: 2 });
    });

    test('grow with their change or not at all', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'));
      const refused = await store.commit([
        add({ cases: 1 }),
        { insert: 'decisions', row: decision('dec_1') },
      ]);
      expect(refused).toMatchObject({ ok: false, because: 'duplicate' });
      expect(await sumOf(store)).toEqual(ZERO);
    });

    test('lose nothing of what many add at once', async () => {
      const { store } = await openStore();
      await Promise.all(Array.from({ length: 300 }, () => store.commit([add({ cases: 1, total: 0.5 })])));
      expect(await sumOf(store)).toMatchObject({ cases: 300, total: 150 });
    });

    test('that somebody changed meanwhile refuse who counted on them', async () => {
      const { store } = await openStore();
      const claim = (asked: number): Addition => add({ asked: 1 }, { onlyIf: { asked } });
      const first = await Promise.all([store.commit([claim(0)]), store.commit([claim(0)])]);
      expect(first.filter(({ ok }) => ok)).toHaveLength(1);
      expect(first).toContainEqual({ ok: false, because: 'stale', table: 'tallies' });
      expect(await store.commit([claim(1)])).toEqual({ ok: true });
      expect(await sumOf(store)).toMatchObject({ asked: 2 });
    });

    test('stay within their bound, however many add at once', async () => {
      const { store } = await openStore();
      const spend = (): Addition => add({ total: 30 }, { atMost: { total: 100 } });
      const spent = await Promise.all(Array.from({ length: 10 }, () => store.commit([spend()])));
      expect(spent.filter(({ ok }) => ok)).toHaveLength(3);
      expect(await sumOf(store)).toMatchObject({ total: 90 });
      await expect(store.commit([add({ total: 101 }, { atMost: { total: 100 } })])).rejects.toThrow(/most/);
    });
  });

  test('a policy version is as old as its first time in force', async () => {
    const { store } = await openStore();
    expect(await store.findPolicySince('v1')).toBeUndefined();
    for (const created_at of [T0, T0 + 9])
      await put(store, {
        insert: 'policy_versions',
        row: { version: 'v1', text: 'x', created_at },
        ignore: true,
      });
    expect(await store.findPolicySince('v1')).toBe(T0);
  });
};
