import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types';
import { valueOf } from '../dom/events.ts';
import { type Child, h } from '../dom/vnode.ts';
import { heldValue, hold, nameOf } from './press.ts';
import { attributesOf, type Field } from './surface.ts';

/** A day, a time of day, or both; the browser's own pickers. */
export function drawPicker(picker: Datepicker | Timepicker | DateTimepicker, field: Field): Child {
  const held = String(heldValue(field, picker));
  const both = picker.type === 'datetimepicker';
  return h('input', {
    ...attributesOf(field, 'placeholder' in picker ? picker.placeholder?.text : undefined),
    key: nameOf(field),
    class: 'text-input picker',
    type: both ? 'datetime-local' : picker.type === 'datepicker' ? 'date' : 'time',
    value: both ? toLocal(held) : held,
    on: {
      change: (event) => {
        const value = valueOf(event);
        hold(field, both ? fromLocal(value) : value, picker.confirm);
      },
    },
  });
}

/** Seconds since 1970 as the browser's date-time box writes them, in its own zone. */
function toLocal(seconds: string): string {
  if (seconds === '') return '';
  const at = new Date(Number(seconds) * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function fromLocal(value: string): string {
  return value === '' ? '' : String(Math.floor(new Date(value).getTime() / 1000));
}
