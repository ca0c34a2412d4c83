import type { DecisionEvent } from '../decision/decision.ts';
import type { Refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { Instant } from '../time.ts';
import type { CommandOf, ReviewCommand } from './commands.ts';
import type { Review } from './review.ts';
import { answerInfo } from './verbs/answer-info.ts';
import { askBackups } from './verbs/ask-backups.ts';
import { assign } from './verbs/assign.ts';
import { cancel } from './verbs/cancel.ts';
import { claim } from './verbs/claim.ts';
import { contest } from './verbs/contest.ts';
import { correct } from './verbs/correct.ts';
import { endSnooze } from './verbs/end-snooze.ts';
import { escalate } from './verbs/escalate.ts';
import { expire } from './verbs/expire.ts';
import { giveVerdict } from './verbs/give-verdict.ts';
import { keepAnswer } from './verbs/keep-answer.ts';
import { lapseInfo } from './verbs/lapse-info.ts';
import { note } from './verbs/note.ts';
import { openForm } from './verbs/open-form.ts';
import { reassign } from './verbs/reassign.ts';
import { release } from './verbs/release.ts';
import { remind } from './verbs/remind.ts';
import { requestInfo } from './verbs/request-info.ts';
import { revise } from './verbs/revise.ts';
import { settle } from './verbs/settle.ts';
import { snooze } from './verbs/snooze.ts';
import { undoVerdict } from './verbs/undo-verdict.ts';
import type { Verb } from './verbs/verb.ts';
import type { Grounds } from './why-not-now.ts';

/** Everything that can happen to a review, one verb a file. */
const VERBS: { [K in ReviewCommand['kind']]: Verb<K> } = {
  give_verdict: giveVerdict,
  keep_answer: keepAnswer,
  undo_verdict: undoVerdict,
  settle,
  correct,
  open_form: openForm,
  claim,
  release,
  reassign,
  snooze,
  end_snooze: endSnooze,
  escalate,
  assign,
  remind,
  ask_backups: askBackups,
  expire,
  note,
  request_info: requestInfo,
  answer_info: answerInfo,
  lapse_info: lapseInfo,
  revise,
  cancel,
  contest,
};

/** What can happen to something that was done already. */
const OF_AUDITS: ReadonlySet<ReviewCommand['kind']> = new Set([
  'give_verdict',
  'undo_verdict',
  'settle',
  'contest',
  'open_form',
  'claim',
  'release',
  'reassign',
  'snooze',
  'end_snooze',
  'escalate',
  'assign',
  'remind',
  'ask_backups',
  'expire',
  'note',
]);

/**
 * What a command makes of a review: the events to record, or the reason why nothing happens. Pure: the caller
 * commits the events together with the evolved review, under the version that it read.
 */
export const decide = (
  command: ReviewCommand,
  review: Review,
  grounds: Grounds,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  if (review.kind === 'audit' && !OF_AUDITS.has(command.kind)) return err({ code: 'only_an_audit' });
  const decided = runVerb(command, review, grounds, now);
  return review.kind === 'audit' && decided.ok
    ? ok(decided.value.map((event) => ofAudit(review, event)))
    : decided;
};

const runVerb = <K extends ReviewCommand['kind']>(
  command: CommandOf<K>,
  review: Review,
  grounds: Grounds,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  const verb = VERBS[command.kind];
  return verb(command, review, grounds, now);
};

/** An audit's events name it: a decision can have several, beside its own review. */
const ofAudit = ({ id }: Review, event: DecisionEvent): DecisionEvent => ({
  ...event,
  data: { ...event.data, review_id: id },
});
