import type { MultiSelect, Option, Select } from '@slack/types';
import { model } from '../live/model.ts';
import { personName } from '../live/names.ts';
import { conversationsOf } from '../live/places.ts';
import { unreachable } from '../unreachable.ts';
import { nameOf } from './press.ts';
import type { Field } from './surface.ts';

export interface Choice {
  value: string;
  text: string;
  group?: string;
  description?: string | undefined;
}

/** What a select offers now; an external one offers what the bot suggested last. */
export function choicesOf(select: Select | MultiSelect, field: Field): Choice[] {
  switch (select.type) {
    case 'static_select':
    case 'multi_static_select':
      return select.option_groups
        ? select.option_groups.flatMap((group) =>
            group.options.map((one) => ({ ...choice(one), group: group.label.text })),
          )
        : (select.options ?? []).map(choice);
    case 'users_select':
    case 'multi_users_select':
      return (model.workspace?.users ?? [])
        .filter((one) => !one.deactivated)
        .map((one) => ({ value: one.id, text: personName(one.id), description: one.title }));
    case 'channels_select':
    case 'multi_channels_select':
      return (model.workspace?.channels ?? []).map((one) => ({ value: one.id, text: `#${one.name}` }));
    case 'conversations_select':
    case 'multi_conversations_select':
      return conversationsOf(model.workspace, model.me).map((one) => ({
        value: one.id,
        text: one.kind === 'channel' ? `#${one.name}` : one.name,
      }));
    case 'external_select':
      return known(select.initial_option ? [select.initial_option] : [], field);
    case 'multi_external_select':
      return known(select.initial_options ?? [], field);
    default:
      return unreachable(select);
  }
}

function known(initial: Option[], field: Field): Choice[] {
  return model.suggestions.get(nameOf(field)) ?? initial.map(choice);
}

export function choice(option: Option): Choice {
  return {
    value: option.value ?? option.text.text,
    text: option.text.text,
    description: option.description?.text,
  };
}
