import type { GoneTypes } from '../core/review/unanswerable.ts';
import type { World } from '../ports.ts';
import { alertPosts } from './alert-post.ts';
import { eachOpen } from './each-open.ts';
import type { InForce } from './policy-in-force.ts';

type Counted = Required<GoneTypes['types'][number]>;

/**
 * Tells those who look after the policy of what waits though its type is no longer in the policy, once for each time that a
 * version of the policy comes into force; answers what was told now.
 */
export const tellGoneTypes = async (
  world: World,
  { version, since }: InForce,
): Promise<GoneTypes | undefined> => {
  const { types, sources } = world.policies.current();
  const period = since === 0 ? version : `${version} since ${since}`;
  if ((await world.store.findPost('gone_types', 'policy', period)) !== undefined) return undefined;
  const gone = new Map<string, Counted>();
  await eachOpen(world, ({ type, kind, source }) => {
    if (types[type] !== undefined) return;
    const counted = gone.get(type) ?? { type, decisions: 0, audits: 0, stuck: 0 };
    counted[kind === 'audit' ? 'audits' : 'decisions'] += 1;
    if (kind === 'review' && sources[source] === undefined) counted.stuck += 1;
    gone.set(type, counted);
  });
  if (gone.size === 0) return undefined;
  const body: GoneTypes = { types: [...gone.values()] };
  const told = await alertPosts(world, [{ kind: 'gone_types', about: 'policy', period, body }]);
  return told ? body : undefined;
};
