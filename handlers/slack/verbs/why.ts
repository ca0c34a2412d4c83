import { whyWords } from '../../../blocks/found-words.ts';
import { refusalNotice } from '../../../blocks/refusal-notice.ts';
import { outside } from '../../../blocks/text.ts';
import { findOne } from '../../../src/usecases/find-decisions.ts';
import { whoAsks } from '../../../src/usecases/who-asks.ts';
import type { ReadingVerb } from '../desk.ts';

/** Tells why a decision went where it went. */
export const why: ReadingVerb = {
  word: 'why',
  hint: '<id>',
  does: 'why a decision went where it went, step by step',
  group: 'finding_out',
  reads: true,
  run: async ({ world }, { asker, rest }) => {
    if (rest === '') return 'Say which: its id, or the one that its source gave it, such as `EXP-10422`.';
    const standing = await whoAsks(world, asker);
    if (standing === undefined) return refusalNotice({ code: 'cannot_check_authority' }).text;
    const view = await findOne(world, standing, rest.slice(0, 200));
    return view === undefined
      ? `There is no decision \`${outside(rest, 60)}\` among the recent ones of your types. \`/handraise find\` looks for words.`
      : whyWords(view);
  },
};
