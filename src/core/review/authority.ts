import type { Person } from '../actor.ts';
import type { Revision } from '../decision/decision.ts';
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

/** What somebody would decide: the type, what was submitted, and who asked as far as Slack knows them. */
export type Matter = { type: DecisionType; revision: Pick<Revision, 'body'>; requester?: Requester };

/**
 * Whether the person may answer this. Being in the channel grants nothing; nobody decides a request of their own, neither as
 * the one who asked nor as the one it is about, nor in the stead of either. Who decides such things by roles of their own is
 * another person and goes on doing so, whoever names them: else whoever asks could choose who decides by naming the others.
 */
export const mayDecide = (matter: Matter, standing: Standing): Refusal | undefined => {
  const able = capacitiesOf(matter.type, standing);
  if (able.length === 0) return { code: 'not_a_decider', roles: matter.type.deciders };
  if (isOwn(matter, standing.by)) return { code: 'own_request' };
  if (capacitiesFor(matter, standing).length > 0) return undefined;
  const of = able[0]?.for;
  return { code: 'own_request', ...(of === undefined ? {} : { of }) };
};

/** All capacities in which the person may answer this, their own first: not in the stead of somebody whose own request it is. */
export const capacitiesFor = (matter: Matter, standing: Omit<Standing, 'by'>): Capacity[] =>
  capacitiesOf(matter.type, standing).filter((one) => one.for === undefined || !isOwn(matter, one.for));

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

const isOwn = ({ revision: { body }, requester }: Matter, by: Person): boolean => {
  if (requester?.person_id === by.id) return true;
  const { requested_by, subject } = body;
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
