import type { Person } from '../core/actor.ts';
import { type AtRisk, paceOf, predictLate } from '../core/sla/at-risk.ts';
import { addBusinessTime } from '../core/sla/business-time.ts';
import { ALWAYS_OPEN } from '../core/sla/calendar.ts';
import type { World } from '../ports.ts';
import { membersOf, thoseThere } from './who-can-be-asked.ts';

/** What of a queue will be answered too late at its own pace, and who of its people has least to do. */
export type QueueRisk = {
  /** Open milliseconds from one answer to the next; null while too little is known, and then nothing is predicted. */
  pace_ms: number | null;
  items: (AtRisk & { decision_id: string; held_by: Person | null })[];
  could_take: Person[];
};

/** The pace is that of so much open time, and of so many answers at most. */
const PACE_OVER_MS = 16 * 3_600_000;
const PACE_ANSWERS = 60;
const MOST_ITEMS = 2_000;
const MOST_NAMED = 3;
const MOST_ASKED = 20;

/**
 * What of a queue will be late, said hours ahead, soonest due first. Nobody is asked whether they are there unless
 * something will be.
 */
export const atRisk = async (world: World, name: string): Promise<QueueRisk> => {
  const { store, clock, policies } = world;
  const { queues, types } = policies.current();
  const calendar = queues[name]?.calendar ?? ALWAYS_OPEN;
  const now = clock.now();
  const since = addBusinessTime(calendar, now, -PACE_OVER_MS);
  const [answered, items] = await Promise.all([
    store.lastAnswers({ queue: name, since, limit: PACE_ANSWERS }),
    store.openItems({ queue: name, limit: MOST_ITEMS }),
  ]);
  const pace_ms = paceOf(answered, calendar);
  if (pace_ms === null) return { pace_ms, items: [], could_take: [] };
  const waiting = items.map(({ id, due_at, status }) => ({
    id,
    due_at,
    waits_for_answer: status === 'waiting_info',
  }));
  const late = predictLate(waiting, { pace: pace_ms, calendar, now });
  const byId = new Map(items.map((item) => [item.id, item]));
  if (late.length === 0) return { pace_ms, items: [], could_take: [] };
  const roles = new Set(Object.values(types).flatMap((type) => (type.queue === name ? type.deciders : [])));
  const there = await thoseThere(world, (await membersOf(world, [...roles])) ?? [], calendar, MOST_ASKED);
  const load = (id: string): number => items.filter(({ assignee }) => assignee?.id === id).length;
  return {
    pace_ms,
    items: late.map((one) => {
      const { decision_id = '', assignee: held_by = null } = byId.get(one.id) ?? {};
      return { ...one, decision_id, held_by };
    }),
    could_take: there.toSorted((a, b) => load(a.id) - load(b.id)).slice(0, MOST_NAMED),
  };
};
