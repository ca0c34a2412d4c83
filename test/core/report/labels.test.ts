import { describe, expect, it } from 'vitest';
import { labelsOf } from '../../../src/core/report/labels.ts';
import { refund, refundPolicy } from '../policy/routing.ts';
import { answered, ofEuros, past } from './past.ts';

const policy = refundPolicy();
/** It runs by itself. */
const small = ofEuros(40);
/** A person reviews it. */
const medium = ofEuros(400);

describe('labels: whether the AI was right', () => {
  it('are none where nobody looked and nothing came back', () => {
    expect(labelsOf(past(policy, small))).toEqual([]);
    expect(labelsOf(past(policy, medium))).toEqual([]);
  });

  it('come of outcomes, of which the last counts', () => {
    expect(labelsOf(past(policy, small, { outcomes: ['reject', 'approve'] }))).toEqual([
      { kind: 'outcome', right: true },
    ]);
    expect(labelsOf(past(policy, small, { outcomes: ['approve', 'reject'] }))).toEqual([
      { kind: 'outcome', right: false },
    ]);
  });

  it('come of audits that were drawn, apart from those that were chosen', () => {
    const audits = (because: 'sampled' | 'recheck' | 'contest', right: boolean | null) =>
      labelsOf(past(policy, small, { reviews: [{ kind: 'audit', because, right }] }));
    expect(audits('sampled', false)).toEqual([{ kind: 'audit', right: false }]);
    expect(audits('recheck', true)).toEqual([{ kind: 'second_look', right: true }]);
    expect(audits('sampled', null)).toEqual([]);
  });

  it('come of an answer to several only where this one was looked at by itself', () => {
    const together = (opened: boolean) => {
      const verdict = {
        by: { id: 'U1' },
        option: 'approve',
        reason_code: 'other',
        rationale: '',
        tags: [],
        at: 1,
        batch: { id: 'bat_1', opened },
      };
      return labelsOf(past(policy, medium, { ...answered(false), reviews: [{ verdicts: [verdict] }] }));
    };
    expect(together(true)).toEqual([{ kind: 'verdict', right: true }]);
    expect(together(false)).toEqual([]);
  });

  it('come of answers; a contested answer of a person says nothing about the AI', () => {
    expect(labelsOf(past(policy, medium, answered(true)))).toEqual([{ kind: 'verdict', right: false }]);
    expect(
      labelsOf(
        past(policy, medium, {
          ...answered(false),
          reviews: [{ kind: 'audit', because: 'contest', right: false }],
        }),
      ),
    ).toEqual([{ kind: 'verdict', right: true }]);
  });

  it('do not come of lapses, withdrawals, or where the AI recommended nothing', () => {
    const ended = (disposition: 'expired' | 'cancelled') =>
      labelsOf(past(policy, medium, { decision: { disposition, overridden: false } }));
    expect([ended('expired'), ended('cancelled')]).toEqual([[], []]);
    const { recommendation: _, ...silent } = refund({ euros: 400 });
    expect(labelsOf(past(policy, silent, { outcomes: ['approve'] }))).toEqual([]);
  });

  it('stand most trustworthy first', () => {
    const all = past(policy, small, {
      outcomes: ['approve'],
      reviews: [
        { id: 'a', kind: 'audit', because: 'sampled', right: true },
        { id: 'b', kind: 'audit', because: 'recheck', right: false },
      ],
    });
    expect(labelsOf(all).map(({ kind }) => kind)).toEqual(['outcome', 'audit', 'second_look']);
  });
});
