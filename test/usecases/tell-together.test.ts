import { expect, it } from 'vitest';
import { readPolicyText } from '../../src/policy-file.ts';
import type { Messenger, Posted, Surface, Write } from '../../src/ports.ts';
import { postCards } from '../../src/usecases/post-cards.ts';
import { HOUR } from '../core/sla/calendars.ts';
import { event, intake, store as put, surface, T0 } from '../db/rows.ts';
import { openFresh } from '../db/sqlite-files.ts';
import { bareWorld } from '../support/bare-world.ts';

const POLICY = `
sources: { bot: { types: [desk.case], api_key_env: KEY } }
queues: { desk: "#desk" }
roles: { clerks: { members: [U11] } }
types: { desk.case: { question: Do it?, queue: desk, deciders: [clerks] } }
`;
const LOST: Posted = { ok: false, kind: 'later', error: 'away' };

/** So many decisions of which U11 is about to be reminded, and a Slack that answers as it is told. */
const reminding = async (decisions: number) => {
  const policy = readPolicyText(POLICY);
  if (!policy.ok) throw new Error('the policy is broken');
  const { store } = await openFresh({ inMemory: true });
  const clock = { at: T0 };
  const world = bareWorld(store, policy.value, clock, { clerks: [{ id: 'U11' }] });
  const remind = (n: number): Write[] => [
    ...intake(`dec_${n}`, { type: 'desk.case', queue: 'desk' }),
    { insert: 'events', row: event(`dec_${n}`, { type: 'reminded', actor: { kind: 'job', id: 'time' } }) },
    message(n, `srf_${n}`),
  ];
  const message = (n: number, id: string): Write => ({
    insert: 'surfaces',
    row: surface(`dec_${n}`, id, { kind: 'direct', channel: 'U11', about: { event: 'reminded', at: T0 } }),
  });
  const waits = (n: number): Write => ({
    update: 'surfaces',
    where: { id: `srf_${n}` },
    set: { due_at: T0 + HOUR },
  });
  const ends = (n: number, how: 'settled' | 'settling' = 'settled'): Write[] => [
    { update: 'reviews', where: { id: `rev_dec_${n}` }, set: { status: how, settle_at: T0 + HOUR } },
    ...(how === 'settled'
      ? [{ update: 'decisions', where: { id: `dec_${n}` }, set: { status: 'resolved' } } as const]
      : []),
  ];
  await put(store, ...Array.from({ length: decisions }, (_, n) => remind(n)).flat());
  const sent: Pick<Surface, 'id' | 'about'>[] = [];
  const slack: { answers: Posted; turns: number } = {
    answers: { ok: true, channel: 'D1', ts: '1.1', digest: 'd' },
    turns: Number.POSITIVE_INFINITY,
  };
  const messenger: Messenger = {
    turn: async () => {
      if (slack.turns-- <= 0) throw new Error('the process ended');
    },
    post: async ({ id, about }) => {
      sent.push({ id, about });
      return slack.answers;
    },
    update: async ({ id, about }) => {
      sent.push({ id, about });
      return slack.answers;
    },
    say: async () => slack.answers,
    attach: async () => undefined,
    findSaid: async () => undefined,
    find: async () => undefined,
  };
  const post = (): Promise<void> => postCards(world, { messenger, onProblem: () => undefined }, 'U11');
  return {
    sent: () => sent.map(({ id, about }) => [id, about?.more]),
    change: (...writes: Write[]) => put(store, ...writes),
    post,
    slack,
    clock,
    message,
    waits,
    ends,
  };
};

it('tells in one message of all that wait for somebody', async () => {
  const { post, sent } = await reminding(4);
  await post();
  expect(sent()).toEqual([['srf_0', 3]]);
});

it('counts what still waits: not what was decided or answered meanwhile, and nothing twice', async () => {
  const { post, sent, change, ends, message } = await reminding(7);
  await change(...ends(2), ...ends(3, 'settling'), message(4, 'srf_4_again'), message(0, 'srf_0_again'));
  await post();
  // 1, 4, 5 and 6.
  expect(sent()).toEqual([['srf_0', 4]]);
});

it('tells of what was answered and not final once that is taken back', async () => {
  const { post, sent, change, ends, clock } = await reminding(4);
  await change(...ends(3, 'settling'));
  await post();
  await change({ update: 'reviews', where: { id: 'rev_dec_3' }, set: { status: 'open', settle_at: null } });
  clock.at += HOUR;
  await post();
  expect(sent()).toEqual([
    ['srf_0', 2],
    ['srf_3', undefined],
  ]);
});

it('counts anew when it is drawn again', async () => {
  const { post, sent, change, ends } = await reminding(4);
  await post();
  await change(...ends(0), ...ends(2), {
    update: 'surfaces',
    where: { id: 'srf_0' },
    set: { status: 'due' },
  });
  await post();
  expect(sent()).toEqual([
    ['srf_0', 3],
    ['srf_0', 2],
  ]);
});

it('counts anew whenever it is tried again', async () => {
  const { post, sent, change, ends, slack, clock } = await reminding(4);
  const { answers } = slack;
  slack.answers = LOST;
  await post();
  await change(...ends(1), ...ends(2));
  slack.answers = answers;
  clock.at += HOUR;
  await post();
  expect(sent()).toEqual([
    ['srf_0', 3],
    ['srf_0', 1],
  ]);
});

it('leaves nothing untold when its own decision is over before it could go out', async () => {
  const { post, sent, change, ends, slack, clock } = await reminding(3);
  const { answers } = slack;
  slack.answers = LOST;
  await post();
  await change(...ends(0));
  slack.answers = answers;
  clock.at += HOUR;
  await post();
  expect(sent().slice(1)).toEqual([
    ['srf_1', undefined],
    ['srf_2', undefined],
  ]);
});

/** The first was to tell of the next two when the process ended; three more wait by now. */
const interrupted = async () => {
  const desk = await reminding(6);
  await desk.change(...[3, 4, 5].map(desk.waits));
  desk.slack.turns = 1;
  await expect(desk.post()).rejects.toThrow('the process ended');
  desk.slack.turns = Number.POSITIVE_INFINITY;
  desk.clock.at += HOUR;
  return desk;
};

it('goes on telling of what it was to tell of when more comes before it goes out', async () => {
  const { post, sent } = await interrupted();
  await post();
  expect(sent()).toEqual([['srf_0', 5]]);
});

it('tells of all that another was to tell of when it tells of that one', async () => {
  const { post, sent, change, waits } = await interrupted();
  await change(waits(0), ...[3, 4, 5].map(waits), {
    update: 'surfaces',
    where: { id: 'srf_3' },
    set: { due_at: T0 },
  });
  await post();
  expect(sent()).toEqual([['srf_3', 5]]);
});

it('leaves nothing untold when Slack takes it not as it is', async () => {
  const { post, sent, slack, clock } = await reminding(3);
  slack.answers = { ok: false, kind: 'rejected', error: 'invalid_blocks' };
  for (let n = 0; n < 12; n++) {
    await post();
    clock.at += HOUR;
  }
  expect(new Set(sent().map(([id]) => id))).toEqual(new Set(['srf_0', 'srf_1', 'srf_2']));
});

it('leaves nothing untold when its own type leaves the policy before it could go out', async () => {
  const { post, sent, change } = await interrupted();
  await change({ update: 'decisions', where: { id: 'dec_0' }, set: { type: 'desk.gone' } });
  await post();
  expect(sent()).toEqual([['srf_1', 4]]);
});
