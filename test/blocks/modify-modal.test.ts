import { describe, expect, it } from 'vitest';
import { checkModal } from '../../blocks/check-blocks.ts';
import { modifyErrors, modifyModal, readModifyModal } from '../../blocks/modify-modal.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { aCase, expenseType, NOW, revision, submission } from './a-case.ts';
import { wordsOf } from './read-blocks.ts';

const type = expenseType();
const facts = {
  amount: { value: 1840.5, currency: 'EUR' },
  category: 'Travel',
  receipts: 11,
  trip_ends: '2026-10-02',
  per_diem: true,
  nights: ['Berlin', 'Potsdam'],
  note: 'Two nights',
  iban: 'DE89370400440532013000',
};
const kase = aCase({ revision: revision({ body: submission({ facts }) }) });
const viewAs = (...roles: string[]) => viewFor(kase, type, { kind: 'person', id: 'U1', roles }, NOW);
const form = { review_id: 'rev_1', revision: 1, digest: 'd', opened_at: NOW };
const inputs = (modal = modifyModal(viewAs(), form)) =>
  Object.fromEntries(
    modal.blocks.flatMap((block) => (block.type === 'input' ? [[block.block_id, block]] : [])),
  );

describe('the form', () => {
  it.each([
    [
      'fact:amount',
      {
        type: 'number_input',
        initial_value: '1840.5',
        min_value: '0',
        max_value: '5000',
        is_decimal_allowed: true,
      },
    ],
    ['fact:receipts', { type: 'number_input', initial_value: '11' }],
    ['fact:category', { type: 'static_select', initial_option: { value: 'Travel' } }],
    ['fact:trip_ends', { type: 'datepicker', initial_date: '2026-10-02' }],
    ['fact:per_diem', { type: 'radio_buttons', initial_option: { value: 'yes' } }],
    ['fact:nights', { type: 'plain_text_input', multiline: true, initial_value: 'Berlin\nPotsdam' }],
    ['fact:note', { type: 'plain_text_input', multiline: false, initial_value: 'Two nights' }],
  ])('fills in %s by its kind', (block, element) => {
    expect(inputs()[block]?.element).toMatchObject(element);
  });

  it('says the unit, the value that stands and the range', () => {
    expect(inputs()['fact:amount']).toMatchObject({
      label: { text: 'Amount (EUR)' },
      hint: { text: 'Now 1,840.50 EUR. Allowed: 0 to 5,000.' },
    });
  });

  it('leaves out what this person may not see, and what may not be changed', () => {
    expect(inputs()).not.toHaveProperty('fact:iban');
    expect(inputs(modifyModal(viewAs('payroll'), form))).toHaveProperty('fact:iban');
    expect(inputs()).not.toHaveProperty('fact:tenure_days');
  });

  it('asks for a reason and words', () => {
    expect(inputs().reason).toBeDefined();
    expect(inputs().rationale).toMatchObject({ optional: false });
  });

  it('says which facts no form can hold', () => {
    const long = aCase({ revision: revision({ body: submission({ facts: { note: 'x'.repeat(5000) } }) }) });
    const modal = modifyModal(viewFor(long, type, { kind: 'person', id: 'U1', roles: [] }, NOW), form);
    expect(wordsOf(modal)).toContain('Too long or too many to change here: Note');
    expect(checkModal(modal)).toEqual([]);
  });
});

const typed = (values: Record<string, string>) => ({
  ...Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `fact:${name}`,
      { value: { type: 'plain_text_input', value } },
    ]),
  ),
  reason: { value: { selected_option: { value: 'over_cap' } } },
  rationale: { value: { value: 'Hotel capped' } },
});
const read = (values: Record<string, string>) => readModifyModal(typed(values), type.facts, facts);

describe('reading the submission', () => {
  it('keeps only what changed, with its currency', () => {
    expect(read({ amount: '1760', receipts: '11', category: 'Meals' })).toMatchObject({
      values: { amount: { value: 1760, currency: 'EUR' }, category: 'Meals' },
      problems: {},
      reason_code: 'over_cap',
      rationale: 'Hotel capped',
    });
  });

  it('reads elements other than text', () => {
    const state = {
      'fact:trip_ends': { value: { selected_date: '2026-10-05' } },
      'fact:per_diem': { value: { selected_option: { value: 'no' } } },
    };
    expect(readModifyModal(state, type.facts, facts).values).toEqual({
      trip_ends: '2026-10-05',
      per_diem: false,
    });
  });

  it('ignores facts that may not be changed', () => {
    expect(read({ tenure_days: '900' }).values).toEqual({});
  });

  it('says under each input what does not fit', () => {
    expect(read({ amount: '9000', receipts: 'many' }).problems).toEqual({
      'fact:amount': 'Amount must be at most 5000.',
      'fact:receipts': 'Receipts must be a number.',
    });
  });

  it.each([undefined, null, [], { 'fact:amount': 7 }, { 'fact:amount': { value: { value: {} } } }])(
    'tolerates %j',
    (state) => {
      expect(readModifyModal(state, type.facts, facts)).toEqual({
        values: {},
        problems: {},
        rationale: '',
        tags: [],
      });
    },
  );
});

describe('a submission', () => {
  it('that changes nothing is told so at the first input', () => {
    expect(modifyErrors(read({ amount: '1840.5' }), viewAs())).toEqual({
      'fact:amount': 'Nothing was changed. Change a value, or cancel and approve it as it is.',
    });
  });

  it('needs a reason of the list and words', () => {
    const { reason_code: _, ...input } = read({ amount: '1760' });
    expect(Object.keys(modifyErrors({ ...input, rationale: '' }, viewAs()))).toEqual(['reason', 'rationale']);
  });

  it('that is complete passes', () => {
    expect(modifyErrors(read({ amount: '1760' }), viewAs())).toEqual({});
  });
});
