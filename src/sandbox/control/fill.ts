/** Filling a modal: which values fit, and what Slack's own form would complain about before sending. */
import { elementsOf, findElement, isEmpty, knowsOption, stateOf, valueFor } from '../slack/inputs.ts';
import type { Element, InputValue, InputValues, View } from '../slack/world.ts';
import type { Refused } from './route.ts';
import { refused } from './route.ts';

/** The given values over what was already there, or what does not exist in this view. */
export const fill = (view: View, given: Record<string, Record<string, unknown>>): InputValues | Refused => {
  const filled = structuredClone(view.inputs);
  for (const [block_id, actions] of Object.entries(given)) {
    for (const [action_id, value] of Object.entries(actions)) {
      const placed = findElement(view.blocks, action_id, block_id);
      if (placed === undefined) {
        const there = elementsOf(view.blocks).map((one) => `${one.block.block_id}.${one.element.action_id}`);
        return refused(
          `this view has no input ${block_id}.${action_id}; it has: ${there.join(', ') || 'none'}`,
        );
      }
      const unknown = [value]
        .flat()
        .find(
          (one): one is string => typeof one === 'string' && one !== '' && !knowsOption(placed.element, one),
        );
      if (unknown !== undefined)
        return refused(`${block_id}.${action_id} has no option with the value ${unknown}`);
      filled[block_id] = { ...filled[block_id], [action_id]: valueFor(placed.element, value) };
    }
  }
  return stateOf(view.blocks, filled);
};

const tooLong = (element: Element, text: string): string | undefined => {
  const least = Number(element['min_length'] ?? 0);
  const most = Number(element['max_length'] ?? 3_000);
  if (text.length < least) return `This needs at least ${least} characters.`;
  return text.length > most ? `This must be at most ${most} characters.` : undefined;
};

const notNumber = (element: Element, text: string): string | undefined => {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return 'This must be a number.';
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(number))
    return 'This must be a whole number.';
  if (number < Number(element['min_value'] ?? -Infinity))
    return `This must be at least ${String(element['min_value'])}.`;
  return number > Number(element['max_value'] ?? Infinity)
    ? `This must be at most ${String(element['max_value'])}.`
    : undefined;
};

const complaint = (element: Element, value: InputValue): string | undefined => {
  const text = typeof value['value'] === 'string' ? value['value'] : '';
  switch (element.type) {
    case 'plain_text_input':
      return tooLong(element, text);
    case 'number_input':
      return notNumber(element, text);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+$/.test(text) ? undefined : 'This must be an email address.';
    case 'url_text_input':
      return /^https?:\/\/\S+$/i.test(text) ? undefined : 'This must be a URL.';
    default:
      return undefined;
  }
};

/** What Slack's form says per block before anything is sent; empty when it can be sent. */
export const complaints = (view: View, values: InputValues): Record<string, string> =>
  Object.fromEntries(
    elementsOf(view.blocks).flatMap(({ block, element, isInput }): Array<[string, string]> => {
      const block_id = String(block.block_id);
      const value = values[block_id]?.[String(element.action_id)];
      if (!isInput || value === undefined) return [];
      if (isEmpty(value))
        return block['optional'] === true ? [] : [[block_id, 'Please complete this required field.']];
      const found = complaint(element, value);
      return found === undefined ? [] : [[block_id, found]];
    }),
  );
