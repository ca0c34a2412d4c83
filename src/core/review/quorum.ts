import { canonical } from '../decision/canonical.ts';
import type { Verdict } from '../decision/decision.ts';
import { CONSEQUENCES } from '../policy/levels.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Route } from '../policy/route-result.ts';
import { meaningOf } from './meaning.ts';

/** One place in a quorum; `role` is whose members may take it, null means any decider of the type. */
export type Seat = { role: string | null };

/**
 * Several people must answer. `sequential`: the seats are asked in their order. `any_reject`: one rejection ends it;
 * `majority`: what most seats say, a tie rejects.
 */
export type Quorum = {
  seats: Seat[];
  order: 'parallel' | 'sequential';
  ends: 'any_reject' | 'majority';
};

/** Who must answer a decision so routed; null where one answer is enough. What rules ask for beyond the type's seats anybody may take. */
export const quorumOf = (type: DecisionType, route: Route): Quorum | null => {
  const { quorum } = type;
  const applies =
    quorum !== undefined && CONSEQUENCES.indexOf(route.consequence) >= CONSEQUENCES.indexOf(quorum.from);
  const seats: Seat[] = applies ? quorum.seats.map((role) => ({ role })) : [];
  while (seats.length < (route.approvals ?? 1)) seats.push({ role: null });
  if (seats.length < 2) return null;
  return { seats, order: quorum?.order ?? 'parallel', ends: quorum?.ends ?? 'any_reject' };
};

/** Places that nobody has taken yet. */
export const openSeats = ({ seats }: Quorum, verdicts: Verdict[]): number[] => {
  const taken = new Set(verdicts.map(({ seat }) => seat));
  return seats.flatMap((_, index) => (taken.has(index) ? [] : [index]));
};

/** Whether an answer is against it. */
export const rejects = (type: DecisionType, answer: Pick<Verdict, 'option' | 'means'>): boolean =>
  meaningOf(type, answer) === 'rejected';

/**
 * The verdict that the quorum has come to; undefined while more answers are needed. Approvals that change something end
 * in what was changed last: those who answered before a change are asked again (see `stillStand`). Together they need the
 * authority that one who answers alone needs: nothing is approved without somebody whose own reaches so far.
 */
export const conclusionOf = (
  quorum: Quorum | null,
  verdicts: Verdict[],
  type: DecisionType,
): Verdict | undefined => {
  if (quorum === null) return verdicts.at(-1);
  const against = verdicts.filter((verdict) => rejects(type, verdict));
  const inFavour = verdicts.filter((verdict) => !rejects(type, verdict));
  const isAuthorised = inFavour.some(({ above }) => above !== true);
  const places = quorum.seats.length;
  if (quorum.ends === 'any_reject')
    return against.at(-1) ?? (inFavour.length === places && isAuthorised ? inFavour.at(-1) : undefined);
  // Half of the places are enough to reject: what is not wanted by more than half does not happen.
  if (against.length * 2 >= places) return against.at(-1);
  if (inFavour.length * 2 > places && isAuthorised) return inFavour.at(-1);
  // All have answered, and the one whose authority it takes was against it.
  return verdicts.length === places ? against.at(-1) : undefined;
};

/**
 * The answers that still stand beside a new one: somebody who approves something else than those before asks them again,
 * since nobody has agreed to what they did not see. Rejections stand.
 */
export const stillStand = (
  verdicts: Verdict[],
  next: Pick<Verdict, 'option' | 'means' | 'values'>,
  type: DecisionType,
): Verdict[] =>
  rejects(type, next)
    ? verdicts
    : verdicts.filter((verdict) => rejects(type, verdict) || isSame(verdict, next));

const isSame = (a: Pick<Verdict, 'option' | 'values'>, b: Pick<Verdict, 'option' | 'values'>): boolean =>
  a.option === b.option && canonical(a.values) === canonical(b.values);
