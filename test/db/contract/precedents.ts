import { describe, expect, test } from 'vitest';
import type { Rows, Write } from '../../../src/ports.ts';
import { decision, store as put, review, revision, T0 } from '../rows.ts';
import type { OpenedStore } from '../store-contract.ts';

const over = (id: string, at: number, change: Partial<Rows['decisions']> = {}): Write[] => [
  {
    insert: 'decisions',
    row: decision(id, {
      status: 'resolved',
      disposition: 'approved',
      option: 'approve',
      resolved_at: T0 + at,
      ...change,
    }),
  },
  { insert: 'revisions', row: revision(id) },
  { insert: 'reviews', row: review(id, { status: 'settled', disposition: 'approved' }) },
];

export const precedentContract = (openStore: () => Promise<OpenedStore>): void => {
  describe('what people answered before', () => {
    test('of a type, newest first, with its facts and its verdicts, whatever audits followed', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...over('dec_1', 1),
        ...over('dec_2', 3, { disposition: 'rejected', option: 'reject' }),
        ...over('dec_3', 3, { disposition: 'modified' }),
        ...over('dec_4', 4, { type: 'another' }),
        ...over('dec_5', 5, { disposition: 'auto_executed' }),
        ...over('dec_6', 6, { disposition: null }),
        { insert: 'reviews', row: review('dec_2', { id: 'rev_audit', kind: 'audit', opened_at: T0 + 9 }) },
      );
      const found = await store.answeredOf({ type: 'expense.report', limit: 9 });
      expect(found.map(({ id, disposition }) => [id, disposition])).toEqual([
        ['dec_3', 'modified'],
        ['dec_2', 'rejected'],
        ['dec_1', 'approved'],
      ]);
      expect(found[2]).toEqual({
        id: 'dec_1',
        title: 'Expense report dec_1',
        option: 'approve',
        disposition: 'approved',
        correct: null,
        at: T0 + 1,
        facts: revision('dec_1').body.facts,
        quorum: null,
        verdicts: [],
      });
      expect(await store.answeredOf({ type: 'expense.report', limit: 2 })).toHaveLength(2);
    });

    test('about a subject, by people or by itself, without what still waits', async () => {
      const { store } = await openStore();
      await put(
        store,
        ...over('dec_1', 1, { subject_key: 's1' }),
        ...over('dec_2', 2, { subject_key: 's1', disposition: 'auto_executed' }),
        ...over('dec_3', 3, { subject_key: 's2' }),
        { insert: 'decisions', row: decision('dec_4', { subject_key: 's1' }) },
        { insert: 'revisions', row: revision('dec_4') },
      );
      const found = await store.endedAbout({ subject_key: 's1', limit: 9 });
      expect(found.map(({ id, disposition }) => [id, disposition])).toEqual([
        ['dec_2', 'auto_executed'],
        ['dec_1', 'approved'],
      ]);
    });
  });
};
