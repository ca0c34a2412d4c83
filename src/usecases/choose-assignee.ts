import type { Person } from '../core/actor.ts';
import type { DecisionType, Queue } from '../core/policy/policy.ts';
import { assign, type Candidate } from '../core/sla/assign.ts';
import type { Instant } from '../core/time.ts';
import type { World, Write } from '../ports.ts';
import type { ReviewCase } from './change-review.ts';
import { mayBeGiven } from './may-be-given.ts';
import { membersOf, thoseThere } from './who-can-be-asked.ts';

/** Whom the queue gives it, and what keeps the turn: stale when somebody was given another one meanwhile. */
export type Chosen = { to: Person; turn: Write[] };

/** So many of a queue's people take turns, and so much of what waits is counted. */
const MOST_PEOPLE = 20;
const MOST_COUNTED = 2_000;
/** So many of the last decisions about a subject are looked at for who answered them. */
const LAST_ABOUT = 5;

type Turns = Record<string, Instant>;

/** Who of those who decide this type and are there is given the decision; undefined where nobody can be. */
export const chooseAssignee = async (
  world: World,
  kase: ReviewCase,
  type: DecisionType,
  queue: Queue,
): Promise<Chosen | undefined> => {
  const { assigns, calendar, name } = queue;
  if (assigns === undefined) return undefined;
  const members = (await membersOf(world, type.deciders)) ?? [];
  const there = await thoseThere(world, members, calendar, MOST_PEOPLE);
  const [kept, items, before] = await Promise.all([
    world.store.findSetting(turnsOf(name)),
    world.store.openItems({ queue: name, limit: MOST_COUNTED }),
    assigns.sticky ? lastAbout(world, kase) : null,
  ]);
  const turns = JSON.parse(kept ?? '{}') as Turns;
  const skills = await skillsOf(world, assigns.skills, there);
  let candidates = there.map(
    ({ id }): Candidate => ({
      id,
      open: items.filter(({ assignee }) => assignee?.id === id).length,
      given_at: turns[id] ?? null,
      skills: skills.get(id) ?? null,
    }),
  );
  const asked = {
    ...assigns,
    before,
    type: type.name,
    language: kase.revision.body.subject?.language ?? null,
  };
  for (;;) {
    const id = assign(candidates, asked);
    if (id === null) return undefined;
    // Not one's own request, nor what somebody has answered already.
    const given = await mayBeGiven(world, kase, type, id, true);
    if (given.ok)
      return { to: given.value, turn: keepTurn(name, kept, { ...turns, [id]: world.clock.now() }) };
    candidates = candidates.filter((one) => one.id !== id);
  }
};

const turnsOf = (queue: string): string => `turns ${queue}`;

const keepTurn = (queue: string, before: string | undefined, turns: Turns): Write[] => {
  const name = turnsOf(queue);
  const value = JSON.stringify(turns);
  return before === undefined
    ? [{ insert: 'settings', row: { name, value } }]
    : [{ update: 'settings', where: { name, value: before }, set: { value } }];
};

/** Who answered about the same subject last. */
const lastAbout = async ({ store }: World, { decision }: ReviewCase): Promise<string | null> => {
  const { subject_key } = decision;
  if (subject_key === null) return null;
  const ended = await store.endedAbout({ subject_key, limit: LAST_ABOUT });
  return ended.find(({ verdicts }) => verdicts.length > 0)?.verdicts.at(-1)?.by.id ?? null;
};

/** What each of these takes, by their own name and by their roles; those of whom nothing is said take everything. */
const skillsOf = async (
  world: World,
  skills: NonNullable<Queue['assigns']>['skills'],
  people: readonly Person[],
): Promise<ReadonlyMap<string, string[]>> => {
  const found = new Map<string, string[]>();
  for (const [who, takes] of skills) {
    const members = world.policies.current().roles[who] && (await membersOf(world, [who]));
    for (const { id, email } of people) {
      const isMeant =
        who === id || who.toLowerCase() === email?.toLowerCase() || members?.some((one) => one.id === id);
      if (isMeant === true) found.set(id, [...(found.get(id) ?? []), ...takes]);
    }
  }
  return found;
};
