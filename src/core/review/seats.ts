import type { Verdict } from '../decision/decision.ts';
import { openSeats, type Quorum } from './quorum.ts';

/** A place for somebody in a quorum. */
export type Seating = {
  seat: number;
  /** All seats that their roles fit, empty or not. */
  fits: number[];
  /** People who move to another seat that fits them, by their id, so that this one gets one. */
  moved: Record<string, number>;
};

/** Why there is none: `later` where others are asked first. `roles` are those of the seats that are asked now. */
export type NoSeat = { none: 'no_seat' | 'later'; roles: string[] };

/**
 * The seat that somebody with these roles takes. One named for a role of theirs comes before one for anybody. Where
 * others sit on all that fit, they move to another one that fits them: nobody is turned away because of the order in
 * which people happened to answer. One after the other, only the first empty seat is asked and nobody moves.
 */
export const seatFor = (quorum: Quorum, verdicts: Verdict[], roles: readonly string[]): Seating | NoSeat => {
  const fits = quorum.seats.flatMap(({ role }, seat) =>
    role === null || roles.includes(role) ? [seat] : [],
  );
  const open = openSeats(quorum, verdicts);
  const asked = quorum.order === 'sequential' ? open.slice(0, 1) : open;
  const path = pathToEmpty(
    quorum,
    verdicts,
    quorum.order === 'sequential' ? asked.filter((one) => fits.includes(one)) : fits,
  );
  const [seat, ...rest] = path ?? [];
  if (seat === undefined) {
    const wanted = asked.flatMap((index) => quorum.seats[index]?.role ?? []);
    return {
      none: open.some((one) => fits.includes(one)) ? 'later' : 'no_seat',
      roles: [...new Set(wanted)],
    };
  }
  return { seat, fits, moved: movesOf(verdicts, [seat, ...rest]) };
};

/** Seats from one of those that fit to an empty one, each held by somebody who can take the next. */
const pathToEmpty = (
  quorum: Quorum,
  verdicts: Verdict[],
  fits: readonly number[],
  tried: Set<number> = new Set(),
): number[] | undefined => {
  const isNamed = (seat: number): boolean => quorum.seats[seat]?.role !== null;
  const holders = new Map(verdicts.map((one) => [one.seat, one]));
  const preferred = [...fits.filter(isNamed), ...fits.filter((seat) => !isNamed(seat))];
  const empty = preferred.find((seat) => !holders.has(seat));
  if (empty !== undefined) return [empty];
  for (const seat of preferred) {
    if (tried.has(seat)) continue;
    tried.add(seat);
    const rest = pathToEmpty(quorum, verdicts, holders.get(seat)?.fits ?? [], tried);
    if (rest !== undefined) return [seat, ...rest];
  }
  return undefined;
};

/** Whoever holds a seat of the path goes to the one after it. */
const movesOf = (verdicts: Verdict[], path: number[]): Record<string, number> =>
  Object.fromEntries(
    path.slice(1).flatMap((next, index) => {
      const holder = verdicts.find(({ seat }) => seat === path[index]);
      return holder === undefined ? [] : [[holder.by.id, next]];
    }),
  );

/** The verdicts after people have moved. */
export const reseated = (verdicts: Verdict[], moved: Record<string, number> = {}): Verdict[] =>
  verdicts.map((one) => {
    const seat = moved[one.by.id];
    return seat === undefined ? one : { ...one, seat };
  });
