import type { Actor } from '../core/actor.ts';
import type { Recheck } from '../core/review/miss.ts';
import type { World, Write } from '../ports.ts';
import { openAudit } from './open-audit.ts';
import { recordEvents } from './record-events.ts';

const BY_JOB: Actor = { kind: 'job', id: 'rechecks' };

/** Opens the audit of one decision that waits to be looked at again. Stale when another one opened it first. */
export const openRecheck = async (
  world: World,
  { miss_id, decision_id }: Recheck,
  actor: Actor = BY_JOB,
): Promise<Write[]> => {
  const kase = await world.store.findCase(decision_id);
  if (kase === undefined) return [];
  const { decision, revision } = kase;
  const opening = { because: 'recheck', actor, data: { miss_id } } as const;
  const { review, event, writes } = openAudit(world, decision, revision, opening);
  return [
    {
      update: 'rechecks',
      where: { miss_id, decision_id, state: 'waiting' },
      set: { state: 'open', review_id: review.id },
    },
    ...writes,
    ...recordEvents(decision_id, [event], world.salt),
    { update: 'decisions', where: { id: decision_id }, set: { updated_at: world.clock.now() } },
  ];
};
