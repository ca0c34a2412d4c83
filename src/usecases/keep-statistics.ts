import type { Decision, Revision } from '../core/decision/decision.ts';
import { isAutomatic } from '../core/policy/levels.ts';
import type { DecisionType } from '../core/policy/policy.ts';
import { traitsOf } from '../core/policy/similarity.ts';
import {
  dayOf,
  keyIn,
  keyOf,
  sizeOf,
  type Tallied,
  type TallyCounts,
  type TallyScope,
} from '../core/policy/tally.ts';
import type { Case } from '../core/review/case.ts';
import type { Review } from '../core/review/review.ts';
import type { Addition } from '../ports.ts';
import type { Statistics } from './read-statistics.ts';

type By = Partial<TallyCounts>;
/** Sums of amounts differ from those that routing saw by what adding in another order makes of them. */
const ROUNDING = 1e-6;

/**
 * What a new decision adds to the running counts, for the change that stores it. One that would run by itself is
 * refused there when others have asked for or executed what it did not know of: it is routed again.
 */
export const countIntake = (
  decision: Decision,
  revision: Revision,
  type: DecisionType,
  { askedToday }: Statistics,
): Addition[] => {
  const tallied = talliedOf(decision, revision, type);
  const day = dayOf(decision.created_at);
  const size = sizeOf(tallied);
  if (!isAutomatic(decision.level))
    return inOneOrder([
      ...add('subject', tallied, day, { asked: 1 }),
      ...add('asked', tallied, day, { total: size?.value }),
      ...(decision.shadow ? [] : add('queue', tallied, 0, { cases: 1 })),
    ]);
  const cap = size === undefined ? undefined : type.exposure_cap?.[size.currency];
  return inOneOrder([
    ...add(
      'subject',
      tallied,
      day,
      { asked: 1, cases: 1 },
      askedToday === undefined ? {} : { onlyIf: { asked: askedToday } },
    ),
    ...add('asked', tallied, day, { total: size?.value }),
    ...add(
      'executed',
      tallied,
      day,
      { cases: 1, total: size?.value },
      cap === undefined ? {} : { atMost: { total: cap + ROUNDING } },
    ),
    ...ended(tallied, day, { cases: 1 }, ['type', 'model']),
  ]);
};

type Reviewed = Case & { review: Review };

/** What the change of a review adds to the running counts: what ended, was withdrawn, revised or found out. */
export const countChange = (before: Reviewed, after: Reviewed, type: DecisionType): Addition[] => {
  const isSettled = before.review.status !== 'settled' && after.review.status === 'settled';
  if (after.review.kind === 'audit') return isSettled ? countAudit(after, type) : [];
  const was = talliedOf(before.decision, before.revision, type);
  const is = talliedOf(after.decision, after.revision, type);
  const { disposition, overridden, created_at } = after.decision;
  const day = dayOf(created_at);
  const isWithdrawn = isSettled && disposition === 'cancelled';
  const changes: Addition[] = [];
  if (isSettled || was.queue !== is.queue) changes.push(...add('queue', was, 0, { cases: -1 }));
  if (!isSettled && was.queue !== is.queue) changes.push(...add('queue', is, 0, { cases: 1 }));
  if (isWithdrawn || before.revision.revision !== after.revision.revision) {
    changes.push(...add('asked', was, day, { total: -(sizeOf(was)?.value ?? 0) }));
    if (!isWithdrawn) changes.push(...add('asked', is, day, { total: sizeOf(is)?.value }));
  }
  if (isSettled && (disposition === 'approved' || disposition === 'rejected' || disposition === 'modified')) {
    const counts =
      overridden === null ? { cases: 1 } : { cases: 1, reviewed: 1, overridden: Number(overridden) };
    const ends = dayOf(after.decision.resolved_at ?? created_at);
    changes.push(...ended(is, ends, counts, ['type', 'model', 'subject', 'group']));
  }
  return inOneOrder(changes);
};

/**
 * What a later truth adds to the running counts. Of several about one decision the last counts, on the day on which
 * the decision ended.
 */
export const countOutcome = (
  { decision, revision, type }: { decision: Decision; revision: Revision; type: DecisionType },
  known: string | undefined,
  correct: string,
): Addition[] => {
  const tallied = talliedOf(decision, revision, type);
  const truth = (answer: string | null | undefined): By =>
    answer === undefined || answer === null
      ? {}
      : {
          checked: known === undefined ? 1 : 0,
          wrong: Number(answer !== correct) - Number(known !== undefined && answer !== known),
        };
  const day = dayOf(decision.resolved_at ?? decision.created_at);
  const byPeople = decision.disposition === 'approved' || decision.disposition === 'rejected';
  return inOneOrder([
    ...foundOut(tallied, day, truth(revision.body.recommendation?.option)),
    ...(byPeople ? add('group', tallied, day, truth(decision.option)) : []),
  ]);
};

const countAudit = ({ decision, revision, review }: Reviewed, type: DecisionType): Addition[] => {
  const recommended = revision.body.recommendation?.option;
  const correct = review.verdicts.at(-1)?.option;
  if (recommended === undefined || correct === undefined || review.right === null) return [];
  const day = dayOf(decision.resolved_at ?? decision.created_at);
  const by = { checked: 1, wrong: Number(recommended !== correct) };
  return inOneOrder(foundOut(talliedOf(decision, revision, type), day, by));
};

const foundOut = (tallied: Tallied, day: number, by: By): Addition[] =>
  (['type', 'model', 'subject'] as const).flatMap((scope) => add(scope, tallied, day, by));

/** A decided case, for all that is told of decided cases: rates, trust, likeness. */
const ended = (tallied: Tallied, day: number, by: By, scopes: TallyScope[]): Addition[] => {
  const traits = traitsOf(tallied.type, tallied.submission);
  return [
    ...scopes.flatMap((scope) => add(scope, tallied, day, by)),
    ...add('subject_ever', tallied, 0, { cases: 1 }),
    ...(traits.length === 0 ? [] : add('fact', tallied, 0, { cases: 1 })),
    ...traits.flatMap((trait): Addition[] => {
      if (trait.kind === 'absent') return [];
      const { kind, parts } = trait;
      const scope = kind === 'number' ? 'fact' : 'category';
      const sums = kind === 'number' ? { total: trait.value, squares: trait.value ** 2 } : {};
      return [
        { add: 'tallies', key: { scope, key: keyOf(parts, tallied), day: 0 }, by: { cases: 1, ...sums } },
      ];
    }),
  ];
};

const talliedOf = (decision: Decision, { body }: Revision, type: DecisionType): Tallied => ({
  type,
  submission: body,
  queue: decision.queue,
  shadow: decision.shadow,
});

/** Nothing where the decision has no such tally, or nothing changes. */
const add = (
  scope: TallyScope,
  tallied: Tallied,
  day: number,
  by: By,
  guard: Pick<Addition, 'onlyIf' | 'atMost'> = {},
): Addition[] => {
  const key = keyIn(scope, tallied);
  const changes = Object.values(by).some((value) => value !== undefined && value !== 0);
  return key === undefined || !changes ? [] : [{ add: 'tallies', key: { scope, key, day }, by, ...guard }];
};

/** Two changes that add to the same rows take them in the same order: on a database with row locks neither waits for ever. */
const inOneOrder = (additions: Addition[]): Addition[] => {
  const place = ({ key: { scope, key, day } }: Addition): string => `${scope} ${key} ${day}`;
  return additions.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
};
