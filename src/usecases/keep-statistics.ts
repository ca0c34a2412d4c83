import type { Decision, Revision } from '../core/decision/decision.ts';
import {
  countAnswered,
  countIntake,
  countRevised,
  countTruth,
  countWaiting,
  countWithdrawn,
  isAnswered,
  type TallyAddition,
} from '../core/policy/counting.ts';
import { isAutomatic } from '../core/policy/levels.ts';
import type { Statistics } from '../core/policy/look-up.ts';
import type { DecisionType } from '../core/policy/policy.ts';
import type { Tallied } from '../core/policy/tally.ts';
import { isUnseen } from '../core/review/batch.ts';
import type { Case } from '../core/review/case.ts';
import { correctedOption, correctionsIn } from '../core/review/corrections.ts';
import type { Review } from '../core/review/review.ts';
import type { Addition, Write } from '../ports.ts';

/**
 * What a new decision adds to the running counts, for the change that stores it. One that would run by itself is
 * refused there when others have asked for or executed what it did not know of: it is routed again.
 */
export const keepIntake = (
  decision: Decision,
  revision: Revision,
  type: DecisionType,
  { askedToday }: Statistics,
): Addition[] =>
  additions(
    countIntake(talliedOf(decision, revision, type), {
      at: decision.created_at,
      automatic: isAutomatic(decision.level),
      askedToday,
    }),
  );

type Reviewed = Case & { review: Review };

/** What the change of a review adds to the running counts: what ended, was withdrawn, revised or found out. */
export const keepChange = (before: Reviewed, after: Reviewed, type: DecisionType): Write[] => {
  const isSettled = before.review.status !== 'settled' && after.review.status === 'settled';
  if (after.review.kind === 'audit') return isSettled ? keepAudit(after, type) : [];
  const was = talliedOf(before.decision, before.revision, type);
  const is = talliedOf(after.decision, after.revision, type);
  const { created_at } = after.decision;
  const counts: TallyAddition[] = [];
  if (isSettled || was.queue !== is.queue) counts.push(...countWaiting(was, -1));
  if (!isSettled && was.queue !== is.queue) counts.push(...countWaiting(is, 1));
  if (isSettled && after.decision.disposition === 'cancelled')
    counts.push(...countWithdrawn(was, created_at));
  else if (before.revision.revision !== after.revision.revision)
    counts.push(...countRevised(was, is, created_at));
  if (isSettled) counts.push(...countEnd(after, is));
  return [...additions(counts), ...keepCorrection(before, after, type)];
};

/** A decision that ends, with what was found out about it while it waited. */
const countEnd = ({ decision, review }: Reviewed, tallied: Tallied): TallyAddition[] => {
  const { disposition, correct } = decision;
  const overridden = review.verdicts.some(isUnseen) ? null : decision.overridden;
  const at = decision.resolved_at ?? decision.created_at;
  return [
    ...(isAnswered(disposition) ? countAnswered(tallied, { at, overridden }) : []),
    ...(correct === null ? [] : countTruth(tallied, { ...decision, at }, { before: null, correct })),
  ];
};

/** What a person corrects is a truth like any other: the latest counts, once. */
const keepCorrection = (before: Reviewed, after: Reviewed, type: DecisionType): Write[] => {
  const news = correctionsIn(after.events.slice(before.events.length)).at(-1);
  const correct = news && correctedOption(news);
  return correct === undefined ? [] : keepTruth({ ...after, type }, correct);
};

const keepAudit = ({ decision, revision, review }: Reviewed, type: DecisionType): Write[] => {
  const correct = review.verdicts.at(-1)?.option;
  return correct === undefined || review.right === null
    ? []
    : keepTruth({ decision, revision, type }, correct);
};

/**
 * Keeps what turned out true of a decision, from an audit or from its source: the latest counts, once. Bound to what
 * was held true before: an audit and an outcome that come at the same moment would both count else.
 * @param correct the option that would have been right
 */
export const keepTruth = (
  { decision, revision, type }: { decision: Decision; revision: Revision; type: DecisionType | undefined },
  correct: string,
): Write[] => {
  const { id, status, correct: before } = decision;
  const keep: Write = { update: 'decisions', where: { id, status, correct: before }, set: { correct } };
  // What waits counts when it ends; types that the policy no longer has are no longer counted.
  if (status === 'pending' || type === undefined) return [keep];
  const at = decision.resolved_at ?? decision.created_at;
  const tallied = talliedOf(decision, revision, type);
  return [keep, ...additions(countTruth(tallied, { ...decision, at }, { before, correct }))];
};

const talliedOf = (decision: Decision, { body }: Revision, type: DecisionType): Tallied => ({
  type,
  submission: body,
  queue: decision.queue,
  shadow: decision.shadow,
});

/** Two changes that add to the same rows take them in the same order: on a database with row locks neither waits for ever. */
const additions = (counts: TallyAddition[]): Addition[] => {
  const place = ({ key: { scope, key, day } }: TallyAddition): string => `${scope} ${key} ${day}`;
  return counts
    .toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
    .map((count) => ({ add: 'tallies', ...count }));
};
