import type { Case } from '../review/case.ts';
import type { DecisionEvent } from './decision.ts';

/**
 * What became of a decision when somebody looked at it again, in sentences for the person that it is about: audits, and
 * what they asked for themselves. Nothing of a look that is not over, unless they asked for it.
 */
export const secondLooks = ({ decision, events }: Case): string[] => {
  const said = events.flatMap((event) => sentence(event));
  const asked = events.findLastIndex(({ type }) => type === 'contested');
  const isAnswered = events.slice(asked + 1).some(endsLook);
  if (asked === -1 || isAnswered) return said;
  return [
    ...said,
    decision.status === 'resolved'
      ? 'The person concerned asked for a human; somebody who has not decided it looks at it again.'
      : 'The person concerned has asked for a human, and one will decide it.',
  ];
};

/** The sentence that ends every explanation: how to ask for a human. */
export const howToContest = ({ decision }: Case): string =>
  decision.status === 'resolved'
    ? 'The person concerned can ask for a human who has not decided it to look at it again: ask the system that you dealt with to contest this decision.'
    : 'The person concerned can ask for a human at any time: ask the system that you dealt with to contest this decision.';

const endsLook = ({ type, data }: DecisionEvent): boolean =>
  (type === 'corrected' || type === 'audit_agreed' || type === 'audit_disagreed') &&
  data.review_id !== undefined;

const sentence = (event: DecisionEvent): string[] => {
  const { data } = event;
  const isAsked = data.because === 'contest';
  if (event.type === 'corrected' && data.review_id === undefined)
    return [
      `It was corrected afterwards: ${data.was === data.now ? 'other values would have been right' : `another answer would have been right, ${String(data.now)}`}.${whyOf(event)}`,
    ];
  if (!endsLook(event)) return [];
  const who = isAsked
    ? 'Because the person concerned asked, somebody who had not decided it looked at it again'
    : 'A person checked it afterwards';
  const why = whyOf(event);
  if (event.type === 'audit_agreed') return [`${who} and agreed.${why}`];
  const correct = event.type === 'corrected' ? data.now : data.correct_option;
  return [`${who} and came to another answer: ${String(correct)}.${why}`];
};

const whyOf = ({ data }: DecisionEvent): string =>
  typeof data.reason === 'string' && data.reason !== '' ? ` Their reason: ${ended(data.reason)}` : '';

/** A sentence with its full stop. */
export const ended = (text: string): string => {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
};
