import { describe, expect, test } from 'vitest';
import type { Store, Write } from '../../../src/ports.ts';
import { decision, store as put, review, revision, T0 } from '../rows.ts';
import type { OpenedStore } from '../store-contract.ts';

const submitted = (id: string, created_at = T0): Write[] => [
  { insert: 'decisions', row: decision(id, { created_at }) },
  { insert: 'revisions', row: revision(id) },
];

const idsOf = async (store: Store, query: Parameters<Store['listPast']>[0]): Promise<string[]> =>
  (await store.listPast(query)).map((past) => past.decision.id);

export const pastContract = (openStore: () => Promise<OpenedStore>): void => {
  describe('past decisions', () => {
    test('page by page, each once, in the order of their ids', async () => {
      const { store } = await openStore();
      const ids = Array.from({ length: 25 }, (_, i) => `dec_${String((i * 7) % 25).padStart(2, '0')}`);
      await put(store, ...ids.flatMap((id) => submitted(id)));
      const seen: string[] = [];
      for (let after: string | undefined; ; ) {
        const page = await idsOf(store, { since: 0, limit: 10, ...(after === undefined ? {} : { after }) });
        seen.push(...page);
        after = page.at(-1);
        if (page.length < 10) break;
      }
      expect(seen).toEqual(ids.toSorted());
    });

    test('a change between two pages neither repeats a decision nor leaves one out', async () => {
      const { store } = await openStore();
      await put(store, ...['dec_1', 'dec_2', 'dec_3'].flatMap((id) => submitted(id)));
      expect(await idsOf(store, { since: 0, limit: 2 })).toEqual(['dec_1', 'dec_2']);
      await put(store, { update: 'decisions', where: { id: 'dec_1' }, set: { updated_at: T0 + 9 } });
      expect(await idsOf(store, { since: 0, limit: 2, after: 'dec_2' })).toEqual(['dec_3']);
    });

    test('from the moment asked for, by when they came in', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...submitted('dec_1', T0 - 1),
        ...submitted('dec_2', T0),
        ...submitted('dec_3', T0 + 1),
      );
      await put(store, { update: 'decisions', where: { id: 'dec_1' }, set: { updated_at: T0 + 5 } });
      expect(await idsOf(store, { since: T0, limit: 9 })).toEqual(['dec_2', 'dec_3']);
    });

    test('each in its latest revision, with its own reviews and outcomes in order', async () => {
      const { store } = await openStore();
      const outcome = (id: string, decision_id: string, seq: number): Write => ({
        insert: 'outcomes',
        row: { id, decision_id, seq, body: { correct: id }, created_at: T0 },
      });
      await put(store, ...submitted('dec_1'), ...submitted('dec_2'));
      await put(
        store,
        { insert: 'revisions', row: revision('dec_1', { revision: 2, digest: 'd2' }) },
        { update: 'decisions', where: { id: 'dec_1' }, set: { revision: 2 } },
        { insert: 'reviews', row: review('dec_1', { id: 'rev_b', kind: 'audit', opened_at: T0 + 2 }) },
        { insert: 'reviews', row: review('dec_1', { id: 'rev_c', opened_at: T0 + 1 }) },
        outcome('out_b', 'dec_1', 1),
        outcome('out_a', 'dec_1', 2),
        outcome('out_c', 'dec_2', 1),
      );
      const [first, second] = await store.listPast({ since: 0, limit: 9 });
      expect(first?.revision).toMatchObject({ revision: 2, digest: 'd2' });
      expect(first?.earlier).toMatchObject([{ revision: 1, digest: 'd1' }]);
      expect(second?.earlier).toEqual([]);
      expect(first?.reviews.map(({ id, kind }) => [id, kind])).toEqual([
        ['rev_c', 'review'],
        ['rev_b', 'audit'],
      ]);
      expect(first?.outcomes).toEqual([
        { body: { correct: 'out_b' }, created_at: T0 },
        { body: { correct: 'out_a' }, created_at: T0 },
      ]);
      expect(second).toMatchObject({
        decision: { id: 'dec_2' },
        reviews: [],
        outcomes: [{ body: { correct: 'out_c' } }],
      });
    });

    test('none where nothing came in', async () => {
      const { store } = await openStore();
      expect(await store.listPast({ since: 0, limit: 9 })).toEqual([]);
    });
  });
};
