import type { Actor } from '../core/actor.ts';
import type { Values } from '../core/decision/decision.ts';
import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, type Result } from '../core/result.ts';
import type { ReviewCommand } from '../core/review/commands.ts';
import { personActor } from '../core/review/verbs/verb.ts';
import type { ClockState } from '../core/sla/pause.ts';
import type { Asker, World } from '../ports.ts';
import { bringFacts } from './bring-facts.ts';
import { changeReview, type ReviewCase } from './change-review.ts';
import { restartedClock } from './restart-clock.ts';

export type AnsweredQuestion = { request_id: string; note: string; values: Values };

/** The person who submitted it answers a question. Values of facts make a new revision; a note alone reopens the card. */
export const answerQuestion = async (
  world: World,
  { decision }: ReviewCase,
  asker: Asker,
  { request_id, note, values }: AnsweredQuestion,
): Promise<Result<ReviewCase, Refusal>> => {
  const actor: Actor = personActor(asker);
  const answer = (clock: ClockState): ReviewCommand => ({
    kind: 'answer_info',
    actor,
    request_id,
    ...(note === '' ? {} : { note }),
    facts: Object.keys(values),
    values,
    clock,
  });
  if (Object.keys(values).length === 0)
    return changeReview(world, decision.id, (kase) => ({ commands: [answer(restartedClock(world, kase))] }));
  const source = world.policies.current().sources[decision.source];
  if (source === undefined) return err({ code: 'not_found' });
  const brought = await bringFacts(world, decision.id, { source, actor, facts: values, answer });
  return brought.ok ? brought : err(refusalOf(brought.error));
};

/** What a source would be told of its submission, as a person is told of their form. */
const refusalOf = (problem: Refusal | IntakeProblem): Refusal => {
  switch (problem.code) {
    case 'invalid':
      return {
        code: 'values_invalid',
        problems: problem.problems.map(({ path, message }) => ({
          fact: path.replace(/^facts\./, ''),
          message,
        })),
      };
    case 'unknown_decision':
      return { code: 'not_found' };
    case 'nothing_awaited':
    case 'already_resolved':
      return { code: 'nothing_awaited' };
    case 'type_not_allowed':
    case 'key_reused':
    case 'people_unknown':
    case 'busy':
      return { code: 'try_again' };
    default:
      return problem;
  }
};
