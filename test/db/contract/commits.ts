import { describe, expect, test } from 'vitest';
import type { Write } from '../../../src/ports.ts';
import { decision, event, intake, key, store as put, review, revision, T0 } from '../rows.ts';
import type { OpenedStore } from '../store-contract.ts';

export const commitContract = (openStore: () => Promise<OpenedStore>): void => {
  describe('a commit', () => {
    test('stores all writes of a change', async () => {
      const { store } = await openStore();
      expect(await store.commit(intake('dec_1'))).toEqual({ ok: true });
      expect(await store.findDecision('dec_1')).toEqual(decision('dec_1'));
      expect((await store.findCase('dec_1'))?.events.map(({ type }) => type)).toEqual(['received', 'routed']);
    });

    test('lasts beyond closing and opening', async () => {
      const { store, reopen } = await openStore();
      await put(store, ...intake('dec_1'));
      await store.close();
      const again = await reopen();
      expect(await again.findCase('dec_1')).toMatchObject({
        decision: { id: 'dec_1' },
        revision: { digest: 'd1' },
      });
      expect(await again.commit(intake('dec_2'))).toEqual({ ok: true });
    });

    test('keeps nulls, booleans and nested values as they were', async () => {
      const { store } = await openStore();
      const given = [
        decision('dec_1', { overridden: null, values: null, disposition: null }),
        decision('dec_2', {
          overridden: false,
          values: { amount: { value: 1, currency: 'EUR' }, z: 1, a: [null] },
        }),
        decision('dec_3', { overridden: true, values: {}, title: 'Zoë “quotes” 🙋 العربية \n\t' }),
      ];
      await put(store, ...given.map((row): Write => ({ insert: 'decisions', row })));
      for (const row of given) expect(await store.findDecision(row.id)).toEqual(row);
      // The order of an object's keys is kept, too: people read facts in the order in which they came.
      expect(Object.keys((await store.findDecision('dec_2'))?.values ?? {})).toEqual(['amount', 'z', 'a']);
      await put(store, {
        update: 'decisions',
        where: { id: 'dec_3' },
        set: { overridden: null, values: null },
      });
      expect(await store.findDecision('dec_3')).toMatchObject({ overridden: null, values: null });
    });

    test('takes the row as it was when it was handed in', async () => {
      const { store } = await openStore();
      const row = { name: 'stopped', value: 'no' };
      const committed = store.commit([{ insert: 'settings', row }]);
      row.value = 'changed afterwards';
      await committed;
      expect(await store.findSetting('stopped')).toBe('no');
    });

    test('stores nothing of a change whose last write is a duplicate', async () => {
      const { store } = await openStore();
      await put(store, { insert: 'idempotency_keys', row: key('k1') });
      expect(
        await store.commit([...intake('dec_1'), { insert: 'idempotency_keys', row: key('k1') }]),
      ).toEqual({
        ok: false,
        because: 'duplicate',
        table: 'idempotency_keys',
      });
      expect(await store.findCase('dec_1')).toBeUndefined();
      expect(await store.findReview('rev_dec_1')).toBeUndefined();
    });

    test('stores nothing of a change whose last write is stale', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'));
      const change: Write[] = [
        { insert: 'events', row: event('dec_1', { type: 'resolved' }) },
        { update: 'decisions', where: { id: 'dec_1' }, set: { status: 'resolved' } },
        { update: 'reviews', where: { id: 'rev_dec_1', version: 7 }, set: { version: 8 } },
      ];
      expect(await store.commit(change)).toEqual({ ok: false, because: 'stale', table: 'reviews' });
      expect(await store.findDecision('dec_1')).toMatchObject({ status: 'pending' });
      expect((await store.findCase('dec_1'))?.events).toHaveLength(2);
    });

    test('takes one decision per live key, as many as there are without', async () => {
      const { store } = await openStore();
      await put(store, { insert: 'decisions', row: decision('dec_1', { live_key: 'a' }) });
      expect(
        await store.commit([{ insert: 'decisions', row: decision('dec_2', { live_key: 'a' }) }]),
      ).toEqual({
        ok: false,
        because: 'duplicate',
        table: 'decisions',
      });
      await put(store, { update: 'decisions', where: { id: 'dec_1' }, set: { live_key: null } });
      await put(store, { insert: 'decisions', row: decision('dec_2', { live_key: 'a' }) });
      expect((await store.findLive('a'))?.id).toBe('dec_2');
      const taken = await store.commit([
        { update: 'decisions', where: { id: 'dec_1' }, set: { live_key: 'a' } },
      ]);
      expect(taken).toEqual({ ok: false, because: 'duplicate', table: 'decisions' });
      expect((await store.findDecision('dec_1'))?.live_key).toBeNull();
    });

    test('lets an existing row stay where it may', async () => {
      const { store } = await openStore();
      const version = (text: string): Write => ({
        insert: 'policy_versions',
        row: { version: 'v1', text, created_at: T0 },
        ignore: true,
      });
      await put(store, version('first'));
      expect(
        await store.commit([version('second'), { insert: 'settings', row: { name: 'a', value: '1' } }]),
      ).toEqual({ ok: true });
      expect(await store.findSetting('a')).toBe('1');
    });

    test('matches null in a condition', async () => {
      const { store } = await openStore();
      await put(store, { insert: 'decisions', row: decision('dec_1') });
      const claim: Write = {
        update: 'decisions',
        where: { id: 'dec_1', option: null },
        set: { option: 'approve' },
      };
      expect(await store.commit([claim])).toEqual({ ok: true });
      expect(await store.commit([claim])).toMatchObject({ because: 'stale' });
      const flag: Write = {
        update: 'decisions',
        where: { overridden: null, option: 'approve' },
        set: { overridden: false },
      };
      expect(await store.commit([flag])).toEqual({ ok: true });
      expect(await store.commit([{ ...flag, where: { overridden: false } }])).toEqual({ ok: true });
    });

    test('is stale when fewer rows match than expected, and fine with none where none is', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'), ...intake('dec_2'));
      const requeue = (expected?: number): Write => ({
        update: 'reviews',
        where: { queue: 'finance' },
        set: { queue: 'audit' },
        ...(expected === undefined ? {} : { expect: expected }),
      });
      expect(await store.commit([requeue(3)])).toMatchObject({ because: 'stale' });
      expect(await store.listOpen({ queues: ['finance'], limit: 9 })).toHaveLength(2);
      expect(await store.commit([requeue(2)])).toEqual({ ok: true });
      expect(await store.commit([requeue()])).toMatchObject({ because: 'stale' });
      expect(await store.commit([requeue(0)])).toEqual({ ok: true });
    });

    test('removes rows, or none', async () => {
      const { store } = await openStore();
      await put(store, { insert: 'settings', row: { name: 'stop', value: 'x' } });
      expect(await store.commit([{ remove: 'settings', where: { name: 'stop' } }])).toEqual({ ok: true });
      expect(await store.findSetting('stop')).toBeUndefined();
      expect(await store.commit([{ remove: 'settings', where: { name: 'stop' } }])).toEqual({ ok: true });
    });

    test('of nothing is fine', async () => {
      const { store } = await openStore();
      expect(await store.commit([])).toEqual({ ok: true });
    });
  });

  describe('a commit that no correct program makes', () => {
    const wrong: Record<string, { change: unknown; says: RegExp }> = {
      'changes an event': {
        change: [{ update: 'events', where: { decision_id: 'dec_1' }, set: { type: 'resolved' } }],
        says: /only ever added/,
      },
      'removes an event': {
        change: [{ remove: 'events', where: { decision_id: 'dec_1' } }],
        says: /only ever added/,
      },
      'changes rows without saying which': {
        change: [{ update: 'decisions', where: {}, set: { queue: 'x' } }],
        says: /which rows/,
      },
      'removes rows by a condition that is undefined': {
        change: [{ remove: 'reviews', where: { id: undefined } }],
        says: /which rows/,
      },
      'names a column that is not there': {
        change: [{ update: 'decisions', where: { id: 'dec_1' }, set: { colour: 'red' } }],
        says: /no column "colour"/,
      },
      'belongs to no decision': {
        change: [{ insert: 'reviews', row: review('dec_9') }],
        says: /foreign key/i,
      },
      'leaves out what must be there': {
        change: [{ insert: 'revisions', row: { ...revision('dec_1'), revision: 2, digest: null } }],
        says: /not.null/i,
      },
    };
    test.each(Object.entries(wrong))('%s rejects and stores nothing', async (_name, { change, says }) => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'));
      const before = await store.findCase('dec_1');
      const half: Write = { insert: 'settings', row: { name: 'half', value: '1' } };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these are the ones that the types refuse
      const committed = store.commit([half, ...(change as Write[])]);
      await expect(committed).rejects.toThrow(says);
      await expect(committed).rejects.not.toMatchObject({ name: 'StoreUnavailable' });
      expect(await store.findSetting('half')).toBeUndefined();
      expect(await store.findCase('dec_1')).toEqual(before);
    });
  });
};
