import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { type Backtest, createBacktest } from '../../../src/core/report/backtest.ts';
import { backtestText } from '../../../src/core/report/backtest-text.ts';
import type { PastDecision } from '../../../src/core/report/past-decision.ts';
import { T0 } from '../../db/rows.ts';
import { policyOf, refund, refundPolicy } from '../policy/routing.ts';
import { answered, ofEuros, past } from './past.ts';

const DAY = 86_400_000;
const until = T0 + 28 * DAY;
const old = refundPolicy();
/** Up to 500 euros of low consequence: more runs by itself. */
const looser = policyOf(old.text.replace('medium: 100', 'medium: 500'));
/** Only up to 20 euros. */
const stricter = policyOf(old.text.replace('medium: 100', 'medium: 20'));

const test = (policy: Policy, decisions: PastDecision[], since = T0): Backtest => {
  const running = createBacktest(policy, { since, until });
  for (const one of decisions) running.add(one);
  return running.result();
};

describe('moves between levels', () => {
  it('none under the policy that routed them, whatever was submitted', () => {
    const audited = refundPolicy(
      'matrix: audit\nrules: [{ name: Old, when: facts.age_days > 30, raise_to: review }]',
    );
    const submissions = fc
      .record({
        euros: fc.double({ min: 0, max: 3000, noNaN: true }),
        confidence: fc.double({ min: 0, max: 1, noNaN: true }),
        facts: fc.record({ age_days: fc.integer({ min: 0, max: 60 }) }, { requiredKeys: [] }),
      })
      .map((parts) => refund(parts));
    fc.assert(
      fc.property(fc.array(submissions, { minLength: 1, maxLength: 20 }), (all) => {
        const found = test(
          audited,
          all.map((submission) => past(audited, submission)),
        );
        expect(found).toMatchObject({ replayed: all.length, less_care: 0, more_care: 0 });
        expect(found.automation.was).toBe(found.automation.new);
        expect(found.audits.new).toBeCloseTo(found.audits.was, 9);
      }),
      { numRuns: 60 },
    );
  });

  it('are told by direction, with examples', () => {
    const decisions = [40, 400, 400, 5000].map((euros, i) => past(old, ofEuros(euros), { id: `dec_${i}` }));
    const found = test(looser, decisions);
    expect(found).toMatchObject({ less_care: 2, more_care: 0, automation: { was: 0.25, new: 0.75 } });
    expect(found.moves.review).toMatchObject({ auto_execute: 2, review: 1 });
    expect(found.examples).toEqual([{ from: 'review', to: 'auto_execute', ids: ['dec_1', 'dec_2'] }]);
    expect(test(stricter, decisions)).toMatchObject({ less_care: 0, more_care: 1 });
  });

  it('leave with people what was waiting for them when it was revised', () => {
    const revised = past(old, ofEuros(400), { revision: 2 });
    expect(test(looser, [revised])).toMatchObject({ less_care: 0, automation: { new: 0 } });
  });

  describe('by the figures of their moment', () => {
    const capped = (euros: number) => refundPolicy(`exposure_cap: { EUR: ${euros} }`);
    const ofOneDay = (policy: Policy, at = T0) =>
      [1, 2, 3, 4].map((n) => past(policy, ofEuros(40), { id: `dec_${n}`, at: at + n }));

    it('which follow what the policy itself lets run', () => {
      // What was stored ran without a cap; by the policy that is tried, two of four fit into a day.
      expect(test(capped(100), ofOneDay(old))).toMatchObject({ more_care: 2, automation: { new: 0.5 } });
      expect(test(capped(160), ofOneDay(old))).toMatchObject({ more_care: 0 });
      const twoDays = [...ofOneDay(old), ...ofOneDay(old, T0 + DAY)];
      expect(test(capped(100), twoDays)).toMatchObject({ more_care: 4 });
    });

    it('with what came before the time that is replayed', () => {
      const found = test(capped(100), ofOneDay(old), T0 + 3);
      expect(found).toMatchObject({ decisions: 2, replayed: 2, more_care: 2 });
    });

    it('with what people answered and what turned out, from the moment on at which it was known', () => {
      const rated = refundPolicy(
        'rules: [{ name: Wrong, when: "has(stats.error_rate) && stats.error_rate > 0.2", raise_to: review }]',
      );
      const told = (n: number, outcomes: string[]) =>
        past(old, ofEuros(40), { id: `dec_${String(n).padStart(2, '0')}`, at: T0 + n, outcomes });
      const wrong = Array.from({ length: 20 }, (_, n) => told(n, [n < 5 ? 'reject' : 'approve']));
      expect(test(rated, [...wrong, told(20, [])])).toMatchObject({ replayed: 21, more_care: 1 });
      // The last truth counts, once.
      const corrected = Array.from({ length: 20 }, (_, n) => told(n, ['reject', 'approve']));
      expect(test(rated, [...corrected, told(20, [])])).toMatchObject({ more_care: 0 });
    });

    it('and says which of them it could only take as they were', () => {
      const busy = refundPolicy(`
peak: { open_above: 10, lower_bands_by: 0.1, audit_share: 0.3 }
caution: { new_policy: { days: 7, raise_bands_by: 0.04 } }
rules: [{ name: Wrong, when: "has(stats.error_rate) && stats.error_rate > 0.2", raise_to: review }]`);
      const said = (inForce?: number): string => {
        const running = createBacktest(busy, { since: T0, until, inForce });
        running.add(past(old, ofEuros(40)));
        return backtestText(running.result(), 'new.yml').join('\n');
      };
      expect(said()).toContain('refund.request looks at error_rate and queue_open: taken as it was');
      expect(said()).toMatch(/looks at policy_age_days: counted from 2025-10-09 on, as if/);
      expect(said(T0 - DAY)).not.toContain('policy_age_days');
      expect(backtestText(test(old, ofOneDay(old)), 'new.yml').join('\n')).not.toContain('looks at');
    });
  });

  it('leave out stops, and say so', () => {
    const asking = refundPolicy();
    const stopped = past(old, ofEuros(400));
    stopped.revision.route.flags.push({ code: 'stopped', sentence: 'Stopped', weight: 85 });
    const found = test(asking, [stopped]);
    expect(found).toMatchObject({ stopped: 1 });
    const text = backtestText(found, 'new.yml').join('\n');
    expect(text).toMatch(/1 +of the replayed were sent to people by a stop/);
  });
});

describe('what cannot be compared', () => {
  it('is counted apart: types that are gone, and what the policy would refuse', () => {
    const needing = policyOf(old.text.replace('country: text', 'country: { kind: text, required: true }'));
    const elsewhere = past(old, ofEuros(40));
    elsewhere.decision.type = 'loan.request';
    const found = test(needing, [
      past(old, ofEuros(40)),
      elsewhere,
      past(old, refund({ facts: { country: 'DE' } })),
    ]);
    expect(found).toMatchObject({ decisions: 3, replayed: 1, unknown_types: { 'loan.request': 1 } });
    expect(found.refused).toEqual({
      decisions: 1,
      problems: { 'refund.request facts.country: is required for refund.request (text)': 1 },
    });
    expect(backtestText(found, 'new.yml').join('\n')).toMatch(
      /1 × refund\.request facts\.country: is required/,
    );
  });
});

describe('errors', () => {
  /** Three reviewed refunds of 400 euros, one of them overridden; three of 5000, two overridden. */
  const decisions = [
    past(old, ofEuros(400), answered(false)),
    past(old, ofEuros(400), answered(false)),
    past(old, ofEuros(400), answered(true)),
    past(old, ofEuros(5000), answered(false)),
    past(old, ofEuros(5000), answered(true)),
    past(old, ofEuros(5000), answered(true)),
  ];

  it('are let through where the wrong would run by itself, and else caught', () => {
    const { all, kinds } = test(looser, decisions).errors;
    expect(all).toMatchObject({
      labels: 6,
      wrong: 3,
      let_through: { was: { hits: 0, of: 0 }, new: { hits: 1, of: 3 } },
      caught: { was: { hits: 3, of: 3 }, new: { hits: 2, of: 3 } },
    });
    expect(kinds.verdict).toEqual(all);
    expect(kinds.audit.labels).toBe(0);
  });

  it('carry the exact interval', () => {
    const { let_through, caught } = test(looser, decisions).errors.all;
    expect(let_through.new.low).toBeCloseTo(0.0084, 4);
    expect(let_through.new.high).toBeCloseTo(0.9057, 4);
    expect(let_through.was).toMatchObject({ low: 0, high: 1 });
    expect(caught.was.low).toBeCloseTo(0.2924, 4);
    expect(caught.was.high).toBe(1);
  });

  it('count a decision once, by its most trustworthy label', () => {
    const both = past(old, ofEuros(400), { ...answered(false), outcomes: ['reject'] });
    const { all, kinds } = test(old, [both]).errors;
    expect(all).toMatchObject({ labels: 1, wrong: 1 });
    expect(kinds.outcome).toMatchObject({ labels: 1, wrong: 1 });
    expect(kinds.verdict).toMatchObject({ labels: 1, wrong: 0 });
  });

  it('say how little is known of what would newly run by itself', () => {
    const found = test(looser, [...decisions, past(old, ofEuros(400))]);
    expect(found.errors.newly_automatic).toEqual({ decisions: 4, labelled: 3, at_random: 0 });
    expect(backtestText(found, 'new.yml').join('\n')).toContain(
      'Of 4 decisions that would newly run by themselves 3 have a label, 0 of them drawn at random.',
    );
  });

  it('of nothing known nothing is claimed', () => {
    const text = backtestText(test(looser, [past(old, ofEuros(400))]), 'new.yml').join('\n');
    expect(text).toContain('of none of these decisions is it known whether the AI was right');
    expect(text).not.toMatch(/%.*–.*%/);
  });
});

describe('figures a week', () => {
  const many = Array.from({ length: 8 }, (_, i) => past(old, ofEuros(i < 4 ? 40 : 400), { at: T0 + i }));

  it('are over the time asked for, or since the first decision', () => {
    const lines = backtestText(test(looser, many), 'new.yml');
    const reviews = lines.find((line) => line.includes('reviews expected, a week'));
    expect(reviews?.trim().split(/ {2,}/)).toEqual(['reviews expected, a week', '1.0', '0.0']);
    expect(test(looser, many, T0 - 90 * DAY).from).toBe(T0);
    expect(test(looser, many, T0 - DAY).from).toBe(T0 - DAY);
    expect(test(looser, many, T0 - 90 * DAY).audits.new).toBeCloseTo(8 * 0.02, 9);
  });

  it('are not made up of a few hours', () => {
    const running = createBacktest(looser, { since: T0, until: T0 + DAY / 4 });
    for (const one of many) running.add(one);
    const text = backtestText(running.result(), 'new.yml').join('\n');
    expect(text).toMatch(/reviews expected, in all +4\.0 +0\.0/);
    expect(text).not.toContain('expected, a week');
  });
});

it('says so when nothing came in', () => {
  expect(backtestText(test(looser, []), 'new.yml')).toEqual([
    expect.stringContaining('Backtest of new.yml'),
    expect.stringContaining('choose a longer one with --since'),
  ]);
});
