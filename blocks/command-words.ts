import { nearest } from '../src/core/policy/suggest.ts';
import { escape, outside } from './text.ts';

/** Under which heading the list shows a word of the slash command. */
export const VERB_GROUPS = {
  your_work: 'Your work',
  finding_out: 'Finding out',
  in_charge: 'For those in charge',
} as const;
export type VerbGroup = keyof typeof VERB_GROUPS;

type Known = { word: string; hint?: string; does: string; group: VerbGroup };

/** All words by group, one line each. */
export const helpText = (verbs: readonly Known[]): string =>
  (Object.keys(VERB_GROUPS) as VerbGroup[])
    .map((group) => ({ group, of: verbs.filter((verb) => verb.group === group) }))
    .filter(({ of }) => of.length > 0)
    .map(({ group, of }) => [`*${VERB_GROUPS[group]}*`, ...of.map(verbLine)].join('\n'))
    .join('\n\n');

const verbLine = ({ word, hint, does }: Known): string =>
  `• \`/handraise ${[word, ...(hint === undefined ? [] : [escape(hint)])].join(' ')}\` ${does}`;

/** Of a word that is not known so much is looked at and shown. */
const LONGEST = 40;

/** Says that a word is not known, which one was probably meant, and all there are. */
export const unknownVerb = (word: string, verbs: readonly Known[]): string => {
  const meant = nearest(
    word.slice(0, LONGEST),
    verbs.map((verb) => verb.word),
  );
  const guess = meant === undefined ? [] : [`Did you mean \`/handraise ${meant}\`?`];
  return [
    [`\`/handraise ${outside(word, LONGEST)}\` is not known.`, ...guess].join(' '),
    helpText(verbs),
  ].join('\n\n');
};
