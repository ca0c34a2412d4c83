import { describe, expect, test } from 'vitest';
import type { Route } from '../../../src/core/policy/route-result.ts';
import { refund, refundPolicy, routed, sentences, stepOf } from './routing.ts';

describe('signals lower the confidence that counts', () => {
  const policy = refundPolicy();
  test.each([
    ['nothing', {}, 0.97],
    ['a method that disagrees', { opinions: [{ method: 'rules', option: 'reject' }] }, 0.87],
    ['methods that agree', { opinions: [{ method: 'rules', option: 'approve' }] }, 0.97],
    ['an unlike case', { similarity: 0.69 }, 0.92],
    ['a like case', { similarity: 0.7 }, 0.97],
    ['unclear rules', { rule_match: 'ambiguous' as const }, 0.92],
    ['no rule at all', { rule_match: 'none' as const }, 0.92],
    [
      'everything at once, bounded',
      { similarity: 0, rule_match: 'none' as const, opinions: [{ method: 'a', option: 'reject' }] },
      0.87,
    ],
  ])('%s', (_words, signals, used) => {
    expect(routed(policy, refund({ signals })).confidence.used).toBe(used);
  });

  test('a declared signal that is not sent lowers, and is named', () => {
    const declared = refundPolicy('signals: [similarity, opinions]\nlowering: { incomplete: 0.04 }');
    const found = routed(declared, refund());
    expect(found.confidence.used).toBe(0.89);
    expect(sentences(found)).toContain('Expected but not sent: similarity and other opinions');
    expect(routed(declared, refund(), { stats: { similarity: 0.9 } }).confidence.used).toBe(0.93);
  });

  test('the lower of raw and calibrated counts, until a proposal to use calibrated is approved', () => {
    const used = (calibrated: number, use_calibrated = false) =>
      routed(policy, refund({ confidence: 0.8 }), { stats: { calibrated, approved: { use_calibrated } } })
        .confidence.used;
    expect([used(0.95), used(0.75), used(0.95, true)]).toEqual([0.8, 0.75, 0.95]);
  });

  test('a step that lands on an edge lands on it exactly', () => {
    const found = routed(
      policy,
      refund({ confidence: 0.8, signals: { opinions: [{ method: 'rules', option: 'reject' }] } }),
    );
    expect(found.confidence).toMatchObject({ used: 0.7, band: 'medium' });
  });
});

describe('consequence is the highest of its factors', () => {
  const policy = refundPolicy();
  test.each([
    [{}, 'low'],
    [{ customer_impact: 'medium' as const }, 'medium'],
    [{ reputation: 'high' as const }, 'high'],
    [{ compliance: true }, 'high'],
    [{ compliance: false, reversible: true, customer_impact: 'none' as const }, 'low'],
    [{ reversible: false }, 'medium'],
  ])('%j', (consequence, level) => {
    expect(routed(policy, refund({ consequence })).consequence).toBe(level);
  });

  test('money paid back counts by its size', () => {
    expect(routed(policy, refund({ euros: -5000 })).consequence).toBe('high');
  });
});

describe('rules', () => {
  test('all that match apply, lowering first, and the trace names them', () => {
    const policy = refundPolicy(`
floor: auto_execute
rules:
  - { name: Trusted, when: facts.country == "DE", lower_to: auto_execute }
  - { name: Old, when: facts.age_days > 30, raise_to: review, flag: Bought long ago, queue: risk }
  - { name: Weekend, when: now.getDayOfWeek() == 0, flag: It is Sunday, sla_class: soon }
  - { name: Rush, when: "true", sla_class: urgent }`);
    const found = routed(
      policy,
      refund({ euros: 500, confidence: 0.8, facts: { country: 'DE', age_days: 31 } }),
    );
    expect(found).toMatchObject({ level: 'review', queue: 'risk', sla_class: 'urgent' });
    expect(sentences(found)).toEqual(['Bought long ago', 'It is Sunday']);
    expect(stepOf(found, 'lowering')).toMatchObject({
      step: 'lowering',
      saw: 'Rule “Trusted”; the floor is auto execute',
      did: 'From review to auto execute',
    });
    expect(stepOf(found, 'raising')).toMatchObject({
      step: 'raising',
      saw: 'Rules “Old”, “Weekend” and “Rush”',
      did: 'From auto execute to review',
    });
  });

  test('a rule may send a decision to people alone; then nothing of the recommendation is flagged', () => {
    const policy = refundPolicy(
      'rules: [{ name: Court, when: facts.country == "FR", raise_to: human_only, flag: Under litigation }]',
    );
    const found = routed(
      policy,
      refund({
        confidence: 0.3,
        facts: { country: 'FR' },
        signals: { opinions: [{ method: 'rules', option: 'reject' }] },
      }),
    );
    expect(found.level).toBe('human_only');
    expect(sentences(found)).toEqual(['Under litigation']);
  });

  test('a type for people alone asks for no recommendation', () => {
    const found = routed(refundPolicy('human_only: true'), {
      type: 'refund.request',
      title: 'x',
      facts: { amount: { value: 1, currency: 'EUR' } },
    });
    expect(found).toMatchObject({ level: 'human_only', confidence: {}, flags: [] });
  });
});

describe('what cannot be judged goes to a person, with the reason', () => {
  const policy = refundPolicy('rules: [{ name: Old, when: facts.age_days > 30, raise_to: human_decides }]');
  const young = { age_days: 3 };
  test.each([
    [
      'a rule about a missing fact',
      refund(),
      'human_decides',
      'The rule “Old” cannot be read for this decision: "age_days" is missing',
    ],
    [
      'a fact that is no number',
      refund({ facts: { age_days: Number.NaN } }),
      'human_decides',
      'Not usable as submitted: Age days',
    ],
    ['a missing amount', refund({ facts: { ...young, amount: null } }), 'human_decides', 'Missing: Amount'],
    [
      'an unknown currency',
      refund({ facts: { ...young, amount: { value: 1, currency: 'CHF' } } }),
      'review',
      'No limits are set for the currency CHF',
    ],
    [
      'a score that is no number',
      refund({ confidence: Number.NaN, facts: young }),
      'human_decides',
      'The AI is unsure: it gave no usable score',
    ],
    [
      'a score above one',
      refund({ confidence: 97, facts: young }),
      'human_decides',
      'The AI is unsure: it gave no usable score',
    ],
    [
      'an option that does not exist',
      refund({ facts: young, recommendation: { option: '<!channel> aprove', confidence: 1 } }),
      'human_decides',
      'The AI recommends "!channel aprove", which is not an option here',
    ],
  ])('%s', (_words, submission, level, sentence) => {
    const found = routed(policy, submission);
    expect(found.level).toBe(level);
    expect(sentences(found)).toContain(sentence);
  });

  test('a lowering rule that cannot be read does not lower', () => {
    const lenient = refundPolicy(
      'floor: auto_execute\nrules: [{ name: New, when: facts.age_days < 30, lower_to: auto_execute }]',
    );
    expect(routed(lenient, refund({ confidence: 0.8, facts: { age_days: 3 } })).level).toBe('auto_execute');
    expect(routed(lenient, refund({ confidence: 0.97 })).level).toBe('review');
  });

  test('a bug in routing is a decision for people, not an exception', () => {
    const stats = Object.defineProperty({}, 'calibrated', {
      get: () => {
        throw new Error('boom');
      },
    });
    const found = routed(policy, refund(), { stats });
    expect(found).toMatchObject({ level: 'human_decides', trace: [{ step: 'unroutable', saw: 'boom' }] });
  });

  test('quoted text is cut, on one line, and without markup', () => {
    const option = `*bold*\n<@U1>‮ ${'x'.repeat(500)}`;
    const [sentence = ''] = sentences(
      routed(policy, refund({ facts: young, recommendation: { option, confidence: 1 } })),
    );
    expect(sentence).toMatch(/^The AI recommends "bold @U1 x+…", which is not an option here$/);
    expect(sentence.length).toBeLessThan(120);
  });
});

describe('bands are stricter while something is new', () => {
  const policy = refundPolicy(
    'caution: { new_subject: { decisions: 5, raise_bands_by: 0.05 }, new_policy: { days: 7, raise_bands_by: 0.02 } }',
  );
  const level = (figures: Record<string, number>) =>
    routed(policy, refund({ confidence: 0.94 }), { stats: { figures } }).level;
  test('a known subject under a settled policy has the usual bands', () =>
    expect(level({ subject_decisions: 5, policy_age_days: 7 })).toBe('auto_execute'));
  test('a new subject does not', () =>
    expect(level({ subject_decisions: 4, policy_age_days: 7 })).toBe('review'));
  test('what is not known counts as new', () => expect(level({})).toBe('review'));
  test('approved bands are in force instead of those of the type', () => {
    const stats = { approved: { bands: { high: 0.95, medium: 0.5 } } };
    expect(routed(refundPolicy(), refund({ confidence: 0.94 }), { stats }).level).toBe('review');
  });
});

describe('audits of what runs by itself', () => {
  const policy = refundPolicy('matrix: audit\naudit_share: { auto_execute: 0.05, auto_audit: 0.3 }');
  const sample = (confidence: number, draw: number) =>
    routed(policy, refund({ confidence }), {
      sampling: true,
      draw: (purpose) => (purpose === 'audit' ? draw : Number.NaN),
    });
  test('each level has its share, and the probability is kept whatever the draw says', () => {
    expect(sample(0.97, 0.06)).toMatchObject({
      inclusion_probability: 0.05,
      draws: [{ purpose: 'audit', probability: 0.05, drawn: false }],
    });
    expect(sample(0.97, 0.04)).toMatchObject({ inclusion_probability: 0.05, draws: [{ drawn: true }] });
    expect(sample(0.5, 0.29)).toMatchObject({
      level: 'auto_audit',
      inclusion_probability: 0.3,
      draws: [{ drawn: true }],
    });
  });
  test('borderline cases are drawn twice as often', () =>
    expect(sample(0.92, 0.09)).toMatchObject({ inclusion_probability: 0.1, draws: [{ drawn: true }] }));
  test('a draw that is no number is an audit', () =>
    expect(sample(0.97, Number.NaN).draws?.[0]?.drawn).toBe(true));
  test('without sampling nothing is drawn, and that is what is logged', () => {
    const found = routed(policy, refund());
    expect(found.inclusion_probability).toBe(0);
    expect(found.draws).toBeUndefined();
  });
  test('what a person looks at anyway has probability one', () =>
    expect(routed(policy, refund({ euros: 500 })).inclusion_probability).toBe(1));
});

describe('rules ask for more than a level', () => {
  const policy = refundPolicy(`
rules:
  - { name: Old, when: facts.age_days > 30, approvals: 2 }
  - { name: Very old, when: facts.age_days > 60, approvals: 3, blind: true }
  - { name: Abroad, when: facts.country != "DE", sample: 0.5 }`);
  const asked = (age_days: number, country = 'DE') =>
    routed(policy, refund({ facts: { age_days, country } }), { sampling: true });

  test('more people: of several rules the most, and it never runs by itself', () => {
    expect(asked(1)).toMatchObject({ level: 'auto_execute', inclusion_probability: 0.02 });
    expect(asked(1).approvals).toBeUndefined();
    expect(asked(31)).toMatchObject({ level: 'review', approvals: 2 });
    expect(asked(61)).toMatchObject({ level: 'review', approvals: 3, blind: true });
    expect(stepOf(asked(61), 'answers')?.did).toBe(
      '3 people must answer and the recommendation is shown after the answer',
    );
  });

  test('more audits of what runs by itself', () => {
    expect(asked(1, 'FR')).toMatchObject({ level: 'auto_execute', inclusion_probability: 0.5 });
  });
});

describe('under peak load', () => {
  const policy = refundPolicy('peak: { open_above: 10, lower_bands_by: 0.1, audit_share: 0.3 }');
  const at = (queue_open: number, high?: number) =>
    routed(policy, refund({ confidence: 0.86 }), {
      stats: { queue_open, ...(high === undefined ? {} : { approved: { certified: { high } } }) },
      sampling: true,
    });

  test('nothing changes without a certificate, and the trace says so', () => {
    expect(at(11).level).toBe('review');
    expect(stepOf(at(11), 'thresholds')?.saw).toBe(
      '11 wait in the queue, more than 10; no lower band is certified, so nothing changes',
    );
  });

  test('the band goes down to what is certified, with more audits, while it lasts', () => {
    expect(at(11, 0.85)).toMatchObject({ level: 'auto_execute', inclusion_probability: 0.3 });
    expect(at(11, 0.88).level).toBe('review');
    expect(at(10, 0.85).level).toBe('review');
  });

  describe('that the policy certifies', () => {
    const peak = 'peak: { open_above: 10, lower_bands_by: 0.1, audit_share: 0.3 }';
    const under = (certified: string, model_version?: string) => {
      const recommendation = {
        option: 'approve',
        confidence: 0.86,
        ...(model_version === undefined ? {} : { model_version }),
      };
      return routed(refundPolicy(`${peak}\ncertified: ${certified}`), refund({ recommendation }), {
        stats: { queue_open: 11 },
        sampling: true,
      });
    };
    const saw = (found: Route): string | undefined => stepOf(found, 'thresholds')?.saw;

    test('the band goes down to it, with more audits, and the trace names who answers for it', () => {
      const found = under('{ high: 0.85, by: ana@example.com, on: 2026-11-20 }');
      expect(found).toMatchObject({ level: 'auto_execute', inclusion_probability: 0.3 });
      expect(saw(found)).toBe(
        '11 wait in the queue, more than 10; 85 % is certified by ana@example.com on 2026-11-20, and 30 % of what runs is audited meanwhile',
      );
      expect(under('{ high: 0.87, by: ana@example.com, on: 2026-11-20 }').level).toBe('review');
    });

    test('only for the model version that it names', () => {
      const certified = '{ high: 0.85, by: U012AB, on: 2026-11-20, model_version: "2026-10-01" }';
      expect(under(certified, '2026-10-01').level).toBe('auto_execute');
      for (const other of ['2026-11-01', undefined]) {
        expect(under(certified, other).level).toBe('review');
        expect(saw(under(certified, other))).toContain(
          'a lower band is certified for model version 2026-10-01 only, so nothing changes',
        );
      }
    });

    test('only from its day on', () => {
      expect(under('{ high: 0.85, by: U012AB, on: 2026-11-22 }').level).toBe('auto_execute');
      const early = under('{ high: 0.85, by: U012AB, on: 2026-11-23 }');
      expect(early.level).toBe('review');
      expect(saw(early)).toContain('certified from 2026-11-23 on, so nothing changes');
    });

    test('but what was learned and approved stands before it', () => {
      const policy = refundPolicy(`${peak}\ncertified: { high: 0.85, by: U012AB, on: 2026-11-20 }`);
      const stats = { queue_open: 11, approved: { certified: { high: 0.88, by: 'ben@example.com' } } };
      const found = routed(policy, refund({ confidence: 0.86 }), { stats });
      expect(found.level).toBe('review');
      expect(saw(found)).toContain('88 % is certified by ben@example.com');
    });
  });
});

test('what cannot be told of today’s cap counts as too much', () => {
  const policy = refundPolicy('exposure_cap: { EUR: 100 }');
  const at = (executed_today?: number) =>
    routed(policy, refund(), { stats: executed_today === undefined ? {} : { figures: { executed_today } } });
  expect([at(60).level, at(60.01).level, at().level, at(Number.NaN).level]).toEqual([
    'auto_execute',
    'review',
    'review',
    'review',
  ]);
});
