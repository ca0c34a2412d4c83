import { describe, expect, test } from 'vitest';
import { checkFacts } from '../../../src/core/decision/facts.ts';
import { type Submission, submissionSchema } from '../../../src/core/decision/submission.ts';
import type { Level } from '../../../src/core/policy/levels.ts';
import { examplePolicy, policyOf, routed, sentences } from './routing.ts';

const policy = examplePolicy();

const expense = (value: number, confidence: number, more: Partial<Submission> = {}): Submission => ({
  type: 'expense.report',
  title: 'Expense report',
  facts: { amount: { value, currency: 'EUR' } },
  recommendation: { option: 'approve', confidence },
  ...more,
});

describe('the decision matrix: consequence of error against AI confidence', () => {
  test.each<[string, 'low' | 'high', number, Level]>([
    ['low confidence, high consequence: human decides with AI context', 'high', 0.5, 'human_decides'],
    ['high confidence, high consequence: human reviews the recommendation', 'high', 0.97, 'review'],
    ['low confidence, low consequence: AI decides, human audits', 'low', 0.5, 'auto_audit'],
    ['high confidence, low consequence: full automation', 'low', 0.97, 'auto_execute'],
  ])('%s', (_words, consequence, confidence, level) => {
    // The example has this line as a comment: its own matrix is the flow below.
    const audit = policyOf(policy.text.replace('# matrix: audit', 'matrix: audit'));
    expect(audit.version).not.toBe(policy.version);
    const found = routed(audit, expense(consequence === 'low' ? 40 : 9000, confidence));
    expect(found).toMatchObject({ consequence, level });
  });

  test('what runs unsure is audited far more often than what runs sure', () => {
    const audit = policyOf(policy.text.replace('# matrix: audit', 'matrix: audit'));
    const share = (confidence: number) =>
      routed(audit, expense(40, confidence), { sampling: true }).inclusion_probability;
    expect([share(0.97), share(0.5)]).toEqual([0.02, 0.2]);
  });
});

describe('confidence-based routing: 90 and 70', () => {
  test.each<[number, number, Level]>([
    [40, 0.97, 'auto_execute'],
    [40, 0.901, 'auto_execute'],
    [40, 0.9, 'review'],
    [40, 0.8, 'review'],
    [40, 0.7, 'review'],
    [40, 0.699, 'human_decides'],
    [40, 0.5, 'human_decides'],
    [9000, 0.97, 'review'],
    [9000, 0.8, 'review'],
    [9000, 0.5, 'human_decides'],
  ])('%d EUR at %d is %s', (value, confidence, level) => {
    expect(routed(policy, expense(value, confidence)).level).toBe(level);
  });

  test.each([
    ['EUR', 199.99, 'low'],
    ['EUR', 200, 'medium'],
    ['EUR', 5000, 'medium'],
    ['EUR', 5000.01, 'high'],
    ['USD', 199.99, 'low'],
    ['GBP', 4300.01, 'high'],
    ['CHF', 1, 'high'],
  ])('%s %d is of %s consequence', (currency, value, consequence) => {
    const found = routed(policy, expense(0, 0.97, { facts: { amount: { value, currency } } }));
    expect(found.consequence).toBe(consequence);
  });
});

/** As the design has it. */
const sample = {
  type: 'expense.report',
  external_id: 'EXP-10422',
  title: 'Expense report EXP-10422: Berlin offsite, 1,840.50 EUR',
  subject: { id: 'emp_312', name: 'Dana Ruiz', kind: 'employee' },
  requested_by: { id: 'emp_312', email: 'dana@example.com' },
  facts: { amount: { value: 1840.5, currency: 'EUR' }, category: 'Travel', receipts: 11, tenure_days: 45 },
  recommendation: {
    option: 'approve',
    confidence: 0.83,
    rationale: 'Matches policy 4.2; receipts complete',
    alternatives: [{ option: 'reject', confidence: 0.14, why_lower: 'Hotel above the city cap by 6 %' }],
    model: 'expense-llm',
    model_version: '2026-10-01',
  },
  signals: {
    similarity: 0.62,
    rule_match: 'ambiguous',
    opinions: [
      { method: 'rules', option: 'reject' },
      { method: 'llm', option: 'approve', confidence: 0.83 },
    ],
  },
  consequence: { customer_impact: 'none', compliance: false, reputation: 'low', reversible: true },
};

test('the sample submission is accepted and reviewed, and says why', () => {
  const submission = submissionSchema.parse(sample);
  expect(checkFacts(policy.types['expense.report'] ?? { facts: [] }, submission.facts)).toEqual({
    problems: [],
    missing: [],
  });
  const found = routed(policy, submission);
  expect(found).toMatchObject({
    level: 'review',
    queue: 'finance',
    sla_class: 'standard',
    consequence: 'medium',
    confidence: { raw: 0.83, used: 0.73, band: 'medium' },
    inclusion_probability: 1,
    policy_version: policy.version,
  });
  expect(sentences(found)).toEqual([
    'Rules and model disagree: rules say reject',
    'New employee: more than 500 EUR in the first 90 days',
    'Unlike earlier cases: similarity 62 %',
    'The rules don’t clearly cover this case',
  ]);
});

describe('invoices: full automation for routine ones, review for unusual vendors, people alone above a limit', () => {
  const invoice = (facts: Submission['facts'], confidence = 0.95): Submission => ({
    type: 'invoice.payment',
    title: 'Invoice',
    facts: { amount: { value: 3000, currency: 'EUR' }, vendor: 'Acme', vendor_known: true, ...facts },
    recommendation: { option: 'approve', confidence },
  });
  test.each<[string, Submission, Level]>([
    ['routine', invoice({ purchase_order: 'PO-1' }), 'auto_execute'],
    ['routine, but the AI is not sure enough', invoice({ purchase_order: 'PO-1' }, 0.85), 'review'],
    ['nobody ordered it', invoice({}), 'review'],
    [
      'too large to be routine',
      invoice({ purchase_order: 'PO-1', amount: { value: 5000.01, currency: 'EUR' } }),
      'review',
    ],
    [
      'small, but from an unknown vendor',
      invoice({ amount: { value: 10, currency: 'EUR' }, vendor_known: false }),
      'review',
    ],
    ['perhaps paid before', invoice({ purchase_order: 'PO-1', duplicate_suspected: true }), 'human_decides'],
    ['large', invoice({ amount: { value: 50_000.01, currency: 'EUR' } }), 'human_only'],
    [
      'of a currency without limits',
      invoice({ purchase_order: 'PO-1', amount: { value: 10, currency: 'CHF' } }),
      'human_only',
    ],
  ])('%s', (_words, submission, level) => {
    expect(routed(policy, submission).level).toBe(level);
  });
});

describe('support replies and mails', () => {
  test('a reply is never sent unread, however sure the AI is', () => {
    const submission = {
      type: 'support.reply',
      title: 'Reply',
      facts: { draft: 'Hello' },
      recommendation: { option: 'send', confidence: 1 },
    };
    expect(routed(policy, submission).level).toBe('review');
    const angry = { ...submission, facts: { draft: 'Hello', sentiment: 'angry' } };
    expect(routed(policy, angry)).toMatchObject({ level: 'human_decides', sla_class: 'urgent' });
  });

  test('sending a draft means approved, delivering a mail means rejected', () => {
    const meaning = (type: string) =>
      policy.types[type]?.options.map(({ id, disposition }) => [id, disposition]);
    expect(meaning('support.reply')).toEqual([
      ['send', 'approved'],
      ['discard', 'rejected'],
    ]);
    expect(meaning('mail.quarantine')).toEqual([
      ['quarantine', 'approved'],
      ['deliver', 'rejected'],
    ]);
  });

  test('a sure mail filter works alone, an unsure one asks', () => {
    const mail = (confidence: number): Submission => ({
      type: 'mail.quarantine',
      title: 'Mail',
      facts: { subject: 'Free!', excerpt: 'Win' },
      recommendation: { option: 'quarantine', confidence },
    });
    expect([0.99, 0.8, 0.6].map((confidence) => routed(policy, mail(confidence)).level)).toEqual([
      'auto_execute',
      'review',
      'human_decides',
    ]);
  });
});
