import type { Person } from '../core/actor.ts';
import type { DecisionEvent } from '../core/decision/decision.ts';
import type { Review } from '../core/review/review.ts';
import type { World, Write } from '../ports.ts';
import { newNote } from './card-surfaces.ts';

/** People whose answers count no more, since somebody approved something else. */
const askedAgain = ({ data }: DecisionEvent): string[] => (data.asked_again as string[] | undefined) ?? [];

const asker = ({ data }: DecisionEvent): string | null =>
  typeof data.asked_by === 'string' ? data.asked_by : null;

type Concerned = string | null | string[];

/**
 * Whom an event concerns, for those that are told in the card's thread: null where it concerns nobody in particular, or
 * where whom it concerns gets a message of their own; a list where it is told to each of them and to nobody else.
 */
const TOLD: { [T in DecisionEvent['type']]?: (event: DecisionEvent) => Concerned } = {
  info_requested: () => null,
  info_answered: asker,
  info_lapsed: asker,
  revised: () => null,
  reassigned: () => null,
  reminded: ({ data }) => (data.assignee as Person | undefined)?.id ?? null,
  backup_notified: () => null,
  escalated: () => null,
  lapsed: () => null,
  snoozed: () => null,
  noted: () => null,
  verdict_given: askedAgain,
  answer_changed: askedAgain,
  verdict_undone: () => null,
  contested: () => null,
  corrected: () => null,
};

/** The thread is the story of the case: what happened, in a line each, with a mention of the person it concerns. */
export const tellThread = (world: World, review: Review, queue: string, events: DecisionEvent[]): Write[] =>
  events.flatMap((event) => {
    const concerns = TOLD[event.type]?.(event);
    // The facts that an answer brought are told of with the answer.
    if (concerns === undefined || event.data.because === 'info_answered') return [];
    const people = Array.isArray(concerns) ? concerns : [concerns];
    return people.map((person) => {
      // Nobody needs to be told of what they did themselves.
      const to = person === event.actor.id ? null : person;
      return newNote(world, review, queue, {
        event: event.type,
        at: event.at,
        ...(to === null ? {} : { to }),
      });
    });
  });
