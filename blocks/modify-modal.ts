import type { KnownBlock } from '@slack/types';
import type { Values } from '../src/core/decision/decision.ts';
import { factOf, readFact } from '../src/core/decision/facts.ts';
import type { Facts } from '../src/core/decision/submission.ts';
import type { FactDefinition } from '../src/core/policy/policy.ts';
import type { CardView, FactView } from '../src/core/review/card-view.ts';
import { asTyped, factBlockId, factInput, factInputs, told } from './fact-input.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { behindLine, changeList, type Entered, listedAs, proposedChanges } from './modify-changes.ts';
import { buttonWords } from './modify-words.ts';
import { hearer } from './origin.ts';
import { context, type Modal, section } from './pieces.ts';
import { documentInputs, explainInput, missingInput, reasonInput, tagsInput } from './reason-inputs.ts';
import { outside, personName, plain } from './text.ts';
import {
  blindNote,
  modalTitle,
  readVerdictModal,
  type VerdictInput,
  verdictErrors,
} from './verdict-modal.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

/** Room for the question, reason, what a role documents, explanation, tags, notes and the list of changes beside the facts. */
const MAX_FACTS = LIMITS.blocksPerView - 34;

/**
 * The form to approve with other values: one input for each fact that may be changed, filled with what stands, and below
 * them what is changed. `view.modify` says which option the changed thing is approved by.
 * @param entered what the person has entered, where the form is drawn again; its inputs stay as they were first drawn,
 *   since Slack keeps what was typed in inputs that do not change
 * @param behind the person pressed while the list showed something else
 */
export const modifyModal = (
  view: CardView,
  form: Omit<Form, 'option'>,
  entered?: Entered,
  behind = false,
): Modal => {
  const modifiable = view.facts
    .filter(({ definition, masked }) => definition.modifiable && !masked)
    .map((fact) => withProposed(fact, view));
  const { inputs, left } = factInputs(modifiable, MAX_FACTS);
  const changes = entered ?? proposedChanges(view);
  return {
    type: 'modal',
    callback_id: CALLBACKS.modify,
    private_metadata: encodeForm({
      ...form,
      ...(view.modify === null ? {} : { option: view.modify.option }),
      ...listedAs(view, entered),
    }),
    title: plain(modalTitle('Modify', view), LIMITS.modalTitle),
    submit: plain(buttonWords(view, changes), LIMITS.modalButton),
    close: plain('Cancel', LIMITS.modalButton),
    blocks: [
      section(`*${outside(view.question, 300)}*`),
      context(
        'Change what should be different; the rest stays as it is. Changed values are sent with your answer.',
      ),
      ...blindNote(view),
      ...proposedLine(view),
      ...inputs.map(told),
      ...(left.length === 0 ? [] : [context(leftOut(left))]),
      ...changeList(view.facts, changes, behind),
      reasonInput(view.modify?.reasons ?? []),
      ...documentInputs(view.document),
      explainInput(true, hearer(view)),
      tagsInput(),
      ...missingInput(view.asks_what_was_missing),
      ...behindLine(behind),
    ],
  };
};

/** What somebody else proposes stands in the form, so that agreeing with it needs no copying. */
const withProposed = (fact: FactView, { proposed }: CardView): FactView => {
  const value = proposed?.values[fact.definition.name];
  return value === undefined ? fact : { ...fact, value };
};

const proposedLine = ({ proposed }: CardView): KnownBlock[] =>
  proposed === null || Object.keys(proposed.values).length === 0
    ? []
    : [context(`The form holds what ${outside(personName(proposed.by), 80)} proposes.`)];

export const leftOut = (facts: FactView[]): string =>
  `Too long or too many to change here: ${facts
    .slice(0, 10)
    .map(({ label }) => outside(label, 40))
    .join(', ')}. Use Request info to have the source send them again.`;

export type ModifyInput = VerdictInput & {
  /** Facts that differ from what stands, read by their kind. */
  values: Values;
  /** By block id: what does not fit. */
  problems: Record<string, string>;
};

/**
 * Reads the submitted form against the definitions and the facts that stand. Tolerates anything; inputs for facts
 * that cannot be modified are ignored.
 */
export const readModifyModal = (
  stateValues: unknown,
  definitions: FactDefinition[],
  facts: Facts,
): ModifyInput => ({
  ...readVerdictModal(stateValues),
  ...readFactInputs(
    stateValues,
    definitions.filter(({ modifiable }) => modifiable),
    facts,
  ),
});

/**
 * Reads fact inputs: what changed, and what does not fit. Empty inputs change nothing, and neither do texts and lists that
 * come back as their inputs held them.
 */
export const readFactInputs = (
  stateValues: unknown,
  definitions: FactDefinition[],
  facts: Facts,
): Entered => {
  const values: Values = {};
  const problems: Record<string, string> = {};
  for (const definition of definitions) {
    const block = factBlockId(definition.name);
    const { text } = read(stateValues, block);
    const current = factOf(facts, definition.name);
    if (text === '' || text === asTyped(current).trim()) continue;
    const found = readFact(definition, text, current);
    if (!found.ok) problems[block] = `${definition.label} ${found.error}.`;
    else if (JSON.stringify(found.value) !== JSON.stringify(current)) values[definition.name] = found.value;
  }
  return { values, problems };
};

/** What is wrong or missing, by block id; empty when the changes can be submitted. */
export const modifyErrors = (input: ModifyInput, view: CardView): Record<string, string> => {
  const reasons = (view.modify?.reasons ?? []).map(({ id }) => id);
  const errors = {
    ...verdictErrors(input, { reasons, rationale: 'required', facts: [], document: view.document }),
    ...input.problems,
  };
  const first = view.facts.find((fact) => fact.definition.modifiable && factInput(fact) !== undefined);
  if (
    Object.keys(input.values).length === 0 &&
    Object.keys(input.problems).length === 0 &&
    first !== undefined
  ) {
    errors[factBlockId(first.definition.name)] =
      'Nothing was changed. Change a value, or cancel and approve it as it is.';
  }
  return errors;
};
