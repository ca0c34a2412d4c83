import { describe, expect, it } from 'vitest';
import { checkModal } from '../../blocks/check-blocks.ts';
import {
  rationaleOf,
  readVerdictModal,
  verdictErrors,
  verdictModal,
  verdictRules,
} from '../../blocks/verdict-modal.ts';
import { decodeForm } from '../../blocks/wire.ts';
import type { DecisionType } from '../../src/core/policy/policy.ts';
import type { Route } from '../../src/core/policy/route-result.ts';
import type { CardView } from '../../src/core/review/card-view.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { aCase, expenseType, NOW, revision, route, submission } from './a-case.ts';
import { wordsOf } from './read-blocks.ts';

const form = { review_id: 'rev_1', revision: 1, digest: 'd', opened_at: NOW };
const viewOf = (change: Partial<Route> = {}, type: DecisionType = expenseType(), body = submission()) =>
  viewFor(
    aCase({ revision: revision({ route: route(change), body }) }),
    type,
    { kind: 'person', id: 'U1', roles: [] },
    NOW,
  );
const option = (id: string, view = viewOf()) => {
  const found = view.options.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no option ${id}`);
  return found;
};
const open = (id: string, view = viewOf()) => verdictModal(view, option(id, view), form);
const inputs = (modal: ReturnType<typeof verdictModal>) =>
  modal.blocks.flatMap((block) =>
    block.type === 'input' ? [{ id: block.block_id, optional: block.optional ?? false }] : [],
  );
const low = viewOf({ consequence: 'low' });

describe('the form', () => {
  it.each([
    ['overriding', open('reject'), 'This overrides the AI, which recommends Approve (own score 83 %).'],
    ['agreeing', open('approve'), 'This agrees with the AI (own score 83 %).'],
  ])('says so when it is %s', (_, modal, line) => {
    expect(wordsOf(modal.blocks)).toContain(line);
  });

  it('has no AI line where only a human decides', () => {
    expect(wordsOf(open('reject', viewOf({ level: 'human_only' })))).not.toMatch(/AI|own score/);
  });

  it('says on its button what will happen', () => {
    expect(open('reject').title.text).toBe('Reject EXP-10422');
    expect(open('reject').submit?.text).toBe('Reject 1,840.50 EUR');
  });

  it('keeps to its own words where the id or amount does not fit', () => {
    const type = expenseType({
      options: [{ id: 'q', label: 'Move to quarantine for good', disposition: 'rejected' }],
    });
    const modal = open('q', viewOf({}, type));
    expect(modal.title.text).toBe('Move to quarantine for…');
    expect(checkModal(modal)).toEqual([]);
  });

  it('preselects no reason', () => {
    expect(JSON.stringify(open('reject'))).not.toContain('initial_option');
  });

  it.each([
    [
      'overriding',
      open('reject', low),
      [
        { id: 'reason', optional: false },
        { id: 'rationale', optional: false },
        { id: 'tags', optional: true },
      ],
    ],
    [
      'agreeing from medium consequence on',
      open('approve'),
      [
        { id: 'reason', optional: false },
        { id: 'rationale', optional: false },
        { id: 'tags', optional: true },
      ],
    ],
    [
      'agreeing on low consequence',
      open('approve', low),
      [
        { id: 'reason', optional: false },
        { id: 'convinced_by', optional: false },
        { id: 'rationale', optional: true },
        { id: 'tags', optional: true },
      ],
    ],
  ])('asks when %s', (_, modal, expected) => {
    expect(inputs(modal)).toEqual(expected);
  });

  it('offers only facts that the person has seen as convincing', () => {
    const said = wordsOf(open('approve', low));
    expect(said).toContain('Employee for: 45 days');
    expect(said).not.toContain('IBAN');
  });

  it('remembers what was pressed', () => {
    expect(decodeForm(open('reject').private_metadata)).toEqual({ ...form, option: 'reject' });
  });

  it('tells who will read the explanation', () => {
    expect(wordsOf(open('reject'))).toContain('Reviewers and expense-bot will read it.');
  });
});

const submitted = {
  reason: { value: { type: 'radio_buttons', selected_option: { value: 'over_cap' } } },
  rationale: { value: { type: 'plain_text_input', value: '  Too much  ' } },
  convinced_by: { value: { type: 'radio_buttons', selected_option: { value: 'amount' } } },
  tags: {
    value: { type: 'checkboxes', selected_options: [{ value: 'policy_issue' }, { value: 'invented' }] },
  },
};

describe('reading the submission', () => {
  it('gives plain values and drops unknown tags', () => {
    expect(readVerdictModal(submitted)).toEqual({
      reason_code: 'over_cap',
      rationale: 'Too much',
      convinced_by: 'amount',
      tags: ['policy_issue'],
    });
  });

  it.each([
    undefined,
    null,
    7,
    'x',
    [],
    {},
    { reason: null },
    { reason: { value: { selected_option: 7 } } },
    { tags: { value: { selected_options: [null, 3] } } },
  ])('tolerates %j', (state) => {
    expect(readVerdictModal(state)).toEqual({ rationale: '', tags: [] });
  });
});

describe('a submission is refused', () => {
  const rules = verdictRules(viewOf(), option('reject'));
  const agreeing = verdictRules(low, option('approve', low));
  const given = { reason_code: 'over_cap', rationale: 'Too much', tags: [] };

  it.each([
    ['without a reason', { rationale: 'x', tags: [] }, rules, ['reason']],
    ['with a reason of another option', { ...given, reason_code: 'within_policy' }, rules, ['reason']],
    ['without words where they are asked for', { ...given, rationale: '' }, rules, ['rationale']],
    ['with Other and no words', { reason_code: 'other', rationale: '', tags: [] }, agreeing, ['rationale']],
    [
      'without the fact that convinced',
      { reason_code: 'within_policy', rationale: '', tags: [] },
      agreeing,
      ['convinced_by'],
    ],
    [
      'with a fact that was not offered',
      { reason_code: 'within_policy', convinced_by: 'iban', rationale: '', tags: [] },
      agreeing,
      ['convinced_by'],
    ],
    ['with everything missing, all at once', { rationale: '', tags: [] }, rules, ['reason', 'rationale']],
  ])('%s', (_, input, rules, blocks) => {
    expect(Object.keys(verdictErrors(input, rules))).toEqual(blocks);
  });

  it.each([
    ['complete', given, rules],
    [
      'agreeing with a fact and no words',
      { reason_code: 'within_policy', convinced_by: 'amount', rationale: '', tags: [] },
      agreeing,
    ],
    [
      'agreeing for another reason, in words',
      { reason_code: 'other', rationale: 'Called them', tags: [] },
      agreeing,
    ],
  ])('not when %s', (_, input, rules) => {
    expect(verdictErrors(input, rules)).toEqual({});
  });
});

it('keeps the fact that convinced in the rationale', () => {
  expect(rationaleOf({ convinced_by: 'amount', rationale: 'and it is usual', tags: [] }, low)).toBe(
    'Convinced by Amount. and it is usual',
  );
  expect(rationaleOf({ rationale: 'Only words', tags: [] }, low)).toBe('Only words');
});

it('turns long lists of facts into a select', () => {
  const facts = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`f${n}`, n]));
  const type = expenseType({
    facts: Object.keys(facts).map((name) => ({
      name,
      label: name,
      kind: 'number',
      required: false,
      sensitive: false,
      modifiable: false,
    })),
  });
  const view = viewOf({ consequence: 'low' }, type, submission({ facts }));
  const modal = open('approve', view);
  expect(JSON.stringify(modal)).toContain('static_select');
  expect(checkModal(modal)).toEqual([]);
});

describe('what else a form asks', () => {
  const documenting = expenseType({ document: { finance_lead: ['Cost centre', 'Risk'], payroll: ['Band'] } });
  const seenBy = (roles: string[], asks = { agreement_text: false, missing_on_card: false }) =>
    viewFor(
      { ...aCase({ revision: revision({ route: route({ consequence: 'low' }) }) }), asks },
      documenting,
      { kind: 'person', id: 'U1', roles },
      NOW,
    );
  const formFor = (view: CardView) => verdictModal(view, option('approve', view), form);
  const blocksOf = (view: CardView) => formFor(view).blocks.map(({ block_id }) => block_id);

  it('is what the person’s roles document, required', () => {
    expect(blocksOf(seenBy(['finance_lead']))).toEqual(
      expect.arrayContaining(['document:Cost centre', 'document:Risk']),
    );
    expect(blocksOf(seenBy(['finance_lead']))).not.toContain('document:Band');
    const view = seenBy(['finance_lead']);
    const rules = verdictRules(view, option('approve', view));
    const state = {
      'document:Cost centre': { value: { type: 'plain_text_input', value: ' 4711 ' } },
      'document:Risk': { value: { type: 'plain_text_input', value: null } },
    };
    const input = readVerdictModal(state);
    expect(input.documented).toEqual({ 'Cost centre': '4711', Risk: '' });
    expect(Object.keys(verdictErrors(input, rules))).toContain('document:Risk');
    expect(Object.keys(verdictErrors(input, rules))).not.toContain('document:Cost centre');
  });

  it('is what was missing on the card, by lot and never required', () => {
    expect(blocksOf(seenBy([]))).not.toContain('missing_on_card');
    const view = seenBy([], { agreement_text: false, missing_on_card: true });
    expect(formFor(view).blocks.find(({ block_id }) => block_id === 'missing_on_card')).toMatchObject({
      optional: true,
      label: { text: 'Was anything missing on this card?' },
    });
    const state = { missing_on_card: { value: { type: 'plain_text_input', value: 'The bill' } } };
    expect(readVerdictModal(state)).toMatchObject({ missing: 'The bill', rationale: '' });
  });

  it('is a text beside the fact that convinced, by lot', () => {
    const view = seenBy([], { agreement_text: true, missing_on_card: false });
    const text = formFor(view).blocks.find(({ block_id }) => block_id === 'rationale');
    expect(text).toMatchObject({ optional: false });
    expect(blocksOf(view)).toContain('convinced_by');
    const rules = verdictRules(view, option('approve', view));
    const input = { reason_code: 'within_policy', convinced_by: 'amount', rationale: '', tags: [] };
    expect(Object.keys(verdictErrors(input, rules))).toEqual(['rationale']);
  });
});

it('says which answer it is, since the question of own options is one for all of them', () => {
  expect(wordsOf(open('reject'))).toContain('Your answer: *Reject*');
});
