import type { DecisionEvent } from '../core/decision/decision.ts';
import type { InfoRequest, Review } from '../core/review/review.ts';
import type { World, Write } from '../ports.ts';
import { newDirect } from './card-surfaces.ts';

/** Messages to people whom questions were put to: one for each question, and it shows what becomes of it. */
export const askSubmitter = (world: World, review: Review, events: DecisionEvent[]): Write[] =>
  events.flatMap(({ type, at, data }) => {
    const person = type === 'info_requested' ? (data.request as InfoRequest).person : undefined;
    return person === undefined
      ? []
      : [newDirect(world, review, person.id, { event: type, at }, 'info_request')];
  });
