import type { Verdict } from '../decision/decision.ts';
import { CONSEQUENCES } from '../policy/levels.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Route } from '../policy/route-result.ts';

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

/**
 * The seat that somebody with these roles takes: one named for a role of theirs before one for anybody, so that the
 * others can still be filled. `later`: theirs comes after seats that are still empty.
 */
export const seatFor = (
  quorum: Quorum,
  verdicts: Verdict[],
  roles: readonly string[],
): { seat: number } | { none: 'no_seat' | 'later'; roles: string[] } => {
  const open = openSeats(quorum, verdicts);
  const fits = (index: number): boolean => {
    const role = quorum.seats[index]?.role ?? null;
    return role === null || roles.includes(role);
  };
  const next = quorum.order === 'sequential' ? open.slice(0, 1) : open;
  const fitting = next.filter(fits);
  const seat = fitting.find((index) => quorum.seats[index]?.role !== null) ?? fitting[0];
  if (seat !== undefined) return { seat };
  const wanted = next.flatMap((index) => quorum.seats[index]?.role ?? []);
  return { none: open.some(fits) ? 'later' : 'no_seat', roles: [...new Set(wanted)] };
};

/** What the option of a verdict means. */
const rejects = (type: DecisionType, { option }: Verdict): boolean =>
  type.options.find(({ id }) => id === option)?.disposition === 'rejected';

/**
 * The verdict that the quorum has come to; undefined while more answers are needed. Approvals that change something end
 * in what was changed last: those who answered before a change are asked again (see `stillStand`).
 */
export const conclusionOf = (
  quorum: Quorum | null,
  verdicts: Verdict[],
  type: DecisionType,
): Verdict | undefined => {
  if (quorum === null) return verdicts.at(-1);
  const against = verdicts.filter((verdict) => rejects(type, verdict));
  const inFavour = verdicts.filter((verdict) => !rejects(type, verdict));
  const places = quorum.seats.length;
  if (quorum.ends === 'any_reject')
    return against.at(-1) ?? (inFavour.length === places ? inFavour.at(-1) : undefined);
  // Half of the places are enough to reject: what is not wanted by more than half does not happen.
  if (against.length * 2 >= places) return against.at(-1);
  return inFavour.length * 2 > places ? inFavour.at(-1) : undefined;
};

/**
 * The answers that still stand beside a new one: somebody who approves something else than those before asks them again,
 * since nobody has agreed to what they did not see. Rejections stand.
 */
export const stillStand = (verdicts: Verdict[], next: Verdict, type: DecisionType): Verdict[] =>
  rejects(type, next)
    ? verdicts
    : verdicts.filter((verdict) => rejects(type, verdict) || isSame(verdict, next));

const isSame = (a: Verdict, b: Verdict): boolean =>
  a.option === b.option && JSON.stringify(a.values ?? null) === JSON.stringify(b.values ?? null);
