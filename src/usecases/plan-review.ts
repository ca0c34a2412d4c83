import type { DecisionType } from '../core/policy/policy.ts';
import { nextLook } from '../core/review/next-look.ts';
import type { Timed } from '../core/review/time-state.ts';
import type { Rows, World } from '../ports.ts';

/** What is kept of a review's plan beside it: when to look next, or why not, and by which policy that was found. */
export type Planned = Pick<Rows['reviews'], 'wake_at' | 'idle_because' | 'planned_by'>;

/** @param looked it is being looked at now: see `nextLook` */
export const planReview = (
  { policies, clock }: Pick<World, 'policies' | 'clock'>,
  kase: Timed,
  type: DecisionType | undefined,
  looked = false,
): Planned => {
  const policy = policies.current();
  const { at, because } =
    type === undefined
      ? ({ at: null, because: 'no_type' } as const)
      : nextLook(kase, type, policy, { now: clock.now(), looked });
  return { wake_at: at, idle_because: because, planned_by: policy.version };
};
