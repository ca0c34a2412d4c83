import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { started, stopped } from '../../blocks/stop-words.ts';
import { askToStop, type StopVerb } from '../../src/usecases/ask-to-stop.ts';
import type { Verb } from './desk.ts';

const WORDS = { stop: stopped, start: started } as const;

const verbOf = (word: StopVerb, does: string): Verb => ({
  word,
  hint: '<type> [reason]',
  does,
  run: async ({ world }, { asker, text }) => {
    const [, type = '', reason = ''] = /^\S+\s+(\S+)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
    if (type === '') {
      const types = Object.keys(world.policies.current().types).map((name) => `\`${name}\``);
      return `Say which type: ${types.join(', ')}.`;
    }
    const done = await askToStop(world, word, asker, type, reason.trim().slice(0, 1000));
    return done.ok ? WORDS[word](done.value) : refusalNotice(done.error).text;
  },
});

/** Stopping a type, and starting it again. */
export const stopVerbs: readonly Verb[] = [
  verbOf('stop', 'everything of a type goes to people from the next decision on'),
  verbOf('start', 'it runs by itself again where the policy says so'),
];
