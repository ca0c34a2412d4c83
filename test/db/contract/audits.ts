import { describe, expect, test } from 'vitest';
import type { Rows, Write } from '../../../src/ports.ts';
import { decision, store as put, review, revision, T0 } from '../rows.ts';
import type { OpenedStore } from '../store-contract.ts';

const stop = (id: string, over: Partial<Rows['stops']> = {}): Rows['stops'] => ({
  id,
  type: 'expense.report',
  by: { kind: 'person', id: 'U1', name: 'Ana' },
  at: T0,
  reason: 'Too many misses',
  started_by: null,
  started_at: null,
  start_reason: null,
  ...over,
});

const executed = (id: string, at: number, stratum = 's'): Write[] => [
  { insert: 'decisions', row: decision(id, { status: 'resolved', resolved_at: T0 + at, stratum }) },
  { insert: 'revisions', row: revision(id) },
];

const audit = (id: string, of: string, over: Partial<Rows['reviews']> = {}): Write => ({
  insert: 'reviews',
  row: review(of, { id, kind: 'audit', because: 'sampled', ...over }),
});

export const auditContract = (openStore: () => Promise<OpenedStore>): void => {
  describe('what was executed alike', () => {
    test('comes newest first, page by page, with its facts and what audits said', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...executed('dec_1', 1),
        ...executed('dec_2', 3),
        ...executed('dec_3', 3),
        ...executed('dec_4', 2, 'another'),
        { insert: 'decisions', row: decision('dec_5', { stratum: null }) },
        audit('rev_1', 'dec_2', { status: 'settled', right: true }),
        audit('rev_2', 'dec_2'),
        { insert: 'reviews', row: review('dec_3') },
      );
      const first = await store.executedLike({ stratum: 's', limit: 2 });
      expect(first).toEqual([
        { id: 'dec_3', resolved_at: T0 + 3, facts: revision('dec_3').body.facts, audits: [] },
        expect.objectContaining({
          id: 'dec_2',
          audits: expect.arrayContaining([{ right: true }, { right: null }]),
        }),
      ]);
      const before = { resolved_at: T0 + 3, id: 'dec_2' };
      const rest = await store.executedLike({ stratum: 's', before, limit: 2 });
      expect(rest.map(({ id }) => id)).toEqual(['dec_1']);
    });
  });

  describe('a stop', () => {
    test('is in force once for a type, until it is ended', async () => {
      const { store } = await openStore();
      await put(store, { insert: 'stops', row: stop('stp_1') });
      const again = await store.commit([{ insert: 'stops', row: stop('stp_2') }]);
      expect(again).toMatchObject({ because: 'duplicate', table: 'stops' });
      await put(store, { insert: 'stops', row: stop('stp_3', { type: 'other', at: T0 - 1 }) });
      expect(await store.findStop('expense.report')).toEqual(stop('stp_1'));
      expect((await store.listStops()).map(({ id }) => id)).toEqual(['stp_3', 'stp_1']);
      await put(store, { update: 'stops', where: { id: 'stp_1' }, set: { started_at: T0 + 5 } });
      expect(await store.findStop('expense.report')).toBeUndefined();
      expect(await store.findStopById('stp_1')).toEqual({ ...stop('stp_1'), started_at: T0 + 5 });
      await put(store, { insert: 'stops', row: stop('stp_4', { at: T0 + 6 }) });
      expect((await store.findStop('expense.report'))?.id).toBe('stp_4');
    });
  });

  describe('a miss', () => {
    test('is found by its audit, and its re-checks in their order or by their decision', async () => {
      const { store } = await openStore();
      await put(store, ...executed('dec_1', 1), ...executed('dec_2', 2), ...executed('dec_3', 3));
      const miss: Rows['misses'] = {
        review_id: 'rev_1',
        decision_id: 'dec_1',
        type: 'expense.report',
        level: 'auto_execute',
        consequence: 'low',
        band: 'high',
        since: null,
        found: 2,
        is_all: true,
        amounts: { EUR: 80.5 },
        decision_ids: ['dec_3', 'dec_2'],
        rechecked: null,
        created_at: T0,
      };
      const recheck = (decision_id: string, place: number): Write => ({
        insert: 'rechecks',
        row: { miss_id: 'rev_1', decision_id, place, review_id: null, state: 'waiting' },
      });
      await put(store, { insert: 'misses', row: miss }, recheck('dec_2', 1), recheck('dec_3', 0));
      expect(await store.findMiss('rev_1')).toEqual(miss);
      expect(await store.findMiss('rev_2')).toBeUndefined();
      expect((await store.findRechecks('rev_1')).map(({ decision_id }) => decision_id)).toEqual([
        'dec_3',
        'dec_2',
      ]);
      expect(await store.findRechecksOf('dec_2')).toMatchObject([{ miss_id: 'rev_1', place: 1 }]);
    });
  });
};
