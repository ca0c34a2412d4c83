import { describe, expect, it } from 'vitest';
import type { CheckedLike } from '../../../src/core/policy/checked-like.ts';
import { viewFor } from '../../../src/core/review/view.ts';
import { aCase, expenseType, NOW, revision, route } from '../../blocks/a-case.ts';

const LIKE: CheckedLike = {
  from: 78,
  to: 88,
  own: { n: 59, right: 59 },
  others: { n: 0, right: 0 },
  any: true,
};
const seen = (change: Parameters<typeof route>[0] = {}, checked: CheckedLike | undefined = LIKE) => {
  const kase = aCase({ revision: revision({ route: route(change) }) });
  return viewFor(
    checked === undefined ? kase : { ...kase, checked },
    expenseType(),
    { kind: 'person', id: 'U1', roles: [] },
    NOW,
  );
};

describe('what checked cases say of a recommendation', () => {
  it('comes with its exact interval', () => {
    const { checked } = seen().recommendation ?? {};
    expect(checked).toMatchObject({
      from: 78,
      to: 88,
      any: true,
      versioned: true,
      own: { n: 59, right: 59 },
    });
    // 59 without an error: at most 5 in 100 are wrong at 95 % one-sided, so a little more with both sides.
    expect(checked?.own.low).toBeCloseTo(0.025 ** (1 / 59), 6);
    expect(checked?.own.high).toBe(1);
    expect(checked?.others).toEqual({ n: 0, right: 0, low: 0, high: 1 });
  });

  it('is hidden with the recommendation', () => {
    for (const change of [{ blind: true }, { level: 'human_only' }] as const) {
      const view = seen(change);
      expect(view.recommendation).toBeNull();
      expect(JSON.stringify(view)).not.toMatch(/"(?:n|right)":59/);
    }
  });

  it('is unknown where nobody looked it up, and where counts contradict each other', () => {
    const bare = viewFor(aCase(), expenseType(), { kind: 'channel' }, NOW);
    expect(bare.recommendation?.checked).toBeNull();
    expect(seen({}, { ...LIKE, own: { n: 2, right: 3 } }).recommendation?.checked?.own.n).toBe(0);
  });
});
