import { describe, expect, test } from 'vitest';
import type { Ending } from '../../../src/core/report/ending.ts';
import type { Post } from '../../../src/ports.ts';
import { ending as endingAt, endingCount } from '../../support/endings.ts';
import { intake, store as put, T0 } from '../rows.ts';
import type { OpenedStore } from '../store-contract.ts';

const ending = (id: string, over: Partial<Ending> = {}): Ending => endingAt(id, T0, over);

const post = (id: string, over: Partial<Post> = {}): Post => ({
  id,
  kind: 'digest',
  about: 'queue finance',
  period: '2026-11-25',
  channel: '#finance',
  body: null,
  file: null,
  status: 'due',
  attempts: 0,
  due_at: T0,
  posted_channel: null,
  ts: null,
  error: null,
  created_at: T0,
  ...over,
});

export const reportContract = (openStore: () => Promise<OpenedStore>): void => {
  describe('how decisions ended', () => {
    test('is counted by all that reports tell apart, within a stretch of time', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...intake('dec_1'),
        ...[
          ending('a'),
          ending('b'),
          ending('c', { overridden: true, reason_code: 'duplicate' }),
          ending('d', { queue: 'support' }),
          ending('before', { ended_at: T0 - 1 }),
          ending('after', { ended_at: T0 + 10 }),
        ].map((row) => ({ insert: 'endings' as const, row })),
      );
      const within = { from: T0, until: T0 + 10 };
      const all = await store.countEndings(within);
      expect(all.map(({ queue, overridden, n }) => `${queue} ${overridden} ${n}`).sort()).toEqual([
        'finance false 2',
        'finance true 1',
        'support false 1',
      ]);
      expect(all.find(({ queue }) => queue === 'support')).toEqual(endingCount({ queue: 'support' }));
      expect(await store.countEndings({ ...within, queue: 'support' })).toHaveLength(1);
      expect(await store.countEndings({ ...within, queue: 'none' })).toEqual([]);
    });

    test('is counted by what people changed of what they could have changed', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...intake('dec_1'),
        ...[
          ending('a'),
          ending('b', { overridden: true }),
          ending('c', { overridden: true, disposition: 'modified', queue: 'support' }),
          ending('free', { overridden: null }),
          ending('lapsed', { disposition: 'expired' }),
          ending('ran', { kind: 'executed', disposition: 'auto_executed' }),
          ending('audited', { kind: 'audited', overridden: true }),
          ending('after', { ended_at: T0 + 10 }),
        ].map((row) => ({ insert: 'endings' as const, row })),
      );
      const within = { from: T0, until: T0 + 10 };
      expect(await store.countOverrides(within)).toEqual({ answered: 3, overridden: 2 });
      expect(await store.countOverrides({ ...within, queue: 'support' })).toEqual({
        answered: 1,
        overridden: 1,
      });
      expect(await store.countOverrides({ ...within, queue: 'none' })).toEqual({
        answered: 0,
        overridden: 0,
      });
    });

    test('has a median of the time that answers took', async () => {
      const { store } = await openStore();
      const waits = [5, 1, 9, 3];
      await put(
        store,
        ...intake('dec_1'),
        ...waits.map((waited_ms) => ({
          insert: 'endings' as const,
          row: ending(`w${waited_ms}`, { waited_ms }),
        })),
        { insert: 'endings', row: ending('lapsed', { waited_ms: null }) },
        { insert: 'endings', row: ending('ran', { kind: 'executed', waited_ms: null }) },
      );
      expect(await store.medianWait({ from: T0, until: T0 + 1 })).toBe(3);
      expect(await store.medianWait({ from: T0, until: T0 + 1, queue: 'support' })).toBeUndefined();
    });
  });

  describe('messages about no decision', () => {
    test('are one for each kind, subject and period', async () => {
      const { store } = await openStore();
      await put(store, { insert: 'posts', row: post('pst_1') });
      expect(await store.commit([{ insert: 'posts', row: post('pst_2') }])).toEqual({
        ok: false,
        because: 'duplicate',
        table: 'posts',
      });
      await put(store, { insert: 'posts', row: post('pst_3', { period: '2026-11-26' }) });
      expect((await store.findPost('digest', 'queue finance', '2026-11-25'))?.id).toBe('pst_1');
      expect(await store.findPost('report', 'queue finance', '2026-11-25')).toBeUndefined();
    });

    test('are due by channel, longest due first; those that were sent or had nothing to say are not', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...[
          post('pst_1', { period: '1', due_at: T0 + 2 }),
          post('pst_2', { period: '2' }),
          post('pst_3', { period: '3', channel: '#support' }),
          post('pst_4', { period: '4', status: 'posted' }),
          post('pst_5', { period: '5', status: 'quiet' }),
          post('pst_6', { period: '6', status: 'sending', due_at: T0 + 1 }),
        ].map((row) => ({ insert: 'posts' as const, row })),
      );
      expect((await store.duePostChannels(T0)).sort()).toEqual(['#finance', '#support']);
      const ids = async (now: number) => (await store.duePosts('#finance', now, 9)).map(({ id }) => id);
      expect(await ids(T0)).toEqual(['pst_2']);
      expect(await ids(T0 + 2)).toEqual(['pst_2', 'pst_6', 'pst_1']);
    });
  });
};
