import type { Submission } from '../../client/index.ts';

/** The submission that the documentation shows, as it stands there. */
export const DESIGN_SAMPLE: Submission = {
  type: 'expense.report',
  external_id: 'EXP-10422',
  title: 'Expense report EXP-10422: Berlin offsite, 1,840.50 EUR',
  subject: { id: 'emp_312', name: 'Dana Ruiz', kind: 'employee' },
  requested_by: { id: 'emp_312', email: 'dana@example.com' },
  facts: {
    amount: { value: 1840.5, currency: 'EUR' },
    category: 'Travel',
    receipts: 11,
    tenure_days: 45,
  },
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
  history: [{ at: '2026-09-02', title: 'EXP-9981 Paris, 910 EUR', disposition: 'approved' }],
  policy_refs: [
    {
      title: 'Expense policy 4.2',
      url: 'https://example.com/policy#4.2',
      excerpt: 'Hotel cap 180 EUR a night',
    },
  ],
  attachments: [{ title: 'receipts.pdf', url: 'https://example.com/receipts.pdf' }],
};
