import { expect, it } from 'vitest';
import { helpText, unknownVerb } from '../../blocks/command-words.ts';
import { liveIn, read } from './read-blocks.ts';

const verbs = [
  { word: 'why', hint: '<id>', does: 'why it went where it went', group: 'finding_out' },
] as const;

it('writes what follows a word so that Slack shows it and makes nothing of it', () => {
  const text = helpText(verbs);
  expect(liveIn([], [text])).toEqual([]);
  expect(read(text)).toBe('*Finding out*\n• `/handraise why <id>` why it went where it went');
});

it('says which word was meant, however long the text is that somebody pasted', () => {
  expect(unknownVerb('wy', verbs)).toContain('Did you mean `/handraise why`?');
  const long = unknownVerb('<!channel>'.repeat(1000), verbs);
  expect(liveIn([], [long])).toEqual([]);
  expect(read(long).split('\n')[0]).toBe(
    `\`/handraise ${'<!channel>'.repeat(4).slice(0, 39)}…\` is not known.`,
  );
});
