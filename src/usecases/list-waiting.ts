import type { Case } from '../core/review/case.ts';
import { type CardView, viewFor } from '../core/review/view.ts';
import { whyNever } from '../core/review/why-not-now.ts';
import type { Asker, World } from '../ports.ts';
import { audienceOf, whoAsks } from './who-asks.ts';

/** So many are looked at; a person who has more waiting needs help and no longer list. */
const MOST = 200;

/** Open reviews that this person may answer, soonest due first. Undefined: Slack does not say who they are. */
export const listWaiting = async (world: World, asker: Asker): Promise<CardView[] | undefined> => {
  const known = await whoAsks(world, asker);
  if (known === undefined) return undefined;
  const { types, queues } = world.policies.current();
  const mine = (kase: Case): CardView[] => {
    const type = types[kase.decision.type];
    if (
      type === undefined ||
      kase.review === undefined ||
      whyNever(kase.review, { ...kase, type }, known) !== undefined
    )
      return [];
    const audience = audienceOf(known);
    return [viewFor(kase, type, audience, world.clock.now())];
  };
  return (await world.store.listOpen({ queues: Object.keys(queues), limit: MOST })).flatMap(mine);
};
