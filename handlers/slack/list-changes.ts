import { type AnswerInput, MODIFY, readAnswer } from '../../blocks/answer-inputs.ts';
import { correctModal } from '../../blocks/correct-modal.ts';
import { type Entered, listMark } from '../../blocks/modify-changes.ts';
import { modifyModal, readModifyModal } from '../../blocks/modify-modal.ts';
import type { Modal } from '../../blocks/pieces.ts';
import { changeModal, isReveal } from '../../blocks/reveal-modal.ts';
import { CALLBACKS, decodeForm, encodePress, type Form } from '../../blocks/wire.ts';
import type { CardView } from '../../src/core/review/card-view.ts';
import type { Asker } from '../../src/ports.ts';
import type { Desk, FormValues, Press } from './desk.ts';
import { answerOnCase, withPlace, withWarning } from './press-on-case.ts';
import { type OnForm, readForm } from './submitted-form.ts';

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

/** How a form that holds every answer is drawn again; undefined where it cannot be sent any more. */
type DrawAgain = (
  view: CardView,
  form: Omit<Form, 'option'>,
  entered: Entered,
  behind: boolean,
) => Modal | undefined;

export const changeAgain: DrawAgain = (view, ...drawn) =>
  isReveal(view) ? changeModal(view, ...drawn) : undefined;
export const correctAgain: DrawAgain = (view, ...drawn) =>
  view.correctable ? correctModal(view, ...drawn) : undefined;

/** The same for a form that holds every answer, whose list is of the values of the answer with changes. */
export const answerWithChanges = (
  { form: { listed, ...form }, kase, type, view }: OnForm,
  values: FormValues,
  draw: DrawAgain,
  behind = false,
): Modal | undefined => {
  if (view.modify === null || kase.review.revision !== form.revision) return undefined;
  const input = readAnswer(values, view, type.facts, kase.revision.body.facts);
  const entered = { values: input.values, problems: input.problems };
  return listed === listMark(view.facts, entered) ? undefined : draw(view, form, entered, behind);
};

/** What is to be sent was not listed yet: the form that shows it. Answers without changes send no list. */
export const unlisted = (
  on: OnForm,
  { choice }: Pick<AnswerInput, 'choice'>,
  values: FormValues,
  draw: DrawAgain,
): Modal | undefined =>
  on.form.listed === undefined || choice?.key !== MODIFY
    ? undefined
    : answerWithChanges(on, values, draw, true);

/** Something was typed or chosen in a form: where it changes values, its list of changes follows. */
export const listChanges = async (desk: Desk, { asker, view, taken }: Press): Promise<void> => {
  const form = decodeForm(view?.private_metadata);
  if (view === undefined || form === undefined) return;
  const draw = async (): Promise<Modal | undefined> => {
    if (view.callback_id === CALLBACKS.modify) return withChanges(desk, asker, form, view.values);
    const on = await readForm(desk, asker, view.private_metadata);
    const again = view.callback_id === CALLBACKS.change ? changeAgain : correctAgain;
    return on.ok ? answerWithChanges(on.value, view.values, again) : undefined;
  };
  if (LISTS.has(view.callback_id)) await desk.follow(view, draw, taken);
};

/** Forms that list what they change. */
const LISTS: ReadonlySet<string> = new Set([CALLBACKS.modify, CALLBACKS.change, CALLBACKS.correct]);
