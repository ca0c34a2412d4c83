/** One person's use of one element, as Slack puts it into `actions`. */
import { findElement, knowsOption, type Placed, valueFor } from '../slack/inputs.ts';
import type { Block, InputValues, Json, World } from '../slack/world.ts';
import type { Refused } from './route.ts';
import { refused } from './route.ts';

export type Use = {
  action_id: string;
  block_id?: string | undefined;
  /** Sent as given, whatever the element's own value is: forged presses are tried with it. */
  value?: string | undefined;
  selected?: string | number | readonly string[] | undefined;
};

const buttons = new Set(['button', 'workflow_button', 'icon_button', 'feedback_buttons']);

const known = (blocks: readonly Block[]): string =>
  blocks
    .flatMap((block) => [...JSON.stringify(block).matchAll(/"action_id":"([^"]+)"/g)].map((one) => one[1]))
    .join(', ') || 'none';

const buttonAction = ({ element }: Placed, use: Use): Json => {
  const value = use.value ?? element['value'];
  return {
    ...(element['text'] === undefined ? {} : { text: element['text'] }),
    ...(value === undefined ? {} : { value }),
    ...(element['style'] === undefined ? {} : { style: element['style'] }),
    ...(element['url'] === undefined ? {} : { url: element['url'] }),
  };
};

/** The action, or why this person cannot do it. A choice is kept in `inputs`, as Slack keeps it. */
export const actionFor = (
  world: World,
  blocks: readonly Block[],
  use: Use,
  inputs: InputValues,
): Json | Refused => {
  const placed = findElement(blocks, use.action_id, use.block_id);
  if (placed === undefined) {
    const elsewhere = findElement(blocks, use.action_id);
    return refused(
      elsewhere === undefined
        ? `there is no element ${use.action_id} there; there are: ${known(blocks)}`
        : `${use.action_id} is not in block ${use.block_id} now: it is in ${elsewhere.block.block_id}, since the message was updated or another is meant`,
      404,
    );
  }
  const { block, element } = placed;
  if (placed.isInput && block['dispatch_action'] !== true) {
    return refused(
      `${use.action_id} is an input without dispatch_action: Slack sends nothing until the view is submitted`,
    );
  }
  const base = {
    type: element.type,
    action_id: use.action_id,
    block_id: block.block_id,
    action_ts: world.issue.ts(),
  };
  if (buttons.has(element.type)) return { ...base, ...buttonAction(placed, use) };
  const chosen = use.value ?? use.selected;
  if (chosen === undefined)
    return refused(`${use.action_id} is a ${element.type}: say what is chosen in "selected"`);
  for (const one of use.value === undefined ? [chosen].flat() : []) {
    if (!knowsOption(element, String(one)))
      return refused(`${use.action_id} has no option with the value ${String(one)}`);
  }
  const value = valueFor(element, chosen);
  if (element.type !== 'overflow') {
    inputs[String(block.block_id)] = { ...inputs[String(block.block_id)], [use.action_id]: value };
  }
  return {
    ...base,
    ...value,
    ...(element['placeholder'] === undefined ? {} : { placeholder: element['placeholder'] }),
  };
};
