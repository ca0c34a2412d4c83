import type { Person } from '../core/actor.ts';
import { MANAGERS } from '../core/policy/stop.ts';
import type { Calendar } from '../core/sla/calendar.ts';
import type { World } from '../ports.ts';
import { whoIsThere } from './who-is-there.ts';

/** So many people are told at once that something waits: a message to each, never a broadcast. */
export const MOST_TOLD = 5;

/** Members of these roles, each once, in the order of the roles; undefined when nobody can tell. */
export const membersOf = async (
  { directory }: World,
  roles: readonly string[],
): Promise<Person[] | undefined> => {
  const found = await Promise.all(roles.map((role) => directory.membersOf(role)));
  if (found.includes(undefined)) return undefined;
  return [...new Map(found.flatMap((one) => one ?? []).map((person) => [person.id, person])).values()];
};

/** Those of these people who can be asked now, the first of them first. One after the other: most are asked about never. */
export const thoseThere = async (
  world: World,
  people: readonly Person[],
  hours: Calendar,
  most = MOST_TOLD,
): Promise<Person[]> => {
  const there: Person[] = [];
  for (const person of people) {
    if (there.length >= most) break;
    if ((await whoIsThere(world, [person.id], hours)).get(person.id)?.there === true) there.push(person);
  }
  return there;
};

/** Whether anybody of these can be asked now: they themselves, or somebody who stands in for them. */
export const isAnybodyThere = async (
  world: World,
  people: readonly Person[],
  hours: Calendar,
): Promise<boolean> => {
  if ((await thoseThere(world, people, hours, 1)).length > 0) return true;
  for (const { id } of people) {
    const delegations = await world.store.findDelegationsFrom(id, world.clock.now());
    const delegates = delegations.map(({ to_id }) => ({ id: to_id }));
    if ((await thoseThere(world, delegates, hours, 1)).length > 0) return true;
  }
  return false;
};

/**
 * To whom something of a queue is escalated: whom the policy names, else the manager whom the profile of one of
 * these people names, else the first of the role `managers` who is there. Undefined: nobody is known.
 */
export const findManager = async (
  world: World,
  queue: string,
  people: readonly Person[],
): Promise<Person | undefined> => {
  const { queues } = world.policies.current();
  const named = queues[queue]?.manager;
  if (named !== undefined) {
    const found = await (named.includes('@')
      ? world.directory.personByEmail(named.toLowerCase())
      : world.directory.personWithRoles({ id: named }).then((known) => known?.by));
    if (found != null) return found;
  }
  for (const { id } of people.slice(0, MOST_TOLD)) {
    const manager = await world.directory.managerOf(id);
    if (manager != null) return manager;
  }
  const managers = (await membersOf(world, [MANAGERS])) ?? [];
  const hours = queues[queue]?.calendar;
  return (hours && (await thoseThere(world, managers, hours, 1))[0]) ?? managers[0];
};
