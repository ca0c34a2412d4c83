import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types';
import { valueOf } from '../dom/events.ts';
import { type Child, h } from '../dom/vnode.ts';
import { fromWallTime, wallTime } from '../text/dates.ts';
import { viewer } from '../text/viewer.ts';
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

/** Seconds since 1970 as the browser's date-time box writes them, on the acting person's clock. */
function toLocal(seconds: string): string {
  return seconds === '' ? '' : wallTime(new Date(Number(seconds) * 1000), viewer().zone);
}

function fromLocal(value: string): string {
  return value === '' ? '' : String(Math.floor(fromWallTime(value, viewer().zone).getTime() / 1000));
}
