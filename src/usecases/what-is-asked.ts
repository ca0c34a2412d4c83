import { ASK_SHARES, type Asks } from '../core/review/asks.ts';
import type { World, Write } from '../ports.ts';

/** What is asked by lot about a decision: the same whenever it is looked at. Nothing where samples are switched off. */
export const whatIsAsked = (world: World, decisionId: string): Asks => ({
  agreement_text: isDrawn(world, decisionId, 'agreement_text'),
  missing_on_card: isDrawn(world, decisionId, 'missing_on_card'),
});

const isDrawn = (world: World, decisionId: string, purpose: keyof Asks): boolean =>
  world.sampling && world.draw(decisionId, purpose) < ASK_SHARES[purpose];

/** The draws that an answer met, with their probabilities, for the change that stores the answer. */
export const keptAsks = (
  world: World,
  decision_id: string,
  asked: Asks,
  met: readonly (keyof Asks)[],
): Write[] =>
  world.sampling
    ? met.map((purpose) => ({
        insert: 'draws',
        row: {
          decision_id,
          purpose,
          probability: ASK_SHARES[purpose],
          drawn: asked[purpose],
          created_at: world.clock.now(),
        },
        ignore: true,
      }))
    : [];
