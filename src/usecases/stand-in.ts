import type { Person } from '../core/actor.ts';
import type { StandingInNote } from '../core/away/notes.ts';
import { readUntil } from '../core/away/read-until.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Asker, Delegation, World, Write } from '../ports.ts';
import { newPost } from './send-posts.ts';

const MOST_NOTE = 300;
/** So many people stand in for one person at a time at most: more is no absence, and each is looked up with every press of theirs. */
const MOST_AT_ONCE = 20;

/** Somebody who stands in for somebody, by name. */
export type StandIn = { delegation: Delegation; from: Person; to: Person };

/**
 * Somebody lets another decide in their stead, from now on and until the moment that they type. One more for the same
 * person replaces the one before it. The other is told.
 */
export const letStandIn = async (
  world: World,
  asker: Asker,
  toId: string,
  text: string,
): Promise<Result<StandIn, Refusal>> => {
  if (toId === asker.id) return err({ code: 'stands_in_self' });
  const { directory, store, clock, ids } = world;
  const now = clock.now();
  const [from, to, there, own] = await Promise.all([
    directory.personWithRoles(asker),
    directory.personWithRoles({ id: toId }),
    directory.presence(toId),
    directory.presence(asker.id),
  ]);
  if (from === undefined || to === undefined || there === undefined)
    return err({ code: 'cannot_check_authority' });
  if (!there.active) return err({ code: 'cannot_stand_in', who: to.by });
  const end = readUntil(text, now, own?.tz ?? 'UTC');
  if (!end.ok) return err({ code: 'unclear_time', text: text.trim(), because: end.error });
  const delegation: Delegation = {
    id: ids.next('dlg'),
    from_id: asker.id,
    to_id: toId,
    starts_at: now,
    ends_at: end.value?.until ?? null,
    note: (end.value?.rest ?? text).trim().slice(0, MOST_NOTE),
    set_by: asker.id,
    created_at: now,
    ended_at: null,
    ended_by: null,
  };
  const inForce = await store.findDelegationsFrom(asker.id, now);
  const before = inForce.filter(({ to_id }) => to_id === toId);
  if (before.length === 0 && inForce.length >= MOST_AT_ONCE)
    return err({ code: 'too_many_stand_ins', most: MOST_AT_ONCE });
  await store.commit([
    ...before.map(({ id }) => ended(world, id, asker.id)),
    { insert: 'delegations', row: delegation },
    tellDelegate(world, delegation, from.by, false),
  ]);
  world.wakeUps.wake('posts', toId);
  return ok({ delegation, from: from.by, to: to.by });
};

/** Ends what somebody set: for one person, or for all where none is named. Those who stood in are told. */
export const endStandIn = async (
  world: World,
  asker: Asker,
  toId: string | undefined,
): Promise<Result<StandIn[], Refusal>> => {
  const now = world.clock.now();
  const inForce = (await world.store.findDelegationsFrom(asker.id, now)).filter(
    ({ to_id }) => toId === undefined || to_id === toId,
  );
  if (inForce.length === 0) return err({ code: 'no_delegation' });
  const named = await withNames(world, inForce);
  await world.store.commit(
    named.flatMap(({ delegation, from }) => [
      ended(world, delegation.id, asker.id),
      tellDelegate(world, delegation, from, true),
    ]),
  );
  for (const { to_id } of inForce) world.wakeUps.wake('posts', to_id);
  return ok(named);
};

/** Who stands in for this person now, and whom they stand in for. */
export const listStandIns = async (
  world: World,
  { id }: Asker,
): Promise<{ forYou: StandIn[]; byYou: StandIn[] }> => {
  const now = world.clock.now();
  const [from, to] = await Promise.all([
    world.store.findDelegationsFrom(id, now),
    world.store.findDelegationsTo(id, now),
  ]);
  const [forYou, byYou] = await Promise.all([withNames(world, from), withNames(world, to)]);
  return { forYou, byYou };
};

const withNames = (world: World, delegations: Delegation[]): Promise<StandIn[]> => {
  const named = async (id: string): Promise<Person> =>
    (await world.directory.personWithRoles({ id }))?.by ?? { id };
  return Promise.all(
    delegations.map(async (delegation) => {
      const [from, to] = await Promise.all([named(delegation.from_id), named(delegation.to_id)]);
      return { delegation, from, to };
    }),
  );
};

const ended = (world: World, id: string, by: string): Write => ({
  update: 'delegations',
  where: { id },
  set: { ended_at: world.clock.now(), ended_by: by },
});

const tellDelegate = (world: World, delegation: Delegation, from: Person, isOver: boolean): Write => {
  const body: StandingInNote = {
    from: { id: from.id, name: from.name ?? from.id },
    until: delegation.ends_at,
    note: delegation.note,
    ended: isOver,
  };
  return newPost(world, {
    kind: 'standing_in',
    about: delegation.to_id,
    period: isOver ? `${delegation.id} ended` : delegation.id,
    channel: delegation.to_id,
    body,
  });
};
