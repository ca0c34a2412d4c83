import type { DecisionEvent } from '../core/decision/decision.ts';
import type { EscalatedTo } from '../core/review/commands.ts';
import type { Review } from '../core/review/review.ts';
import type { World, Write } from '../ports.ts';
import { newDirect } from './card-surfaces.ts';

/** What nobody can decide is a matter of the policy: those who look after it are told once, in their own channel. */
export const tellOperators = (world: World, review: Review, events: DecisionEvent[]): Write[] => {
  const channel = world.policies.current().alerts_channel;
  if (channel === undefined) return [];
  return events
    .filter(isNobodys)
    .map(({ type, at }) => newDirect(world, review, channel, { event: type, at }));
};

/** Somebody recommends what is above everybody's authority. */
const isNobodys = ({ type, data }: DecisionEvent): boolean => {
  const { queue, roles = [] } = (data.to ?? {}) as EscalatedTo;
  return type === 'escalated' && data.because === 'authority' && queue === undefined && roles.length === 0;
};
