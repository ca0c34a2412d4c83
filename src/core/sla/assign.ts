import type { Instant } from '../time.ts';

/** How a queue gives its decisions to single people: each in turn, or to whoever has least. */
export const ASSIGN_BY = ['round_robin', 'least_loaded'] as const;
export type AssignBy = (typeof ASSIGN_BY)[number];

/** Somebody who may have it and is there. */
export type Candidate = {
  id: string;
  /** How many decisions that wait they have. */
  open: number;
  /** When they were given one last; null: never yet. */
  given_at: Instant | null;
  /** Types and languages that they take; null: all. */
  skills: readonly string[] | null;
};

export type Assigning = {
  by: AssignBy;
  /** Nobody is given more than so many. */
  cap: number | null;
  /** Who answered about the same subject last, where it stays with one person. */
  before: string | null;
  /** What is to be given: its type, and the language of its subject where that is known. */
  type: string;
  language: string | null;
};

/**
 * Who is given a decision: whoever knows the subject, else who is next in turn or has least. Null when nobody may have it:
 * then it is the whole queue's. Those who have most still to do come last, and ties go by who has waited longest.
 */
export const assign = (people: readonly Candidate[], asked: Assigning): string | null => {
  const able = people.filter((one) => hasRoom(one, asked.cap) && hasSkill(one, asked));
  const known = able.find(({ id }) => id === asked.before);
  if (known !== undefined) return known.id;
  return able.toSorted(asked.by === 'round_robin' ? inTurn : byLoad)[0]?.id ?? null;
};

const hasRoom = ({ open }: Candidate, cap: number | null): boolean => cap === null || open < cap;

/** Languages are compared by their first part: somebody who takes `de` takes `de-AT`. */
const hasSkill = ({ skills }: Candidate, { type, language }: Assigning): boolean => {
  if (skills === null) return true;
  const speaks = language?.split('-')[0]?.toLowerCase();
  const types = skills.filter((skill) => !isLanguage(skill));
  const languages = skills.filter(isLanguage);
  return (
    (types.length === 0 || types.includes(type)) &&
    (languages.length === 0 || speaks === undefined || languages.includes(speaks))
  );
};

/** ISO 639-1: two letters. Names of decision types are longer. */
export const isLanguage = (skill: string): boolean => /^[a-z]{2}$/.test(skill);

const inTurn = (a: Candidate, b: Candidate): number =>
  (a.given_at ?? -1) - (b.given_at ?? -1) || a.open - b.open || (a.id < b.id ? -1 : 1);

const byLoad = (a: Candidate, b: Candidate): number => a.open - b.open || inTurn(a, b);
