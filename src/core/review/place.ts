import type { Values } from '../decision/decision.ts';
import type { Refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { type Capacity, capacitiesFor, reaches, type Standing, whoReaches } from './authority.ts';
import { answerOf } from './blind.ts';
import { openSeats, type Quorum, rejects, stillStand } from './quorum.ts';
import type { Review } from './review.ts';
import { reseated, type Seating, seatFor } from './seats.ts';
import type { Grounds } from './why-not-now.ts';

/** What somebody would answer, as far as their place depends on it. */
export type Answering = { option: string; values?: Values };

/**
 * In which capacity, on which seat and with what weight an answer counts.
 * - `alone`: their authority reaches so far.
 * - `together`: it takes its seat, and counts beside the answer of somebody whose authority reaches so far.
 * - `recommends`: it takes no seat and decides nothing; `needs` are the roles whose authority reaches, none where nobody's does.
 */
export type Place = { capacity: Capacity; seating?: Seating } & (
  | { weight: 'alone' | 'together' }
  | { weight: 'recommends'; needs: string[] }
);

/** Somebody's place, before it is known what they answer. */
export type Seat = { capacity: Capacity; seating?: Seating };

/** Why this person is not asked now, whatever they would answer; undefined when they are. */
export const whyNoSeat = (review: Review, grounds: Grounds, standing: Standing): Refusal | undefined => {
  const seats = seatsFor(review, grounds, standing);
  return seats.ok ? undefined : seats.error;
};

/** The place of an answer: one that counts alone before one that counts together, and that before a recommendation. */
export const placeFor = (
  answer: Answering,
  review: Review,
  grounds: Grounds,
  standing: Standing,
): Result<Place, Refusal> => {
  const seats = seatsFor(review, grounds, standing);
  if (!seats.ok) return seats;
  return ok(weightOf(answer, seats.value, review, grounds, standing));
};

/** The best of these places for an answer. `review` is without an answer of the same person. */
export const weightOf = (
  answer: Answering,
  seats: Seat[],
  review: Review,
  grounds: Grounds,
  standing: Pick<Standing, 'roles'>,
): Place => {
  const alone = seats.find(({ capacity }) => isWithin(answer, grounds, standing, capacity));
  if (alone !== undefined) return { ...alone, weight: 'alone' };
  const needs = whoReaches(measured(answer, grounds));
  const together = seats.find((one) => isCovered(answer, one, needs, review, grounds));
  if (together !== undefined) return { ...together, weight: 'together' };
  return { capacity: seats[0]?.capacity ?? { roles: standing.roles }, weight: 'recommends', needs };
};

/** Whether authority alone allows the answer: anybody who may decide may be against it. */
const isWithin = (
  answer: Answering,
  grounds: Grounds,
  { roles }: Pick<Standing, 'roles'>,
  capacity: Capacity,
): boolean => rejects(grounds.type, answer) || reaches(measured(answer, grounds), roles, capacity);

/** What authority is measured on: the values as they would be with the answer. */
const measured = ({ values }: Pick<Answering, 'values'>, { revision, type, limits = [] }: Grounds) => ({
  type,
  submission: { ...revision.body, facts: { ...revision.body.facts, ...values } },
  limits,
});

/** All seats that the person could take, by capacity, their own first. */
const seatsFor = (review: Review, grounds: Grounds, standing: Standing): Result<Seat[], Refusal> => {
  const given = answerOf(review, standing.by.id);
  if (given !== undefined) return err({ code: 'answered_already', at: given.at });
  const answers = [...review.verdicts, ...review.endorsements];
  const forThem = answers.find((one) => one.for?.id === standing.by.id);
  if (forThem !== undefined) return err({ code: 'answered_already', at: forThem.at, by: forThem.by });
  // Nobody's authority is used twice: neither by them and another, nor by two others.
  const isUsed = (id: string): boolean => answers.some((one) => one.by.id === id || one.for?.id === id);
  const capacities = capacitiesFor(grounds, standing).filter(
    (one) => one.for === undefined || !isUsed(one.for.id),
  );
  if (capacities.length === 0) {
    const theirs = answers.find((one) =>
      standing.stands_in?.some(({ for: { id } }) => id === one.by.id || id === one.for?.id),
    );
    return err(
      theirs === undefined
        ? { code: 'not_a_decider', roles: grounds.type.deciders }
        : { code: 'answered_already', at: theirs.at, by: theirs.by },
    );
  }
  if (review.quorum === null) return ok(capacities.map((capacity) => ({ capacity })));
  const seats: Seat[] = [];
  let refusal: Refusal = { code: 'no_seat', roles: [] };
  for (const capacity of capacities) {
    const seating = seatFor(review.quorum, review.verdicts, capacity.roles);
    if ('seat' in seating) seats.push({ capacity, seating });
    else refusal = { code: seating.none === 'later' ? 'not_your_turn' : 'no_seat', roles: seating.roles };
  }
  return seats.length > 0 ? ok(seats) : err(refusal);
};

/** Whether somebody whose authority reaches so far has approved the same, or still can from a seat of their own. */
const isCovered = (
  answer: Answering,
  { seating }: Seat,
  needs: string[],
  { quorum, verdicts }: Review,
  { type }: Grounds,
): boolean => {
  if (quorum === null || seating === undefined) return false;
  const standing = stillStand(reseated(verdicts, seating.moved), answer, type);
  if (standing.some((one) => !rejects(type, one) && one.above !== true)) return true;
  return openSeats(quorum, standing)
    .filter((seat) => seat !== seating.seat)
    .some((seat) => isFor(quorum, seat, needs));
};

const isFor = ({ seats }: Quorum, seat: number, roles: string[]): boolean => {
  const role = seats[seat]?.role ?? null;
  return role === null ? roles.length > 0 : roles.includes(role);
};
