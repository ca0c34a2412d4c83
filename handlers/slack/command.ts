import { queueLine, waitingLine } from '../../blocks/home.ts';
import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { outside } from '../../blocks/text.ts';
import { listWaiting } from '../../src/usecases/list-waiting.ts';
import type { Command, Conversation, Desk } from './desk.ts';

const MOST_SHOWN = 10;

/** What `/handraise` understands: its word, what it does, and how. */
const verbs: readonly {
  word: string;
  does: string;
  run: (desk: Desk, command: Command) => Promise<string>;
}[] = [
  {
    word: 'queue',
    does: 'what waits for you, soonest due first',
    run: async ({ world }, { asker }) => {
      const waiting = await listWaiting(world, asker);
      if (waiting === undefined) return refusalNotice({ code: 'cannot_check_authority' }).text;
      if (waiting.length === 0) return 'Nothing waits for you.';
      const left = waiting.length - MOST_SHOWN;
      const more = left > 0 ? [`${left} more are in the app's Home tab.`] : [];
      return [
        queueLine(waiting, world.clock.now()),
        ...waiting.slice(0, MOST_SHOWN).map(waitingLine),
        ...more,
      ].join('\n\n');
    },
  },
  {
    word: 'help',
    does: 'this list',
    run: () => Promise.resolve(help()),
  },
];

const help = (): string =>
  ['`/handraise` knows:', ...verbs.map(({ word, does }) => `• \`${word}\` ${does}`)].join('\n');

/** The slash command. Answers are seen by nobody else. */
export const command: Conversation = {
  name: 'command',
  commands: [
    {
      name: '/handraise',
      handle: async (desk, given) => {
        const [word = ''] = given.text.trim().split(/\s+/);
        const verb = verbs.find((known) => known.word === (word === '' ? 'queue' : word.toLowerCase()));
        const answer =
          verb === undefined
            ? `\`/handraise ${outside(word, 40)}\` is not known. ${help()}`
            : await verb.run(desk, given);
        await given.tell(answer);
      },
    },
  ],
};
