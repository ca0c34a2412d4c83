import { refusalNotice } from '../../../blocks/refusal-notice.ts';
import { started, stopped } from '../../../blocks/stop-words.ts';
import { askToStop, type StopVerb } from '../../../src/usecases/ask-to-stop.ts';
import type { KeepingVerb } from '../desk.ts';

const WORDS = { stop: stopped, start: started } as const;

const run =
  (word: StopVerb): KeepingVerb['run'] =>
  async ({ world }, { asker, rest }) => {
    const [, type = '', reason = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? [];
    if (type === '') {
      const types = Object.keys(world.policies.current().types).map((name) => `\`${name}\``);
      return `Say which type: ${types.join(', ')}.`;
    }
    const done = await askToStop(world, word, asker, type, reason.trim().slice(0, 1000));
    return done.ok ? WORDS[word](done.value) : refusalNotice(done.error).text;
  };

/** Stops a type. */
export const stop: KeepingVerb = {
  word: 'stop',
  hint: '<type> [reason]',
  does: 'everything of a type goes to people from the next decision on',
  group: 'in_charge',
  run: run('stop'),
};

/** Starts a stopped type again. */
export const start: KeepingVerb = {
  word: 'start',
  hint: '<type> [reason]',
  does: 'it runs by itself again where the policy says so',
  group: 'in_charge',
  run: run('start'),
};
