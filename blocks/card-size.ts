/** How much of each part a card shows, in characters and counts. What is left out is in "Full context". */
export type CardSize = {
  question: number;
  facts: number;
  longFacts: number;
  /** One-line values. */
  line: number;
  /** Texts of several lines. */
  text: number;
  flags: number;
  alternatives: number;
  refs: number;
};

/** From roomy to bare: a card takes the first that fits into one message. The last one fits whatever it is given. */
export const CARD_SIZES: readonly CardSize[] = [
  { question: 400, facts: 10, longFacts: 3, line: 160, text: 700, flags: 4, alternatives: 2, refs: 2 },
  { question: 300, facts: 8, longFacts: 2, line: 120, text: 350, flags: 3, alternatives: 1, refs: 1 },
  { question: 200, facts: 6, longFacts: 1, line: 80, text: 200, flags: 2, alternatives: 1, refs: 1 },
  { question: 120, facts: 4, longFacts: 0, line: 60, text: 80, flags: 1, alternatives: 0, refs: 0 },
  // What people tell of it, and what the policy has asked before an answer, can fill half of a message by itself.
  { question: 80, facts: 2, longFacts: 0, line: 30, text: 40, flags: 1, alternatives: 0, refs: 0 },
];
