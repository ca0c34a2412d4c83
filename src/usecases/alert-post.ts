import type { Policy } from '../core/policy/policy.ts';
import type { Post, World } from '../ports.ts';
import { newPost } from './send-posts.ts';

/** Something that those who look after the policy are told once: kind, subject and period name it. `quiet`: with another one. */
export type Alert = Pick<Post, 'kind' | 'about' | 'period' | 'body'> & { status?: 'quiet' };

/** Where those who look after the policy read what is wrong with it; undefined where the policy names no such place. */
const alertsChannel = ({ alerts_channel, managers }: Policy): string | undefined => {
  if (alerts_channel !== undefined) return alerts_channel;
  return managers !== undefined && 'channel' in managers.to ? managers.to.channel : undefined;
};

/**
 * Tells those who look after the policy, whatever restarts and however many instances look. Without a channel it is kept as
 * told, and stands in the log. Answers whether it was told now.
 */
export const alertPosts = async (world: World, alerts: Alert[]): Promise<boolean> => {
  const channel = alertsChannel(world.policies.current());
  const nowhere = channel === undefined ? ({ channel: '', status: 'quiet' } as const) : { channel };
  const committed = await world.store.commit(alerts.map((alert) => newPost(world, { ...alert, ...nowhere })));
  if (committed.ok && channel !== undefined) world.wakeUps.wake('posts', channel);
  return committed.ok;
};
