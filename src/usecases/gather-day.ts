import { type DailyDigest, dailyDigest, type OpenItem } from '../core/report/daily.ts';
import type { Period } from '../core/report/periods.ts';
import { viewFor } from '../core/review/view.ts';
import type { Instant } from '../core/time.ts';
import type { World } from '../ports.ts';
import { atRisk } from './at-risk.ts';
import { membersOf } from './who-can-be-asked.ts';
import { whoIsThere } from './who-is-there.ts';

/** So many people of a queue are asked about at most. */
const MOST_PEOPLE = 20;
/** Absences that last: those who are out of office until tomorrow morning are not away. */
const LASTING: ReadonlySet<string> = new Set(['away', 'status', 'deactivated']);

/** What will be late at the queue's pace, and who is away; nothing is asked where nothing waits. */
const knownOf = async (
  world: World,
  queue: string,
  items: OpenItem[],
): Promise<{ risks?: Map<string, Instant>; away?: string[]; could_take?: string[] }> => {
  if (items.length === 0) return {};
  const { types } = world.policies.current();
  const roles = new Set(Object.values(types).flatMap((type) => (type.queue === queue ? type.deciders : [])));
  const [risk, people = []] = await Promise.all([atRisk(world, queue), membersOf(world, [...roles])]);
  const asked = people.slice(0, MOST_PEOPLE);
  const there = await whoIsThere(
    world,
    asked.map(({ id }) => id),
  );
  const names = (of: { id: string; name?: string }[]): string[] => of.map(({ id, name }) => name ?? id);
  return {
    risks: new Map(risk.items.map(({ id, expected_at }) => [id, expected_at])),
    away: names(
      asked.filter(({ id }) => {
        const is = there.get(id);
        return is?.there === false && LASTING.has(is.because);
      }),
    ),
    could_take: names(risk.could_take),
  };
};

/** More than these would not change what a digest says but by a number. */
const MOST_OPEN = 500;

/** What a queue's day, or that of all queues, begins with; null when nobody needs to do anything. */
export const gatherDay = async (
  world: World,
  { period, queue, until }: { period: Period; queue: string | null; until: Instant },
): Promise<DailyDigest | null> => {
  const { queues, types } = world.policies.current();
  const now = world.clock.now();
  const names = queue === null ? Object.keys(queues) : [queue];
  const open = await world.store.listOpen({ queues: names, limit: MOST_OPEN });
  const items = open.flatMap((kase): OpenItem[] => {
    const type = types[kase.decision.type];
    if (type === undefined || kase.review === undefined) return [];
    const { id, revision, due_at, opened_at, assignee, status } = kase.review;
    return [
      {
        review_id: id,
        revision,
        // As everybody in a channel may see it.
        title: viewFor(kase, type, { kind: 'channel' }, now).title,
        queue: kase.decision.queue,
        due_at,
        opened_at,
        held_by: assignee === null ? null : (assignee.name ?? assignee.id),
        waiting_for_answer: status === 'waiting_info',
      },
    ];
  });
  const known = queue === null ? {} : await knownOf(world, queue, items);
  return dailyDigest(items, { period, queue, now, until, ...known });
};
