import type { Policy, Queue } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import { concerns } from './evolve.ts';
import { isHandOver, type Timed } from './time-state.ts';

/** Whether something new goes over into another queue is seen within so long after it came, in milliseconds. */
const NEW_FOR_MS = 300_000;

/** By which names a queue's history tells that it gave something to a person, or to another queue. */
export const assignKey = (queue: string): string => `${queue}:assign`;
export const overflowKey = (queue: string): string => `${queue}:overflow`;

const took = ({ review, events }: Timed, key: string): boolean =>
  events.some((event) => event.data.step === key && concerns(review, event));

/** The queue, where it gives this to somebody: nobody has it, and it was given to nobody here before. */
export const canAssign = (kase: Timed, { queues }: Policy): Queue | undefined => {
  const { review, decision } = kase;
  const queue = queues[decision.queue];
  const isFree = review.status === 'open' && review.assignee === null && review.verdicts.length === 0;
  return queue?.assigns !== undefined && isFree && !took(kase, assignKey(queue.name)) ? queue : undefined;
};

/** The queue, where this may go over into another one: it is new, nobody has touched it, and it came from no other. */
export const canOverflow = (kase: Timed, { queues }: Policy, now: Instant): Queue | undefined => {
  const { review, decision, events } = kase;
  const queue = queues[decision.queue];
  const isNew = review.version === 1 && now - review.opened_at < NEW_FOR_MS && !events.some(isHandOver);
  return queue?.overflow !== undefined && isNew ? queue : undefined;
};
