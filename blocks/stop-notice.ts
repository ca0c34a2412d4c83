import type { DecisionType } from '../src/core/policy/policy.ts';
import type { Stop, StopActor } from '../src/core/policy/stop.ts';
import { type CardMessage, section } from './pieces.ts';
import { moment, outside, personLink } from './text.ts';

/**
 * What the channel in which a type is asked is told once when somebody stops or starts it: who, why, since when, and
 * what it means. What announced a stop says later that it is over.
 */
export const stopNotice = (
  stop: Stop,
  { name, label }: DecisionType,
  what: 'stop' | 'start',
): CardMessage => {
  const type = `${outside(label, 60)} (${outside(name, 60)})`;
  const lines = what === 'stop' ? stopped(stop, type) : started(stop, type);
  return { text: lines[0].replaceAll('*', ''), blocks: [section(lines.join('\n'))] };
};

type Lines = [string, ...string[]];

const stopped = (stop: Stop, type: string): Lines => {
  const { by, at, reason, started_by, started_at } = stop;
  const first = `⏹️ *${type} was stopped* by ${actor(by)}, ${moment(at)}${because(reason)}`;
  if (started_by !== null && started_at !== null)
    return [first, `It is over: ${actor(started_by)} started it again, ${moment(started_at)}.`];
  return [
    first,
    `From the next decision on everything of it waits for people; nothing runs by itself. What ran before stays as it is. It lasts until somebody runs \`/handraise start ${outside(stop.type, 60)}\`.`,
  ];
};

const started = ({ by, at, reason, started_by, started_at, start_reason }: Stop, type: string): Lines => [
  `▶️ *${type} runs by itself again*, started by ${actor(started_by ?? by)}, ${moment(started_at ?? at)}${because(start_reason ?? '')}`,
  `From the next decision on it runs by itself where the policy says so. What waits for people goes on waiting for them. It had been stopped by ${actor(by)}, ${moment(at)}${because(reason)}`,
];

const because = (reason: string): string => (reason === '' ? '.' : `: “${outside(reason, 300)}”`);

/** A person is mentioned; what acted through a source is named. */
const actor = ({ kind, id, name }: StopActor): string =>
  kind === 'person' ? personLink({ id, name }) : outside(name, 120);
