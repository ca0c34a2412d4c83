import { canonical } from '../../decision/canonical.ts';
import type { DecisionEvent } from '../../decision/decision.ts';
import { concerns } from '../evolve.ts';
import type { Review } from '../review.ts';
import type { Grounds } from '../why-not-now.ts';

/** Slack can deliver a form twice: what somebody says word for word again within this time, in milliseconds, is one thing. */
const AGAIN_MS = 60_000;

/** Whether this person has just done exactly this. */
export const isAgain = (next: DecisionEvent, review: Review, { events = [] }: Grounds): boolean => {
  const last = events.findLast(
    (event) => event.type === next.type && event.actor.id === next.actor.id && concerns(review, event),
  );
  return last !== undefined && next.at - last.at < AGAIN_MS && saidIn(last) === saidIn(next);
};

/** Events of an audit name it, which a new one does not yet. */
const saidIn = ({ data }: DecisionEvent): string => canonical({ ...data, review_id: null });
