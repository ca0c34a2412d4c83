import { describe, expect, it } from 'vitest';
import { checkBlocks, checkModal } from '../../blocks/check-blocks.ts';
import { refusalErrors, refusalModal, refusalNotice } from '../../blocks/refusal-notice.ts';
import type { Refusal } from '../../src/core/refusal.ts';
import { NOW, robin } from './a-case.ts';
import { liveIn, read } from './read-blocks.ts';

const words = {
  options: [
    { id: 'approve', label: 'Approve' },
    { id: 'reject', label: 'Reject' },
  ],
  facts: [{ name: 'amount', label: 'Amount' }],
  source: 'expense-bot',
};
const decided = { code: 'already_decided', disposition: null, option: 'reject', at: NOW } as const;
const when = '2026-11-20 12:00 UTC';

const SENTENCES: [Refusal, string][] = [
  [{ code: 'not_found' }, 'This decision is not here any more. Nothing was changed.'],
  [
    { code: 'type_gone', type: 'expense.report' },
    'The policy has no decisions of the type *expense.report* any more, so nobody can answer this now. Nothing was changed and nothing is lost: it goes on once the type is back, and its source can withdraw it. Ask whoever looks after the policy.',
  ],
  [
    { ...decided, by: robin },
    `<@U0ROBIN> was first (${when}): the answer was “Reject”. Your answer was not taken. If you disagree, speak to them.`,
  ],
  [
    { ...decided, disposition: 'modified', option: 'approve', by: robin },
    `<@U0ROBIN> was first (${when}): the answer was “Approve” with changes. Your answer was not taken. If you disagree, speak to them.`,
  ],
  [decided, `Already decided (${when}): the answer was “Reject”. Your answer was not taken.`],
  [
    { ...decided, option: null, disposition: 'cancelled' },
    `The source withdrew this (${when}). Your answer was not taken.`,
  ],
  [
    { ...decided, option: null, disposition: 'expired' },
    `The time for this ran out (${when}), so nobody can answer it any more. Your answer was not taken.`,
  ],
  [
    { ...decided, disposition: 'auto_executed' },
    `This was executed automatically (${when}). Your answer was not taken.`,
  ],
  [
    { code: 'stale_card', revision: 2 },
    'This changed while you were looking: revision 2 stands now. Your answer was not taken; see what changed on the card and answer again.',
  ],
  [
    { code: 'not_a_decider', roles: ['finance_lead', 'controller'] },
    'You cannot decide this: it takes the role *finance lead* or *controller*. Ask somebody who has that role, or whoever looks after the policy to add you.',
  ],
  [
    { code: 'too_many_stand_ins', most: 20 },
    '20 people stand in for you already, and no more can at the same time. End one first: `/handraise delegate end @person`; `/handraise delegate list` shows them.',
  ],
  [
    { code: 'own_request' },
    'This is your own request, so somebody else has to decide it. Nothing was changed.',
  ],
  [
    { code: 'taken', by: robin },
    '<@U0ROBIN> has this already. You can still answer it, or have it handed over: *Hand over…* in the menu.',
  ],
  [
    { code: 'takes_several', needed: 2 },
    'This took 2 people to approve, so no one alone can correct it to an approval. Nothing was changed; have it submitted again, and they are asked again.',
  ],
  [{ code: 'not_yours' }, 'Nobody has this, so there is nothing to give back.'],
  [
    { code: 'not_yours', by: robin },
    '<@U0ROBIN> has this, so only they can give it back. You can still answer it, or hand it to somebody: *Hand over…* in the menu.',
  ],
  [
    { code: 'there_already', queue: 'payments' },
    'This is in the queue payments already. Nothing was changed.',
  ],
  [
    { code: 'snooze_too_long', latest: NOW },
    `It can be put aside until ${when} at most: never past the moment when it is due.`,
  ],
  [
    { code: 'due_already', at: NOW },
    `This was due ${when}, so it cannot be put aside. Answer it, hand it over, or escalate it.`,
  ],
  [
    { code: 'waiting_for_info', question: 'Which night?' },
    'This waits for an answer to “Which night?”. It can be decided as soon as the answer is here.',
  ],
  [{ code: 'nothing_awaited' }, 'Nothing waits for an answer here any more. Nothing was changed.'],
  [
    { code: 'undo_closed', at: NOW },
    'It is too late to undo: the answer became final at 12:00:00 UTC and went to expense-bot. If it was wrong, tell them directly.',
  ],
  [
    { code: 'not_your_verdict', by: robin },
    'Only <@U0ROBIN>, who gave this answer, can undo it. Ask them while there is time.',
  ],
  [
    { code: 'unknown_option', option: 'send', options: ['approve', 'reject'] },
    '“send” is not possible here; possible are Approve, Reject. Press one of those on the card.',
  ],
  [
    { code: 'unknown_reason', reason: 'x' },
    'The reason that you chose is not in the list any more. Press the button again and choose another one.',
  ],
  [
    { code: 'rationale_required' },
    'This answer needs a reason in your own words. Press the button again and add a sentence.',
  ],
  [
    { code: 'values_invalid', problems: [{ fact: 'amount', message: 'must be at most 5000' }] },
    'Some values do not fit: Amount must be at most 5000. Press Modify again and correct them.',
  ],
  [
    { code: 'nothing_changed' },
    'No value was different from what stands, so nothing was sent. To accept it as it is, approve it; to change it, press Modify again.',
  ],
  [
    { code: 'cannot_check_authority' },
    'Slack does not say at the moment who may decide this, so your answer was not taken. Try again in a minute.',
  ],
  [
    { code: 'try_again' },
    'Others changed this at the same moment, and your answer was not taken. Press the button again.',
  ],
];

describe('a refusal says what happened and what to do', () => {
  it.each(SENTENCES)('$code', (refusal, sentence) => {
    const notice = refusalNotice(refusal, words);
    expect(read(notice.text)).toBe(sentence);
    expect(checkBlocks(notice.blocks)).toEqual([]);
    expect(checkModal(refusalModal(refusal, words))).toEqual([]);
  });
});

it('never mentions or links what came from outside', () => {
  const evil = '<!channel> <@U1> <https://evil.example|https://bank.example>';
  const refusals: Refusal[] = [
    { code: 'waiting_for_info', question: evil },
    { code: 'unknown_option', option: evil, options: [evil] },
    { code: 'values_invalid', problems: [{ fact: evil, message: evil }] },
    { code: 'not_a_decider', roles: [evil] },
    { code: 'not_your_verdict', by: { id: evil, name: evil } },
    { ...decided, option: evil, by: { id: '!channel', name: evil } },
  ];
  for (const refusal of refusals) {
    const { text, blocks } = refusalNotice(refusal, { source: evil });
    expect(liveIn(blocks, [text])).toEqual([]);
  }
});

it('puts what a form can mend under its inputs, and nothing else', () => {
  expect(refusalErrors({ code: 'rationale_required' })).toEqual({
    rationale: 'Say why: a sentence is enough.',
  });
  expect(refusalErrors({ code: 'unknown_reason', reason: 'x' })).toHaveProperty('reason');
  expect(
    refusalErrors(
      { code: 'values_invalid', problems: [{ fact: 'amount', message: 'must be at most 5000' }] },
      words,
    ),
  ).toEqual({
    'fact:amount': 'Amount must be at most 5000.',
  });
  expect(refusalErrors({ code: 'own_request' })).toBeUndefined();
});
