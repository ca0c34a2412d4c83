import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { care, isAutomatic } from '../../../src/core/policy/levels.ts';
import { stoppers } from '../../../src/core/policy/stop.ts';
import { examplePolicy, refund, refundPolicy, routed, sentences, stepOf } from './routing.ts';

const stop = {
  by: { kind: 'person', id: 'U1', name: 'Ana <!channel>' },
  at: Date.UTC(2026, 10, 22, 9, 30),
  reason: 'Too many *misses*',
} as const;

describe('a stop', () => {
  test('brings what would run by itself to a person, and says who, when and why', () => {
    const found = routed(refundPolicy(), refund(), { stop });
    expect(found.level).toBe('review');
    expect(sentences(found)).toContain('Stopped by Ana !channel at 2026-11-22 09:30 UTC: Too many misses');
    expect(stepOf(found, 'stop')?.did).toBe('From auto execute to review');
    expect(found.inclusion_probability).toBe(1);
  });

  test('is only noted where a person looks at it anyway', () => {
    const found = routed(refundPolicy(), refund({ euros: 500 }), { stop });
    expect(found.flags.map(({ code }) => code)).not.toContain('stopped');
    expect(stepOf(found, 'stop')?.did).toBe('It waits for a person anyway');
  });

  test('never lowers care, leaves nothing to run by itself, and comes after every rule', () => {
    const policy = refundPolicy(`
matrix: audit
floor: auto_execute
rules:
  - { name: Down, when: facts.amount.value < 500.0, lower_to: auto_execute }
  - { name: Up, when: facts.amount.value > 900.0, raise_to: human_only }`);
    const amount = fc.double({ min: 0, max: 3000, noNaN: true });
    const confidence = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(amount, confidence, fc.boolean(), (euros, sure, sampling) => {
        const one = refund({ euros, confidence: sure });
        const before = routed(policy, one, { sampling });
        const after = routed(policy, one, { sampling, stop });
        expect(isAutomatic(after.level)).toBe(false);
        expect(care(after.level)).toBeGreaterThanOrEqual(care(before.level));
        expect(after.level).toBe(isAutomatic(before.level) ? 'review' : before.level);
        expect(after.draws ?? []).toEqual([]);
      }),
    );
  });

  test('is for deciders of the type, and for managers where the policy has them', () => {
    const example = examplePolicy();
    const expenses = example.types['expense.report'];
    const refunds = refundPolicy();
    const refundType = refunds.types['refund.request'];
    if (expenses === undefined || refundType === undefined) throw new Error('no type');
    expect(stoppers(expenses, example)).toEqual(['finance', 'finance-leads', 'managers']);
    expect(stoppers(refundType, refunds)).toEqual(['finance']);
  });
});
