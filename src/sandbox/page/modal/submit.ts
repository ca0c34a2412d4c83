import { noAnswer } from '../elements/press.ts';
import type { OpenView } from '../live/answers.ts';
import { tell } from '../live/api.ts';
import { loadMessages, loadThread, loadViews } from '../live/load.ts';
import { change, model } from '../live/model.ts';
import { valuesOf } from './values.ts';

/** Submits a modal; errors of single fields stay with it until the next try. */
export async function submitView(view: OpenView): Promise<void> {
  const name = `view:${view.id}`;
  if (model.busy.has(name)) return;
  change((page) => {
    page.busy.add(name);
    page.notes.delete(name);
    page.errors.delete(view.id);
  });
  const answer = await tell<{ errors: Record<string, string> }>('submit', {
    user: model.me,
    view_id: view.id,
    values: valuesOf(view, model.drafts),
  });
  const { errors } = answer.body;
  change((page) => {
    page.busy.delete(name);
    if (errors) page.errors.set(view.id, errors);
    else if (!answer.ok) page.notes.set(name, noAnswer(answer));
  });
  await loadViews();
  if (errors) focusFirstWrong();
  const { place } = model;
  if (place.kind === 'conversation') await Promise.all([loadMessages(place.id), loadThread()]);
}

/** Closes a modal and all that lie on it. */
export async function closeView(view: OpenView): Promise<void> {
  await tell('close', { user: model.me, view_id: view.id });
  await loadViews();
}

function focusFirstWrong(): void {
  const block = document.querySelector('[data-layer] .field-error')?.closest('[data-block-id]');
  const field =
    block?.querySelector<HTMLElement>('input:checked') ??
    block?.querySelector<HTMLElement>('input, textarea, select');
  field?.focus();
}
