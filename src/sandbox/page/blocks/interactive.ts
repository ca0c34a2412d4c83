import type { ActionsBlock, ContextActionsBlock, InputBlock } from '@slack/types';
import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { drawElement } from '../elements/index.ts';
import { surfaceName } from '../elements/surface.ts';
import { withEmoji } from '../text/draw.ts';
import type { Place } from './place.ts';

export function drawActions(block: ActionsBlock | ContextActionsBlock, { surface, blockId }: Place): Child {
  return h(
    'div',
    { class: `block-${block.type}`, role: 'group', 'aria-label': 'Actions' },
    block.elements.map((element) => drawElement(element, { surface, blockId, mode: 'action' })),
  );
}

/** A labelled input with its hint and what is wrong with it. */
export function drawInput(block: InputBlock, { surface, blockId, error }: Place): Child {
  const id = `${surfaceName(surface)}-${blockId}`;
  const described = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const element = drawElement(block.element, {
    surface,
    blockId,
    mode: 'input',
    dispatch: block.dispatch_action ?? false,
    labelledBy: `${id}-label`,
    describedBy: described || undefined,
    invalid: error !== undefined,
    required: block.optional !== true,
  });
  return h(
    'div',
    { class: error ? 'block-input wrong' : 'block-input' },
    h(
      'div',
      // Radio buttons and checkboxes are groups: a label element could name only one of them.
      { class: 'input-label', id: `${id}-label` },
      withEmoji(block.label.text),
      block.optional && h('span', { class: 'optional' }, ' (optional)'),
    ),
    element,
    block.hint && h('p', { class: 'hint', id: `${id}-hint` }, withEmoji(block.hint.text)),
    error && h('p', { class: 'field-error', id: `${id}-error`, role: 'alert' }, icon('warn'), error),
  );
}
