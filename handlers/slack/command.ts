import { helpText, unknownVerb } from '../../blocks/command-words.ts';
import type { World } from '../../src/ports.ts';
import { oneInteraction } from '../../src/usecases/one-interaction.ts';
import type { Conversation, Inquiry, ReadingVerb, Verb } from './desk.ts';
import { verbs } from './verbs/index.ts';

const help: ReadingVerb = {
  word: 'help',
  does: 'this list',
  group: 'finding_out',
  reads: true,
  run: () => Promise.resolve(helpText(all)),
};

const all: readonly Verb[] = [...verbs, help];

/** What a command says: its verb, unless there is none of that word, and what followed the word. */
const readCommand = (text: string): { word: string; verb: Verb | undefined; rest: string } => {
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
  const wanted = word === '' ? 'queue' : word.toLowerCase();
  return { word, verb: all.find((known) => known.word === wanted), rest: rest.trim() };
};

/** The answer to a question that keeps nothing, as the one who asks may see it. */
export const lookUp = async (
  world: World,
  { asker, text }: Pick<Inquiry, 'asker' | 'text'>,
): Promise<string> => {
  const { word, verb, rest } = readCommand(text);
  if (verb?.reads !== true) return unknownVerb(word, all);
  return verb.run({ world: oneInteraction(world) }, { asker, rest });
};

/** The slash command; without a word it shows the queue. Answers are seen by nobody else. */
export const command: Conversation = {
  name: 'command',
  commands: [
    {
      name: '/handraise',
      handle: async (desk, { asker, text, respondUrl, taken, tell }) => {
        const { word, verb, rest } = readCommand(text);
        if (verb === undefined) return tell(unknownVerb(word, all));
        if (verb.reads !== true) return tell(await verb.run(desk, { asker, rest }));
        taken();
        // Where the background is just being replaced, it is looked up here.
        await desk
          .inquire({ asker, text, respondUrl })
          .catch(async () => tell(await lookUp(desk.world, { asker, text })));
      },
    },
  ],
};
