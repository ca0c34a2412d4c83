import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Submission } from '../../../src/core/decision/submission.ts';
import { BANDS, CONSEQUENCES, care, isAutomatic, LEVELS } from '../../../src/core/policy/levels.ts';
import { replay } from '../../../src/core/policy/replay.ts';
import type { RouteStats } from '../../../src/core/policy/route-draft.ts';
import { STATS } from '../../../src/core/policy/stats.ts';
import { refund, refundPolicy, routed } from './routing.ts';

const level = fc.constantFrom(...LEVELS);
/** Evenly spread, which doubles are not: nearly all of them lie next to zero. */
const between = (min: number, max: number) =>
  fc.integer({ min: 0, max: 10_000 }).map((step) => min + ((max - min) * step) / 10_000);
const signals = fc.record(
  {
    similarity: between(0, 1),
    rule_match: fc.constantFrom('clear', 'ambiguous', 'none' as const),
    opinions: fc.array(
      fc.record({ method: fc.constantFrom('rules', 'llm'), option: fc.constantFrom('approve', 'reject') }),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: [] },
);
const facts = fc.record(
  {
    age_days: between(-10, 100),
    country: fc.constantFrom('DE', 'FR', ''),
    items: fc.array(fc.string(), { maxLength: 4 }),
    bought: fc.constantFrom('2026-10-01', '2026-11-20T09:30:00Z'),
  },
  { requiredKeys: [] },
);
const amount = fc.oneof(between(0, 110), between(0, 3000));
const confidence = between(0, 1);
const submission = fc
  .record({ euros: amount, confidence, facts, signals: fc.option(signals, { nil: undefined }) })
  .map((parts): Submission => refund(parts));

/** Small refunds that no rule objects to: what is learned would change something. */
const calm = fc
  .record({ euros: fc.constant(40), confidence: between(0.6, 1), signals })
  .map(
    (parts): Submission =>
      refund({ ...parts, facts: { age_days: 1, country: 'DE', items: [], bought: '2026-11-20' } }),
  );

/** Rules that only raise, each about a fact that may be missing, and all that limits what runs by itself. */
const raising = refundPolicy(`
matrix: audit
exposure_cap: { EUR: 4000 }
caution: { new_subject: { decisions: 3, raise_bands_by: 0.05 }, new_policy: { days: 7, raise_bands_by: 0.04 } }
peak: { open_above: 50, lower_bands_by: 0.1, audit_share: 0.3 }
rules:
  - { name: Many, when: stats.subject_requests_7d > 5.0, raise_to: review, blind: true }
  - { name: Doubtful, when: stats.override_rate > 0.3, sample: 0.5 }
  - { name: Two, when: facts.age_days > 60, approvals: 2 }
  - { name: Old, when: facts.age_days > 30, raise_to: review }
  - { name: Abroad, when: facts.country != "DE" && recommendation.band != "high", raise_to: human_decides }
  - { name: Items, when: 'facts.items.exists(i, i == "x")', raise_to: human_only }
  - { name: Late, when: now - date(facts.bought) > duration("240h"), raise_to: review }`);

const figure = fc.oneof(between(0, 1), fc.nat(60), fc.double(), fc.constant(Number.POSITIVE_INFINITY));
const figures = fc.dictionary(fc.constantFrom(...Object.keys(STATS)), figure, { maxKeys: 20 });
/** What was counted and learned, without anybody's approval. */
const stats = fc.record(
  {
    figures,
    calibrated: fc.oneof(confidence, fc.double()),
    similarity: fc.oneof(confidence, fc.double()),
    queue_open: fc.oneof(fc.nat(100), fc.double()),
    crowded: fc.boolean(),
  },
  { requiredKeys: [] },
);
/** As in an ordinary week: nothing of it asks for more care. */
const ordinary: RouteStats = {
  figures: {
    subject_requests_7d: 1,
    override_rate: 0.1,
    subject_decisions: 9,
    policy_age_days: 30,
    executed_today: 0,
  },
};

const careOf = (one: Submission, known: RouteStats = ordinary): number =>
  care(routed(raising, one, { stats: known }).level);

describe('without lowering rules, care never falls', () => {
  test('as confidence falls', () => {
    fc.assert(
      fc.property(submission, confidence, (one, other) => {
        const [low, high] = [one.recommendation?.confidence ?? 0, other].sort((a, b) => a - b);
        const at = (value = 0): Submission => ({
          ...one,
          recommendation: { option: 'approve', confidence: value },
        });
        expect(careOf(at(low))).toBeGreaterThanOrEqual(careOf(at(high)));
      }),
    );
  });

  test('as the amount rises', () => {
    fc.assert(
      fc.property(submission, amount, amount, (one, a, b) => {
        const at = (value: number): Submission => ({
          ...one,
          facts: { ...one.facts, amount: { value, currency: 'EUR' } },
        });
        expect(careOf(at(Math.max(a, b)))).toBeGreaterThanOrEqual(careOf(at(Math.min(a, b))));
      }),
    );
  });

  test('as the source says that more is at stake', () => {
    const grade = fc.constantFrom('none' as const, ...CONSEQUENCES);
    fc.assert(
      fc.property(submission, grade, grade, fc.boolean(), (one, customer_impact, reputation, compliance) => {
        expect(
          careOf({ ...one, consequence: { customer_impact, reputation, compliance, reversible: false } }),
        ).toBeGreaterThanOrEqual(careOf(one));
      }),
    );
  });

  test('when a fact is missing', () => {
    fc.assert(
      fc.property(submission, (one) => {
        for (const name of Object.keys(one.facts)) {
          const { [name]: _gone, ...rest } = one.facts;
          expect(careOf({ ...one, facts: rest })).toBeGreaterThanOrEqual(careOf(one));
        }
      }),
    );
  });

  test('when a figure is missing', () => {
    fc.assert(
      fc.property(submission, fc.subarray(Object.keys(ordinary.figures ?? {})), (one, kept) => {
        const known = Object.fromEntries(
          Object.entries(ordinary.figures ?? {}).filter(([name]) => kept.includes(name)),
        );
        expect(careOf(one, { figures: known })).toBeGreaterThanOrEqual(careOf(one));
      }),
    );
  });

  test('as more was executed today, or others come at the same moment', () => {
    fc.assert(
      fc.property(submission, amount, amount, fc.boolean(), (one, a, b, crowded) => {
        const at = (executed_today: number): RouteStats => ({
          figures: { ...ordinary.figures, executed_today },
        });
        const [less, more] = [Math.min(a, b) * 2, Math.max(a, b) * 2];
        expect(careOf(one, { ...at(more), crowded })).toBeGreaterThanOrEqual(careOf(one, at(less)));
      }),
    );
  });

  test('in the number of people who answer, when a fact is missing', () => {
    fc.assert(
      fc.property(submission, (one) => {
        const { age_days: _gone, ...rest } = one.facts;
        const asked = (facts: Submission['facts']) =>
          routed(raising, { ...one, facts }, { stats: ordinary }).approvals ?? 1;
        expect(asked(rest)).toBeGreaterThanOrEqual(asked(one.facts));
      }),
    );
  });

  test('when a signal speaks against it', () => {
    fc.assert(
      fc.property(submission, (one) => {
        const { signals: _none, ...bare } = one;
        expect(
          careOf({ ...one, signals: { ...one.signals, opinions: [{ method: 'rules', option: 'reject' }] } }),
        ).toBeGreaterThanOrEqual(careOf(bare));
      }),
    );
  });
});

test('no rule goes below the floor of its type', () => {
  fc.assert(
    fc.property(submission, level, fc.subarray([...LEVELS], { minLength: 1 }), (one, floor, wanted) => {
      const policy = refundPolicy(`floor: ${floor}`);
      const type = policy.types['refund.request'];
      if (type === undefined) throw new Error('no type');
      const before = routed(policy, one).level;
      // Even rules that the parser would refuse.
      const rules = wanted.map((lower_to) => ({
        name: lower_to,
        when: 'true',
        effect: { lower_to },
        matches: () => true,
        needs: new Set<never>(),
        reads_models: false,
      }));
      const after = routed({ ...policy, types: { 'refund.request': { ...type, rules } } }, one).level;
      expect(care(after)).toBeGreaterThanOrEqual(Math.min(care(before), care(floor)));
      expect(care(after)).toBeLessThanOrEqual(care(before));
    }),
  );
});

test('the same input has the same route, and the input stays as it was', () => {
  fc.assert(
    fc.property(submission, stats, (one, known) => {
      const before = structuredClone(one);
      expect(routed(raising, one, { stats: known })).toEqual(routed(raising, one, { stats: known }));
      expect(one).toEqual(before);
    }),
  );
});

describe('nothing learned loosens without an approval', () => {
  test('whatever calibration, similarity and load say', () => {
    fc.assert(
      fc.property(calm, stats, (one, { figures: _counts, ...learned }) => {
        expect(careOf(one, { ...ordinary, ...learned })).toBeGreaterThanOrEqual(careOf(one));
      }),
      { numRuns: 500 },
    );
  });

  test('without a certificate load never relaxes anything', () => {
    const busy = fc.record({ queue_open: fc.oneof(fc.nat(1000), fc.double()) });
    fc.assert(
      fc.property(submission, busy, (one, load) => {
        const before = routed(raising, one, { stats: ordinary, sampling: true });
        const under = routed(raising, one, { stats: { ...ordinary, ...load }, sampling: true });
        const { trace: _was, ...route } = before;
        const { trace: _is, ...same } = under;
        expect(same).toEqual(route);
      }),
      { numRuns: 500 },
    );
  });

  test('and one of the policy is held by the same law: its edge, its model, its day, more audits', () => {
    const certifying = (high: number, day: string) =>
      refundPolicy(
        `peak: { open_above: 50, lower_bands_by: 0.1, audit_share: 0.3 }\ncertified: { high: ${high}, by: ana@example.com, on: ${day}, model_version: m1 }`,
      );
    const policies = [0.72, 0.82, 0.88].flatMap((high) =>
      ['2026-11-22', '2026-11-23'].map((day) => ({ high, day, policy: certifying(high, day) })),
    );
    const version = fc.constantFrom('m1', 'm2', undefined);
    const open = fc.constantFrom(0, 50, 51, 1000);
    fc.assert(
      fc.property(calm, version, open, fc.constantFrom(...policies), (one, model, queue_open, given) => {
        const recommendation = { option: 'approve', confidence: one.recommendation?.confidence ?? 0 };
        const asked = {
          ...one,
          recommendation: { ...recommendation, ...(model === undefined ? {} : { model_version: model }) },
        };
        const before = routed(given.policy, asked, { sampling: true });
        const found = routed(given.policy, asked, { stats: { queue_open }, sampling: true });
        if (care(found.level) >= care(before.level)) return;
        expect({ model, day: given.day, busy: queue_open > 50 }).toEqual({
          model: 'm1',
          day: '2026-11-22',
          busy: true,
        });
        expect(found.confidence.used).toBeGreaterThan(Math.max(given.high, 0.9 - 0.1) - 1e-9);
        expect(found.inclusion_probability).toBeGreaterThanOrEqual(0.3);
        expect(found.trace.find(({ step }) => step === 'thresholds')?.saw).toContain('ana@example.com');
      }),
      { numRuns: 500 },
    );
  });

  test('and with one, load lowers no further than what is certified, with more audits', () => {
    const edge = between(0.7, 0.95);
    const known = { ...ordinary, queue_open: 51 };
    fc.assert(
      fc.property(calm, edge, (one, high) => {
        const found = routed(raising, one, {
          stats: { ...known, approved: { certified: { high } } },
          sampling: true,
        });
        const before = routed(raising, one, { stats: known, sampling: true });
        if (care(found.level) >= care(before.level)) return;
        expect(found.confidence.used).toBeGreaterThan(Math.max(high, 0.9 - 0.1) - 1e-9);
        expect(found.inclusion_probability).toBeGreaterThanOrEqual(0.3);
      }),
    );
  });
});

test('the steps of a trace lead to the route again', () => {
  const whole = refundPolicy(`
matrix: audit
floor: auto_audit
exposure_cap: { EUR: 800 }
peak: { open_above: 5, lower_bands_by: 0.1, audit_share: 0.3 }
rules:
  - { name: Known, when: facts.country == "DE", lower_to: auto_audit }
  - { name: Old, when: facts.age_days > 30, raise_to: human_decides, flag: Old, queue: risk, approvals: 3 }
  - { name: Same words, when: facts.age_days > 40, flag: Old, sla_class: soon }
  - { name: Alone, when: facts.age_days > 90, raise_to: human_only, flag: Very old }
  - { name: Abroad, when: facts.country != "DE", blind: true, sample: 0.4 }`);
  fc.assert(
    fc.property(submission, stats, between(0, 1), (one, known, drawn) => {
      const input = { stats: known, draw: () => drawn, sampling: true };
      const { trace, flags, policy_version: _version, ...found } = routed(whole, one, input);
      expect(replay(trace)).toEqual({ ...found, flags: flags.map(({ code }) => code) });
      // Each level but the first comes from a step that says so.
      expect(replay(trace.filter(({ step }) => step !== 'matrix'))).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test('nothing that comes in throws, and what waits for people is sampled with certainty', () => {
  const anything = fc.record({
    type: fc.constant('refund.request'),
    title: fc.string(),
    facts: fc.dictionary(
      fc.constantFrom('amount', 'age_days', 'items', 'bought', '__proto__', 'constructor'),
      fc.anything(),
    ),
    recommendation: fc.option(fc.record({ option: fc.string(), confidence: fc.double() }), {
      nil: undefined,
    }),
    signals: fc.option(fc.record({ similarity: fc.double() }), { nil: undefined }),
  });
  const wild = refundPolicy(`
matrix: audit
exposure_cap: { EUR: 4000 }
rules:
  - { name: Far, when: 'facts.items[7] == "x"', raise_to: review }
  - { name: None, when: facts.age_days / 0.0 > 1.0, raise_to: review }
  - { name: Date, when: date(facts.bought) > now, flag: Future }
  - { name: Sum, when: 'stats.subject_amount_7d * 1e308 > 5.0', approvals: 2 }
  - { name: Words, when: 'size(facts.country) > 3 && facts.items.all(i, i.startsWith(facts.country))', flag: Odd }`);
  fc.assert(
    fc.property(anything, stats, fc.constantFrom(raising, wild), (one, known, policy) => {
      const found = routed(policy, Object.assign(refund(), one), { stats: known });
      expect(found.trace[0]?.step).toBe('completeness');
      expect(found.inclusion_probability).toBe(isAutomatic(found.level) ? 0 : 1);
    }),
    { numRuns: 500 },
  );
});

test('both presets are in order of care', () => {
  for (const matrix of ['default', 'audit']) {
    const cells = refundPolicy(`matrix: ${matrix}`).types['refund.request']?.matrix;
    const grid = CONSEQUENCES.map((row) => BANDS.map((band) => care(cells?.[row][band] ?? 'review')));
    for (const [r, row] of grid.entries())
      for (const [c, cell] of row.entries()) {
        expect(cell).toBeGreaterThanOrEqual(row[c - 1] ?? 0);
        expect(cell).toBeGreaterThanOrEqual(grid[r - 1]?.[c] ?? 0);
      }
  }
});
