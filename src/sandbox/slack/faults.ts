/** Faults on demand: what a bad day with Slack looks like. */
import type { World } from './world.ts';

export const faultKinds = ['429', '500', 'hang', 'drop_after', 'refuse', 'duplicate_delivery'] as const;
export type FaultKind = (typeof faultKinds)[number];

/**
 * `429`: refused with Retry-After (seconds). `500`: an error page. `hang`: no answer, nothing done.
 * `drop_after`: done, but the answer is lost. `refuse`: the connection breaks, nothing done.
 * `duplicate_delivery`: what Slack sends to the bot arrives twice; `method` then names what is sent:
 * `events_api`, `interactive` or `slash_commands`. Without `times` a fault stays until it is cleared.
 */
export type Fault = {
  kind: FaultKind;
  method?: string;
  channel?: string;
  times?: number;
  retry_after: number;
};

/** The fault that hits this call, counted down; the first set wins. */
export const takeFault = (
  world: World,
  about: { method: string; channel?: string },
  kinds: readonly FaultKind[],
): Fault | undefined => {
  const fault = world.faults.find(
    (one) =>
      kinds.includes(one.kind) &&
      (one.method === undefined || one.method === about.method) &&
      (one.channel === undefined || one.channel === about.channel),
  );
  if (fault?.times !== undefined) {
    fault.times -= 1;
    if (fault.times <= 0) world.faults.splice(world.faults.indexOf(fault), 1);
  }
  return fault;
};
