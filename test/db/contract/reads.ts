import { describe, expect, test } from 'vitest';
import {
  decision,
  delivery,
  event,
  intake,
  key,
  store as put,
  review,
  revision,
  surface,
  T0,
} from '../rows.ts';
import type { OpenedStore } from '../store-contract.ts';

export const readContract = (openStore: () => Promise<OpenedStore>): void => {
  describe('a case', () => {
    test('is the decision with the revision that stands, its review and its events in order', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'));
      const {
        wake_at: _,
        idle_because: ____,
        planned_by: _____,
        queue: __,
        ...plainReview
      } = review('dec_1');
      expect(await store.findCase('dec_1')).toEqual({
        decision: decision('dec_1'),
        revision: revision('dec_1'),
        review: plainReview,
        events: [
          { type: 'received', at: T0, actor: { kind: 'source', id: 'expense-bot' }, data: {} },
          { type: 'routed', at: T0, actor: { kind: 'policy', id: 'v1' }, data: {} },
        ],
      });
    });

    test('holds the revision before, once there is one', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'));
      for (const number of [2, 3]) {
        await put(
          store,
          { insert: 'revisions', row: revision('dec_1', { revision: number, digest: `d${number}` }) },
          { update: 'decisions', where: { id: 'dec_1', revision: number - 1 }, set: { revision: number } },
        );
      }
      expect(await store.findCase('dec_1')).toMatchObject({
        revision: { digest: 'd3' },
        previous: { digest: 'd2' },
      });
      expect(await store.findRevision('dec_1', 1)).toMatchObject({ digest: 'd1' });
      expect(await store.findRevision('dec_1', 4)).toBeUndefined();
    });

    test('has no review where nothing waits for a person, and its own whatever audits followed', async () => {
      const { store } = await openStore();
      await put(
        store,
        { insert: 'decisions', row: decision('dec_1') },
        { insert: 'revisions', row: revision('dec_1') },
      );
      expect(await store.findCase('dec_1')).not.toHaveProperty('review');
      await put(
        store,
        { insert: 'reviews', row: review('dec_1', { id: 'rev_b', kind: 'audit', opened_at: T0 + 1 }) },
        { insert: 'reviews', row: review('dec_1', { id: 'rev_a', opened_at: T0 }) },
      );
      expect((await store.findCase('dec_1'))?.review?.id).toBe('rev_a');
      expect((await store.findCaseOfReview('rev_b'))?.review).toMatchObject({ id: 'rev_b', kind: 'audit' });
      expect(await store.findCaseOfReview('rev_x')).toBeUndefined();
      expect((await store.findReviews('dec_1')).map(({ id }) => id)).toEqual(['rev_a', 'rev_b']);
    });

    test('gives a review back as it was stored, verdicts and question included', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'));
      const by = { id: 'U1', name: 'Ana' };
      const set = {
        status: 'settling' as const,
        version: 2,
        verdicts: [{ by, option: 'approve', reason_code: 'ok', rationale: 'fits', tags: ['t'], at: T0 }],
        info: { request_id: 'inf_1', question: 'Why?', facts: ['amount'], by, asked_at: T0, due_at: null },
        settle_at: T0 + 10,
        wake_at: T0 + 10,
      };
      await put(store, { update: 'reviews', where: { id: 'rev_dec_1', version: 1 }, set });
      const { wake_at: _, ...shown } = set;
      const { wake_at: __, idle_because: ____, planned_by: _____, queue: ___, ...before } = review('dec_1');
      expect(await store.findReview('rev_dec_1')).toEqual({ ...before, ...shown });
    });

    test('is absent for an unknown id', async () => {
      const { store } = await openStore();
      expect(await store.findCase('dec_x')).toBeUndefined();
      expect(await store.findDecision('dec_x')).toBeUndefined();
      expect(await store.findReview("' or 1=1 --")).toBeUndefined();
    });
  });

  describe('rows by their key', () => {
    test('idempotency keys belong to their source', async () => {
      const { store } = await openStore();
      await put(store, {
        insert: 'idempotency_keys',
        row: key('k', { answer: { status: 202, revision: 2 } }),
      });
      await put(store, { insert: 'idempotency_keys', row: key('k', { source: 'other' }) });
      expect(await store.findIdempotencyKey('expense-bot', 'k')).toEqual(
        key('k', { answer: { status: 202, revision: 2 } }),
      );
      expect(await store.findIdempotencyKey('third', 'k')).toBeUndefined();
    });

    test('surfaces, deliveries and outcomes come in their order', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'), ...intake('dec_2'));
      await put(
        store,
        { insert: 'surfaces', row: surface('dec_1', 'srf_2', { created_at: T0 + 1 }) },
        { insert: 'surfaces', row: surface('dec_1', 'srf_1') },
        { insert: 'deliveries', row: delivery('dec_1', 2) },
        { insert: 'deliveries', row: delivery('dec_1', 1) },
        { insert: 'deliveries', row: delivery('dec_2', 1) },
        {
          insert: 'outcomes',
          row: { id: 'out_2', decision_id: 'dec_1', seq: 2, body: { correct: 'reject' }, created_at: T0 + 1 },
        },
        {
          insert: 'outcomes',
          row: { id: 'out_1', decision_id: 'dec_1', seq: 1, body: { correct: 'approve' }, created_at: T0 },
        },
        {
          insert: 'draws',
          row: { decision_id: 'dec_1', purpose: 'audit', probability: 0.01, drawn: false, created_at: T0 },
        },
      );
      expect((await store.findSurfaces('dec_1')).map(({ id }) => id)).toEqual(['srf_1', 'srf_2']);
      expect(await store.findSurface('srf_1')).toEqual(surface('dec_1', 'srf_1'));
      expect(await store.findDeliveries('dec_1')).toEqual([delivery('dec_1', 1), delivery('dec_1', 2)]);
      expect((await store.findOutcomes('dec_1')).map(({ body }) => body.correct)).toEqual([
        'approve',
        'reject',
      ]);
    });

    test('a decision has one delivery per place in the order', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'), { insert: 'deliveries', row: delivery('dec_1', 1) });
      const second = store.commit([{ insert: 'deliveries', row: delivery('dec_1', 1, { id: 'msg_other' }) }]);
      expect(await second).toMatchObject({ because: 'duplicate', table: 'deliveries' });
    });

    test('what a read gave can be changed without touching what is stored', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'), { insert: 'events', row: event('dec_1', { data: { a: 1 } }) });
      const found = await store.findCase('dec_1');
      if (found?.events[2]) found.events[2].data.a = 2;
      expect((await store.findCase('dec_1'))?.events[2]?.data).toEqual({ a: 1 });
    });
  });

  describe('being open', () => {
    test('a check passes, again and again', async () => {
      const { store } = await openStore();
      await expect(store.check()).resolves.toBeUndefined();
      await expect(store.check()).resolves.toBeUndefined();
    });

    test('closing answers what was handed in, and refuses what comes after', async () => {
      const { store, reopen } = await openStore();
      const early = Promise.all(Array.from({ length: 50 }, (_, i) => store.commit(intake(`dec_${i}`))));
      await Promise.all([store.close(), store.close()]);
      expect((await early).every(({ ok }) => ok)).toBe(true);
      await expect(store.commit(intake('dec_late'))).rejects.toMatchObject({ name: 'StoreUnavailable' });
      await expect(store.findDecision('dec_1')).rejects.toMatchObject({ name: 'StoreUnavailable' });
      await expect(store.check()).rejects.toMatchObject({ name: 'StoreUnavailable' });
      const again = await reopen();
      expect(await again.findDecision('dec_49')).toBeDefined();
      expect(await again.findDecision('dec_late')).toBeUndefined();
    });
  });
};
