import { foundLine } from '../../../blocks/found-words.ts';
import { refusalNotice } from '../../../blocks/refusal-notice.ts';
import { outside } from '../../../blocks/text.ts';
import { findDecisions } from '../../../src/usecases/find-decisions.ts';
import { whoAsks } from '../../../src/usecases/who-asks.ts';
import type { ReadingVerb } from '../desk.ts';

const MOST_SHOWN = 10;

/** Finds decisions of the person's types by words or ids. */
export const find: ReadingVerb = {
  word: 'find',
  hint: '<words or id>',
  does: 'decisions of your types, by words of their title or by their id',
  group: 'finding_out',
  reads: true,
  run: async ({ world }, { asker, rest }) => {
    if (rest === '') return 'Say what to look for: words of a title, or an id such as `EXP-10422`.';
    const standing = await whoAsks(world, asker);
    if (standing === undefined) return refusalNotice({ code: 'cannot_check_authority' }).text;
    const found = await findDecisions(world, standing, rest.slice(0, 200));
    if (found.length === 0)
      return `Nothing with “${outside(rest, 60)}” among the recent decisions of your types. An older one is found by its whole id, which begins with \`dec_\`.`;
    const left = found.length - MOST_SHOWN;
    return [
      ...found.slice(0, MOST_SHOWN).map(foundLine),
      ...(left > 0 ? [`There are ${left} more; use more words.`] : []),
    ].join('\n\n');
  },
};
