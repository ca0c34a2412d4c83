import { createDice } from './dice.ts';
import { EXPENSE_DOUBTS, EXPENSE_STORIES } from './expense-stories.ts';
import { drawPerson } from './people.ts';
import {
  dayBefore,
  drawConfidence,
  drawSecond,
  drawSimilarity,
  drawStakes,
  drawSure,
  type Generator,
  inWords,
} from './wish.ts';

const CITIES = [
  'Berlin',
  'Łódź',
  'Lisbon',
  'São Paulo',
  'Zürich',
  'Dublin',
  'Osaka',
  'Kraków',
  'Malmö',
] as const;
const CURRENCIES = ['EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'USD', 'GBP'] as const;
const CENTS = { small: [850, 18_900], middle: [21_000, 480_000], large: [510_000, 1_400_000] } as const;

/** An expense report: small ones mostly clear, large ones rarely, in euros unless the trip was further away. */
export const makeExpenseReport: Generator = (seed, now, wish) => {
  const dice = createDice(seed);
  const stakes = drawStakes(dice, wish);
  const [story] = dice.shuffle(EXPENSE_STORIES.filter((one) => one.stakes.includes(stakes)));
  if (story === undefined) throw new Error(`there is no expense story for ${stakes} amounts`);
  const sure = drawSure(dice, wish);
  const [from, to] = CENTS[stakes];
  const value = dice.whole(from, to) / 100;
  const currency = dice.pick(CURRENCIES);
  const person = drawPerson(dice, 'emp');
  const id = `EXP-${20_000 + (seed % 900_000)}`;
  const doubts = dice.shuffle(EXPENSE_DOUBTS).slice(0, { high: 0, medium: 1, low: 2 }[sure]);
  const option = sure === 'low' && dice.chance(0.5) ? 'reject' : 'approve';
  const other = option === 'approve' ? 'reject' : 'approve';
  const confidence = drawConfidence(dice, sure);
  const second = drawSecond(dice, confidence);
  const receipts = dice.whole(1, value > 500 ? 14 : 3);
  const city = dice.pick(CITIES);
  const agree = sure === 'high' || dice.chance(0.4);
  return {
    type: 'expense.report',
    external_id: id,
    title: `Expense report ${id}: ${story.what}, ${inWords(value, currency)}`,
    subject: { id: person.id, name: person.name, kind: 'employee' },
    requested_by: person,
    facts: {
      amount: { value, currency },
      category: story.category,
      receipts,
      tenure_days: dice.whole(8, 4200),
      merchant: dice.pick(story.merchants),
      city,
      ...(story.nights && { nights: dice.whole(1, 6) }),
    },
    recommendation: {
      option,
      confidence,
      rationale:
        doubts.length === 0
          ? `Matches ${story.policy.title}; ${receipts === 1 ? 'the receipt is' : `all ${receipts} receipts are`} readable and add up`
          : `${doubts.join('; ')}. The rest matches ${story.policy.title}`,
      alternatives: [
        {
          option: other,
          confidence: second,
          why_lower:
            option === 'approve'
              ? (doubts[0] ?? 'Nothing in the report speaks for it')
              : 'The amounts add up and the trip was announced',
        },
      ],
      model: 'expense-llm',
      model_version: '2026-10-01',
    },
    signals: {
      similarity: drawSimilarity(dice, sure),
      rule_match: sure === 'low' ? 'ambiguous' : 'clear',
      opinions: [
        { method: 'rules', option: agree ? option : other },
        { method: 'llm', option, confidence },
      ],
    },
    consequence: { customer_impact: 'none', compliance: false, reputation: 'low', reversible: true },
    history: Array.from({ length: dice.whole(0, 4) }, (_, index) => ({
      at: dayBefore(now, 20 + index * dice.whole(25, 60)),
      title: `EXP-${dice.whole(9000, 19_999)} ${dice.pick(CITIES)}, ${dice.whole(30, 1900)} EUR`,
      disposition: dice.pick(['approved', 'approved', 'approved', 'modified', 'rejected']),
    })),
    policy_refs: [story.policy],
    attachments: [
      {
        title: `${receipts === 1 ? 'receipt' : 'receipts'}.pdf`,
        url: `https://example.com/expenses/${id}/receipts.pdf`,
      },
    ],
  };
};
