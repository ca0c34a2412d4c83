import type { Actor } from '../core/actor.ts';
import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Facts, Submission } from '../core/decision/submission.ts';
import type { Source } from '../core/policy/policy.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, type Result } from '../core/result.ts';
import type { ReviewCommand } from '../core/review/commands.ts';
import type { ClockState } from '../core/sla/pause.ts';
import type { World, Write } from '../ports.ts';
import type { ReviewCase } from './change-review.ts';
import { reviseCase } from './revise-decision.ts';

type Brought = {
  source: Source;
  actor: Actor;
  facts: Facts;
  attachments?: NonNullable<Submission['attachments']>;
  /** The answer that they come with, and the clock as it goes on after it. */
  answer: (clock: ClockState) => ReviewCommand;
  writes?: Write[];
};

const ATTEMPTS = 3;

/**
 * Makes a new revision of the one that stands and the facts that an answer brought. When another revision comes in
 * between, they are added to that one: nobody's newer facts are lost.
 */
export const bringFacts = async (
  world: World,
  decisionId: string,
  { source, actor, facts, attachments = [], answer, writes = [] }: Brought,
): Promise<Result<ReviewCase, Refusal | IntakeProblem>> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const decision = await world.store.findDecision(decisionId);
    const standing = decision && (await world.store.findRevision(decisionId, decision.revision));
    if (standing === undefined) break;
    const body: Submission = { ...standing.body, facts: { ...standing.body.facts, ...facts } };
    const all = [...(standing.body.attachments ?? []), ...attachments];
    if (all.length > 0) body.attachments = all;
    const revised = await reviseCase(world, decisionId, {
      source,
      actor,
      body,
      upon: standing.revision,
      because: 'info_answered',
      first: (clock) => [answer(clock)],
      writes,
    });
    if (revised.ok || revised.error.code !== 'try_again') return revised;
  }
  return err({ code: 'try_again' });
};
