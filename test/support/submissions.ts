import type { Submission } from '../../src/client/contract.ts';
import { DESIGN_SAMPLE } from '../../src/sandbox/source/design-sample.ts';

/** The documentation's own submission, of 1,840.50 EUR; what is given replaces whole fields of it. */
export const expense = (overrides: Partial<Submission> = {}): Submission => ({
  ...structuredClone(DESIGN_SAMPLE),
  ...overrides,
});

/** A plain expense of so many euros that the AI would approve with this confidence, without doubts about it. */
export const plainExpense = (
  euros: number,
  confidence: number,
  overrides: Partial<Submission> = {},
): Submission => ({
  type: 'expense.report',
  title: `Expense report of ${euros} EUR`,
  subject: { id: 'emp_312', name: 'Dana Ruiz', kind: 'employee' },
  facts: { amount: { value: euros, currency: 'EUR' }, category: 'Travel', receipts: 3 },
  recommendation: { option: 'approve', confidence, rationale: 'Receipts complete' },
  signals: { similarity: 0.95, rule_match: 'clear', opinions: [] },
  consequence: { customer_impact: 'none', compliance: false, reputation: 'none', reversible: true },
  ...overrides,
});

/** An invoice from a vendor that was paid before. */
export const invoice = (euros: number, overrides: Partial<Submission> = {}): Submission => ({
  type: 'invoice.payment',
  external_id: `INV-${euros}`,
  title: `Invoice of ${euros} EUR from Nordlicht GmbH`,
  facts: {
    amount: { value: euros, currency: 'EUR' },
    vendor: 'Nordlicht GmbH',
    vendor_known: true,
    vendor_iban: 'DE89370400440532013000',
    purchase_order: 'PO-7',
  },
  recommendation: {
    option: 'approve',
    confidence: 0.96,
    rationale: 'The model matched order PO-7',
    alternatives: [{ option: 'reject', confidence: 0.03, why_lower: 'The model saw no duplicate' }],
    model: 'invoice-model',
  },
  signals: { similarity: 0.9, opinions: [{ method: 'matcher', option: 'approve', confidence: 0.96 }] },
  ...overrides,
});
