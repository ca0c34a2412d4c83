import type { Block } from '@slack/types';
import { type FieldElement, type FieldValue, fieldName, initialValue } from '../elements/field-value.ts';

export type Values = Record<string, Record<string, FieldValue>>;

/**
 * What a view's fields hold, by block and action id: what was typed or chosen, else what the app
 * proposed. An emptied field is sent empty: left out, it would get its proposed value back.
 */
export function valuesOf(view: { id: string; blocks: Block[] }, drafts: Map<string, FieldValue>): Values {
  const values: Values = {};
  for (const [blockId, element] of fieldsOf(view.blocks)) {
    const actionId = element.action_id ?? '';
    const held = drafts.get(fieldName(`view:${view.id}`, blockId, actionId)) ?? initialValue(element);
    values[blockId] = { ...values[blockId], [actionId]: held };
  }
  return values;
}

/** What was typed or chosen in fields that the view has no more, or that offer no such option now; by field name. */
export function lostDrafts(
  view: { id: string; blocks: Block[] },
  drafts: ReadonlyMap<string, FieldValue>,
): string[] {
  const surface = `view:${view.id}`;
  const fields = new Map(
    fieldsOf(view.blocks).map(([blockId, element]) => [
      fieldName(surface, blockId, element.action_id ?? ''),
      element,
    ]),
  );
  return [...drafts].flatMap(([name, held]) => {
    if (!name.startsWith(`${surface}/`)) return [];
    const element = fields.get(name);
    return element !== undefined && offers(element, held) ? [] : [name];
  });
}

function offers(element: FieldElement, held: FieldValue): boolean {
  const options =
    'option_groups' in element && element.option_groups !== undefined
      ? element.option_groups.flatMap((group) => group.options)
      : 'options' in element
        ? element.options
        : undefined;
  if (options === undefined) return true;
  const values = new Set(options.map(({ value }) => value));
  return [held].flat().every((one) => one === '' || values.has(one));
}

/** Every element of these blocks that holds a value. */
function fieldsOf(blocks: Block[]): [string, FieldElement & { action_id?: string }][] {
  return blocks.flatMap((block) =>
    elementsOf(block)
      .filter(holdsValue)
      .filter((element) => element.action_id)
      .map((element): [string, FieldElement] => [block.block_id ?? '', element]),
  );
}

function elementsOf(
  block: Block & { element?: unknown; elements?: unknown; accessory?: unknown },
): unknown[] {
  switch (block.type) {
    case 'input':
      return [block.element];
    case 'section':
      return [block.accessory];
    case 'actions':
      return Array.isArray(block.elements) ? block.elements : [];
    default:
      return [];
  }
}

const silent = new Set(['button', 'workflow_button', 'overflow', 'image', 'file_input']);

function holdsValue(element: unknown): element is FieldElement & { action_id?: string } {
  const type =
    typeof element === 'object' && element !== null && 'type' in element ? element.type : undefined;
  return typeof type === 'string' && !silent.has(type);
}
