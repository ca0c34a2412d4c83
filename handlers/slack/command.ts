import { helpText, unknownVerb } from '../../blocks/command-words.ts';
import type { Conversation, Verb } from './desk.ts';
import { verbs } from './verbs/index.ts';

const help: Verb = {
  word: 'help',
  does: 'this list',
  group: 'finding_out',
  reads: true,
  run: () => Promise.resolve(helpText(all)),
};

const all: readonly Verb[] = [...verbs, help];

/** The slash command; without a word it shows the queue. Answers are seen by nobody else. */
export const command: Conversation = {
  name: 'command',
  commands: [
    {
      name: '/handraise',
      handle: async (desk, given) => {
        const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(given.text.trim()) ?? [];
        const verb = all.find((known) => known.word === (word === '' ? 'queue' : word.toLowerCase()));
        if (verb?.reads === true) given.taken();
        await given.tell(
          verb === undefined ? unknownVerb(word, all) : await verb.run(desk, { ...given, rest: rest.trim() }),
        );
      },
    },
  ],
};
