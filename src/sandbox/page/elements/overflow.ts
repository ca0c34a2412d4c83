import type { Overflow } from '@slack/types';
import { elementOf } from '../dom/events.ts';
import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { model } from '../live/model.ts';
import { openMenu } from '../shell/menu.ts';
import { choice } from './options.ts';
import { nameOf, press } from './press.ts';
import { attributesOf, type Field } from './surface.ts';

/** The "…" of a card: a menu of further actions. */
export function drawOverflow(overflow: Overflow, field: Field): Child {
  const busy = model.busy.has(nameOf(field));
  const items = overflow.options.map((option) => {
    const { value, text, description = '' } = choice(option);
    return {
      label: text,
      description,
      ...(option.url ? { url: option.url } : {}),
      choose: () => press(field, { selected: value }, overflow.confirm),
    };
  });
  return h(
    'button',
    {
      ...attributesOf(field),
      key: nameOf(field),
      type: 'button',
      class: 'button overflow',
      'aria-label': 'More actions',
      'aria-haspopup': 'menu',
      'aria-busy': busy ? 'true' : undefined,
      on: { click: (event) => openMenu('More actions', items, elementOf(event)) },
    },
    busy ? h('span', { class: 'spinner', 'aria-hidden': 'true' }) : icon('more'),
  );
}
