import type { KnownBlock } from '@slack/types';
import { OTHER_REASON } from '../src/core/policy/policy.ts';
import type { CardView, OptionView } from '../src/core/review/card-view.ts';
import { factPlain } from './fact-text.ts';
import { percent } from './figures.ts';
import { read, record } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { hearer } from './origin.ts';
import { context, type Modal, section } from './pieces.ts';
import {
  documentBlockId,
  documentInputs,
  explainInput,
  INPUTS,
  missingInput,
  pickOne,
  reasonInput,
  TAGS,
  tagsInput,
} from './reason-inputs.ts';
import { line, outside, plain } from './text.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

/** The form behind a verdict button: why, in the person's own words where that is asked. Nothing is preselected. */
export const verdictModal = (view: CardView, option: OptionView, form: Omit<Form, 'option'>): Modal => {
  const asksForFact = option.asks === 'convincing_fact';
  const facts = convincingFacts(view);
  return {
    type: 'modal',
    callback_id: CALLBACKS.verdict,
    private_metadata: encodeForm({ ...form, option: option.id }),
    title: plain(modalTitle(option.label, view), LIMITS.modalTitle),
    submit: plain(submitLabel(option.label, view), LIMITS.modalButton),
    close: plain('Cancel', LIMITS.modalButton),
    blocks: [
      section(`${outside(view.question, 300)}\nYour answer: *${outside(option.label, 75)}*`),
      ...againstAi(view, option),
      ...blindNote(view),
      reasonInput(option.reasons),
      ...(asksForFact && facts.length > 0
        ? [pickOne(INPUTS.convinced_by, 'Which fact convinced you?', facts)]
        : []),
      ...documentInputs(view.document),
      explainInput(!asksForFact || option.text_by_lot, hearer(view)),
      tagsInput(),
      ...missingInput(view.asks_what_was_missing),
    ],
  };
};

/** `Reject EXP-10422` where that fits, else the label alone. */
export const modalTitle = (label: string, { external_id }: Pick<CardView, 'external_id'>): string =>
  fitting(LIMITS.modalTitle, external_id === null ? label : `${label} ${external_id}`, label);

/** Says what will happen: `Reject 1,840.50 EUR`. */
export const submitLabel = (label: string, { amount }: Pick<CardView, 'amount'>): string =>
  fitting(LIMITS.modalButton, amount === null ? label : `${label} ${amount}`, label);

const fitting = (max: number, ...drafts: string[]): string =>
  drafts.find((draft) => draft.length <= max) ?? line(drafts.at(-1) ?? '', max);

const againstAi = ({ recommendation }: CardView, { overrides }: OptionView): KnownBlock[] => {
  if (overrides === null || recommendation === null) return [];
  const score = `own score ${percent(recommendation.confidence.own)}`;
  return [
    context(
      overrides
        ? `This overrides the AI, which recommends ${outside(recommendation.label, 75)} (${score}).`
        : `This agrees with the AI (${score}).`,
    ),
  ];
};

/** What comes after an answer that is given before the recommendation is seen. */
export const blindNote = ({ blind }: Pick<CardView, 'blind'>): KnownBlock[] =>
  blind === 'hidden'
    ? [
        context(
          'The AI’s recommendation is shown right after your answer. You can change your mind then; both answers are kept.',
        ),
      ]
    : [];

/** Facts that were given and are not masked: only what a person saw can have convinced them. */
export const convincingFacts = ({ facts }: Pick<CardView, 'facts'>): { id: string; label: string }[] =>
  facts
    .filter(({ missing, masked }) => !missing && !masked)
    .map(({ definition, label, text }) => ({
      id: definition.name,
      label: `${line(label, 40)}: ${line(factPlain(definition, text), 60)}`,
    }));

/** What a submission must hold, as the view asks for it. */
export type VerdictRules = {
  reasons: string[];
  rationale: 'required' | 'on_other';
  facts: string[];
  /** Fields that the person's roles write down. */
  document?: string[];
};

/** `facts` is empty where no convincing fact is asked for. */
export const verdictRules = (view: CardView, option: OptionView): VerdictRules => ({
  reasons: option.reasons.map(({ id }) => id),
  rationale: option.asks === 'required' || option.text_by_lot ? 'required' : 'on_other',
  facts: option.asks === 'required' ? [] : convincingFacts(view).map(({ id }) => id),
  document: view.document,
});

export type VerdictInput = {
  reason_code?: string;
  convinced_by?: string;
  rationale: string;
  tags: string[];
  /** What the person's roles write down, by the field's label. */
  documented?: Record<string, string>;
  /** What was missing on the card, where that was asked and answered. */
  missing?: string;
};

/** Reads the submitted form. Tolerates anything; unknown tags are dropped. */
export const readVerdictModal = (stateValues: unknown): VerdictInput => {
  const reason = read(stateValues, INPUTS.reason).text;
  const fact = read(stateValues, INPUTS.convinced_by).text;
  const missing = read(stateValues, INPUTS.missing).text;
  return {
    ...(reason === '' ? {} : { reason_code: reason }),
    ...(fact === '' ? {} : { convinced_by: fact }),
    rationale: read(stateValues, INPUTS.rationale).text.slice(0, LIMITS.inputValue),
    tags: read(stateValues, INPUTS.tags).many.filter((tag) => TAGS.some(({ id }) => id === tag)),
    ...readDocumented(stateValues),
    ...(missing === '' ? {} : { missing: missing.slice(0, LIMITS.inputValue) }),
  };
};

const readDocumented = (stateValues: unknown): Pick<VerdictInput, 'documented'> => {
  const prefix = documentBlockId('');
  const blocks = Object.keys(record(stateValues)).filter((block) => block.startsWith(prefix));
  if (blocks.length === 0) return {};
  const fields = blocks
    .slice(0, LIMITS.blocksPerView)
    .map((block) => [block.slice(prefix.length), read(stateValues, block).text.slice(0, LIMITS.inputValue)]);
  return { documented: Object.fromEntries(fields) };
};

/** What is missing, by block id, as Slack shows it under the inputs; empty when nothing is. */
export const verdictErrors = (input: VerdictInput, rules: VerdictRules): Record<string, string> => {
  const errors: Record<string, string> = {};
  if (input.reason_code === undefined || !rules.reasons.includes(input.reason_code)) {
    errors[INPUTS.reason] = 'Choose the reason that comes closest; Other is one of them.';
  }
  for (const label of rules.document ?? [])
    if ((input.documented?.[label] ?? '') === '')
      errors[documentBlockId(label)] = 'Your role documents this: fill it in.';
  const needsFact = rules.facts.length > 0 && input.reason_code !== OTHER_REASON.id;
  if (needsFact && !rules.facts.includes(input.convinced_by ?? '')) {
    errors[INPUTS.convinced_by] = 'Choose the fact that convinced you most.';
  }
  if (input.rationale === '' && (rules.rationale === 'required' || input.reason_code === OTHER_REASON.id)) {
    errors[INPUTS.rationale] =
      input.reason_code === OTHER_REASON.id
        ? 'Say which other reason: a sentence is enough.'
        : 'Say why: a sentence is enough.';
  }
  return errors;
};

/** The text that is kept: the person's own, after the fact that convinced them where one was asked for. */
export const rationaleOf = ({ rationale, convinced_by }: VerdictInput, { facts }: CardView): string => {
  const fact = facts.find(({ definition }) => definition.name === convinced_by);
  const convinced = fact === undefined ? '' : `Convinced by ${line(fact.label, 80)}`;
  return [convinced, rationale].filter((part) => part !== '').join('. ');
};
