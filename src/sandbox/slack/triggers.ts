/** Trigger ids: one use, three seconds. https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
import { limits } from './limits.ts';
import type { Trigger, World } from './world.ts';

export const issueTrigger = (
  world: World,
  about: { user: string; view?: string; channel?: string },
): string => {
  const id = `${world.issue.next('')}.${world.team.id}.${world.issue.opaque(32)}`;
  const now = world.wall();
  // Oldest first: what has been dead for a minute is forgotten.
  for (const [old, trigger] of world.triggers) {
    if (now - trigger.at < 60_000) break;
    world.triggers.delete(old);
  }
  world.triggers.set(id, { at: now, used: false, ...about });
  return id;
};

/** Uses the trigger up, or says in Slack's words why it is no good. */
export const exchangeTrigger = (
  world: World,
  id: string,
): Trigger | 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' => {
  const trigger = world.triggers.get(id);
  if (trigger === undefined) return 'invalid_trigger_id';
  if (trigger.used) return 'exchanged_trigger_id';
  if (world.wall() - trigger.at > limits.triggerMs) return 'expired_trigger_id';
  trigger.used = true;
  return trigger;
};
