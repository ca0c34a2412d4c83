import type { InputBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { checkModal } from '../../blocks/check-blocks.ts';
import { factInput } from '../../blocks/fact-input.ts';
import { changeList, type Entered, listMark } from '../../blocks/modify-changes.ts';
import { modifyErrors, modifyModal, readModifyModal } from '../../blocks/modify-modal.ts';
import { decodeForm } from '../../blocks/wire.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { aCase, expenseType, fact, NOW, revision, submission } from './a-case.ts';
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
const inputs = (modal = modifyModal(viewAs(), form)): Record<string, InputBlock> =>
  Object.fromEntries(
    modal.blocks.flatMap((block) => (block.type === 'input' ? [[block.block_id, block]] : [])),
  );

describe('the form', () => {
  it.each([
    [
      'fact:amount',
      {
        type: 'number_input',
        initial_value: '1840.50',
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

  it('says the unit right behind the figure that it belongs to', () => {
    const { facts } = viewFor(aCase(), expenseType(), { kind: 'channel' }, NOW);
    const days = facts.find(({ definition }) => definition.name === 'tenure_days');
    if (days === undefined) throw new Error('there is no such fact');
    const least = { ...days, definition: { ...days.definition, min: 0 } };
    expect(factInput(least)?.hint?.text).toBe('Now 45 days. Allowed: 0 days and more.');
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

  it.each([
    [{ value: 1840.5, currency: 'EUR' }, '1840.50'],
    [{ value: 1234567, currency: 'EUR' }, '1234567.00'],
    [{ value: 1840, currency: 'JPY' }, '1840'],
    [{ value: 0.125, currency: 'KWD' }, '0.125'],
    [{ value: 12.345, currency: 'EUR' }, '12.345'],
    [{ value: 0.000000001234, currency: 'EUR' }, undefined],
  ])('writes %j as its currency is written, so that it reads as the same again', (amount, typed) => {
    const other = aCase({ revision: revision({ body: submission({ facts: { amount } }) }) });
    const modal = modifyModal(viewFor(other, type, { kind: 'person', id: 'U1', roles: [] }, NOW), form);
    const { element } = inputs(modal)['fact:amount'] ?? {};
    expect(element).toHaveProperty('type', 'number_input');
    expect(element && 'initial_value' in element ? element.initial_value : undefined).toBe(typed);
    if (typed === undefined) return;
    const state = { 'fact:amount': { value: { value: typed } } };
    expect(readModifyModal(state, type.facts, { amount }).values).toEqual({});
  });

  it('is told of each change of a fact at once, and of nothing else', () => {
    const told = Object.entries(inputs()).map(([block, input]) => [block, input.dispatch_action === true]);
    expect(told).toEqual(told.map(([block]) => [block, String(block).startsWith('fact:')]));
    const perCharacter = { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } };
    expect(inputs()['fact:amount']?.element).toMatchObject(perCharacter);
    expect(inputs()['fact:note']?.element).toMatchObject(perCharacter);
    expect(inputs()['fact:category']?.element).not.toHaveProperty('dispatch_action_config');
  });

  it('says which facts no form can hold', () => {
    const long = aCase({ revision: revision({ body: submission({ facts: { note: 'x'.repeat(5000) } }) }) });
    const modal = modifyModal(viewFor(long, type, { kind: 'person', id: 'U1', roles: [] }, NOW), form);
    expect(wordsOf(modal)).toContain('Too long or too many to change here: Note');
    expect(checkModal(modal)).toEqual([]);
  });
});

describe('a value that reads otherwise than it is', () => {
  const given = { note: 'pay \u202E05\u202C EUR', nights: ['Berlin, Mitte', 'Pots\u0000dam'] };
  const other = aCase({ revision: revision({ body: submission({ facts: given }) }) });
  const modal = modifyModal(viewFor(other, type, { kind: 'person', id: 'U1', roles: [] }, NOW), form);

  it('stands in the form without what cannot be seen', () => {
    const { 'fact:note': note, 'fact:nights': nights } = inputs(modal);
    expect(note?.element).toHaveProperty('initial_value', 'pay 05 EUR');
    expect(nights?.element).toHaveProperty('initial_value', 'Berlin, Mitte\nPotsdam');
  });

  it('is not changed by a form that comes back as it was', () => {
    const state = {
      'fact:note': { value: { value: 'pay 05 EUR' } },
      'fact:nights': { value: { value: 'Berlin, Mitte\nPotsdam' } },
    };
    const { values, problems } = readModifyModal(state, type.facts, given);
    expect({ values, problems }).toEqual({ values: {}, problems: {} });
    const changed = { ...state, 'fact:note': { value: { value: 'pay 50 EUR' } } };
    expect(readModifyModal(changed, type.facts, given).values).toEqual({ note: 'pay 50 EUR' });
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

/** What stands between the values and the reason. */
const listIn = ({ blocks }: ReturnType<typeof modifyModal>): string => {
  const reason = blocks.findIndex(({ block_id }) => block_id === 'reason');
  const above = blocks.slice(0, reason);
  return wordsOf(above.slice(above.findLastIndex(({ type }) => type === 'input') + 1));
};
const listed = (entered: Entered, view = viewAs(), behind = false): string =>
  listIn(modifyModal(view, form, entered, behind));

describe('the list of changes, below the values', () => {
  it('is empty at first', () => {
    expect(listIn(modifyModal(viewAs(), form))).toBe(
      'Nothing is changed yet. What you change is listed here before you send it.',
    );
  });

  it('says old and new of each, as the settled card will', () => {
    const entered = read({ amount: '1760', category: 'Meals', trip_ends: '2026-10-05', nights: 'Berlin' });
    expect(listed(entered)).toBe(
      [
        '*You change*',
        'Amount: 1,840.50 EUR → *1,760.00 EUR*',
        'Category: Travel → *Meals*',
        'Trip ends: 2 Oct 2026 → *5 Oct 2026*',
        'Nights in: Berlin, Potsdam → *Berlin*',
      ].join('\n'),
    );
  });

  it('says what does not fit yet', () => {
    expect(listed(read({ amount: '9000', category: 'Meals' }))).toBe(
      '*You change*\nCategory: Travel → *Meals*\nDoes not fit yet: Amount must be at most 5000.',
    );
  });

  it('cuts long texts with a mark, and says so where only the rest differs', () => {
    const long = 'Two nights at the fair hotel, since nothing else was to be had in the whole city that week';
    expect(listed(read({ note: long }))).toBe(`*You change*\nNote: Two nights → *${long.slice(0, 79)}…*`);
    const kept = aCase({ revision: revision({ body: submission({ facts: { ...facts, note: long } }) }) });
    const view = viewFor(kept, type, { kind: 'person', id: 'U1', roles: [] }, NOW);
    expect(listed({ values: { note: `${long}, they say` }, problems: {} }, view)).toBe(
      '*You change*\nNote: changed further on, as it stands above',
    );
  });

  it('turns no text into marks, mentions or links', () => {
    const note = '*paid* <!channel> <https://a.example|b>';
    const list = changeList(viewAs().facts, read({ note }));
    expect(JSON.stringify(list)).toContain('&lt;!channel&gt; &lt;https://a.example|b&gt;');
    expect(JSON.stringify(list)).not.toMatch(/<|\*paid/);
  });

  it('names those that are too many, and fits even then', () => {
    const many = Array.from({ length: 90 }, (_, n) => `fact_${n}`);
    const wide = expenseType({ facts: many.map((name) => fact(name, 'text', { modifiable: true })) });
    const given = Object.fromEntries(many.map((name) => [name, '<'.repeat(200)]));
    const full = aCase({ revision: revision({ body: submission({ facts: given }) }) });
    const view = viewFor(full, wide, { kind: 'person', id: 'U1', roles: [] }, NOW);
    const values = Object.fromEntries(many.map((name) => [name, '&'.repeat(200)]));
    const modal = modifyModal(view, form, { values, problems: {} });
    expect(checkModal(modal)).toEqual([]);
    expect(listIn(modal)).toMatch(/\*You change\*\nFact_0: .*You also change Fact_\d+, .* and 7\d more\.$/s);
  });

  it('names nothing that this person may not see', () => {
    expect(listed({ values: { iban: 'DE00' }, problems: {} })).toContain('Nothing is changed yet');
  });

  it('holds what somebody proposes before anything is typed', () => {
    const values = { amount: { value: 1760, currency: 'EUR' }, category: 'Travel' };
    const proposed = { by: { id: 'U2', name: 'Ben' }, values, changes: [] };
    expect(listIn(modifyModal({ ...viewAs(), proposed }, form))).toBe(
      '*You change*\nAmount: 1,840.50 EUR → *1,760.00 EUR*',
    );
  });

  it('says so where it was behind', () => {
    const words = listed(read({ amount: '1760' }), viewAs(), true);
    expect(words).toContain('Press again to send it');
    expect(words).toContain('1,760.00 EUR');
    // And at the end, where whoever pressed looks.
    const last = modifyModal(viewAs(), form, read({ amount: '1760' }), true).blocks.at(-1);
    expect(wordsOf(last)).toContain('*Not sent yet:*');
  });

  it.each([
    [{}, 'Approve with changes'],
    [{ category: 'Meals' }, 'Approve with changes'],
    [{ amount: '1760', category: 'Meals' }, 'Approve 1,760.00 EUR'],
    [{ amount: '9000' }, 'Approve with changes'],
  ])('is in short on the button: %j', (values, words) => {
    expect(modifyModal(viewAs(), form, read(values)).submit?.text).toBe(words);
  });

  it('leaves an amount that is too long for the button to the list', () => {
    const entered = { values: { amount: { value: 1234567890.5, currency: 'EUR' } }, problems: {} };
    expect(modifyModal(viewAs(), form, entered).submit?.text).toBe('Approve with changes');
  });

  it('leaves the inputs as they were, so that Slack keeps what is typed in them', () => {
    const typing = modifyModal(viewAs(), form, read({ amount: '1760', note: 'One night' }));
    expect(inputs(typing)).toEqual(inputs());
  });

  it('goes with the form as a mark, once it was drawn for what was typed', () => {
    const markOf = (modal: ReturnType<typeof modifyModal>) => decodeForm(modal.private_metadata)?.listed;
    const entered = read({ amount: '1760' });
    expect(markOf(modifyModal(viewAs(), form))).toBeUndefined();
    expect(markOf(modifyModal(viewAs(), form, entered))).toBe(listMark(viewAs().facts, entered));
    expect(listMark(viewAs().facts, entered)).not.toBe(listMark(viewAs().facts, read({ amount: '1761' })));
  });
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
