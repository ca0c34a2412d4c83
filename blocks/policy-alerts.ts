import type { EmptySeat, GoneTypes } from '../src/core/review/unanswerable.ts';
import { type CardMessage, section } from './pieces.ts';
import { count, outside } from './text.ts';

const MOST_NAMED = 20;

/** To those who look after the policy: what waits though its type is gone, and what can be done. */
export const goneTypesAlert = ({ types }: GoneTypes): CardMessage => {
  const decisions = types.reduce((sum, one) => sum + one.decisions, 0);
  const audits = types.reduce((sum, one) => sum + one.audits, 0);
  const waiting = [
    ...(decisions === 0 ? [] : [count(decisions, 'decision')]),
    ...(audits === 0 ? [] : [count(audits, 'audit')]),
  ].join(' and ');
  const stuck = types.reduce((sum, one) => sum + (one.stuck ?? 0), 0);
  const verb = decisions + audits === 1 ? 'waits' : 'wait';
  const text = `${waiting} ${verb} of ${types.length === 1 ? 'a type' : 'types'} that the policy has no more, so nobody can answer.`;
  const named = types.slice(0, MOST_NAMED).map(lineOf);
  const more = types.length - named.length;
  const rest = more > 0 ? [`• and ${count(more, 'type')} more`] : [];
  return {
    text,
    blocks: [
      section([`*${text}*`, ...named, ...rest].join('\n')),
      section(
        `Nothing is lost, and time does nothing about ${decisions + audits === 1 ? 'it' : 'them'}. ${whatToDo(decisions, stuck)}`,
      ),
    ],
  };
};

/** Only a source that is still there can cancel, and take the answer. */
const whatToDo = (decisions: number, stuck: number): string => {
  const back = `Bring the type ${stuck === 0 ? '' : 'and its source '}back into the policy, and all goes on where it stood`;
  if (decisions === 0) return `${back}.`;
  if (stuck === 0) return `${back}; or have the source cancel what is not wanted any more.`;
  const whose = `${stuck === 1 ? 'its' : 'their'} source left the policy as well`;
  return stuck === decisions
    ? `${back}. Until then nobody can cancel ${stuck === 1 ? 'it' : 'them'} either, since ${whose}.`
    : `${back}; or have the source cancel what is not wanted any more. Nobody can cancel ${stuck} of them, since ${whose}.`;
};

const lineOf = ({ type, decisions, audits, stuck = 0 }: GoneTypes['types'][number]): string => {
  const parts = [
    ...(decisions === 0 ? [] : [`${count(decisions, 'decision')} open`]),
    ...(stuck === 0 ? [] : [`${stuck} of a source that left as well`]),
    ...(audits === 0 ? [] : [`${count(audits, 'audit')} open`]),
  ];
  return `• *${outside(type, 80)}*: ${parts.join(', ')}`;
};

/** The same: what waits for a role that nobody holds. */
export const emptySeatAlert = ({ role, decisions, more }: EmptySeat): CardMessage => {
  const all = decisions.length + more;
  const text = `Nobody holds the role *${outside(role, 60)}*, for which ${count(all, 'decision')} ${all === 1 ? 'waits' : 'wait'}.`;
  const named = decisions.map(({ title, seat, of }) => `• ${outside(title, 150)} (seat ${seat} of ${of})`);
  const rest = more > 0 ? [`• and ${more} more`] : [];
  return {
    text,
    blocks: [
      section([text, ...named, ...rest].join('\n')),
      section(
        'Nobody else can take that place. Give somebody the role, in Slack or in the policy, and they are asked; until then no answer comes.',
      ),
    ],
  };
};
