import type { Block, InputBlock, KnownBlock, SectionBlock } from '@slack/types';
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

/** Every element of these blocks that holds a value. */
function fieldsOf(blocks: Block[]): [string, FieldElement & { action_id?: string }][] {
  return (blocks as KnownBlock[]).flatMap((block) =>
    elementsOf(block)
      .filter(holdsValue)
      .map((element): [string, FieldElement & { action_id?: string }] => [block.block_id ?? '', element])
      .filter(([, element]) => element.action_id),
  );
}

function elementsOf(block: KnownBlock): { type: string }[] {
  if (block.type === 'input') return [(block as InputBlock).element];
  if (block.type === 'actions') return block.elements;
  if (block.type === 'section') return [(block as SectionBlock).accessory ?? []].flat();
  return [];
}

const silent = new Set(['button', 'workflow_button', 'overflow', 'image', 'file_input']);

function holdsValue(element: { type: string }): element is FieldElement {
  return !silent.has(element.type);
}
