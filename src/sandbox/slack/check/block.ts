/** What all blocks share. */
import { limits } from '../limits.ts';
import type { Rule } from './rules.ts';
import { fields, oneOf, string } from './rules.ts';
import { id } from './texts.ts';

/** A block's own fields beside `type` and `block_id`. */
export const block = (
  type: string,
  required: Record<string, Rule>,
  optional: Record<string, Rule> = {},
): Rule => fields({ type: oneOf(type), ...required }, { block_id: id, ...optional });

/** A bare string that a reader sees, which therefore counts towards the message's text. */
export const counted: Rule = (value, at, checking) => {
  if (typeof value === 'string') checking.textCharacters += value.length;
  string(limits.sectionText)(value, at, checking);
};
