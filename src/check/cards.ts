import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { cardFor } from '../../blocks/card.ts';
import { checkBlocks } from '../../blocks/check-blocks.ts';
import type { CardMessage } from '../../blocks/pieces.ts';
import { LEVELS } from '../core/policy/levels.ts';
import type { Policy } from '../core/policy/policy.ts';
import { viewFor } from '../core/review/view.ts';
import type { Instant } from '../core/time.ts';
import { type Finding, orAllWell } from './finding.ts';
import { sampleCase } from './sample-case.ts';
import { codeOf } from './slack-refusal.ts';

/** A card of a made-up decision, named by its type and level. */
export type SampleCard = { name: string; card: CardMessage };

type Validator = { blocks: Pick<WebClient['blocks'], 'validate'> };

const about = 'cards';

/** A card for every type and level. */
export const sampleCards = (policy: Policy, now: Instant): SampleCard[] =>
  Object.values(policy.types).flatMap((type) =>
    LEVELS.map((level) => ({
      name: `${type.name} at ${level}`,
      card: cardFor(viewFor(sampleCase(policy, type, level, now), type, { kind: 'channel' }, now)),
    })),
  );

/** The cards against the limits of Slack that we know. */
export const checkCards = (cards: SampleCard[]): Finding[] =>
  orAllWell(
    cards.flatMap(({ name, card }) => checkBlocks(card.blocks).map((problem) => refused(name, problem))),
    about,
    `${cards.length} sample cards, one for each type and level, are within the known limits`,
  );

/**
 * The cards as Slack itself sees them: https://docs.slack.dev/reference/methods/blocks.validate. A Slack that does not
 * know the method is no problem.
 */
export const validateCards = async (client: Validator, cards: SampleCard[]): Promise<Finding[]> => {
  const found: Finding[] = [];
  for (const { name, card } of cards) {
    try {
      await client.blocks.validate({ message: { blocks: card.blocks } });
    } catch (error) {
      if (codeOf(error) === 'unknown_method')
        return [
          {
            state: 'warning',
            about,
            says: 'this Slack has no blocks.validate; only the known limits were checked',
          },
        ];
      if (codeOf(error) !== 'invalid_blocks') throw error;
      found.push(...reasonsOf(error).map((reason) => refused(name, `Slack says ${reason}`)));
    }
  }
  return orAllWell(found, about, `Slack accepts all ${cards.length} sample cards`);
};

const refused = (name: string, why: string): Finding => ({
  state: 'problem',
  about,
  says: `${name}: ${why}. Shorten what the policy says there (labels, question, flags), or report it as a bug`,
});

const place = z.object({ message: z.string().optional(), pointer: z.string().optional() });
const refusal = z.object({
  errors: z.array(z.union([z.string(), place])).optional(),
  response_metadata: z.object({ messages: z.array(z.string()).optional() }).optional(),
});

/** Slack tells the places as texts or as objects, in one field or the other. */
const reasonsOf = (error: unknown): string[] => {
  const read = refusal.safeParse(error instanceof WebAPIPlatformError ? error.data : {}).data;
  const errors = (read?.errors ?? []).map((one) =>
    typeof one === 'string' ? one : [one.pointer, one.message].filter(Boolean).join(' '),
  );
  const told = errors.length > 0 ? errors : (read?.response_metadata?.messages ?? []);
  return told.length > 0 ? told : ['invalid_blocks'];
};
