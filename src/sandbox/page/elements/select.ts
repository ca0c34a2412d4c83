import type { Select } from '@slack/types';
import { valueOf } from '../dom/events.ts';
import { type Child, h } from '../dom/vnode.ts';
import { model } from '../live/model.ts';
import { withEmoji } from '../text/draw.ts';
import { drawCombobox } from './combobox.ts';
import { type Choice, choicesOf } from './options.ts';
import { heldValue, hold, nameOf } from './press.ts';
import { attributesOf, type Field } from './surface.ts';

/** One choice from a list. A list that the bot searches is a box to type in instead. */
export function drawSelect(select: Select, field: Field): Child {
  if (select.type === 'external_select') return drawCombobox(select, field);
  const choices = choicesOf(select, field);
  const held = String(heldValue(field, select));
  return h(
    'span',
    { class: 'select' },
    h(
      'select',
      {
        ...attributesOf(field, select.placeholder?.text),
        key: nameOf(field),
        autofocus: select.focus_on_load,
        value: held,
        'data-empty': held === '',
        on: { change: (event) => hold(field, valueOf(event), select.confirm) },
      },
      h('option', { value: '' }, select.placeholder?.text ?? 'Choose an option'),
      grouped(choices),
    ),
    model.busy.has(nameOf(field)) && h('span', { class: 'spinner', 'aria-hidden': 'true' }),
  );
}

function grouped(choices: Choice[]): Child {
  const groups = new Map<string, Choice[]>();
  for (const one of choices) groups.set(one.group ?? '', [...(groups.get(one.group ?? '') ?? []), one]);
  return [...groups].map(([label, members]) => {
    const options = members.map((one) => h('option', { value: one.value }, withEmoji(one.text)));
    return label === '' ? options : h('optgroup', { label }, options);
  });
}
