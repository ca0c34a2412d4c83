import type { KnownBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import { factInputs, told } from './fact-input.ts';
import { LIMITS } from './limits.ts';
import { changeList, type Entered } from './modify-changes.ts';
import { leftOut } from './modify-modal.ts';
import { submitWords } from './modify-words.ts';
import { context, header } from './pieces.ts';
import { outside } from './text.ts';

/** Room for the rest of a form beside the facts. */
const MAX_FACTS = LIMITS.blocksPerView - 18;

/**
 * Inputs for the values of the answer with changes, in a form that holds every answer, and below them what is changed;
 * none where that answer is not possible.
 * @param entered what the person has entered, where the form is drawn again
 * @param behind the person pressed while the list showed something else
 */
export const valueInputs = (view: CardView, entered: Entered | undefined, behind: boolean): KnownBlock[] => {
  if (view.modify === null) return [];
  const modifiable = view.facts.filter(({ definition, masked }) => definition.modifiable && !masked);
  const { inputs, left } = factInputs(modifiable, MAX_FACTS);
  return [
    header('Values'),
    context(
      `Only for *${outside(submitWords(view), 75)}*: change what should be different from what was submitted.`,
    ),
    ...inputs.map(told),
    ...(left.length === 0 ? [] : [context(leftOut(left))]),
    ...changeList(view.facts, entered ?? NOTHING, behind),
  ];
};

const NOTHING: Entered = { values: {}, problems: {} };
