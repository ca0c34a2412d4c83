import type { GoneTypes } from '../core/review/unanswerable.ts';
import type { World } from '../ports.ts';
import { alertPosts } from './alert-post.ts';
import { eachOpen } from './each-open.ts';

/**
 * Tells those who look after the policy of what waits though its type is no longer in the policy, once for each version of
 * the policy; answers what was told now.
 */
export const tellGoneTypes = async (world: World): Promise<GoneTypes | undefined> => {
  const { version, types } = world.policies.current();
  if ((await world.store.findPost('gone_types', 'policy', version)) !== undefined) return undefined;
  const gone = new Map<string, GoneTypes['types'][number]>();
  await eachOpen(world, ({ type, kind }) => {
    if (types[type] !== undefined) return;
    const counted = gone.get(type) ?? { type, decisions: 0, audits: 0 };
    counted[kind === 'audit' ? 'audits' : 'decisions'] += 1;
    gone.set(type, counted);
  });
  if (gone.size === 0) return undefined;
  const body: GoneTypes = { types: [...gone.values()] };
  const told = await alertPosts(world, [{ kind: 'gone_types', about: 'policy', period: version, body }]);
  return told ? body : undefined;
};
