import type { Checkboxes, Option, RadioButtons } from '@slack/types';
import { type Child, h } from '../dom/vnode.ts';
import { drawText } from '../text/draw.ts';
import { choice } from './options.ts';
import { heldValue, hold, nameOf } from './press.ts';
import { attributesOf, type Field } from './surface.ts';

/** One of a few, all visible. */
export function drawRadioButtons(radio: RadioButtons, field: Field): Child {
  const held = heldValue(field, radio);
  return group('radiogroup', field, radio.options, {
    type: 'radio',
    isOn: (value) => value === held,
    toggled: (value) => hold(field, value, radio.confirm),
  });
}

/** Any of a few. */
export function drawCheckboxes(boxes: Checkboxes, field: Field): Child {
  const held = [heldValue(field, boxes)].flat();
  return group('group', field, boxes.options, {
    type: 'checkbox',
    isOn: (value) => held.includes(value),
    toggled: (value) =>
      hold(
        field,
        held.includes(value) ? held.filter((one) => one !== value) : [...held, value],
        boxes.confirm,
      ),
  });
}

interface Manner {
  type: 'radio' | 'checkbox';
  isOn: (value: string) => boolean;
  toggled: (value: string) => void;
}

function group(role: string, field: Field, options: Option[], { type, isOn, toggled }: Manner): Child {
  const name = nameOf(field);
  return h(
    'div',
    { ...attributesOf(field), role, class: 'choices', key: name },
    options.map((option) => {
      const { value } = choice(option);
      return h(
        'label',
        { class: 'choice', key: value },
        h('input', {
          type,
          name,
          'data-value': value,
          checked: isOn(value),
          on: { change: () => toggled(value) },
        }),
        h(
          'span',
          { class: 'choice-text' },
          drawText(option.text),
          option.description && h('small', {}, drawText(option.description)),
        ),
      );
    }),
  );
}
