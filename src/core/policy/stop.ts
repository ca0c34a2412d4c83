import type { Actor } from '../actor.ts';
import type { Instant } from '../time.ts';
import { flag } from './flags.ts';
import { isAutomatic, type Level } from './levels.ts';
import type { DecisionType, Policy } from './policy.ts';
import { note, type RouteDraft } from './route-draft.ts';
import { quoted, utcMinute } from './wording.ts';

/** Somebody who stopped or started a type; `name` is how sentences call them. */
export type StopActor = Actor & { name: string };

/** Nothing of the type runs by itself from `at` on, until a named person starts it again. */
export type Stop = {
  id: string;
  type: string;
  by: StopActor;
  at: Instant;
  reason: string;
  /** Null while the stop is in force. */
  started_by: StopActor | null;
  started_at: Instant | null;
  start_reason: string | null;
};

/** The role whose members may stop and start every type, where the policy has it. */
export const MANAGERS = 'managers';

/** Roles whose members may stop and start a type. */
export const stoppers = (type: DecisionType, { roles }: Policy): string[] =>
  roles[MANAGERS] === undefined || type.deciders.includes(MANAGERS)
    ? type.deciders
    : [...type.deciders, MANAGERS];

/** After the rules: what would run by itself is reviewed while its type is stopped. */
export const applyStop = (draft: RouteDraft, level: Level): Level => {
  const { stop } = draft.input;
  if (stop === undefined) return level;
  const { by, at, reason } = stop;
  const why = reason === '' ? '' : `: ${quoted(reason)}`;
  const saw = `Stopped by ${quoted(by.name)} at ${utcMinute(at)}${why}`;
  if (!isAutomatic(level)) {
    note(draft, 'stop', saw, 'It waits for a person anyway');
    return level;
  }
  flag(draft, 'stopped', saw);
  note(draft, 'stop', saw, `From ${level.replaceAll('_', ' ')} to review`, { raise_to: 'review' });
  return 'review';
};
