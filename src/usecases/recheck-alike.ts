import type { Refusal } from '../core/refusal.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Miss } from '../core/review/miss.ts';
import { RECHECKED_AT_ONCE } from '../core/review/miss.ts';
import type { Asker, World, Write } from '../ports.ts';
import { mayStop } from './ask-to-stop.ts';
import { redrawMiss } from './card-surfaces.ts';
import { openRecheck } from './open-recheck.ts';

/**
 * Has people look again at what was executed like a miss: newest first, a bounded number, a few at a time. Each counts
 * on the message about the miss until it is right, wrong or made good.
 */
export const recheckAlike = async (
  world: World,
  missId: string,
  asker: Asker,
): Promise<Result<Miss, Refusal>> => {
  const miss = await world.store.findMiss(missId);
  if (miss === undefined) return err({ code: 'not_found' });
  const allowed = await mayStop(world, asker, miss.type);
  if (!allowed.ok) return allowed;
  if (miss.rechecked !== null) return ok(miss);
  const actor = { kind: 'person', ...asker } as const;
  const rechecked = { by: allowed.value, at: world.clock.now(), count: miss.decision_ids.length };
  const rows = miss.decision_ids.map(
    (decision_id, place) =>
      ({ miss_id: missId, decision_id, place, review_id: null, state: 'waiting' }) as const,
  );
  const opened = await Promise.all(
    rows.slice(0, RECHECKED_AT_ONCE).map((row) => openRecheck(world, row, actor)),
  );
  const committed = await world.store.commit([
    { update: 'misses', where: { review_id: missId, rechecked: null }, set: { rechecked } },
    ...rows.map((row): Write => ({ insert: 'rechecks', row })),
    ...opened.flat(),
    redrawMiss(world, missId),
  ]);
  if (committed.ok) world.wakeUps.wake('cards', miss.decision_id);
  // Somebody was faster: theirs stands, and the message says so.
  return ok(committed.ok ? { ...miss, rechecked } : ((await world.store.findMiss(missId)) ?? miss));
};
