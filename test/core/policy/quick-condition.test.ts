import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { runner } from '../../../src/core/policy/condition-language.ts';
import type { RuleScope } from '../../../src/core/policy/policy.ts';
import { quickCondition } from '../../../src/core/policy/quick-condition.ts';

const number = fc.constantFrom('1', '2.5', '-3.0', 'facts.n', 'facts.m', 'stats.rate');
const word = fc.constantFrom('"a"', '"b"', 'facts.w', 'facts.v', 'signals.rule_match');
const truth = fc.constantFrom('true', 'false', 'facts.yes', 'signals.disagreement');
/** Conditions as people write them, also about what is missing or of another kind. */
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    truth,
    fc.tuple(number, fc.constantFrom('<', '<=', '>', '>=', '==', '!='), number).map((p) => p.join(' ')),
    fc.tuple(word, fc.constantFrom('==', '!='), word).map((p) => p.join(' ')),
    fc.tuple(fc.oneof(word, number, truth), fc.oneof(word, number)).map(([a, b]) => `${a} == ${b}`),
    fc.constantFrom('has(facts.n)', 'has(facts.gone)', 'has(facts.constructor)', 'has(subject.id)'),
    fc.constantFrom(
      'above(facts.money, {"EUR": 5, "USD": 7.5})',
      'facts.money.value > 3.0',
      'facts.money.currency == "EUR"',
      'facts.w in ["a", "c"]',
      'facts.list.exists(x, x == "a")',
      'facts.list.all(x, x == facts.w)',
      'facts.list.exists(x, x == "b" && facts.n > 1.0)',
      'size(facts.list) > 1',
    ),
    tie('condition').map((one) => `!(${one})`),
    fc
      .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
      .map(([one, sign, other]) => `(${one}) ${sign} (${other})`),
  ),
}));

const figure = fc.oneof(fc.nat(3), fc.double(), fc.constant('1'), fc.constant(null));
const scope = fc
  .record({
    facts: fc.record(
      {
        n: figure,
        m: figure,
        w: fc.constantFrom('a', 'b', 1, null),
        v: fc.constantFrom('a', 'c', true),
        yes: fc.constantFrom(true, false, 'yes'),
        money: fc.constantFrom(
          { value: 6, currency: 'EUR' },
          { value: 6, currency: 'CHF' },
          { value: 6 },
          'x',
        ),
        list: fc.constantFrom([], ['a'], ['b', 'a'], ['b', 1], 'a'),
      },
      { requiredKeys: [] },
    ),
    signals: fc.record({ disagreement: fc.boolean(), rule_match: fc.constantFrom('a', undefined) }),
    stats: fc.record({ rate: fc.double() }, { requiredKeys: [] }),
    subject: fc.constantFrom({}, { id: 's' }),
  })
  .map(
    (parts): RuleScope => ({ ...parts, recommendation: {}, consequence: {}, queue: {}, now: new Date(0) }),
  );

const slowly = (text: string, given: RuleScope): unknown => {
  try {
    return runner.parse(text)(given);
  } catch {
    return 'error';
  }
};

test('the short way never says anything else than the condition language', () => {
  let sure = 0;
  fc.assert(
    fc.property(condition, scope, (text, given) => {
      // Others are refused when the policy is read.
      fc.pre(runner.check(text).valid);
      const quick = quickCondition(runner.parse(text).ast)?.(given);
      if (quick === undefined) return;
      sure++;
      expect(slowly(text, given)).toBe(quick);
    }),
    { numRuns: 5000 },
  );
  expect(sure).toBeGreaterThan(1000);
});

test('it takes the conditions that policies are made of', () => {
  for (const text of [
    'has(facts.tenure_days) && facts.tenure_days < 90 && above(facts.amount, {"EUR": 500, "USD": 500})',
    '!facts.vendor_known',
    'facts.tags.exists(t, t == "x")',
    'stats.override_rate > 0.2 || facts.category in ["Travel", "Meals"]',
  ])
    expect(quickCondition(runner.parse(text).ast)).toBeDefined();
  expect(quickCondition(runner.parse('size(facts.w) > 3').ast)).toBeUndefined();
});
