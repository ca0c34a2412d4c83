import { expect, it } from 'vitest';
import { readPolicyText } from '../../src/policy-file.ts';
import type { World } from '../../src/ports.ts';
import { publishDue } from '../../src/usecases/publish-due.ts';
import { intake, store as put, T0 } from '../db/rows.ts';
import { openFresh } from '../db/sqlite-files.ts';
import { bareWorld } from '../support/bare-world.ts';

const POLICY = `
sources: { bot: { types: [desk.case], api_key_env: KEY } }
calendars: { always: { time_zone: UTC, hours: 24x7 } }
queues:
  desk: { channel: "#desk", calendar: always, digest: "00:00" }
  money: { channel: "#money", calendar: always, digest: "00:00" }
roles: { clerks: { members: [U11] } }
managers: { role: clerks, calendar: always, digest: "00:00" }
types: { desk.case: { question: Do it?, queue: desk, deciders: [clerks] } }
`;
const DAY = 86_400_000;

/** A new day on which both queues have something overdue. */
const newDay = async (): Promise<World> => {
  const policy = readPolicyText(POLICY);
  if (!policy.ok) throw new Error(JSON.stringify(policy.error));
  const { store } = await openFresh({ inMemory: true });
  const late = (id: string, queue: string) => [
    ...intake(id, { type: 'desk.case', queue }),
    { update: 'reviews', where: { id: `rev_${id}` }, set: { due_at: T0 } } as const,
  ];
  await put(store, ...late('dec_1', 'desk'), ...late('dec_2', 'money'));
  const at = (Math.floor(T0 / DAY) + 1) * DAY + 60_000;
  return bareWorld(store, policy.value, { at }, { clerks: [{ id: 'U11' }] });
};

const published = async ({ store, clock }: World): Promise<string[]> =>
  (await store.duePostChannels(clock.now())).toSorted();

const broken = async (): Promise<never> => {
  throw new Error('broken');
};

it('publishes what is due, each once', async () => {
  const world = await newDay();
  expect(await publishDue(world)).toEqual([]);
  expect(await published(world)).toEqual(['#desk', '#money', 'U11']);
  await publishDue(world);
  expect(await world.store.duePosts('#desk', world.clock.now(), 9)).toHaveLength(1);
});

it('holds none up because another one fails, and tries that again at the next look', async () => {
  const world = await newDay();
  const { store } = world;
  const listOpen: typeof store.listOpen = (query) =>
    query.queues.join() === 'desk' ? broken() : store.listOpen(query);
  expect(await publishDue({ ...world, store: { ...store, listOpen } })).toMatchObject([
    { what: 'digest of queue desk', error: { message: 'broken' } },
  ]);
  expect(await published(world)).toEqual(['#money', 'U11']);
  expect(await publishDue(world)).toEqual([]);
  expect(await published(world)).toEqual(['#desk', '#money', 'U11']);
});

it('publishes for queues also while nobody can say who the managers are', async () => {
  const world = await newDay();
  const { membersOf } = world.directory;
  let asked = 0;
  // The first to be asked for are those who read about all queues.
  const directory = {
    ...world.directory,
    membersOf: (role: string) => (asked++ === 0 ? broken() : membersOf(role)),
  };
  const failed = await publishDue({ ...world, directory });
  expect(failed.map(({ what }) => what)).toEqual(['what managers read']);
  expect(await published(world)).toEqual(['#desk', '#money']);
});
