import type { EmailInput, NumberInput, PlainTextInput, RichTextInput, URLInput } from '@slack/types';
import { valueOf } from '../dom/events.ts';
import { type Child, h } from '../dom/vnode.ts';
import { change } from '../live/model.ts';
import { unreachable } from '../unreachable.ts';
import { follow, heldValue, nameOf, press } from './press.ts';
import { attributesOf, type Field } from './surface.ts';

type TextInput = PlainTextInput | EmailInput | URLInput | NumberInput | RichTextInput;

/** A line or a field of text; a number, an address or a mail address where the app asks for that. */
export function drawTextInput(input: TextInput, field: Field): Child {
  const held = String(heldValue(field, input));
  const multiline =
    input.type === 'rich_text_input' || (input.type === 'plain_text_input' && input.multiline);
  const { min, max } = lengths(input);
  return [
    h(multiline ? 'textarea' : 'input', {
      ...attributesOf(field, input.placeholder?.text),
      ...kindOf(input),
      key: nameOf(field),
      class: 'text-input',
      placeholder: input.placeholder?.text,
      minlength: min,
      maxlength: max,
      rows: multiline ? 4 : undefined,
      autofocus: input.focus_on_load,
      value: held,
      on: {
        input: (event) => typed(field, input, valueOf(event)),
        keydown: (event) => {
          const asked = input.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
          if (event.key !== 'Enter' || multiline || !tells(field) || !asked.includes('on_enter_pressed'))
            return;
          event.preventDefault();
          press(field, { value: held });
        },
      },
    }),
    max !== undefined &&
      max - held.length < 100 &&
      h('small', { class: 'remaining' }, `${max - held.length} left`),
  ];
}

function typed(field: Field, input: TextInput, value: string): void {
  change((page) => page.drafts.set(nameOf(field), value));
  const perCharacter = input.dispatch_action_config?.trigger_actions_on?.includes('on_character_entered');
  if (tells(field) && perCharacter) void follow(field);
}

function tells(field: Field): boolean {
  return field.dispatch === true || field.mode === 'action';
}

/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element: at most 3,000 characters */
function lengths(input: TextInput): { min?: number | undefined; max?: number | undefined } {
  return input.type === 'plain_text_input' ? { min: input.min_length, max: input.max_length ?? 3000 } : {};
}

function kindOf(input: TextInput): Record<string, string | undefined> {
  switch (input.type) {
    case 'email_text_input':
      return { type: 'email', autocomplete: 'off' };
    case 'url_text_input':
      return { type: 'url', autocomplete: 'off' };
    case 'number_input':
      // A text box: a number box would drop what it cannot read instead of letting the bot answer.
      return {
        type: 'text',
        inputmode: input.is_decimal_allowed ? 'decimal' : 'numeric',
        autocomplete: 'off',
      };
    case 'plain_text_input':
      return input.multiline ? {} : { type: 'text', autocomplete: 'off' };
    case 'rich_text_input':
      return {};
    default:
      return unreachable(input);
  }
}
