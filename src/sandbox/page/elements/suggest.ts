import { isRecord, tell } from '../live/api.ts';
import { change, model } from '../live/model.ts';
import type { Choice } from './options.ts';
import { nameOf } from './press.ts';
import type { Field } from './surface.ts';

/** Asks the bot for options that match; an older answer never replaces a newer one. */
export async function suggest(field: Field, text: string): Promise<void> {
  const { surface } = field;
  const where =
    surface.kind === 'message' ? { channel: surface.channel, ts: surface.ts } : { view_id: surface.id };
  const answer = await tell('suggest', {
    user: model.me,
    ...where,
    block_id: field.blockId,
    action_id: field.actionId,
    text,
  });
  if (model.combobox?.field === nameOf(field) && model.combobox.query !== text) return;
  change((page) => page.suggestions.set(nameOf(field), choicesIn(answer.body)));
}

function choicesIn(body: Record<string, unknown>): Choice[] {
  const groups = Array.isArray(body.option_groups) ? body.option_groups : [{ options: body.options }];
  return groups
    .flatMap((group: unknown) => (isRecord(group) && Array.isArray(group.options) ? group.options : []))
    .flatMap((option: unknown): Choice[] => {
      if (!isRecord(option) || !isRecord(option.text)) return [];
      return [{ value: String(option.value), text: String(option.text.text) }];
    });
}
