import { listMark } from '../../blocks/modify-changes.ts';
import { modifyModal, readModifyModal } from '../../blocks/modify-modal.ts';
import type { Modal } from '../../blocks/pieces.ts';
import { CALLBACKS, decodeForm, encodePress, type Form } from '../../blocks/wire.ts';
import type { Asker } from '../../src/ports.ts';
import type { Desk, FormValues, Press } from './desk.ts';
import { answerOnCase, withPlace, withWarning } from './press-on-case.ts';

/**
 * The form of a modification, drawn again with what it changes. Undefined where the list stands there already, or nothing
 * can be answered any more: the submission says why.
 * @param behind it was submitted while another list stood there
 */
export const withChanges = async (
  desk: Desk,
  asker: Asker,
  form: Form,
  values: FormValues,
  behind = false,
): Promise<Modal | undefined> => {
  const { option: _, listed, ...rest } = form;
  const on = await answerOnCase(desk, { asker, value: encodePress(form), tell: () => Promise.resolve() });
  if (on === undefined || on.view.modify === null) return undefined;
  const input = readModifyModal(values, on.type.facts, on.kase.revision.body.facts);
  const entered = { values: input.values, problems: input.problems };
  if (listed === listMark(on.view.facts, entered)) return undefined;
  const view = modifyModal(on.view, rest, entered, behind);
  return withWarning(withPlace(view, on, { option: on.view.modify.option }, true), on.view);
};

/** Something was typed or chosen in a form: where that is a modification's, its list of changes follows. */
export const listChanges = async (desk: Desk, { asker, view, taken }: Press): Promise<void> => {
  const form = decodeForm(view?.private_metadata);
  if (view?.callback_id !== CALLBACKS.modify || form === undefined) return;
  await desk.follow(view, () => withChanges(desk, asker, form, view.values), taken);
};
