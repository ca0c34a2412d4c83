import type { InputBlock } from '@slack/types';
import { amountDigits, isMoney } from '../src/core/decision/money.ts';
import type { FactValue } from '../src/core/decision/submission.ts';
import type { FactDefinition } from '../src/core/policy/policy.ts';
import { unreachable } from '../src/core/result.ts';
import type { FactView } from '../src/core/review/card-view.ts';
import { LIMITS } from './limits.ts';
import { choices, pickOne, VALUE } from './reason-inputs.ts';
import { clean, line, plain } from './text.ts';

/** Block id of a fact's input; errors are shown under it. Fact names are at most 100 characters. */
export const factBlockId = (name: string): string => `fact:${name}`;

/**
 * The input for one fact by its kind, filled with the value that stands. Undefined where no form can hold it: it is
 * masked, too long for an input, or has no choice that fits. `isAsked`: somebody was asked before, so that a fact that is
 * absent is one that was not given.
 */
export const factInput = (fact: FactView, isAsked = true): InputBlock | undefined => {
  const { definition, value, masked } = fact;
  if (masked || factBlockId(definition.name).length > LIMITS.blockId) return undefined;
  const element = elementFor(definition, value);
  if (element === undefined) return undefined;
  const hint = hintFor(fact, isAsked);
  return {
    type: 'input',
    block_id: factBlockId(definition.name),
    label: plain(labelFor(definition, value), LIMITS.inputLabel),
    // A fact that stands cannot be emptied; one that was never given can stay so.
    optional: value === undefined,
    ...(hint === '' ? {} : { hint: plain(hint, LIMITS.inputHint) }),
    element,
  };
};

/**
 * The same input, telling us of each change at once: choices and days as they are picked, text as it is typed.
 * https://docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object
 */
export const told = (input: InputBlock): InputBlock => {
  const { element } = input;
  const isTyped = element.type === 'plain_text_input' || element.type === 'number_input';
  return {
    ...input,
    dispatch_action: true,
    element: isTyped
      ? { ...element, dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } }
      : element,
  };
};

/** All inputs of a form together, in characters of JSON: a view holds 250 KB, and a character is up to 3 bytes. */
const ROOM = 60_000;

/** The inputs that one form can hold, and the facts that are left out: too long, or one too many. */
export const factInputs = (
  facts: FactView[],
  most: number,
  isAsked = true,
): { inputs: InputBlock[]; left: FactView[] } => {
  const inputs: InputBlock[] = [];
  const left: FactView[] = [];
  let room = ROOM;
  for (const fact of facts) {
    const input = inputs.length < most ? factInput(fact, isAsked) : undefined;
    const size = input === undefined ? 0 : JSON.stringify(input).length;
    if (input === undefined || size > room) left.push(fact);
    else {
      inputs.push(input);
      room -= size;
    }
  }
  return { inputs, left };
};

const elementFor = (
  definition: FactDefinition,
  value: FactValue | undefined,
): InputBlock['element'] | undefined => {
  switch (definition.kind) {
    case 'money':
      return isMoney(value)
        ? number(definition, value.value, amountDigits(value))
        : text('', false, 'such as 1760.00 EUR');
    case 'number':
      return number(definition, typeof value === 'number' ? value : undefined);
    case 'boolean':
      return pickOne('', '', YES_OR_NO, typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined)
        .element;
    case 'choice':
      return select(definition, value);
    case 'date':
      return date(value);
    case 'list':
      return text(asTyped(Array.isArray(value) ? value : undefined), true, 'One a line');
    case 'text': {
      const current = asTyped(typeof value === 'string' ? value : undefined);
      return text(current, current.length > 80 || current.includes('\n'));
    }
    default:
      return unreachable(definition.kind);
  }
};

/**
 * A text, or a list with one item a line, as its input holds it: without what cannot be seen, so that it reads as it is.
 * Empty for any other value.
 */
export const asTyped = (value: FactValue | undefined): string => {
  if (typeof value === 'string') return clean(value);
  return Array.isArray(value) ? clean(value.map(String).join('\n')) : '';
};

const YES_OR_NO = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
];

/** Numbers as the element takes them; one that would need an exponent is left to be typed. */
const number = (
  { min, max }: FactDefinition,
  value: number | undefined,
  written = String(value),
): InputBlock['element'] => ({
  type: 'number_input',
  action_id: VALUE,
  is_decimal_allowed: true,
  ...(value === undefined || !isPlain(value) ? {} : { initial_value: written }),
  ...(min === undefined || !isPlain(min) ? {} : { min_value: String(min) }),
  ...(max === undefined || !isPlain(max) ? {} : { max_value: String(max) }),
});

const isPlain = (value: number): boolean => /^-?\d+(?:\.\d+)?$/.test(String(value));

const text = (
  current: string,
  multiline: boolean,
  placeholder?: string,
): InputBlock['element'] | undefined =>
  current.length > LIMITS.inputValue
    ? undefined
    : {
        type: 'plain_text_input',
        action_id: VALUE,
        multiline,
        max_length: LIMITS.inputValue,
        ...(current === '' ? {} : { initial_value: current }),
        ...(placeholder === undefined ? {} : { placeholder: plain(placeholder, LIMITS.placeholder) }),
      };

const select = (
  { choices: known = [] }: FactDefinition,
  value: FactValue | undefined,
): InputBlock['element'] | undefined => {
  const options = choices(
    known.map((choice) => ({ id: choice, label: choice })),
    LIMITS.selectOptions,
  );
  if (options.length === 0) return undefined;
  const initial = options.find((option) => option.value === value);
  return {
    type: 'static_select',
    action_id: VALUE,
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
};

/** A day gets the date picker; a moment with its time is typed. */
const date = (value: FactValue | undefined): InputBlock['element'] | undefined => {
  if (typeof value === 'string' && value.includes('T')) return text(asTyped(value), false);
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return { type: 'datepicker', action_id: VALUE, ...(isDay ? { initial_date: value } : {}) };
};

const labelFor = ({ label, kind, unit }: FactDefinition, value: FactValue | undefined): string => {
  const measure = kind === 'money' && isMoney(value) ? value.currency : unit;
  return measure === undefined ? line(label, 150) : `${line(label, 150)} (${line(measure, 20)})`;
};

const hintFor = ({ definition, text, missing }: FactView, isAsked: boolean): string => {
  const { kind, choices: known, unit } = definition;
  const isFigure = kind === 'money' || kind === 'number';
  const range = isFigure ? rangeOf(definition, unit === undefined ? '' : ` ${line(unit, 20)}`) : '';
  return [
    ...(missing && isAsked ? ['Not given so far.'] : []),
    ...(isFigure && !missing ? [`Now ${line(text, 120)}.`] : []),
    ...(range === '' ? [] : [`Allowed: ${range}.`]),
    ...(kind === 'list' && known !== undefined ? [`One a line, of: ${known.slice(0, 20).join(', ')}.`] : []),
  ].join(' ');
};

const figures = new Intl.NumberFormat('en', { maximumFractionDigits: 8 });

const rangeOf = ({ min, max }: FactDefinition, unit: string): string => {
  if (min !== undefined && max !== undefined)
    return `${figures.format(min)} to ${figures.format(max)}${unit}`;
  if (min !== undefined) return `${figures.format(min)}${unit} and more`;
  return max === undefined ? '' : `up to ${figures.format(max)}${unit}`;
};
