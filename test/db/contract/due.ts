import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delivery, Write } from '../../../src/ports.ts';
import { decision, delivery, intake, store as put, surface, T0 } from '../rows.ts';
import type { OpenedStore } from '../store-contract.ts';

export const dueContract = (openStore: () => Promise<OpenedStore>): void => {
  describe('surfaces that are due', () => {
    test('by channel, in the order in which they became due', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...intake('dec_1'),
        { insert: 'surfaces', row: surface('dec_1', 'srf_1', { due_at: T0 + 2 }) },
        { insert: 'surfaces', row: surface('dec_1', 'srf_2', { due_at: T0 + 1 }) },
        { insert: 'surfaces', row: surface('dec_1', 'srf_3', { due_at: T0 + 9 }) },
        { insert: 'surfaces', row: surface('dec_1', 'srf_4', { channel: '#support' }) },
        { insert: 'surfaces', row: surface('dec_1', 'srf_5', { status: 'posted', channel: '#done' }) },
        { insert: 'surfaces', row: surface('dec_1', 'srf_6', { status: 'failed', channel: '#gone' }) },
      );
      expect(await store.dueChannels(T0 + 2)).toEqual(['#finance', '#support']);
      expect(await store.dueChannels(T0 - 1)).toEqual([]);
      const ids = async (now: number, limit: number) =>
        (await store.dueSurfaces('#finance', now, limit)).map(({ id }) => id);
      expect(await ids(T0 + 2, 10)).toEqual(['srf_2', 'srf_1']);
      expect(await ids(T0 + 2, 1)).toEqual(['srf_2']);
      expect(await ids(T0 + 9, 10)).toEqual(['srf_2', 'srf_1', 'srf_3']);
    });

    test('include one that a dead process left behind while sending', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'), {
        insert: 'surfaces',
        row: surface('dec_1', 'srf_1', { status: 'sending' }),
      });
      expect(await store.dueChannels(T0)).toEqual(['#finance']);
      expect((await store.dueSurfaces('#finance', T0, 1)).map(({ id }) => id)).toEqual(['srf_1']);
    });
  });

  describe('callbacks that are due', () => {
    test('a later one never overtakes, a failed one lets the next go', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...intake('dec_1'),
        { insert: 'deliveries', row: delivery('dec_1', 1, { due_at: T0 + 100 }) },
        { insert: 'deliveries', row: delivery('dec_1', 2) },
      );
      const first: Write = { update: 'deliveries', where: { id: 'msg_dec_1_1' }, set: { due_at: T0 } };
      expect(await store.dueDeliveryDecisions(T0, 9)).toEqual([]);
      await put(store, first);
      expect(await store.dueDeliveryDecisions(T0, 9)).toEqual(['dec_1']);
      await put(store, { ...first, set: { status: 'failed' } });
      expect(await store.dueDeliveryDecisions(T0, 9)).toEqual(['dec_1']);
      await put(store, { update: 'deliveries', where: { id: 'msg_dec_1_2' }, set: { status: 'delivered' } });
      expect(await store.dueDeliveryDecisions(T0 + 1000, 9)).toEqual([]);
    });

    test('are the decisions whose first undelivered one is due, each once, longest waiting first', async () => {
      const { store } = await openStore();
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(anyDelivery, { maxLength: 4 }), { maxLength: 5 }),
          async (decisions) => {
            run += 1;
            const rows = decisions.map((list, d) =>
              list.map((over, i) => delivery(`dec_${run}_${d}`, i + 1, over)),
            );
            await put(
              store,
              ...rows.flatMap((list, d) => [
                { insert: 'decisions' as const, row: decision(`dec_${run}_${d}`) },
                ...list.map((row): Write => ({ insert: 'deliveries', row })),
              ]),
            );
            const heads = rows
              .map((list) => list.find(({ status }) => status === 'due'))
              .filter((row) => row !== undefined);
            for (const now of [T0, T0 + 2, T0 + 5]) {
              const due = heads.filter(({ due_at }) => due_at <= now).sort(byDue);
              expect(await store.dueDeliveryDecisions(now, 100)).toEqual(
                due.map(({ decision_id }) => decision_id),
              );
              expect(await store.dueDeliveryDecisions(now, 1)).toHaveLength(Math.min(1, due.length));
              const later = heads.map(({ due_at }) => due_at).filter((at) => at > now);
              expect(await store.nextDue(now)).toBe(later.length === 0 ? undefined : Math.min(...later));
            }
            await put(store, {
              update: 'deliveries',
              where: { status: 'due' },
              set: { status: 'failed' },
              expect: 0,
            });
          },
        ),
        { numRuns: 60 },
      );
    });
  });

  describe('what waits for time', () => {
    test('reviews wake at their moment, longest waiting first', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'), ...intake('dec_2'), ...intake('dec_3'));
      const wake = (id: string, wake_at: number | null): Write => ({
        update: 'reviews',
        where: { id },
        set: { wake_at },
      });
      await put(store, wake('rev_dec_1', T0 + 2), wake('rev_dec_2', T0 + 1));
      expect(await store.dueReviews(T0, 9)).toEqual([]);
      expect(await store.dueReviews(T0 + 2, 9)).toEqual(['dec_2', 'dec_1']);
      expect(await store.dueReviews(T0 + 2, 1)).toEqual(['dec_2']);
      await put(store, wake('rev_dec_2', null));
      expect(await store.dueReviews(T0 + 9, 9)).toEqual(['dec_1']);
    });

    test('the next moment is the earliest still to come, of whatever kind', async () => {
      const { store } = await openStore();
      await put(store, ...intake('dec_1'));
      expect(await store.nextDue(T0)).toBeUndefined();
      await put(
        store,
        { insert: 'surfaces', row: surface('dec_1', 'srf_1', { due_at: T0 + 30 }) },
        { insert: 'surfaces', row: surface('dec_1', 'srf_2', { due_at: T0 + 1, status: 'posted' }) },
        { insert: 'deliveries', row: delivery('dec_1', 1, { due_at: T0 + 20 }) },
        { insert: 'deliveries', row: delivery('dec_1', 2, { due_at: T0 + 5 }) },
        { update: 'reviews', where: { id: 'rev_dec_1' }, set: { wake_at: T0 + 10 } },
      );
      const moments = [];
      for (let now: number | undefined = T0; now !== undefined; now = await store.nextDue(now))
        moments.push(now - T0);
      expect(moments).toEqual([0, 10, 20, 30]);
    });
  });
};

const anyDelivery: fc.Arbitrary<Partial<Delivery>> = fc.record({
  status: fc.constantFrom('due' as const, 'due' as const, 'delivered' as const, 'failed' as const),
  due_at: fc.integer({ min: T0, max: T0 + 5 }),
});

const byDue = (a: Delivery, b: Delivery): number => a.due_at - b.due_at || (a.id < b.id ? -1 : 1);
