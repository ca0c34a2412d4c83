import type { ActionsBlock, InputBlock, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Values } from '../src/core/decision/decision.ts';
import type { FieldProblem } from '../src/core/decision/intake-problem.ts';
import type { DecisionType, FactDefinition } from '../src/core/policy/policy.ts';
import type { FactView } from '../src/core/review/card-view.ts';
import { factBlockId, factInputs } from './fact-input.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { readFactInputs } from './modify-modal.ts';
import { context, type Modal, quote, rich } from './pieces.ts';
import { choices, VALUE } from './reason-inputs.ts';
import { beginning, line, plain } from './text.ts';
import { ACTIONS, CALLBACKS } from './wire.ts';

/** The message that somebody raises. */
export type RaisedMessage = { channel: string; ts: string; text: string };

const INPUTS = { title: 'raise_title', about: 'raise_about', note: 'raise_note' } as const;
const TITLE = 300;
/** What is kept of the message in the form, whose metadata holds 3,000 characters. */
const KEPT = 1_000;
/** Room for the other inputs. */
const MOST_FACTS = LIMITS.blocksPerView - 12;

/** The form that makes a decision of a message: which type, what it is called, the facts of the type, a note. */
export const raiseModal = (types: DecisionType[], chosen: DecisionType, message: RaisedMessage): Modal => {
  const { inputs } = factInputs(chosen.facts.map(asMissing), MOST_FACTS, false);
  const required = new Set(chosen.facts.filter((fact) => fact.required).map(({ name }) => factBlockId(name)));
  const text = beginning(message.text, KEPT);
  return {
    type: 'modal',
    callback_id: CALLBACKS.raise,
    private_metadata: JSON.stringify({ v: 1, type: chosen.name, ...message, text: text.slice(0, KEPT) }),
    title: plain('Raise a hand', LIMITS.modalTitle),
    submit: plain('Raise', LIMITS.modalButton),
    close: plain('Cancel', LIMITS.modalButton),
    blocks: [
      context('Somebody who may decide this will answer in Slack, and you get a message with the answer.'),
      ...(text === '' ? [] : [rich(quote(text, 300))]),
      ...(types.length > 1 ? [typeChoice(types, chosen)] : []),
      input(INPUTS.title, 'What should be decided', {
        initial: line(message.text, 100),
        max: TITLE,
      }),
      ...inputs.map((one): InputBlock => ({ ...one, optional: !required.has(one.block_id ?? '') })),
      input(INPUTS.about, 'Who or what it is about', {
        optional: true,
        max: TITLE,
        hint: 'Yourself unless you say otherwise.',
      }),
      input(INPUTS.note, 'Anything else whoever decides should know', { optional: true, multiline: true }),
    ],
  };
};

const asMissing = (definition: FactDefinition): FactView => ({
  definition,
  label: definition.label,
  text: '',
  masked: false,
  missing: true,
});

const typeChoice = (types: DecisionType[], { name }: DecisionType): ActionsBlock => {
  const options = choices(
    types.map((type) => ({ id: type.name, label: type.label })),
    LIMITS.selectOptions,
  );
  const initial = options.find(({ value }) => value === name);
  return {
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        action_id: ACTIONS.raise_type,
        options,
        placeholder: plain('What kind of decision', LIMITS.placeholder),
        ...(initial === undefined ? {} : { initial_option: initial }),
      },
    ],
  };
};

type InputOptions = {
  initial?: string;
  hint?: string;
  optional?: boolean;
  multiline?: boolean;
  max?: number;
};

const input = (
  block_id: string,
  label: string,
  { initial = '', hint, optional = false, multiline = false, max = LIMITS.inputValue }: InputOptions,
): KnownBlock => ({
  type: 'input',
  block_id,
  optional,
  label: plain(label, LIMITS.inputLabel),
  ...(hint === undefined ? {} : { hint: plain(hint, LIMITS.inputHint) }),
  element: {
    type: 'plain_text_input',
    action_id: VALUE,
    multiline,
    max_length: max,
    ...(initial === '' ? {} : { initial_value: initial }),
  },
});

const metadata = z.object({
  v: z.literal(1),
  type: z.string().max(100),
  channel: z.string().max(100),
  ts: z.string().max(40),
  text: z.string().max(KEPT),
});

/** What the form is about; undefined when it is not ours. */
export const readRaised = (value: string | undefined): (RaisedMessage & { type: string }) | undefined => {
  try {
    return metadata.parse(JSON.parse(value ?? ''));
  } catch {
    return undefined;
  }
};

export type RaiseInput = {
  title: string;
  about: string;
  note: string;
  facts: Values;
  /** By block id: what is missing or does not fit. */
  errors: Record<string, string>;
};

/** Reads the submitted form. Tolerates anything. */
export const readRaiseModal = (stateValues: unknown, type: DecisionType): RaiseInput => {
  const title = read(stateValues, INPUTS.title).text.slice(0, TITLE);
  const { values, problems } = readFactInputs(stateValues, type.facts, {});
  const missing = type.facts
    .filter(({ name, required }) => required && !Object.hasOwn(values, name))
    .map(({ name, label }) => [factBlockId(name), `${line(label, 100)} is needed.`]);
  return {
    title,
    about: read(stateValues, INPUTS.about).text.slice(0, TITLE),
    note: read(stateValues, INPUTS.note).text.slice(0, LIMITS.inputValue),
    facts: values,
    errors: {
      ...Object.fromEntries(missing),
      ...problems,
      ...(title === '' ? { [INPUTS.title]: 'Say what should be decided.' } : {}),
    },
  };
};

/** Problems of a submission under the inputs that they belong to; the rest under the title. */
export const raiseErrors = (problems: FieldProblem[]): Record<string, string> =>
  Object.fromEntries(
    problems.map(({ path, message }) => {
      const fact = /^facts\.(.+)$/.exec(path)?.[1];
      return [fact === undefined ? INPUTS.title : factBlockId(fact), line(`${message}.`, 200)];
    }),
  );
