import type { DecisionEvent } from '../core/decision/decision.ts';
import type { World, Write } from '../ports.ts';
import { newDirect } from './card-surfaces.ts';
import type { ReviewCase } from './change-review.ts';

/** How it ended, and that the answer was wrong after all. */
const NEWS: ReadonlySet<DecisionEvent['type']> = new Set(['resolved', 'expired', 'cancelled', 'corrected']);

/** What a person raised has an answer: they get it in a message of their own, since no system waits for it. */
export const tellRaiser = (
  world: World,
  { decision, revision, review }: ReviewCase,
  events: DecisionEvent[],
): Write[] => {
  const { requested_by } = revision.body;
  const source = world.policies.current().sources[decision.source];
  if (source?.kind !== 'people' || requested_by === undefined || review.kind === 'audit') return [];
  return events
    .filter(({ type }) => NEWS.has(type))
    .map(({ type, at }) =>
      newDirect(world, review, requested_by.id, { event: type, at, to: requested_by.id }),
    );
};
