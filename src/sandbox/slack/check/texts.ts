/** Text objects, options, confirmations. https://docs.slack.dev/reference/block-kit/composition-objects */
import { arrayOf, isObject } from '../arguments.ts';
import { limits } from '../limits.ts';
import type { Rule } from './rules.ts';
import { all, also, byType, fields, flag, list, matching, oneOf, report, string } from './rules.ts';

const counted =
  (max: number): Rule =>
  (value, at, checking) => {
    if (typeof value === 'string') checking.textCharacters += value.length;
    string(max, 1)(value, at, checking);
  };

const type = (name: string): Rule => oneOf(name);

/** `plain_text` only, 1 to `max` characters. */
export const plainText = (max: number): Rule =>
  byType({ plain_text: fields({ type: type('plain_text'), text: counted(max) }, { emoji: flag }) });

/** `plain_text` or `mrkdwn`, 1 to `max` characters. */
export const anyText = (max: number): Rule =>
  byType({
    plain_text: fields({ type: type('plain_text'), text: counted(max) }, { emoji: flag }),
    mrkdwn: fields({ type: type('mrkdwn'), text: counted(max) }, { verbatim: flag }),
  });

export const url = (max: number): Rule =>
  all(string(max), matching(/^[a-z][a-z0-9+.-]*:\S+$/i, 'a valid URL'));
export const id: Rule = string(limits.id);

const option = (text: Rule, extra: Record<string, Rule> = {}): Rule =>
  fields(
    { text, value: string(limits.optionValue) },
    { description: plainText(limits.optionDescription), ...extra },
  );

export const plainOption = option(plainText(limits.optionText));
export const richOption = option(anyText(limits.optionText), {
  description: anyText(limits.optionDescription),
});
export const overflowOption = option(plainText(limits.optionText), { url: url(limits.optionUrl) });
export const optionGroups: Rule = list(
  fields({ label: plainText(limits.optionGroupLabel), options: list(plainOption, limits.selectOptions) }),
  limits.optionGroups,
);

export const confirm: Rule = fields(
  {
    title: plainText(limits.confirmTitle),
    text: anyText(limits.confirmText),
    confirm: plainText(limits.confirmButton),
    deny: plainText(limits.confirmButton),
  },
  { style: oneOf('primary', 'danger') },
);

/** All options of an element, its groups' too. */
export const optionsIn = (element: Record<string, unknown>): Array<Record<string, unknown>> => {
  const groups = arrayOf(element['option_groups']);
  const inGroups = groups.flatMap((group) => isObject(group) && arrayOf(group['options']));
  const own = arrayOf(element['options']);
  return [...own, ...inGroups].filter(isObject);
};

/** What is chosen at first must be one of the options, and values are not given twice. */
export const choicesAgree: Rule = also((element, at, checking) => {
  const values = new Set(optionsIn(element).map((one) => one['value']));
  const chosen = [element['initial_option'], ...arrayOf(element['initial_options'])];
  for (const one of chosen) {
    if (isObject(one) && !values.has(one['value']))
      report(checking, at, 'initial option must match an option exactly');
  }
});
