import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { homeView } from '../../blocks/home.ts';
import { raisedNow } from '../../blocks/raised-answer.ts';
import { command } from '../../handlers/slack/command.ts';
import type { Desk } from '../../handlers/slack/desk.ts';
import { readHome } from '../../src/usecases/read-home.ts';
import { NOW } from './a-case.ts';
import { answerFaults, homeFaults } from './nasty-checks.ts';
import { ASKER, nastyDesk, STAND_IN } from './nasty-desk.ts';
import { build, nasty, runsOf, TIME_FOR_RUNS, world } from './nasty-world.ts';

vi.setConfig(TIME_FOR_RUNS);

/** What the slash command answers to a text. */
const answerTo = async (desk: Desk, text: string): Promise<string> => {
  const told: string[] = [];
  const asked = {
    asker: ASKER,
    text,
    respondUrl: '',
    taken: () => undefined,
    tell: async (said: string) => void told.push(said),
  };
  for (const { handle } of command.commands ?? []) await handle(desk, asked);
  expect(told).toHaveLength(1);
  return told.join();
};

/** How much lies on a desk: mostly little, sometimes more than any list shows. */
const waiting = fc.oneof({ weight: 19, arbitrary: fc.nat(4) }, { weight: 1, arbitrary: fc.nat(30) });

const PEOPLE = [ASKER.id, STAND_IN.id, 'U0BY'];
const ID = 'dec_01KAE7M4T9ZC3V1QWX5J8RBN2D';
const mention = `<@${STAND_IN.id}|x>`;

const LISTS = ['queue', 'stats', `find ${ID}`, `why ${ID}`];
/** Every other word of the slash command, with everything that can follow it. */
const typed = (words: string): string[] => [
  words,
  'help',
  `find ${words}`,
  `why ${words}`,
  'report',
  'report finance so far',
  `report ${words}`,
  `away ${words}`,
  `away until 5 Dec ${words}`,
  'back',
  `delegate ${words}`,
  `delegate ${mention} ${words}`,
  `delegate ${mention} for 3 days ${words}`,
  'delegate list',
  'delegate end',
  `delegate end ${words}`,
  `stop ${words}`,
  `stop t ${words}`,
  `start ${words}`,
  `start t ${words}`,
];

/** Some of the others, by their place. */
const someOf = fc.subarray([...typed('').keys()], { minLength: 4, maxLength: 4 });

it('every answer of the slash command fits Slack and is harmless, whatever is typed, waits and was decided', async () => {
  const seen = { found: 0, why: 0, waiting: 0, queues: 0 };
  await fc.assert(
    fc.asyncProperty(world, nasty, waiting, someOf, async (it, words, n, some) => {
      // An open one more often: only such waits for anybody.
      const { kase, type } = build(n % 2 === 0 ? { ...it, state: 'open' } : it);
      const desk = nastyDesk(kase, type, words, n);
      const others = typed(words);
      for (const text of [...LISTS, ...some.map((nth) => others[nth] ?? '')]) {
        const answer = await answerTo(desk, text);
        expect(answerFaults(answer, PEOPLE)).toEqual([]);
        if (text === `find ${ID}` && answer.includes(ID)) seen.found += 1;
        if (text === `why ${ID}` && answer.includes('Policy version')) seen.why += 1;
        if (text === 'queue' && answer.includes(' consequence')) seen.waiting += 1;
        if (text === 'stats' && answer.includes('*Queues*')) seen.queues += 1;
      }
    }),
    runsOf(30),
  );
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(0);
});

it('a manager’s Home, as it is read and drawn, fits Slack and is harmless', async () => {
  await fc.assert(
    fc.asyncProperty(world, nasty, waiting, async (it, words, n) => {
      const { kase, type } = build(it);
      const home = await readHome(nastyDesk(kase, type, words, n).world, ASKER);
      if (home?.queues?.queues.some(({ name }) => name === words) !== true) throw new Error('no queues');
      for (const show of ['all', 'mine', 'waiting', 'overdue'] as const)
        expect(homeFaults(homeView(home, { filter: { show }, page: n % 5 }, NOW), PEOPLE)).toEqual([]);
    }),
    runsOf(30),
  );
});

it('what somebody reads who has just raised a decision fits Slack and is harmless', () => {
  fc.assert(
    fc.property(nasty, nasty, (title, queue) => {
      expect(answerFaults(raisedNow({ title, queue }))).toEqual([]);
    }),
    runsOf(200),
  );
});
