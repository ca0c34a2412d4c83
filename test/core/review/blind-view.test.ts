import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { cardFor } from '../../../blocks/card.ts';
import type { Submission } from '../../../src/core/decision/submission.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import type { Route } from '../../../src/core/policy/route-result.ts';
import type { CardView } from '../../../src/core/review/card-view.ts';
import { viewFor } from '../../../src/core/review/view.ts';
import { aCase, NOW, revision } from '../../blocks/a-case.ts';
import { refund, refundPolicy, routed, sentences } from '../policy/routing.ts';

/** Everything is answered blind; rules look at facts, at the recommendation, at opinions and at the model's record. */
const policy = refundPolicy(`
rules:
  - { name: All of them, when: "true", raise_to: review, blind: true }
  - { name: Old, when: "has(facts.age_days) && facts.age_days > 30.0", raise_to: review, flag: Bought long ago }
  - { name: Sure of a refund, when: "recommendation.option == 'approve' && recommendation.confidence > 0.5", flag: canary one }
  - { name: Unsure, when: "recommendation.band != 'high'", raise_to: human_decides, flag: canary two }
  - { name: Dissent, when: "has(signals.opinions) && size(signals.opinions) > 1", flag: canary three }
  - { name: Disputed, when: "signals.disagreement", raise_to: human_decides, flag: canary four }
  - { name: Bad record, when: "has(stats.model_error_rate) && stats.model_error_rate > 0.2", flag: canary five }
  - { name: Not given, when: "recommendation.model_version == '7'", flag: canary six }
`);

const somebody = { kind: 'person', id: 'U1', roles: ['finance'] } as const;
const channel = { kind: 'channel' } as const;

const hiddenView = (
  submission: Submission,
  audience: typeof somebody | typeof channel,
  on: Policy = policy,
) => {
  const route = routed(on, submission, { stats: { figures: { model_error_rate: 0.3 } } });
  const type = on.types['refund.request'];
  if (type === undefined) throw new Error('no type');
  const kase = aCase({ revision: revision({ body: submission, route }) });
  return { route, view: viewFor(kase, type, audience, NOW) };
};

const option = fc.constantFrom('approve', 'reject', 'explode');
const score = fc.double({ min: 0, max: 1, noNaN: true });
const text = fc.string({ minLength: 1 });
const opinions = fc.array(fc.record({ method: text, option, confidence: score }), { maxLength: 3 });
const recommendation = fc.record(
  {
    option,
    confidence: score,
    rationale: text,
    model: text,
    alternatives: fc.array(fc.record({ option, why_lower: text }), { maxLength: 2 }),
  },
  { requiredKeys: ['option', 'confidence'] },
);
const said = fc.record({ recommendation: fc.option(recommendation, { nil: undefined }), opinions });

describe('while the recommendation is hidden', () => {
  it('a view is the same whatever models say, for a channel and for a person', () => {
    fc.assert(
      fc.property(
        said,
        said,
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 0, max: 60 }),
        (a, b, euros, age_days) => {
          const facts = { amount: { value: euros, currency: 'EUR' }, age_days };
          const view = (
            { recommendation, opinions }: typeof a,
            audience: typeof somebody | typeof channel,
          ): CardView =>
            hiddenView({ ...refund({ facts }), recommendation, signals: { opinions } }, audience).view;
          for (const audience of [channel, somebody]) expect(view(a, audience)).toEqual(view(b, audience));
          expect(cardFor(view(a, channel))).toEqual(cardFor(view(b, channel)));
        },
      ),
    );
  });

  it('rules that look at facts are named, with their flags; those that look at what models say are not', () => {
    const { route, view } = hiddenView(refund({ facts: { age_days: 40 } }), somebody);
    expect(sentences(route)).toEqual(
      expect.arrayContaining(['Bought long ago', 'canary one', 'canary five']),
    );
    expect(view.flags.map(({ sentence }) => sentence)).toEqual(['Bought long ago']);
    expect(JSON.stringify(view)).not.toMatch(/canary|Unsure|Sure of|Bad record|Not given|model_error_rate/);
  });

  it('nor is the level, which follows from how sure the model was', () => {
    const { route, view } = hiddenView(refund({ confidence: 0.2 }), somebody);
    expect(route.level).toBe('human_decides');
    expect(view).toMatchObject({ level: 'review', deciding_rule: null, blind: 'hidden' });
  });

  it('what would have run by itself is not told either: a cap, a crowd, a stop', () => {
    const capped = refundPolicy(`
exposure_cap: { EUR: 10 }
rules: [{ name: Blind, when: "true", blind: true }]
`);
    const { route, view } = hiddenView(refund(), somebody, capped);
    expect(route.flags.map(({ code }) => code)).toContain('exposure_cap');
    expect(view.flags).toEqual([]);
    expect(JSON.stringify(view)).not.toMatch(/cap|by itself/i);
  });
});

test.each([
  ['recommendation.used > 0.5', true],
  ['has(recommendation.rationale)', true],
  ['signals.opinions.exists(o, o.option == "reject")', true],
  ['signals.disagreement', true],
  ['has(stats.model_override_rate) && stats.model_override_rate > 0.5', true],
  ['!(facts.country == "DE" && recommendation.band == "low")', true],
  ['signals.similarity < 0.5', false],
  ['has(stats.override_rate) && stats.override_rate > 0.5', false],
  ['above(facts.amount, {"EUR": 50})', false],
  ['facts.items.exists(item, item == "recommendation")', false],
  ['consequence.level == "high" && queue.open > 3.0', false],
])('%s looks at what models say: %s', (when, looks) => {
  const policy = refundPolicy(`rules: [{ name: One, when: '${when}', flag: Look }]`);
  expect(policy.types['refund.request']?.rules[0]?.reads_models).toBe(looks);
});

test('after the reveal all of it is shown', () => {
  const { route } = hiddenView(refund({ facts: { age_days: 40 } }), somebody);
  const shown: Route = { ...route };
  delete shown.blind;
  const kase = aCase({ revision: revision({ body: refund(), route: shown }) });
  const type = policy.types['refund.request'];
  if (type === undefined) throw new Error('no type');
  const view = viewFor(kase, type, somebody, NOW);
  expect(view.flags.map(({ sentence }) => sentence)).toContain('canary one');
  expect(view.trace).toHaveLength(route.trace.length);
});
