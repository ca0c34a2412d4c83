import { digestOf } from '../decision/canonical.ts';
import { factOf } from '../decision/facts.ts';
import { isMoney } from '../decision/money.ts';
import type { Money, Submission } from '../decision/submission.ts';
import { unreachable } from '../result.ts';
import type { Instant } from '../time.ts';
import type { DecisionType } from './policy.ts';
import { cellOf, scoreParts } from './score-cells.ts';

/**
 * What a tally is about. `subject_ever`, `queue`, `fact` and `category` have one row, of day 0, for all time.
 * `asked` are amounts of a subject, `executed` what ran by itself, `group` the people of a queue. `model_score` and
 * `type_score` tell checked cases apart by the score that the source gave them, for all time too; the first by model and
 * version as well.
 */
export type TallyScope =
  | 'type'
  | 'model'
  | 'subject'
  | 'subject_ever'
  | 'asked'
  | 'group'
  | 'executed'
  | 'queue'
  | 'fact'
  | 'category'
  | 'model_score'
  | 'type_score';

/** One row of running counts: what is counted, and the day (since 1970, in UTC) that it belongs to. */
export type TallyKey = { scope: TallyScope; key: string; day: number };

/** Running counts and sums. Each row uses those that fit its scope. */
export type TallyCounts = {
  /** Submitted. */
  asked: number;
  /** Decided by people or by themselves; of a queue those that wait; of a fact those that had it. */
  cases: number;
  /** Answered by people who saw a recommendation, and those of them in which they changed it. */
  reviewed: number;
  overridden: number;
  /** Those of which the truth is known, and those of them in which the recommendation was wrong. */
  checked: number;
  wrong: number;
  /** Sum of amounts or of a fact's values, and of their squares. */
  total: number;
  squares: number;
};

/** One decision, as far as tallies are told apart by it. Decisions of shadow sources have tallies of their own. */
export type Tallied = {
  type: DecisionType;
  submission: Submission;
  queue: string;
  shadow: boolean;
};

const DAY_MS = 86_400_000;
/** Hex characters of the digest that stands for a subject: tallies outlive an erasure, so they hold no names. */
const SUBJECT_LENGTH = 24;

/** Days since 1970, in UTC. */
export const dayOf = (at: Instant): number => Math.floor(at / DAY_MS);

/** The amount that sets the decision's consequence, as a size: money paid back counts as much as money paid. */
export const sizeOf = ({ type, submission }: Tallied): Money | undefined => {
  const value = type.amount === undefined ? undefined : factOf(submission.facts, type.amount.fact);
  return isMoney(value) ? { value: Math.abs(value.value), currency: value.currency } : undefined;
};

/** The key of a decision's tally in a scope; undefined when it has none, such as a decision about no subject. */
export const keyIn = (scope: TallyScope, tallied: Tallied): string | undefined => {
  const parts = partsIn(scope, tallied);
  return parts === undefined ? undefined : keyOf(parts, tallied);
};

export const keyOf = (parts: string[], { shadow }: Pick<Tallied, 'shadow'>): string =>
  JSON.stringify(shadow ? ['shadow', ...parts] : parts);

const partsIn = (scope: TallyScope, tallied: Tallied): string[] | undefined => {
  const { type, submission, queue } = tallied;
  switch (scope) {
    case 'model': {
      const { model, model_version = '' } = submission.recommendation ?? {};
      return model === undefined ? undefined : [type.name, model, model_version];
    }
    case 'subject':
    case 'subject_ever':
      return subjectOf(tallied);
    case 'asked': {
      const subject = subjectOf(tallied);
      const size = sizeOf(tallied);
      return subject === undefined || size === undefined ? undefined : [...subject, size.currency];
    }
    case 'executed': {
      const size = sizeOf(tallied);
      return size === undefined ? undefined : [type.name, size.currency];
    }
    case 'model_score':
    case 'type_score': {
      const cell = cellOf(submission);
      return cell === undefined ? undefined : scoreParts(scope, tallied, cell);
    }
    case 'group':
    case 'queue':
      return [queue];
    case 'type':
    case 'fact':
    case 'category':
      return [type.name];
    default:
      return unreachable(scope);
  }
};

const subjectOf = ({ type, submission }: Tallied): string[] | undefined => {
  const key = subjectKey(type, submission);
  return key === undefined ? undefined : [type.name, key];
};

/** Stands for a type and the subject of a decision of it; undefined for a decision about nobody and nothing. */
export const subjectKey = (
  { name }: Pick<DecisionType, 'name'>,
  { subject }: Submission,
): string | undefined => (subject === undefined ? undefined : digestOf([name, subject.id], SUBJECT_LENGTH));
