import type { Instant } from '../time.ts';
import type { StatName } from './stats.ts';
import { dayOf, keyIn, sizeOf, type Tallied, type TallyCounts, type TallyScope } from './tally.ts';

/** A look-up of running counts: all of `scope` and `key` from day `from` on. */
export type TallyQuery = { scope: TallyScope; key: string; from: number };

/** The decision that is being routed. `standing` is its revision so far, which is among the counts already. */
export type Asked = Tallied & {
  now: Instant;
  standing?: { tallied: Tallied; at: Instant };
};

/** Of fewer cases than these a rate says nothing; of a subject there are never many. */
const LEAST = { type: 20, model: 20, group: 20, subject: 5 } as const;
type Rated = keyof typeof LEAST;

type Figure = {
  scope: TallyScope;
  /** Whole days before today that count as well; today alone is 0. Scopes without days have one row, of day 0. */
  days: number | 'ever';
  /** Undefined while too little is known. */
  of: (sum: TallyCounts, asked: Asked) => number | undefined;
};

const rate = (part: number, whole: number, least: number): number | undefined =>
  whole >= least ? part / whole : undefined;
const overrides = (scope: Rated, days: number): Figure => ({
  scope,
  days,
  of: ({ overridden, reviewed }) => rate(overridden, reviewed, LEAST[scope]),
});
const errors = (scope: Rated, days: number): Figure => ({
  scope,
  days,
  of: ({ wrong, checked }) => rate(wrong, checked, LEAST[scope]),
});
/** Sums of amounts come from many additions: what is far below a cent is noise. */
const exact = (sum: number): number => Math.round(sum * 1e6) / 1e6;

/** Which counts each figure is made of. All but the policy's age, which no tally knows. */
const FIGURES: Record<Exclude<StatName, 'policy_age_days'>, Figure> = {
  override_rate: overrides('type', 28),
  override_rate_7d: overrides('type', 7),
  error_rate: errors('type', 28),
  error_rate_7d: errors('type', 7),
  model_override_rate: overrides('model', 28),
  model_override_rate_7d: overrides('model', 7),
  model_error_rate: errors('model', 28),
  model_error_rate_7d: errors('model', 7),
  subject_override_rate: overrides('subject', 28),
  subject_override_rate_7d: overrides('subject', 7),
  subject_error_rate: errors('subject', 28),
  subject_error_rate_7d: errors('subject', 7),
  group_override_rate: overrides('group', 28),
  group_override_rate_7d: overrides('group', 7),
  group_error_rate: errors('group', 28),
  group_error_rate_7d: errors('group', 7),
  subject_decisions: { scope: 'subject_ever', days: 'ever', of: ({ cases }) => cases },
  subject_requests_7d: {
    scope: 'subject',
    days: 7,
    of: ({ asked: before }, { standing }) => before + (standing === undefined ? 1 : 0),
  },
  subject_amount_7d: {
    scope: 'asked',
    days: 7,
    of: ({ total }, asked) => exact(total + (sizeOf(asked)?.value ?? 0) - standingSize(asked, 7)),
  },
  executed_today: { scope: 'executed', days: 0, of: ({ total }) => exact(total) },
};

/** What the revision that stands adds to the sum of its currency since `days` ago. */
const standingSize = ({ standing, now, ...asked }: Asked, days: number): number => {
  if (standing === undefined || dayOf(standing.at) < dayOf(now) - days) return 0;
  const before = sizeOf(standing.tallied);
  return before?.currency === sizeOf(asked)?.currency ? (before?.value ?? 0) : 0;
};

/** The look-ups that these figures need: none for a figure that this decision cannot have. */
export const queriesFor = (names: readonly StatName[], asked: Asked): Map<StatName, TallyQuery> => {
  const queries = new Map<StatName, TallyQuery>();
  for (const name of names) {
    if (name === 'policy_age_days') continue;
    const { scope, days } = FIGURES[name];
    const key = keyIn(scope, asked);
    const from = days === 'ever' ? 0 : dayOf(asked.now) - days;
    if (key !== undefined) queries.set(name, { scope, key, from });
  }
  return queries;
};

/** The figures as conditions see them, of the sums that were found. */
export const figuresOf = (
  found: ReadonlyMap<StatName, TallyCounts>,
  asked: Asked,
): Partial<Record<StatName, number>> => {
  const figures: Partial<Record<StatName, number>> = {};
  for (const [name, sum] of found) {
    const value = name === 'policy_age_days' ? undefined : FIGURES[name].of(sum, asked);
    if (value !== undefined && Number.isFinite(value)) figures[name] = value;
  }
  return figures;
};
