import type { Instant } from '../time.ts';

/** What others decided in somebody's stead, for that person when they are back. `more`: so many more are not listed. */
export type WhileAway = {
  answers: { title: string; label: string; by: string; at: Instant; final: boolean }[];
  more: number;
};

/** To whoever stands in for another: from when until when, or that it is over. */
export type StandingInNote = {
  from: { id: string; name: string };
  until: Instant | null;
  note: string;
  ended: boolean;
};
