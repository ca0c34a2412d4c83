import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Facts, Submission } from '../core/decision/submission.ts';
import type { Source } from '../core/policy/policy.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { ReviewCommand } from '../core/review/commands.ts';
import type { ClockState } from '../core/sla/pause.ts';
import type { World, Write } from '../ports.ts';
import { bringFacts } from './bring-facts.ts';
import { changeReview } from './change-review.ts';
import { intakeProblem } from './intake-refusal.ts';
import { ownDecision } from './own-decision.ts';
import type { Submitted } from './request-key.ts';
import { restartedClock } from './restart-clock.ts';

export type AnsweredInfo = {
  request_id?: string;
  note?: string;
  facts?: Facts;
  attachments?: NonNullable<Submission['attachments']>;
};

/** The source answers a question. New facts or attachments make a new revision; a note alone reopens the card. */
export const answerInfo = async (
  world: World,
  source: Source,
  decisionId: string,
  { request_id, note, facts = {}, attachments = [] }: AnsweredInfo,
  remember: Write[] = [],
): Promise<Result<Submitted, IntakeProblem>> => {
  const own = await ownDecision(world, source, decisionId);
  if (!own.ok) return own;
  if (own.value.status === 'resolved')
    return err({ code: 'already_resolved', disposition: own.value.disposition });
  const actor = { kind: 'source', id: source.name } as const;
  const answer = (clock: ClockState): ReviewCommand => ({
    kind: 'answer_info',
    actor,
    ...(request_id === undefined ? {} : { request_id }),
    ...(note === undefined ? {} : { note }),
    facts: Object.keys(facts),
    clock,
  });
  const isNoteAlone = Object.keys(facts).length === 0 && attachments.length === 0;
  const answered = isNoteAlone
    ? await changeReview(world, decisionId, (kase) => ({
        commands: [answer(restartedClock(world, kase))],
        writes: remember,
      }))
    : await bringFacts(world, decisionId, { source, actor, facts, attachments, answer, writes: remember });
  return answered.ok ? ok(answered.value) : err(intakeProblem(answered.error));
};
