import type { ActionsBlockElement, InputBlockElement } from '@slack/types';
import { unreachable } from '../unreachable.ts';

/** What a field holds: text, a date, an option's value or id; several of them where several may be chosen. */
export type FieldValue = string | string[];

export type FieldElement = ActionsBlockElement | InputBlockElement;

/** What a field shows before anybody touches it. */
export function initialValue(element: FieldElement): FieldValue {
  switch (element.type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return element.initial_value ?? '';
    case 'rich_text_input':
    case 'file_input':
    case 'button':
    case 'workflow_button':
    case 'overflow':
      return '';
    case 'datepicker':
      return element.initial_date ?? '';
    case 'timepicker':
      return element.initial_time ?? '';
    case 'datetimepicker':
      return element.initial_date_time === undefined ? '' : String(element.initial_date_time);
    case 'radio_buttons':
    case 'static_select':
    case 'external_select':
      return element.initial_option?.value ?? '';
    case 'users_select':
      return element.initial_user ?? '';
    case 'channels_select':
      return element.initial_channel ?? '';
    case 'conversations_select':
      return element.initial_conversation ?? '';
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return (element.initial_options ?? []).flatMap((option) => option.value ?? []);
    case 'multi_users_select':
      return element.initial_users ?? [];
    case 'multi_channels_select':
      return element.initial_channels ?? [];
    case 'multi_conversations_select':
      return element.initial_conversations ?? [];
    default:
      return unreachable(element);
  }
}

/** Names one field on one surface; the same name after an update keeps what was typed. */
export function fieldName(surface: string, blockId: string, actionId: string): string {
  return `${surface}/${blockId}/${actionId}`;
}
