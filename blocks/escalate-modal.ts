import type { InputBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import type { EscalationChoice } from '../src/core/review/escalation-targets.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { noteInput, personInput } from './person-input.ts';
import { context, type Modal, section } from './pieces.ts';
import { choices, INPUTS, VALUE } from './reason-inputs.ts';
import { line, outside, plain } from './text.ts';
import { modalTitle } from './verdict-modal.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

/** Block id of the list of places; a person and the note have those that forms share. */
export const WHERE = 'where';

/** `where` is a choice's id, `person` somebody's; one of the two is empty. */
export type EscalateInput = { where: string; person: string; note: string };

/**
 * The form to pass a decision on to others.
 * @param again what was filled in, and why it is asked once more (ready mrkdwn)
 */
export const escalateModal = (
  view: CardView,
  { targets, deciders }: { targets: readonly EscalationChoice[]; deciders: readonly string[] },
  form: Omit<Form, 'option'>,
  again?: EscalateInput & { because: string },
): Modal => ({
  type: 'modal',
  callback_id: CALLBACKS.escalate,
  private_metadata: encodeForm(form),
  title: plain(modalTitle('Escalate', view), LIMITS.modalTitle),
  submit: plain(again === undefined ? 'Escalate' : 'Escalate anyway', LIMITS.modalButton),
  close: plain('Cancel', LIMITS.modalButton),
  blocks: [
    section(`*${outside(view.question, 300)}*`),
    ...(again === undefined ? [] : [section(`⚠️ ${again.because}`)]),
    context(
      'Others are asked to decide this. It stays due when it is, and those who see it here can still answer.',
    ),
    ...whereInput(targets, again?.where),
    personInput(targets.length === 0 ? 'To whom' : 'Or to a person', {
      roles: deciders,
      optional: targets.length > 0,
      ...(again === undefined ? {} : { chosen: again.person }),
    }),
    noteInput('Why', {
      hint: 'What they should know. It stands in the thread of the card.',
      required: true,
      ...(again === undefined ? {} : { text: again.note }),
    }),
  ],
});

const whereInput = (targets: readonly EscalationChoice[], chosen: string | undefined): InputBlock[] => {
  const options = choices(
    targets.map((target) => ({ id: target.id, label: labelOf(target) })),
    LIMITS.selectOptions,
  );
  if (options.length === 0) return [];
  const initial = options.find(({ value }) => value === chosen);
  return [
    {
      type: 'input',
      block_id: WHERE,
      optional: true,
      label: plain('Where to', LIMITS.inputLabel),
      hint: plain('Choose here, or a person below.', LIMITS.inputHint),
      element: {
        type: 'static_select',
        action_id: VALUE,
        placeholder: plain('Choose where it goes', LIMITS.placeholder),
        options,
        ...(initial === undefined ? {} : { initial_option: initial }),
      },
    },
  ];
};

const labelOf = (target: EscalationChoice): string => {
  const rest = target.next ? ' (next by policy)' : '';
  if (target.kind === 'manager') return `The manager${rest}`;
  return `${target.kind === 'queue' ? 'Queue' : 'Role'} ${line(target.name, 40)}${rest}`;
};

/** Reads the submitted form. Tolerates anything. */
export const readEscalateModal = (stateValues: unknown): EscalateInput => ({
  where: read(stateValues, WHERE).text,
  person: read(stateValues, INPUTS.person).text.slice(0, 100),
  note: read(stateValues, INPUTS.rationale).text.slice(0, LIMITS.inputValue),
});

/** What is missing or too much, by block id. */
export const escalateErrors = (
  { where, person, note }: EscalateInput,
  targets: readonly EscalationChoice[],
): Record<string, string> => ({
  ...(where === '' && person === ''
    ? { [targets.length === 0 ? INPUTS.person : WHERE]: 'Choose where it goes, or a person.' }
    : {}),
  ...(where !== '' && person !== ''
    ? { [INPUTS.person]: 'Choose one of the two: where it goes, or a person.' }
    : {}),
  ...(note === '' ? { [INPUTS.rationale]: 'Say why: a sentence is enough.' } : {}),
});
