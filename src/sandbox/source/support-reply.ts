import { createDice } from './dice.ts';
import { drawPerson } from './people.ts';
import { SUPPORT_CASES } from './support-cases.ts';
import {
  dayBefore,
  drawConfidence,
  drawSecond,
  drawSimilarity,
  drawStakes,
  drawSure,
  type Generator,
} from './wish.ts';

const CENTS = { small: [900, 9000], middle: [12_000, 90_000], large: [120_000, 600_000] } as const;
const LANGUAGE_CODES = { English: 'en', German: 'de', Spanish: 'es', French: 'fr' } as const;

/** A reply that the AI drafted and a person sends, changes or throws away. */
export const makeSupportReply: Generator = (seed, now, wish) => {
  const dice = createDice(seed);
  const sure = drawSure(dice, wish);
  const [from, to] = CENTS[drawStakes(dice, wish)];
  const told = dice.pick(SUPPORT_CASES);
  const customer = drawPerson(dice, 'cus');
  const order = `#${dice.whole(40_000, 99_999)}`;
  const fill = (text: string) => text.replaceAll('{order}', order).replaceAll('{name}', customer.name);
  const id = `TKT-${20_000 + (seed % 900_000)}`;
  const confidence = drawConfidence(dice, sure);
  const tier = dice.pick(['standard', 'standard', 'standard', 'gold'] as const);
  const upset = told.sentiment !== 'calm';
  return {
    type: 'support.reply',
    external_id: id,
    title: `Reply to ${customer.name}: ${told.about}`,
    subject: {
      id: customer.id,
      name: customer.name,
      kind: 'customer',
      language: LANGUAGE_CODES[told.language],
    },
    facts: {
      channel: dice.pick(['email', 'email', 'chat', 'web form']),
      language: told.language,
      sentiment: told.sentiment,
      customer_tier: tier,
      issue: fill(told.issue),
      draft: fill(told.draft),
      ...(told.issue.includes('{order}') && {
        order_value: { value: dice.whole(from, to) / 100, currency: 'EUR' },
      }),
    },
    recommendation: {
      option: 'send',
      confidence,
      rationale:
        sure === 'high'
          ? `Answers the question in ${told.language}, with facts from the order; agrees with the guide`
          : `Answers the question in ${told.language}. Not certain: ${told.doubt}`,
      alternatives: [
        { option: 'discard', confidence: drawSecond(dice, confidence), why_lower: fill(told.doubt) },
      ],
      model: 'reply-drafter',
      model_version: '2026-09-15',
    },
    signals: {
      similarity: drawSimilarity(dice, sure),
      rule_match: sure === 'low' ? 'none' : 'clear',
      opinions: [
        { method: 'tone check', option: upset && dice.chance(0.5) ? 'discard' : 'send' },
        { method: 'llm', option: 'send', confidence },
      ],
    },
    consequence: {
      customer_impact: told.refund ? 'medium' : upset ? 'low' : 'none',
      compliance: false,
      reputation: tier === 'gold' || told.sentiment === 'angry' ? 'medium' : 'low',
      reversible: false,
    },
    history: Array.from({ length: dice.whole(0, 3) }, (_, index) => ({
      at: dayBefore(now, 9 + index * dice.whole(20, 80)),
      title: `${dice.pick(['Question about delivery', 'Return of one item', 'Praise for the packaging', 'Late parcel'])}, answered`,
      disposition: dice.pick(['approved', 'approved', 'modified']),
    })),
    policy_refs: [
      {
        title: 'Guide for replies 1.3',
        url: 'https://example.com/replies#1.3',
        excerpt: 'Say what happens next & when. Promise no date that is not ours to keep',
      },
    ],
    attachments: [{ title: 'The whole conversation', url: `https://example.com/tickets/${id}` }],
  };
};
