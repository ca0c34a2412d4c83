import type { Policy } from '../core/policy/policy.ts';
import type { Post, World } from '../ports.ts';
import { newPost } from './send-posts.ts';

/** Where those who look after the policy read what is wrong with it; undefined where the policy names no such place. */
export const alertsChannel = ({ alerts_channel, managers }: Policy): string | undefined => {
  if (alerts_channel !== undefined) return alerts_channel;
  return managers !== undefined && 'channel' in managers.to ? managers.to.channel : undefined;
};

/**
 * Tells those who look after the policy something once, whatever restarts and however many instances look: kind, subject and
 * period name it. Without a channel it is kept as told, and stands in the log. Answers whether it was told now.
 */
export const alertPost = async (
  world: World,
  what: Pick<Post, 'kind' | 'about' | 'period' | 'body'>,
): Promise<boolean> => {
  const channel = alertsChannel(world.policies.current());
  const told = newPost(world, {
    ...what,
    channel: channel ?? '',
    ...(channel === undefined && { status: 'quiet' }),
  });
  const committed = await world.store.commit([told]);
  if (committed.ok && channel !== undefined) world.wakeUps.wake('posts', channel);
  return committed.ok;
};
