import type { KnownBlock } from '@slack/types';
import type { UnclearTime } from '../src/core/away/read-until.ts';
import type { Refusal } from '../src/core/refusal.ts';
import { unreachable } from '../src/core/result.ts';
import { REVEAL_MS } from '../src/core/review/blind.ts';
import { factBlockId } from './fact-input.ts';
import { duration } from './figures.ts';
import { INFO_INPUTS } from './info-modal.ts';
import { LIMITS } from './limits.ts';
import { type Modal, section } from './pieces.ts';
import { documentBlockId, INPUTS } from './reason-inputs.ts';
import { roleList } from './role-words.ts';
import { capital, line, moment, outside, personLink, personName, plain } from './text.ts';

/** Names for ids that a refusal mentions; without them the ids are shown as they are. */
export type RefusalWords = {
  options?: readonly { id: string; label: string }[];
  facts?: readonly { name: string; label: string }[];
  source?: string;
  /** Of what was no answer: nothing is said of one. */
  unanswered?: true;
};

/** A refusal as a private note: what happened, and what the person can do. */
export const refusalNotice = (
  refusal: Refusal,
  words: RefusalWords = {},
): { text: string; blocks: KnownBlock[] } => {
  const text = refusalSentence(refusal, words);
  return { text, blocks: [section(text)] };
};

/** The same as a modal, where there is no message to put a note under or a form is already open. */
export const refusalModal = (refusal: Refusal, words: RefusalWords = {}): Modal => ({
  type: 'modal',
  callback_id: 'refusal',
  title: plain('Nothing was changed', LIMITS.modalTitle),
  close: plain('Close', LIMITS.modalButton),
  blocks: [section(refusalSentence(refusal, words))],
});

/**
 * Where a refusal belongs under inputs of an open form: messages by block id. Undefined for those that are about the
 * review itself.
 */
export const refusalErrors = (
  refusal: Refusal,
  words: RefusalWords = {},
): Record<string, string> | undefined => {
  switch (refusal.code) {
    case 'unknown_reason':
      return { [INPUTS.reason]: 'This reason is not in the list any more. Choose another one.' };
    case 'nobody_to_ask':
      return { [INFO_INPUTS.to]: 'Slack does not know them any more. Ask the source.' };
    case 'rationale_required':
      return { [INPUTS.rationale]: 'Say why: a sentence is enough.' };
    case 'document_required':
      return Object.fromEntries(
        refusal.labels.map((label) => [documentBlockId(label), 'Your role documents this: fill it in.']),
      );
    case 'cannot_be_given':
      return { [INPUTS.person]: cannotBeGiven(refusal, personName(refusal.to), roleNames(refusal.roles)) };
    case 'taken':
      return { [INPUTS.person]: `${personName(refusal.by)} has this already. Choose somebody else.` };
    case 'values_invalid':
      return Object.fromEntries(
        refusal.problems.map(({ fact, message }) => [
          factBlockId(fact),
          line(`${factLabel(fact, words)} ${message}.`, 200),
        ]),
      );
    default:
      return undefined;
  }
};

/** One or two sentences in mrkdwn for every refusal: who, when, and what to do next. */
const refusalSentence = (refusal: Refusal, words: RefusalWords): string => {
  switch (refusal.code) {
    case 'not_found':
      return 'This decision is not here any more. Nothing was changed.';
    case 'type_gone':
      return `The policy has no decisions of the type *${outside(refusal.type, 80)}* any more, so nobody can answer this now. Nothing was changed and nothing is lost: it goes on once the type is back, and its source can withdraw it. Ask whoever looks after the policy.`;
    case 'already_decided':
      return alreadyDecided(refusal, words);
    case 'stale_card':
      return `This changed while you were looking: revision ${refusal.revision} stands now. Your answer was not taken; see what changed on the card and answer again.`;
    case 'not_a_decider':
      return `You cannot decide this: it takes ${roleList(refusal.roles)}. Ask somebody who has that role, or whoever looks after the policy to add you.`;
    case 'own_request':
      return refusal.of === undefined
        ? 'This is your own request, so somebody else has to decide it. Nothing was changed.'
        : `You stand in for ${personLink(refusal.of)}, whose own request this is, so somebody else has to decide it. Nothing was changed.`;
    case 'answered_already':
      if (refusal.by !== undefined)
        return `${personLink(refusal.by)} has answered this already (${moment(refusal.at)}), in the place that you would take. Nobody’s place counts twice.`;
      return `You have answered this already (${moment(refusal.at)}). Others still have to answer it.`;
    case 'no_seat':
      return refusal.roles.length === 0
        ? 'Enough people have answered this. Your answer was not taken.'
        : `This still waits for ${roleList(refusal.roles)}, so your answer was not taken. Ask somebody who has that role.`;
    case 'not_your_turn':
      return `${capital(roleList(refusal.roles))} ${refusal.roles.length === 1 ? 'answers' : 'answer'} before you. You can answer once that is done.`;
    case 'above_authority':
      return refusal.roles.length === 0
        ? 'Nobody’s authority reaches so far. Whoever looks after the policy has to say who decides this.'
        : `This is above your authority: it takes ${roleList(refusal.roles)}. Nothing was changed.`;
    case 'answered_blind':
      return `You answered this before the recommendation was shown, so the answer stays. It could be changed only in the form that shows the recommendation, within ${duration(REVEAL_MS)} and before that was closed. If it was wrong, choose *Correct…* in the menu of its card once it is final.`;
    case 'cannot_be_given':
      return cannotBeGiven(refusal, personLink(refusal.to), roleList(refusal.roles));
    case 'nobody_known':
      return 'Nobody is known to escalate this to. Choose somebody else; whoever looks after the policy can name a manager.';
    case 'away':
      return `${awaySentence(refusal)} Choose somebody else, or send it again to go on.`;
    case 'taken':
      return `${personLink(refusal.by)} has this already. You can still answer it, or have it handed over: *Hand over…* in the menu.`;
    case 'not_yours':
      return refusal.by === undefined
        ? 'Nobody has this, so there is nothing to give back.'
        : `${personLink(refusal.by)} has this, so only they can give it back. You can still answer it, or hand it to somebody: *Hand over…* in the menu.`;
    case 'there_already':
      return `This is in the queue ${outside(refusal.queue, 60)} already. Nothing was changed.`;
    case 'snooze_too_long':
      return `It can be put aside until ${moment(refusal.latest)} at most: never past the moment when it is due.`;
    case 'due_already':
      return `This was due ${moment(refusal.at)}, so it cannot be put aside. Answer it, hand it over, or escalate it.`;
    case 'nothing_to_correct':
      return 'There is no answer of a person here that could be corrected.';
    case 'takes_several':
      return `This took ${refusal.needed} people to approve, so no one alone can correct it to an approval. Nothing was changed; have it submitted again, and they are asked again.`;
    case 'corrected_meanwhile':
      return `${personLink(refusal.by)} corrected this while you were at it (${moment(refusal.at)}), so your correction was not taken. Look at what stands now, and correct that if it is wrong.`;
    case 'decided_before':
      return 'You have answered this before, so somebody who has not looks at it again. Nothing was changed.';
    case 'only_an_audit':
      return 'This was done already: say whether it was right or wrong. Nothing was changed.';
    case 'may_not_stop':
      return `You cannot stop or start ${outside(refusal.type, 60)}: it takes ${roleList(refusal.roles)}. Ask somebody who has that role.`;
    case 'unknown_type':
      return `There is no decision type “${outside(refusal.type, 60)}”; there are ${refusal.types
        .slice(0, 20)
        .map((type) => `\`${outside(type, 60)}\``)
        .join(', ')}.`;
    case 'already_stopped':
      return `${outside(refusal.by, 80)} stopped ${outside(refusal.type, 60)} already (${moment(refusal.at)}). Nothing of it runs by itself.`;
    case 'not_stopped':
      return `${outside(refusal.type, 60)} is not stopped. Nothing was changed.`;
    case 'waiting_for_info':
      return `This waits for an answer to “${outside(refusal.question, 300)}”. It can be decided as soon as the answer is here.`;
    case 'nothing_awaited':
      return 'Nothing waits for an answer here any more. Nothing was changed.';
    case 'not_asked':
      return 'This question was put to somebody else, so your answer was not taken. Write in the thread of the card if you know something about it.';
    case 'nobody_to_ask':
      return 'Slack does not know who submitted this, so they cannot be asked. Put the question to the source.';
    case 'undo_closed':
      return `It is too late to undo: the answer became final at ${moment(refusal.at, 'time_secs')} and went to ${words.source === undefined ? 'the source' : outside(words.source, 60)}. If it was wrong, tell them directly.`;
    case 'not_your_verdict':
      return `Only ${personLink(refusal.by)}, who gave this answer, can undo it. Ask them while there is time.`;
    case 'unknown_option':
      return `“${outside(optionLabel(refusal.option, words), 75)}” is not possible here; possible are ${refusal.options
        .slice(0, 10)
        .map((option) => outside(optionLabel(option, words), 75))
        .join(', ')}. Press one of those on the card.`;
    case 'unknown_reason':
      return 'The reason that you chose is not in the list any more. Press the button again and choose another one.';
    case 'rationale_required':
      return 'This answer needs a reason in your own words. Press the button again and add a sentence.';
    case 'document_required':
      return `Your role documents ${refusal.labels
        .slice(0, 5)
        .map((label) => `“${outside(label, 75)}”`)
        .join(' and ')} with this answer. Press the button again and fill it in.`;
    case 'values_invalid':
      return `Some values do not fit: ${refusal.problems
        .slice(0, 8)
        .map(({ fact, message }) => outside(`${factLabel(fact, words)} ${message}`, 200))
        .join('; ')}. Press Modify again and correct them.`;
    case 'nothing_changed':
      return 'No value was different from what stands, so nothing was sent. To accept it as it is, approve it; to change it, press Modify again.';
    case 'unclear_time':
      return unclearTime(refusal);
    case 'stands_in_self':
      return 'Nobody stands in for themselves. Name somebody else: `/handraise delegate @person until 5 Dec`.';
    case 'cannot_stand_in':
      return `${personLink(refusal.who)} cannot stand in for you: this is an app, a guest, or an account that is closed. Name somebody else.`;
    case 'too_many_stand_ins':
      return `${refusal.most} people stand in for you already, and no more can at the same time. End one first: \`/handraise delegate end @person\`; \`/handraise delegate list\` shows them.`;
    case 'no_delegation':
      return 'Nobody of that name stands in for you now, so there is nothing to end. `/handraise delegate list` shows who does.';
    case 'not_away':
      return 'You were not marked as away. Nothing was changed.';
    case 'cannot_check_authority':
      return 'Slack does not say at the moment who may decide this, so your answer was not taken. Try again in a minute.';
    case 'try_again':
      return 'Others changed this at the same moment, and your answer was not taken. Press the button again.';
    default:
      return unreachable(refusal);
  }
};

const UNCLEAR = {
  unclear: 'is no day or time that can be read',
  ambiguous: 'can be read in two ways',
  past: 'is over already',
  too_far: 'is more than two years ahead',
} as const satisfies Record<UnclearTime, string>;

const unclearTime = ({ text, because }: Extract<Refusal, { code: 'unclear_time' }>): string =>
  `“${outside(text, 60)}” ${UNCLEAR[because]}. Write it like \`until 5 Dec\`, \`until 2026-12-05 17:00\`, \`until tomorrow\` or \`for 3 days\`.`;

const alreadyDecided = (
  { disposition, option, by, at }: Extract<Refusal, { code: 'already_decided' }>,
  words: RefusalWords,
): string => {
  const when = moment(at);
  const rest = words.unanswered === true ? 'Nothing was changed.' : 'Your answer was not taken.';
  if (disposition === 'cancelled') return `The source withdrew this (${when}). ${rest}`;
  if (disposition === 'expired')
    return `The time for this ran out (${when}), so nobody can answer it any more. ${rest}`;
  if (disposition === 'auto_executed') return `This was executed automatically (${when}). ${rest}`;
  const chosen =
    option === null ? 'this was decided' : `the answer was “${outside(optionLabel(option, words), 75)}”`;
  const changed = disposition === 'modified' ? ' with changes' : '';
  return by === undefined
    ? `Already decided (${when}): ${chosen}${changed}. ${rest}`
    : `${personLink(by)} was first (${when}): ${chosen}${changed}. ${rest} If you disagree, speak to them.`;
};

const optionLabel = (option: string, { options = [] }: RefusalWords): string =>
  options.find(({ id }) => id === option)?.label ?? option;

const factLabel = (fact: string, { facts = [] }: RefusalWords): string =>
  facts.find(({ name }) => name === fact)?.label ?? fact;

/** The same where nothing can be set in bold. */
const roleNames = (names: string[]): string =>
  listed(names.slice(0, 5).map((name) => line(name.replaceAll('_', ' '), 60)));

const listed = (shown: string[]): string =>
  shown.length === 0 ? 'a role that nobody has yet' : `the role ${shown.join(' or ')}`;

const cannotBeGiven = (
  { because }: Extract<Refusal, { code: 'cannot_be_given' }>,
  who: string,
  needed: string,
): string => {
  switch (because) {
    case 'role':
      return `${who} cannot decide this: it takes ${needed}. Choose somebody who has it.`;
    case 'own_request':
      return `This is ${who}’s own request, so somebody else has to decide it.`;
    case 'answered':
      return `${who} has given their answer to this, so it needs somebody else’s.`;
    case 'decided_before':
      return `${who} has answered this before, so it needs somebody who has not.`;
    default:
      return unreachable(because);
  }
};

/** Why somebody is not there, in mrkdwn. */
const awaySentence = ({ who, because, until }: Extract<Refusal, { code: 'away' }>): string => {
  const person = personLink(who);
  const rest = until === null ? '' : ` until ${moment(until)}`;
  switch (because) {
    case 'deactivated':
      return `${person} is no longer here.`;
    case 'away':
      return `${person} said that they are away${rest}.`;
    case 'status':
      return `${person}’s status says that they are away${rest}.`;
    case 'do_not_disturb':
      return `${person} does not want to be disturbed${rest}.`;
    case 'outside_hours':
      return `It is outside ${person}’s working hours${rest}.`;
    default:
      return unreachable(because);
  }
};
