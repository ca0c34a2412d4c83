import type { Instant } from '../time.ts';
import type { Disposition } from './levels.ts';
import { traitsOf } from './similarity.ts';
import {
  dayOf,
  keyIn,
  keyOf,
  sizeOf,
  type Tallied,
  type TallyCounts,
  type TallyKey,
  type TallyScope,
} from './tally.ts';

type By = Partial<TallyCounts>;
/** What the row must still hold, and what its sums may not go above, or nothing is counted. */
type Guard = { onlyIf?: By; atMost?: By };
/** What is added to one row of running counts. */
export type TallyAddition = { key: TallyKey; by: By } & Guard;

/** Sums of amounts differ from those that routing saw by what adding in another order makes of them. */
const ROUNDING = 1e-6;

/**
 * What a new decision adds. One that would run by itself is bound to what it was routed by: it counts only while its
 * subject has asked for no more than `askedToday`, and while the day's cap holds.
 */
export const countIntake = (
  tallied: Tallied,
  { at, automatic, askedToday }: { at: Instant; automatic: boolean; askedToday?: number | undefined },
): TallyAddition[] => {
  const day = dayOf(at);
  const size = sizeOf(tallied);
  if (!automatic)
    return [
      ...add('subject', tallied, day, { asked: 1 }),
      ...add('asked', tallied, day, { total: size?.value }),
      ...(tallied.shadow ? [] : add('queue', tallied, 0, { cases: 1 })),
    ];
  const cap = size === undefined ? undefined : tallied.type.exposure_cap?.[size.currency];
  const asked = askedToday === undefined ? {} : { onlyIf: { asked: askedToday } };
  const capped = cap === undefined ? {} : { atMost: { total: cap + ROUNDING } };
  return [
    ...add('subject', tallied, day, { asked: 1, cases: 1 }, asked),
    ...add('asked', tallied, day, { total: size?.value }),
    ...add('executed', tallied, day, { cases: 1, total: size?.value }, capped),
    ...ended(tallied, day, { cases: 1 }, ['type', 'model']),
  ];
};

/** What a new revision changes: its subject asks for this instead. `at` is when the decision came in. */
export const countRevised = (was: Tallied, is: Tallied, at: Instant): TallyAddition[] => [
  ...countWithdrawn(was, at),
  ...add('asked', is, dayOf(at), { total: sizeOf(is)?.value }),
];

/** What is withdrawn was not asked for. */
export const countWithdrawn = (was: Tallied, at: Instant): TallyAddition[] =>
  add('asked', was, dayOf(at), { total: -(sizeOf(was)?.value ?? 0) });

/** What waits in a queue, or waits no more. */
export const countWaiting = (tallied: Tallied, by: 1 | -1): TallyAddition[] =>
  add('queue', tallied, 0, { cases: by });

/** An answer by people. `overridden` is null where they saw no recommendation. */
export const countAnswered = (
  tallied: Tallied,
  { at, overridden }: { at: Instant; overridden: boolean | null },
): TallyAddition[] => {
  const seen = overridden === null ? {} : { reviewed: 1, overridden: Number(overridden) };
  return ended(tallied, dayOf(at), { cases: 1, ...seen }, ['type', 'model', 'subject', 'group']);
};

/** Whether people answered: a lapse and a withdrawal are nobody's answer. */
export const isAnswered = (disposition: Disposition | null): boolean =>
  disposition === 'approved' || disposition === 'rejected' || disposition === 'modified';

/** How a decision ended, for what is found out about it later. */
export type Ended = { at: Instant; disposition: Disposition | null; option: string | null };

/**
 * What a truth about a decision that has ended adds, on the day on which it ended. A decision counts once, whatever
 * tells of it: an audit and an outcome, in either order, or several; `before` is what was held true until now, and the
 * new one replaces it.
 */
export const countTruth = (
  tallied: Tallied,
  { at, disposition, option }: Ended,
  { before, correct }: { before: string | null; correct: string },
): TallyAddition[] => {
  const truth = (answer: string | null | undefined): By =>
    answer === undefined || answer === null
      ? {}
      : {
          checked: before === null ? 1 : 0,
          wrong: Number(answer !== correct) - Number(before !== null && answer !== before),
        };
  const day = dayOf(at);
  const ofAi = truth(tallied.submission.recommendation?.option);
  const ofPeople = disposition === 'approved' || disposition === 'rejected' ? truth(option) : {};
  return [
    ...(['type', 'model', 'subject'] as const).flatMap((scope) => add(scope, tallied, day, ofAi)),
    ...(['model_score', 'type_score'] as const).flatMap((scope) => add(scope, tallied, 0, ofAi)),
    ...add('group', tallied, day, ofPeople),
  ];
};

/** A decided case, for all that is told of decided cases: rates, trust, likeness. */
const ended = (tallied: Tallied, day: number, by: By, scopes: TallyScope[]): TallyAddition[] => {
  const traits = traitsOf(tallied.type, tallied.submission);
  return [
    ...scopes.flatMap((scope) => add(scope, tallied, day, by)),
    ...add('subject_ever', tallied, 0, { cases: 1 }),
    ...(traits.length === 0 ? [] : add('fact', tallied, 0, { cases: 1 })),
    ...traits.flatMap((trait): TallyAddition[] => {
      if (trait.kind === 'absent') return [];
      const { kind, parts } = trait;
      const scope = kind === 'number' ? 'fact' : 'category';
      const sums = kind === 'number' ? { total: trait.value, squares: trait.value ** 2 } : {};
      return [{ key: { scope, key: keyOf(parts, tallied), day: 0 }, by: { cases: 1, ...sums } }];
    }),
  ];
};

/** Nothing where the decision has no such tally, or nothing changes. */
const add = (
  scope: TallyScope,
  tallied: Tallied,
  day: number,
  by: By,
  guard: Guard = {},
): TallyAddition[] => {
  const key = keyIn(scope, tallied);
  const changes = Object.values(by).some((value) => value !== undefined && value !== 0);
  return key === undefined || !changes ? [] : [{ key: { scope, key, day }, by, ...guard }];
};
