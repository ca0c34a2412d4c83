import { describe, expect, it } from 'vitest';
import { answerErrors, answerInfoModal, readAnswerInfoModal } from '../../blocks/answer-info-modal.ts';
import { checkModal } from '../../blocks/check-blocks.ts';
import { infoErrors, infoModal, readInfoModal } from '../../blocks/info-modal.ts';
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

  it('says who gets it and what happens meanwhile', () => {
    expect(wordsOf(modal)).toContain(
      'expense-bot gets the question. The card waits, and says so, until the answer is here.',
    );
  });

  it('reads the answers', () => {
    const state = {
      question: { value: { value: ' Which night? ' } },
      facts: { value: { selected_options: [{ value: 'nights' }, { value: 'receipts' }] } },
      due: { value: { type: 'datetimepicker', selected_date_time: (NOW + HOUR) / 1000 } },
    };
    expect(readInfoModal(state)).toEqual({
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
  ])('tolerates %j', (state) => {
    expect(readInfoModal(state)).toEqual({ question: '', facts: [], due_at: null });
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
  });
});
