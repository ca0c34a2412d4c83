import type { Person } from '../core/actor.ts';
import type { DecisionEvent } from '../core/decision/decision.ts';
import type { Review, Snooze } from '../core/review/review.ts';
import type { World, Write } from '../ports.ts';
import { newDirect } from './card-surfaces.ts';

/** Who gets a message of their own about an event: those who are asked to do something. */
const TOLD: { [T in DecisionEvent['type']]?: (data: DecisionEvent['data']) => Person[] } = {
  // The first time the thread is enough.
  reminded: ({ nth, assignee }) => (Number(nth) > 1 && assignee !== undefined ? [assignee as Person] : []),
  backup_notified: ({ people = [] }) => people as Person[],
  snooze_ended: ({ snooze }) => [(snooze as Snooze).by],
  reassigned: ({ assignee }) => [assignee as Person],
  escalated: ({ people = [], to }) => {
    const { person } = to as { person?: Person };
    return [...(people as Person[]), ...(person === undefined ? [] : [person])];
  },
};

/** Messages to single people about what happened, each once; none about what they did themselves. */
export const tellPeople = (world: World, review: Review, events: DecisionEvent[]): Write[] =>
  events.flatMap((event) =>
    (TOLD[event.type]?.(event.data) ?? [])
      .filter(({ id }) => id !== event.actor.id)
      .map(({ id }) => newDirect(world, review, id, { event: event.type, at: event.at, to: id })),
  );
