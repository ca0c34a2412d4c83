import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Facts, Submission } from '../core/decision/submission.ts';
import type { Source } from '../core/policy/policy.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { ReviewCommand } from '../core/review/commands.ts';
import type { ClockState } from '../core/sla/pause.ts';
import type { World, Write } from '../ports.ts';
import { changeReview } from './change-review.ts';
import { intakeProblem } from './intake-refusal.ts';
import { ownDecision } from './own-decision.ts';
import type { Submitted } from './request-key.ts';
import { restartedClock } from './restart-clock.ts';
import { reviseDecision } from './revise-decision.ts';

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
  const answer = (clock: ClockState): ReviewCommand => ({
    kind: 'answer_info',
    actor: { kind: 'source', id: source.name },
    ...(request_id === undefined ? {} : { request_id }),
    ...(note === undefined ? {} : { note }),
    clock,
  });
  if (Object.keys(facts).length === 0 && attachments.length === 0) {
    const answered = await changeReview(world, decisionId, (kase) => ({
      commands: [answer(restartedClock(world, kase))],
      writes: remember,
    }));
    return answered.ok ? ok(answered.value) : err(intakeProblem(answered.error));
  }
  const standing = await world.store.findRevision(decisionId, own.value.revision);
  if (standing === undefined) return err({ code: 'busy' });
  const body: Submission = { ...standing.body, facts: { ...standing.body.facts, ...facts } };
  const all = [...(standing.body.attachments ?? []), ...attachments];
  if (all.length > 0) body.attachments = all;
  return reviseDecision(world, decisionId, {
    source,
    body,
    because: 'info_answered',
    first: (clock) => [answer(clock)],
    writes: remember,
  });
};
