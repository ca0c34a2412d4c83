import { queueLine, waitingLine } from '../../blocks/home.ts';
import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { stopLine } from '../../blocks/stop-words.ts';
import { outside } from '../../blocks/text.ts';
import { listWaiting } from '../../src/usecases/list-waiting.ts';
import type { Conversation, Verb } from './desk.ts';
import { stopVerbs } from './stop-verbs.ts';

const MOST_SHOWN = 10;

const verbs: readonly Verb[] = [
  {
    word: 'queue',
    does: 'what waits for you, soonest due first',
    run: async ({ world }, { asker }) => {
      const waiting = await listWaiting(world, asker);
      if (waiting === undefined) return refusalNotice({ code: 'cannot_check_authority' }).text;
      const stops = (await world.store.listStops()).map(stopLine);
      if (waiting.length === 0) return [...stops, 'Nothing waits for you.'].join('\n\n');
      const left = waiting.length - MOST_SHOWN;
      const more = left > 0 ? [`${left} more are in the app's Home tab.`] : [];
      return [
        ...stops,
        queueLine(waiting, world.clock.now()),
        ...waiting.slice(0, MOST_SHOWN).map(waitingLine),
        ...more,
      ].join('\n\n');
    },
  },
  ...stopVerbs,
  {
    word: 'help',
    does: 'this list',
    run: () => Promise.resolve(help()),
  },
];

const help = (): string =>
  [
    '`/handraise` knows:',
    ...verbs.map(
      ({ word, hint, does }) => `• \`${[word, ...(hint === undefined ? [] : [hint])].join(' ')}\` ${does}`,
    ),
  ].join('\n');

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
