/**
 * What is asked of those who answer a decision beyond what its answer needs, by lot: a text where they agree on
 * something of low consequence, and what was missing on the card.
 */
export type Asks = { agreement_text: boolean; missing_on_card: boolean };

/** How often each is asked: one answer in five, and one card in twenty-five. */
export const ASK_SHARES = { agreement_text: 1 / 5, missing_on_card: 1 / 25 } as const satisfies Record<
  keyof Asks,
  number
>;
