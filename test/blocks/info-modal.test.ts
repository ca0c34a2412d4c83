import { describe, expect, it } from 'vitest';
import { answerErrors, answerInfoModal, readAnswerInfoModal } from '../../blocks/answer-info-modal.ts';
import { checkModal } from '../../blocks/check-blocks.ts';
import { infoErrors, infoModal, readInfoModal } from '../../blocks/info-modal.ts';
import type { Case } from '../../src/core/review/case.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { aCase, expenseType, HOUR, NOW, robin } from './a-case.ts';
import { wordsOf } from './read-blocks.ts';

const type = expenseType();
const form = { review_id: 'rev_1', revision: 1, digest: 'd', opened_at: NOW };
const person = { kind: 'person', id: 'U1', roles: [] } as const;
const info = {
  request_id: 'inf_1',
  question: 'Which night was private?',
  facts: ['receipts'],
  by: robin,
  asked_at: NOW - HOUR,
  due_at: null,
};

describe('asking for information', () => {
  const modal = infoModal(viewFor(aCase(), type, person, NOW), form);

  it('asks for the question, which facts and by when', () => {
    expect(
      modal.blocks.flatMap((block) =>
        block.type === 'input' ? [[block.block_id, block.optional ?? false]] : [],
      ),
    ).toEqual([
      ['question', false],
      ['facts', true],
      ['due', true],
    ]);
    expect(checkModal(modal)).toEqual([]);
  });

  it('says what happens meanwhile, and offers nothing that an AI said', () => {
    expect(wordsOf(modal)).toContain('The card waits, and its clock stands still, until the answer is here.');
    expect(wordsOf(modal)).not.toContain('Matches policy 4.2');
  });

  it('offers every declared fact, also those that were never given', () => {
    expect(wordsOf(modal)).toContain('Nights in (not given)');
  });

  const by = (change: Partial<Case>) =>
    infoModal(viewFor({ ...aCase(), ...change }, type, person, NOW), form);

  it('asks whom to ask where Slack knows who submitted it, and the source unless told', () => {
    const known = by({ requester: { status: 'found', person_id: 'U0DANA', name: 'Dana Ruiz' } });
    expect(wordsOf(known)).toContain('Dana Ruiz, who asked for it');
    expect(known.blocks.find((block) => 'block_id' in block && block.block_id === 'to')).toMatchObject({
      element: { initial_option: { value: 'source' } },
    });
    expect(JSON.stringify(known)).not.toContain('U0DANA');
    expect(checkModal(known)).toEqual([]);
  });

  it.each([
    ['is not named', { decision: { ...aCase().decision, requested_by: null } }, 'did not say who it is'],
    [
      'is unknown to Slack',
      { requester: { status: 'unknown', person_id: null } as const },
      'Slack does not know dana@example.com',
    ],
    [
      'is still being looked up',
      { requester: { status: 'unresolved', person_id: null } as const },
      'Slack has not said who dana@example.com is',
    ],
  ])('says why the person cannot be asked who %s', (_, change, words) => {
    const unknown = by(change);
    expect(wordsOf(unknown)).toContain('expense-bot gets the question.');
    expect(wordsOf(unknown)).toContain(words);
    expect(JSON.stringify(unknown)).not.toContain('"block_id":"to"');
  });

  it('reads the answers', () => {
    const state = {
      to: { value: { selected_option: { value: 'both' } } },
      question: { value: { value: ' Which night? ' } },
      facts: { value: { selected_options: [{ value: 'nights' }, { value: 'receipts' }] } },
      due: { value: { type: 'datetimepicker', selected_date_time: (NOW + HOUR) / 1000 } },
    };
    expect(readInfoModal(state)).toEqual({
      to: 'both',
      question: 'Which night?',
      facts: ['nights', 'receipts'],
      due_at: NOW + HOUR,
    });
  });

  it.each([
    undefined,
    null,
    3,
    { due: { value: { selected_date_time: 'soon' } } },
    { due: { value: { selected_date_time: -5 } } },
    { to: { value: { selected_option: { value: 'everybody' } } } },
  ])('tolerates %j', (state) => {
    expect(readInfoModal(state)).toEqual({ to: 'source', question: '', facts: [], due_at: null });
  });

  it.each([
    ['an empty question', { question: '', facts: [], due_at: null }, ['question']],
    ['a moment that has passed', { question: 'Why?', facts: [], due_at: NOW }, ['due']],
    ['nothing that is complete', { question: 'Why?', facts: [], due_at: NOW + 1 }, []],
  ])('refuses %s', (_, input, blocks) => {
    expect(Object.keys(infoErrors(input, NOW))).toEqual(blocks);
  });
});

describe('answering from within Slack', () => {
  const view = viewFor(aCase({ review: { status: 'waiting_info', info } }), type, person, NOW);
  const modal = answerInfoModal(view, view.waiting!, form);

  it('shows the question and the facts that were asked for', () => {
    expect(wordsOf(modal)).toContain('Which night was private?');
    expect(modal.blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : []))).toEqual([
      'fact:receipts',
      'note',
    ]);
    expect(checkModal(modal)).toEqual([]);
  });

  it('fills in what stands, but nothing that this person must not see', () => {
    const asked = { ...info, facts: ['iban', 'receipts', 'nights'] };
    const waits = viewFor(aCase({ review: { status: 'waiting_info', info: asked } }), type, person, NOW);
    const shown = answerInfoModal(waits, waits.waiting!, form);
    expect(shown.blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : []))).toEqual([
      'fact:receipts',
      'fact:iban',
      'fact:nights',
      'note',
    ]);
    expect(JSON.stringify(shown)).not.toContain('DE89370400440532013000');
    expect(wordsOf(shown)).toContain('IBAN: what stands is not shown here. Leave it empty to keep it.');
  });

  it('reads a note and changed facts, and wants at least one of them', () => {
    const facts = { receipts: 11 };
    const answer = readAnswerInfoModal(
      { note: { value: { value: 'The third' } }, 'fact:receipts': { value: { value: '12' } } },
      type.facts,
      facts,
    );
    expect(answer).toEqual({ note: 'The third', values: { receipts: 12 }, problems: {} });
    expect(answerErrors(answer)).toEqual({});
    expect(Object.keys(answerErrors(readAnswerInfoModal({}, type.facts, facts)))).toEqual(['note']);
    const same = { 'fact:receipts': { value: { value: '11' } } };
    expect(Object.keys(answerErrors(readAnswerInfoModal(same, type.facts, facts)))).toEqual(['note']);
    const wrong = readAnswerInfoModal({ 'fact:receipts': { value: { value: 'many' } } }, type.facts, facts);
    expect(answerErrors(wrong)).toEqual({ 'fact:receipts': 'Receipts must be a number.' });
  });
});
