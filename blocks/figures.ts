import type { Band, Consequence, Level } from '../src/core/policy/levels.ts';

/** A share from 0 to 1 in whole percent: `83 %`. Never rounded up to a certainty. */
export const percent = (share: number): string => {
  const whole = Math.round(share * 100);
  if (whole === 100 && share < 1) return 'over 99 %';
  if (whole === 0 && share > 0) return 'under 1 %';
  return `${whole} %`;
};

/**
 * Confidence as a number and a word: `own score 83 %, medium`. Where the policy counts it as less, both are said; the
 * word belongs to what is counted.
 */
export const confidence = (it: { own: number; used?: number; band?: Band }): string => {
  const band = it.band === undefined ? '' : `, ${it.band}`;
  const counts = it.used !== undefined && percent(it.used) !== percent(it.own);
  return counts
    ? `own score ${percent(it.own)}, counts as ${percent(it.used ?? 0)}${band}`
    : `own score ${percent(it.own)}${band}`;
};

/** A length of time for people: `40 s`, `3 min`, `2 h`, `5 days`. */
export const duration = (ms: number): string => {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 90) return `${s} s`;
  const min = Math.round(s / 60);
  if (min < 90) return `${min} min`;
  const h = Math.round(min / 60);
  return h < 48 ? `${h} h` : `${Math.round(h / 24)} days`;
};

/** A calendar day for people: `2026-09-02` → `2 Sep 2026`; a moment loses its time. Anything else stays as it is. */
export const day = (text: string): string => {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:$|T)/.exec(text);
  const month = found && MONTHS[Number(found[2]) - 1];
  return found && month ? `${Number(found[3])} ${month} ${found[1]}` : text;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const LEVEL_WORDS = {
  auto_execute: 'Executed automatically',
  auto_audit: 'Executed automatically, audited',
  review: 'Review',
  human_decides: 'You decide',
  human_only: 'Human only',
} as const satisfies Record<Level, string>;

export const CONSEQUENCE_WORDS = {
  low: 'low consequence',
  medium: 'medium consequence',
  high: 'high consequence',
} as const satisfies Record<Consequence, string>;
