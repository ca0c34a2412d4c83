import type { KnownBlock } from '@slack/types';
import { digestOf } from '../src/core/decision/canonical.ts';
import type { Values } from '../src/core/decision/decision.ts';
import { formatFact } from '../src/core/decision/facts.ts';
import type { FactValue } from '../src/core/decision/submission.ts';
import type { CardView, FactView } from '../src/core/review/card-view.ts';
import { factMrkdwn } from './fact-text.ts';
import { context, section } from './pieces.ts';
import { outside } from './text.ts';
import type { Form } from './wire.ts';

/** What a form of facts holds at a moment: what differs from what stands, and by block id what does not fit. */
export type Entered = { values: Values; problems: Record<string, string> };

/** Changes in one list, and characters of each side; what is cut stands whole in its input above. */
const SHOWN = 12;
const SIDE = 80;
/** Escaped characters of all lines together: the section that holds them is cut at 3,000. */
const ROOM = 2_700;
const BEHIND = '*Not sent yet:* the list did not show all of this when you pressed. Press again to send it.';

/**
 * Right below the values, where whoever goes on to the reason passes it: what will be sent, old → new. The end of a form
 * would be out of sight, since its button stays in view whatever is scrolled.
 * @param behind the person pressed while another list stood there
 */
export const changeList = (
  facts: FactView[],
  { values, problems }: Entered,
  behind = false,
): KnownBlock[] => {
  const changed = facts.flatMap((fact) => {
    const value = fact.masked ? undefined : values[fact.definition.name];
    return value === undefined ? [] : [{ fact, value }];
  });
  const unfit = Object.values(problems);
  if (changed.length === 0 && unfit.length === 0)
    return [context('Nothing is changed yet. What you change is listed here before you send it.')];
  const shown = fitting(changed.map(({ fact, value }) => changeLine(fact, value)));
  const rest = changed.slice(shown.length).map(({ fact }) => outside(fact.label, 40));
  const notes = [
    ...(rest.length === 0 ? [] : [`You also change ${firstOf(rest)}.`]),
    ...unfit.slice(0, 5).map((problem) => `Does not fit yet: ${outside(problem, 150)}`),
  ];
  const head = [...(behind ? [BEHIND] : []), '*You change*'];
  return [
    ...(shown.length === 0 ? [] : [section([...head, ...shown].join('\n'))]),
    ...(notes.length === 0 ? [] : [context(...notes)]),
  ];
};

const fitting = (lines: string[]): string[] => {
  let room = ROOM;
  return lines.slice(0, SHOWN).filter((line) => {
    room -= line.length + 1;
    return room >= 0;
  });
};

const firstOf = (labels: string[]): string => {
  const more = labels.length - SHOWN;
  return `${labels.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

const changeLine = ({ definition, label, text, missing }: FactView, value: FactValue): string => {
  const now = formatFact(definition, value);
  const to = factMrkdwn(definition, now, SIDE);
  const from = missing ? 'not given' : factMrkdwn(definition, text, SIDE);
  const name = outside(label, 60);
  return from === to ? `${name}: changed further on, as it stands above` : `${name}: ${from} → *${to}*`;
};

/** What the form changes before anybody types. */
export const proposedChanges = ({ proposed, facts }: CardView): Entered => ({
  values: Object.fromEntries(
    facts.flatMap(({ definition: { name, modifiable }, value }) => {
      const other = proposed?.values[name];
      const differs = modifiable && other !== undefined && JSON.stringify(other) !== JSON.stringify(value);
      return differs ? [[name, other]] : [];
    }),
  ),
  problems: {},
});

/** Tells two lists apart, as they read; it goes with the form, so that what is sent can be held to what was listed. */
export const listMark = (facts: FactView[], entered: Entered): string =>
  digestOf(changeList(facts, entered), 16);

/** Goes with a form that was drawn again: which list it shows. */
export const listedAs = ({ facts }: CardView, entered: Entered | undefined): Pick<Form, 'listed'> =>
  entered === undefined ? {} : { listed: listMark(facts, entered) };

/** The same as on top of the list, at the end of the form, where whoever pressed looks. */
export const behindLine = (behind: boolean): KnownBlock[] => (behind ? [context(BEHIND)] : []);
