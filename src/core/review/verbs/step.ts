import type { Actor } from '../../actor.ts';
import type { Refusal } from '../../refusal.ts';
import { concerns } from '../evolve.ts';
import type { Review } from '../review.ts';
import { type Grounds, notOpen } from '../why-not-now.ts';

/** Who keeps time. */
export const TIME: Actor = { kind: 'job', id: 'time' };

/** Why a step of the chain is not taken: it was taken already. No step is taken twice, whoever plans it. */
export const stepRefusal = (
  step: string | undefined,
  review: Review,
  { events = [] }: Grounds,
): Refusal | undefined =>
  step !== undefined && events.some((event) => event.data.step === step && concerns(review, event))
    ? { code: 'nothing_awaited' }
    : undefined;

/** The same, where an answer is still awaited at all. */
export const whyNoStep = (step: string, review: Review, grounds: Grounds): Refusal | undefined =>
  notOpen(review, { waiting: true }) ?? stepRefusal(step, review, grounds);
