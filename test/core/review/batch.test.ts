import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecisionEvent } from '../../../src/core/decision/decision.ts';
import { BATCH_MOST, batchesOf, toOpen, wasOpened, whyNotBatchable } from '../../../src/core/review/batch.ts';
import { type CardView, viewFor } from '../../../src/core/review/view.ts';
import { ana, ben, expense, grounds, NOW, openReview } from './review-building.ts';

const { revision, type } = grounds(
  expense({ facts: { amount: { value: 90, currency: 'EUR' }, category: 'Travel' } }),
);
const decision = {
  id: 'dec_1',
  source: 'expense-bot',
  type: 'expense.report',
  external_id: null,
  title: 'Taxi',
  created_at: NOW,
} as Parameters<typeof viewFor>[0]['decision'];
const view = (over: Partial<CardView> = {}): CardView => ({
  ...viewFor(
    { decision, revision, review: openReview(), events: [] },
    type,
    { kind: 'person', id: ana.id, roles: ['finance'] },
    NOW,
  ),
  ...over,
});

describe('what can be decided together', () => {
  it('is of low consequence, reviewed, open, and asks nothing more than to agree', () => {
    expect(whyNotBatchable(view())).toBeUndefined();
    expect(whyNotBatchable(view({ consequence: 'medium' }))).toBe('consequence');
    const asksMore: Partial<CardView>[] = [
      { level: 'human_decides' },
      { level: 'human_only', recommendation: null },
      { blind: 'hidden' },
      { blind: 'revealed' },
      { progress: { ...view().progress, needed: 2 } },
      { document: ['Cost centre'] },
      { recommendation: null },
    ];
    for (const over of asksMore) expect(whyNotBatchable(view(over))).toBe('asks_more');
    const over: Partial<CardView>[] = [{ state: 'settling' }, { kind: 'audit' }, { review_id: null }];
    for (const one of over) expect(whyNotBatchable(view(one))).toBe('not_open');
  });

  it('is of one type, with the same flags and the same recommendation', () => {
    const flag = { code: 'rule', sentence: 'No receipt', weight: 1 };
    const other = { ...flag, sentence: 'New employee' };
    const rejected = { ...view().recommendation, option: 'reject' } as CardView['recommendation'];
    const batches = batchesOf([
      view(),
      view({ flags: [flag, other] }),
      view(),
      view({ flags: [other, flag] }),
      view({ recommendation: rejected }),
      view({ type: { name: 'other.type', label: 'Other' } }),
      view({ consequence: 'high' }),
      view(),
    ]);
    expect(batches.map(({ views }) => views.length)).toEqual([3, 2]);
  });

  it('is at most twenty', () => {
    const [batch] = batchesOf(Array.from({ length: 45 }, () => view()));
    expect(batch?.views).toHaveLength(BATCH_MOST);
  });
});

describe('what has to be opened first', () => {
  it('is at least one, and all below the share', () => {
    const draws: Record<string, number> = { a: 0.9, b: 0.19, c: 0.5, d: 0.01 };
    expect([...toOpen(['a', 'b', 'c', 'd'], (id) => draws[id] ?? 1)]).toEqual(['b', 'd']);
    expect([...toOpen(['a', 'c'], (id) => draws[id] ?? 1)]).toEqual(['c']);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1 }),
        (drawn) => {
          const ids = drawn.map((_, index) => `dec_${index}`);
          const open = toOpen(ids, (id) => drawn[ids.indexOf(id)] ?? 1);
          expect(open.size).toBeGreaterThan(0);
          expect(open.size).toBe(Math.max(1, drawn.filter((one) => one < 0.2).length));
        },
      ),
    );
  });

  it('was opened by this person, as it stands now', () => {
    const opened = (by: typeof ana, at: number): DecisionEvent => ({
      type: 'opened',
      at,
      actor: { kind: 'person', id: by.id },
      data: {},
    });
    const revised: DecisionEvent = { type: 'revised', at: 2, actor: { kind: 'source', id: 's' }, data: {} };
    expect(wasOpened([opened(ana, 1)], ana.id)).toBe(true);
    expect(wasOpened([opened(ben, 1)], ana.id)).toBe(false);
    expect(wasOpened([opened(ana, 1), revised], ana.id)).toBe(false);
    expect(wasOpened([opened(ana, 1), revised, opened(ana, 3)], ana.id)).toBe(true);
    expect(wasOpened([{ ...opened(ana, 1), data: { review_id: 'rev_9' } }], ana.id)).toBe(false);
  });
});
