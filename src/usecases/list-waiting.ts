import { mayDecide } from '../core/review/authority.ts';
import type { Case } from '../core/review/case.ts';
import { type CardView, viewFor } from '../core/review/view.ts';
import type { Asker, World } from '../ports.ts';

/** So many are looked at; a person who has more waiting needs help and no longer list. */
const MOST = 200;

/** Open reviews that this person may answer, soonest due first. Undefined: Slack does not say who they are. */
export const listWaiting = async (world: World, asker: Asker): Promise<CardView[] | undefined> => {
  const known = await world.directory.personWithRoles(asker);
  if (known === undefined) return undefined;
  const { types, queues } = world.policies.current();
  const mine = (kase: Case): CardView[] => {
    const type = types[kase.decision.type];
    if (
      type === undefined ||
      mayDecide(type, kase.revision.body, known.by, known.roles, kase.requester) !== undefined
    )
      return [];
    const audience = { kind: 'person', id: known.by.id, roles: known.roles } as const;
    return [viewFor(kase, type, audience, world.clock.now())];
  };
  return (await world.store.listOpen({ queues: Object.keys(queues), limit: MOST })).flatMap(mine);
};
