import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, digestOf } from '../../../src/core/decision/canonical.ts';
import { decisionDigest } from '../../../src/core/decision/digest.ts';
import type { Submission } from '../../../src/core/decision/submission.ts';
import type { Route } from '../../../src/core/policy/route-result.ts';

describe('canonical JSON', () => {
  test('does not depend on the order of keys', () => {
    expect(canonical({ b: [1, { d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[1,{"c":2,"d":1}]}');
  });
  test('survives a database', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(JSON.parse(JSON.stringify(value)))).toBe(canonical(value));
      }),
    );
  });
  test('takes half a surrogate and NaN, and tells them apart', () => {
    expect(() => canonical({ a: ['\ud800', Number.NaN] })).not.toThrow();
    expect(digestOf('\ud800')).not.toBe(digestOf('\ud801'));
    expect(digestOf({ '\udc00': 1 })).not.toBe(digestOf({ '\udc01': 1 }));
  });
});

describe('the digest of what is decided upon', () => {
  const submission: Submission = {
    type: 'refund.request',
    title: 'Refund R-1',
    subject: { id: 'c1', name: 'Dana' },
    facts: { amount: { value: 10, currency: 'EUR' } },
    recommendation: { option: 'approve', confidence: 0.9 },
    due_at: '2026-10-01T12:00:00Z',
  };
  const route: Route = {
    level: 'review',
    queue: 'finance',
    sla_class: 'standard',
    consequence: 'low',
    confidence: {},
    flags: [{ code: 'rule', sentence: 'Bought long ago', weight: 40 }],
    inclusion_probability: 1,
    trace: [],
    policy_version: 'v1',
  };
  const digest = decisionDigest(submission, route, () => 0.5);
  const of = (s: Partial<Submission>, r: Partial<Route> = {}) =>
    decisionDigest({ ...submission, ...s }, { ...route, ...r }, () => 0.5);

  test('is short hex and stable over versions of the code', () => {
    expect(digest).toBe('d0adcb05a9542974dd190bb1f58cb37e');
  });
  test.each<[string, string]>([
    ['a fact', of({ facts: { amount: { value: 11, currency: 'EUR' } } })],
    ['who it is about', of({ subject: { id: 'c2', name: 'Dana' } })],
    ['the recommendation', of({ recommendation: { option: 'reject', confidence: 0.9 } })],
    ['its confidence', of({ recommendation: { option: 'approve', confidence: 0.8 } })],
    ['a flag', of({}, { flags: [] })],
    ['the level', of({}, { level: 'human_decides' })],
    ['the policy', of({}, { policy_version: 'v2' })],
  ])('changes with %s', (_words, other) => expect(other).not.toBe(digest));
  test.each<[string, string]>([
    ['the due time', of({ due_at: '2026-10-02T12:00:00Z' })],
    ['the queue', of({}, { queue: 'risk' })],
    ['the order of facts', of({ facts: { amount: { currency: 'EUR', value: 10 } } })],
  ])('does not change with %s', (_words, other) => expect(other).toBe(digest));
  test('holds a secret where people answer before they see the recommendation', () => {
    const by = (secret: number) => decisionDigest(submission, { ...route, blind: true }, () => secret);
    expect(by(0.5)).not.toBe(digest);
    expect(by(0.5)).toBe(by(0.5));
    expect(by(0.25)).not.toBe(by(0.5));
    expect(decisionDigest(submission, route, () => 0.25)).toBe(digest);
  });
  test('leaves out a recommendation that is not shown', () => {
    const alone = { level: 'human_only' } as const;
    expect(of({ recommendation: undefined }, alone)).toBe(of({}, alone));
  });
});
