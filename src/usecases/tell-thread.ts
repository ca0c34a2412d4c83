import type { Person } from '../core/actor.ts';
import type { DecisionEvent } from '../core/decision/decision.ts';
import type { Review } from '../core/review/review.ts';
import type { World, Write } from '../ports.ts';
import { newNote } from './card-surfaces.ts';

/**
 * Whom an event concerns, for those that are told in the card's thread; null where it concerns nobody in particular, or
 * where whom it concerns gets a message of their own: nobody is called twice.
 */
const TOLD: { [T in DecisionEvent['type']]?: (event: DecisionEvent) => string | null } = {
  info_requested: () => null,
  info_answered: () => null,
  revised: () => null,
  reassigned: () => null,
  reminded: ({ data }) => (data.assignee as Person | undefined)?.id ?? null,
  backup_notified: () => null,
  escalated: () => null,
  lapsed: () => null,
  snoozed: () => null,
  noted: () => null,
  verdict_undone: () => null,
  contested: () => null,
  corrected: () => null,
};

/** The thread is the story of the case: what happened, in a line each, with a mention of the person it concerns. */
export const tellThread = (world: World, review: Review, queue: string, events: DecisionEvent[]): Write[] =>
  events.flatMap((event) => {
    const concerns = TOLD[event.type];
    if (concerns === undefined) return [];
    // Nobody needs to be told of what they did themselves.
    const person = concerns(event);
    const to = person === event.actor.id ? null : person;
    return [
      newNote(world, review, queue, { event: event.type, at: event.at, ...(to === null ? {} : { to }) }),
    ];
  });
