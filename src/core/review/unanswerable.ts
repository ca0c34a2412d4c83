import type { Verdict } from '../decision/decision.ts';
import { openSeats, type Quorum } from './quorum.ts';

/**
 * What waits though the policy has its type no more: nobody can answer it. Told to those who look after the policy.
 * `stuck`: of the decisions those whose source it has no more either, so that nobody can cancel them; absent in what was
 * told before that was looked at.
 */
export type GoneTypes = { types: { type: string; decisions: number; audits: number; stuck?: number }[] };

/** What waits for the answer of a role that nobody holds; texts are those that a channel may see, `more` are beyond them. */
export type EmptySeat = {
  role: string;
  decisions: { title: string; seat: number; of: number }[];
  more: number;
};

/** A place in a quorum that is asked now, and the role whose members may take it. */
export type AskedSeat = { seat: number; role: string };

/** The named places that are asked now: all empty ones, or the first of them where they are asked one after the other. */
export const askedSeats = (quorum: Quorum, verdicts: Verdict[]): AskedSeat[] => {
  const open = openSeats(quorum, verdicts);
  const asked = quorum.order === 'sequential' ? open.slice(0, 1) : open;
  return asked.flatMap((seat) => {
    const role = quorum.seats[seat]?.role ?? null;
    return role === null ? [] : [{ seat, role }];
  });
};
