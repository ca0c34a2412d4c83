/** Slack's own pace: about one message a second and channel, short bursts tolerated. */
import { limits } from './limits.ts';
import type { World } from './world.ts';

type Bucket = { left: number; at: number };
const buckets = new WeakMap<World, Map<string, Bucket>>();

/** Seconds to wait before this call, 0 when it may go on. https://docs.slack.dev/apis/web-api/rate-limits */
export const overPace = (world: World, method: string, channel: string | undefined): number => {
  if (method !== 'chat.postMessage' || channel === undefined) return 0;
  const own = buckets.get(world) ?? new Map<string, Bucket>();
  buckets.set(world, own);
  const now = world.wall();
  const before = own.get(channel) ?? { left: limits.postBurst, at: now };
  const left = Math.min(limits.postBurst, before.left + ((now - before.at) / 1000) * limits.postsPerSecond);
  const allowed = left >= 1;
  own.set(channel, { left: allowed ? left - 1 : left, at: now });
  return allowed ? 0 : Math.ceil((1 - left) / limits.postsPerSecond);
};
