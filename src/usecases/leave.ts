import type { WhileAway } from '../core/away/notes.ts';
import { readUntil } from '../core/away/read-until.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Asker, Leave, World, Write } from '../ports.ts';
import { listStandIns, type StandIn } from './stand-in.ts';
import { whileAway } from './while-away.ts';

const MOST_NOTE = 300;

/** Somebody says that they are away: nobody asks them until they are back, or until the moment that they type. */
export const goAway = async (
  world: World,
  asker: Asker,
  text: string,
): Promise<Result<{ leave: Leave; standIns: StandIn[] }, Refusal>> => {
  const now = world.clock.now();
  const [own, before, { forYou }] = await Promise.all([
    world.directory.presence(asker.id),
    world.store.findAbsence(asker.id, now),
    listStandIns(world, asker),
  ]);
  const end = readUntil(text, now, own?.tz ?? 'UTC');
  if (!end.ok) return err({ code: 'unclear_time', text: text.trim(), because: end.error });
  const leave: Leave = {
    id: world.ids.next('lve'),
    person_id: asker.id,
    since: now,
    until: end.value?.until ?? null,
    note: (end.value?.rest ?? text).trim().slice(0, MOST_NOTE),
    ended_at: null,
  };
  await world.store.commit([...ending(world, before), { insert: 'leaves', row: leave }]);
  return ok({ leave, standIns: forYou });
};

/** Somebody is back: what was decided in their stead meanwhile, and who still stands in for them. */
export const comeBack = async (
  world: World,
  asker: Asker,
): Promise<Result<{ told: WhileAway; standIns: StandIn[] }, Refusal>> => {
  const before = await world.store.findAbsence(asker.id, world.clock.now());
  const [{ body, writes }, { forYou }] = await Promise.all([
    whileAway(world, asker.id),
    listStandIns(world, asker),
  ]);
  if (before === undefined && body.answers.length === 0) return err({ code: 'not_away' });
  await world.store.commit([...ending(world, before), ...writes]);
  return ok({ told: body, standIns: forYou });
};

const ending = (world: World, leave: Leave | undefined): Write[] =>
  leave === undefined
    ? []
    : [{ update: 'leaves', where: { id: leave.id }, set: { ended_at: world.clock.now() } }];
