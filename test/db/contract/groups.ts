import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, CommitResult, Store } from '../../../src/ports.ts';
import { decision, event, intake, store as put, review } from '../rows.ts';
import type { OpenedStore } from '../store-contract.ts';

export const groupContract = (openStore: () => Promise<OpenedStore>): void => {
  describe('many commits at once', () => {
    test('1,000 are all stored', async () => {
      const { store } = await openStore();
      const ids = Array.from({ length: 1000 }, (_, i) => `dec_${i}`);
      const results = await Promise.all(ids.map((id) => store.commit(intake(id))));
      expect(results.every(({ ok }) => ok)).toBe(true);
      for (const id of ids) expect(await store.findCase(id)).toMatchObject({ decision: { id } });
    });

    test('a change that fails leaves those beside it alone', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_0'));
      const faulty: Change = [
        { insert: 'settings', row: { name: 'faulty', value: '1' } },
        { insert: 'reviews', row: review('dec_nowhere') },
      ];
      const [first, duplicate, stale, fault, last] = await Promise.allSettled([
        store.commit(intake('dec_1')),
        store.commit([...intake('dec_2'), { insert: 'decisions', row: decision('dec_0') }]),
        store.commit([...intake('dec_3'), { update: 'reviews', where: { id: 'none' }, set: { version: 2 } }]),
        store.commit(faulty),
        store.commit(intake('dec_4')),
      ]);
      expect(first).toMatchObject({ value: { ok: true } });
      expect(duplicate).toMatchObject({ value: { because: 'duplicate' } });
      expect(stale).toMatchObject({ value: { because: 'stale' } });
      expect(fault).toMatchObject({ status: 'rejected' });
      expect(last).toMatchObject({ value: { ok: true } });
      const stored = await Promise.all([0, 1, 2, 3, 4].map((n) => store.findDecision(`dec_${n}`)));
      expect(stored.map((found) => found !== undefined)).toEqual([true, true, false, false, true]);
      expect(await store.findSetting('faulty')).toBeUndefined();
    });

    test('of two verdicts on one version exactly one wins, 200 times', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'));
      for (let version = 1; version <= 200; version++) {
        const results = await Promise.all(
          ['U1', 'U2', 'U3'].map((by) =>
            store.commit([
              { update: 'reviews', where: { id: 'rev_dec_1', version }, set: { version: version + 1 } },
              { insert: 'events', row: event('dec_1', { type: 'verdict_given', data: { by, version } }) },
            ]),
          ),
        );
        expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      }
      const given = (await store.findCase('dec_1'))?.events.filter(({ type }) => type === 'verdict_given');
      expect(given?.map(({ data }) => data.version)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    });

    test('of five submissions of one thing exactly one wins', async () => {
      const { store } = await openStore();
      const results = await Promise.all(
        [1, 2, 3, 4, 5].map((n) => store.commit(intake(`dec_${n}`, { live_key: 'expense-bot EXP-1' }))),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await store.findLive('expense-bot EXP-1')).toBeDefined();
    });

    test('events keep the order in which they were committed', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'));
      const numbers = Array.from({ length: 300 }, (_, i) => i);
      await Promise.all(
        numbers.map((n) =>
          store.commit([{ insert: 'events', row: event('dec_1', { type: 'opened', data: { n } }) }]),
        ),
      );
      const opened = (await store.findCase('dec_1'))?.events.filter(({ type }) => type === 'opened');
      expect(opened?.map(({ data }) => data.n)).toEqual(numbers);
    });

    test('answer and leave behind what one after another would', async () => {
      const { store } = await openStore();
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(changeOfSettings, { maxLength: 30 }), async (changes) => {
          run += 1;
          const model = new Map<string, string>();
          const expected = changes.map((change) => applyToModel(model, change));
          const named = (name: string) => `${run} ${name}`;
          const results = await Promise.all(
            changes.map((change) => store.commit(change.map((w) => write(w, named)))),
          );
          expect(results).toEqual(expected);
          expect(await contents(store, named)).toEqual(Object.fromEntries(model));
        }),
        { numRuns: 60 },
      );
    });
  });
};

type Move =
  | { do: 'insert'; name: string; value: string; ignore: boolean }
  | { do: 'update'; name: string; value: string; from?: string; expect: number }
  | { do: 'remove'; name: string };

const NAMES = ['a', 'b', 'c'];
const name = fc.constantFrom(...NAMES);
const value = fc.constantFrom('1', '2', '3');
const changeOfSettings = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('insert' as const), name, value, ignore: fc.boolean() }),
    fc.record(
      { do: fc.constant('update' as const), name, value, from: value, expect: fc.constantFrom(0, 1) },
      { requiredKeys: ['do', 'name', 'value', 'expect'] },
    ),
    fc.record({ do: fc.constant('remove' as const), name }),
  ),
  { maxLength: 4 },
);

const write = (move: Move, named: (name: string) => string): Change[number] => {
  const name = named(move.name);
  if (move.do === 'insert')
    return { insert: 'settings', row: { name, value: move.value }, ignore: move.ignore };
  if (move.do === 'remove') return { remove: 'settings', where: { name } };
  const where = move.from === undefined ? { name } : { name, value: move.from };
  return { update: 'settings', where, set: { value: move.value }, expect: move.expect };
};

/** What the change does to a map, in the plainest way: on a copy that is kept when nothing was refused. */
const applyToModel = (model: Map<string, string>, change: Move[]): CommitResult => {
  const copy = new Map(model);
  for (const move of change) {
    const there = copy.get(move.name);
    if (move.do === 'remove') copy.delete(move.name);
    else if (move.do === 'insert') {
      if (there !== undefined && !move.ignore) return { ok: false, because: 'duplicate', table: 'settings' };
      if (there === undefined) copy.set(move.name, move.value);
    } else if (there !== undefined && (move.from === undefined || move.from === there))
      copy.set(move.name, move.value);
    else if (move.expect > 0) return { ok: false, because: 'stale', table: 'settings' };
  }
  model.clear();
  for (const [name, value] of copy) model.set(name, value);
  return { ok: true };
};

const contents = async (store: Store, named: (name: string) => string): Promise<Record<string, string>> => {
  const found = await Promise.all(
    NAMES.map(async (name) => [name, await store.findSetting(named(name))] as const),
  );
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
};
