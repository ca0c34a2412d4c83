import type { ConfirmationDialog } from '@slack/types';
import { type Answer, tell } from '../live/api.ts';
import { loadHome, loadMessages, loadThread, loadViews } from '../live/load.ts';
import { change, model } from '../live/model.ts';
import { botStopped } from '../source/bot.ts';
import { type FieldElement, type FieldValue, fieldName, initialValue } from './field-value.ts';
import { type Field, surfaceName } from './surface.ts';

export interface Press {
  value?: string | undefined;
  selected?: FieldValue;
  /** Tells two buttons apart that share an action id. */
  pressed?: string;
}

/** The name under which a press is busy or has a note. */
export function nameOf(field: Field, pressed = ''): string {
  return fieldName(surfaceName(field.surface), field.blockId, field.actionId) + pressed;
}

/** What a field holds now: what was typed or chosen, else what the app proposed. */
export function heldValue(field: Field, element: FieldElement): FieldValue {
  return model.drafts.get(nameOf(field)) ?? initialValue(element);
}

/** Takes a new value; tells the bot when the field does that, after asking where the app wants it. */
export function hold(field: Field, value: FieldValue, confirm?: ConfirmationDialog): void {
  change((page) => page.drafts.set(nameOf(field), value));
  if (field.mode === 'action') press(field, { selected: value }, confirm);
  else if (field.dispatch) press(field, { selected: value });
}

/** The person presses or chooses, after confirming where the app asks for that. */
export function press(
  field: Field,
  what: Press,
  confirm?: ConfirmationDialog,
  style?: 'primary' | 'danger',
): void {
  if (!confirm) return void deliver(field, what);
  change((page) => {
    page.confirm = {
      dialog: confirm,
      style: confirm.style ?? style,
      agreed: () => void deliver(field, what),
    };
  });
}

/** Tells the bot what is being typed, one message at a time; what is typed meanwhile follows. */
export async function follow(field: Field): Promise<void> {
  const name = nameOf(field);
  const typed = (): FieldValue | undefined => model.drafts.get(name);
  let told: FieldValue | undefined;
  for (let next = typed(); next !== undefined && next !== told; next = typed()) {
    if (model.busy.has(name)) return;
    told = next;
    await deliver(field, { value: String(next) });
  }
}

async function deliver(field: Field, { pressed = '', ...what }: Press): Promise<void> {
  const name = nameOf(field, pressed);
  if (model.busy.has(name)) return;
  change((page) => {
    page.busy.add(name);
    page.notes.delete(surfaceName(field.surface));
  });
  const answer = await send(field, what);
  change((page) => {
    page.busy.delete(name);
    if (!answered(answer)) page.notes.set(surfaceName(field.surface), noAnswer(answer));
  });
  await refetch(field);
}

function send(field: Field, what: Omit<Press, 'pressed'>): Promise<Answer> {
  const common = { user: model.me, block_id: field.blockId, action_id: field.actionId, ...what };
  return field.surface.kind === 'message'
    ? tell('press', { ...common, channel: field.surface.channel, ts: field.surface.ts })
    : tell('view-press', { ...common, view_id: field.surface.id });
}

/** Whether the bot acknowledged: the sandbox passes on the status that the bot answered with. */
function answered(answer: Answer): boolean {
  const status = answer.body.status;
  return answer.ok && (typeof status !== 'number' || (status >= 200 && status < 300));
}

/** What to say when a press got no acknowledgement. */
export function noAnswer(answer: Answer): string {
  const app = model.workspace?.app?.name ?? 'The app';
  const why = answer.error ? ` (${answer.error})` : '';
  return botStopped()
    ? `${app} is stopped, so nothing happened. Start it in the Source pane and press again.`
    : `${app} didn't respond${why}. Look whether anything changed, then try again.`;
}

async function refetch({ surface }: Field): Promise<void> {
  const shown = surface.kind === 'message' ? loadMessages(surface.channel) : loadHome();
  await Promise.all([shown, loadViews(), loadThread()]);
}
