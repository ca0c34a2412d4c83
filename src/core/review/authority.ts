import type { Person } from '../actor.ts';
import { factOf } from '../decision/facts.ts';
import { isMoney } from '../decision/money.ts';
import type { Submission } from '../decision/submission.ts';
import type { AuthorityLimit, DecisionType } from '../policy/policy.ts';
import type { Refusal } from '../refusal.ts';
import type { Requester } from './case.ts';

/** Somebody whom a person stands in for, with the roles which that one holds now. */
export type StandsIn = { for: Person; roles: string[] };

/** Who somebody is and what they hold now. */
export type Standing = { by: Person; roles: string[]; stands_in?: StandsIn[] };

/** In which capacity somebody answers: by roles of their own, or for another. */
export type Capacity = { roles: string[]; for?: Person };

/**
 * Whether the person may answer decisions of this type. Being in the channel grants nothing; nobody decides a
 * request of their own, neither as the one who asked nor as the one it is about, nor while they stand in for either.
 * Being named by somebody who decides nothing of the type changes nothing: else whoever asks could keep it from being decided.
 * @param requester who asked, as far as Slack knows them
 */
export const mayDecide = (
  type: DecisionType,
  submission: Submission,
  standing: Standing,
  requester?: Requester,
): Refusal | undefined => {
  const able = capacitiesOf(type, standing);
  if (able.length === 0) return { code: 'not_a_decider', roles: type.deciders };
  if (isOwn(submission, standing.by, requester)) return { code: 'own_request' };
  const of = standing.stands_in?.find(
    (one) => decides(type, one.roles) && isOwn(submission, one.for, requester),
  )?.for;
  return of === undefined ? undefined : { code: 'own_request', of };
};

/** All capacities in which the person may answer the type, their own first. */
export const capacitiesOf = (
  type: DecisionType,
  { roles, stands_in = [] }: Omit<Standing, 'by'>,
): Capacity[] => [
  ...(decides(type, roles) ? [{ roles }] : []),
  ...stands_in.filter((one) => decides(type, one.roles)).map((one) => ({ roles: one.roles, for: one.for })),
];

const decides = ({ deciders }: DecisionType, held: readonly string[]): boolean =>
  deciders.some((role) => held.includes(role));

const isOwn = (submission: Submission, by: Person, requester: Requester | undefined): boolean => {
  if (requester?.person_id === by.id) return true;
  const { requested_by, subject } = submission;
  if (requested_by?.id === by.id || subject?.id === by.id) return true;
  const email = requested_by?.email?.toLowerCase();
  return email !== undefined && email === by.email?.toLowerCase();
};

/** What authority is measured on. */
type Measured = { type: DecisionType; submission: Submission; limits: AuthorityLimit[] };

/**
 * Whether these roles may approve this by themselves. Roles without a limit may; of several limits the widest counts.
 * An amount that is missing or in a currency without a limit is above every limit.
 */
export const isWithin = (measured: Measured, roles: readonly string[]): boolean =>
  measured.type.deciders.some((role) => roles.includes(role) && roleReaches(measured, role));

/** The lesser of both: who stands in for another needs the other's authority, and goes no further than their own limit. */
export const reaches = (measured: Measured, own: readonly string[], capacity: Capacity): boolean => {
  if (!isWithin(measured, capacity.roles)) return false;
  if (capacity.for === undefined) return true;
  const limited = measured.type.deciders.filter(
    (role) => own.includes(role) && limitsOf(measured, role).length > 0,
  );
  return limited.length === 0 || isWithin(measured, own);
};

/** The roles whose authority reaches so far, in the order of the type's deciders. */
export const whoReaches = (measured: Measured): string[] =>
  measured.type.deciders.filter((role) => roleReaches(measured, role));

const limitsOf = ({ type, limits }: Measured, role: string): AuthorityLimit[] =>
  limits.filter((limit) => limit.role === role && (limit.types?.includes(type.name) ?? true));

const roleReaches = (measured: Measured, role: string): boolean => {
  const { type, submission } = measured;
  const limits = limitsOf(measured, role);
  if (limits.length === 0) return true;
  const amount = type.amount === undefined ? undefined : factOf(submission.facts, type.amount.fact);
  return limits.some(({ up_to, reversible_only }) => {
    if (reversible_only === true && submission.consequence?.reversible !== true) return false;
    if (up_to === undefined || type.amount === undefined) return true;
    if (!isMoney(amount)) return false;
    return Object.hasOwn(up_to, amount.currency) && Math.abs(amount.value) <= (up_to[amount.currency] ?? 0);
  });
};
