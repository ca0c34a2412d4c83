import { type Instant, iso } from '../time.ts';

/** Characters of submitted text that are quoted within a sentence. */
const QUOTED = 60;
/** Control, direction-changing and markup characters: quoted text is data and must read as such on every surface. */
const NOT_PLAIN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>*_~`|\\]+/gu;

/** Submitted text within a sentence: one line, no markup, cut with "…". */
export const quoted = (text: string): string => {
  const plain = text
    .slice(0, QUOTED * 4)
    .replace(NOT_PLAIN, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(plain);
  return characters.length > QUOTED
    ? `${characters
        .slice(0, QUOTED - 1)
        .join('')
        .trimEnd()}…`
    : plain;
};

/** `83 %`, `90.4 %`. */
export const percent = (share: number): string => `${points(share)} %`;

/** A share in hundredths, with one decimal where there is one. */
export const points = (share: number): string => String(Math.round(share * 1000) / 10);

/** `a, b and c`. */
export const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** `review`, `human decides`: a level as a sentence says it. */
export const spoken = (name: string): string => name.replaceAll('_', ' ');

/** `2026-11-22 17:05 UTC`: flags and traces are read in every zone. */
export const utcMinute = (at: Instant): string => `${iso(at).slice(0, 16).replace('T', ' ')} UTC`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
