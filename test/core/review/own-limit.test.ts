import { describe, expect, it } from 'vitest';
import { ownLimit } from '../../../src/core/review/own-limit.ts';
import { ana, onEuros } from './quorum-building.ts';

const LIMITS = [
  { role: 'finance', up_to: { EUR: 500 } },
  { role: 'finance-leads', up_to: { EUR: 5_000 } },
];

const limit = (
  own: string[],
  { limits = LIMITS, stead }: { limits?: typeof LIMITS; stead?: string[] } = {},
) => {
  const capacity = stead === undefined ? { roles: own } : { roles: stead, for: ana.by };
  return ownLimit(onEuros(300, limits), own, capacity);
};

describe('up to which amount somebody approves alone', () => {
  it('is the widest of what their roles allow', () => {
    expect(limit(['finance'])).toEqual({ value: 500, currency: 'EUR' });
    expect(limit(['finance', 'finance-leads'])).toEqual({ value: 5_000, currency: 'EUR' });
  });

  it('is none where a role of theirs has no limit', () => {
    expect(limit(['finance', 'finance-leads'], { limits: LIMITS.slice(0, 1) })).toBeNull();
    expect(limit(['finance'], { limits: [] })).toBeNull();
  });

  it('is the lesser of both for whoever stands in for another', () => {
    expect(limit(['finance'], { stead: ['finance-leads'] })).toEqual({ value: 500, currency: 'EUR' });
    expect(limit([], { stead: ['finance-leads'] })).toEqual({ value: 5_000, currency: 'EUR' });
  });

  it('is nothing in a currency without a limit', () => {
    expect(limit(['finance'], { limits: [{ role: 'finance', up_to: { EUR: 0 } }] })).toEqual({
      value: 0,
      currency: 'EUR',
    });
  });
});
