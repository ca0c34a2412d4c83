import type {
  ActionsBlockElement,
  ContextActionsBlockElement,
  InputBlockElement,
  SectionBlockAccessory,
} from '@slack/types';
import { type Child, h } from '../dom/vnode.ts';
import { drawButton, drawFeedbackButtons, drawIconButton, drawWorkflowButton } from './button.ts';
import { drawCheckboxes, drawRadioButtons } from './choice.ts';
import { drawCombobox } from './combobox.ts';
import { drawImage } from './image.ts';
import { drawOverflow } from './overflow.ts';
import { drawPicker } from './picker.ts';
import { drawSelect } from './select.ts';
import type { Field } from './surface.ts';
import { drawTextInput } from './text-input.ts';

export type Element =
  | ActionsBlockElement
  | InputBlockElement
  | SectionBlockAccessory
  | ContextActionsBlockElement;
type Elements = { [E in Element as E['type']]: E };

/** One drawing for each element that Slack's types name: a missing one does not compile. */
const drawings: { [T in keyof Elements]: (element: Elements[T], field: Field) => Child } = {
  button: drawButton,
  workflow_button: drawWorkflowButton,
  feedback_buttons: drawFeedbackButtons,
  icon_button: drawIconButton,
  overflow: drawOverflow,
  image: drawImage,
  checkboxes: drawCheckboxes,
  radio_buttons: drawRadioButtons,
  static_select: drawSelect,
  users_select: drawSelect,
  channels_select: drawSelect,
  conversations_select: drawSelect,
  external_select: drawSelect,
  multi_static_select: drawCombobox,
  multi_users_select: drawCombobox,
  multi_channels_select: drawCombobox,
  multi_conversations_select: drawCombobox,
  multi_external_select: drawCombobox,
  plain_text_input: drawTextInput,
  email_text_input: drawTextInput,
  url_text_input: drawTextInput,
  number_input: drawTextInput,
  rich_text_input: drawTextInput,
  datepicker: drawPicker,
  timepicker: drawPicker,
  datetimepicker: drawPicker,
  file_input: () => h('span', { class: 'remaining' }, 'Files cannot be handed in here.'),
};

/** Draws one interactive element; one that Slack added later says its name instead. */
export function drawElement(element: Element, field: Omit<Field, 'actionId'>): Child {
  const actionId = ('action_id' in element && element.action_id) || '';
  return element.type in drawings
    ? drawKnown(element.type, element, { ...field, actionId })
    : h('span', { class: 'unknown' }, element.type);
}

function drawKnown<T extends keyof Elements>(type: T, element: Elements[T], field: Field): Child {
  return drawings[type](element, field);
}
