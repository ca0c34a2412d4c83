import { factOf } from '../decision/facts.ts';
import { formatMoney, isMoney } from '../decision/money.ts';
import { flag } from './flags.ts';
import { CONSEQUENCES, type Consequence } from './levels.ts';
import type { AmountBands } from './policy.ts';
import { demand, note, type RouteDraft } from './route-draft.ts';
import { capital, joined, quoted } from './wording.ts';

/** One thing that says how bad a wrong answer is, and the words for it. */
type Factor = { level: Consequence; words: string };

/** Step 3. The highest of all factors. What cannot be judged counts as high. */
export const weighConsequence = (draft: RouteDraft): Consequence => {
  const { type } = draft.input;
  const factors: Factor[] = [
    { level: type.base_consequence, words: `${type.base_consequence} for the type` },
    ...amountFactor(draft),
    ...submittedFactors(draft),
  ];
  const level = factors.reduce<Consequence>((worst, factor) => worse(worst, factor.level), 'low');
  const deciding = factors.filter((factor) => factor.level === level).map((factor) => factor.words);
  if (level === 'high') flag(draft, 'high_consequence', `High consequence: ${joined(deciding)}`);
  note(
    draft,
    'consequence',
    capital(factors.map((factor) => factor.words).join('; ')),
    `${capital(level)} consequence`,
    { consequence: level },
  );
  return level;
};

const worse = (one: Consequence, other: Consequence): Consequence =>
  CONSEQUENCES.indexOf(other) > CONSEQUENCES.indexOf(one) ? other : one;

const amountFactor = (draft: RouteDraft): Factor[] => {
  const { amount } = draft.input.type;
  if (amount === undefined) return [];
  const value = factOf(draft.input.submission.facts, amount.fact);
  if (!isMoney(value)) return [{ level: 'high', words: 'the amount is not known' }];
  const bands = amount.bands[value.currency];
  if (bands === undefined) {
    flag(
      draft,
      'unknown_currency',
      `No limits are set for the currency ${quoted(value.currency).slice(0, 10)}`,
    );
    demand(draft, 'review');
    return [{ level: 'high', words: `no limits for the currency ${quoted(value.currency).slice(0, 10)}` }];
  }
  const size = Math.abs(value.value);
  const said = formatMoney(value);
  const edges = edgesOf(bands, value.currency);
  if (size > bands.high) return [{ level: 'high', words: `${said} is above ${edges.high}` }];
  if (size < bands.medium) return [{ level: 'low', words: `${said} is below ${edges.medium}` }];
  return [{ level: 'medium', words: `${said} is between ${edges.medium} and ${edges.high}` }];
};

type Edges = { currency: string; medium: string; high: string };
/** The words for the edges of bands, made once for each: they are part of nearly every trace. */
const edgeWords = new WeakMap<AmountBands, Edges>();

const edgesOf = (bands: AmountBands, currency: string): Edges => {
  const known = edgeWords.get(bands);
  if (known?.currency === currency) return known;
  const edge = (value: number) => formatMoney({ value, currency });
  const made = { currency, medium: edge(bands.medium), high: edge(bands.high) };
  edgeWords.set(bands, made);
  return made;
};

const submittedFactors = ({ input }: RouteDraft): Factor[] => {
  const { customer_impact, reputation, compliance, reversible } = input.submission.consequence ?? {};
  const graded = (name: string, value: Consequence | 'none' | undefined): Factor[] =>
    value === undefined || value === 'none' ? [] : [{ level: value, words: `${name} is ${value}` }];
  return [
    ...graded('customer impact', customer_impact),
    ...graded('reputation risk', reputation),
    ...(compliance === true ? [{ level: 'high', words: 'compliance is concerned' } as const] : []),
    ...(reversible === false ? [{ level: 'medium', words: 'it cannot be undone' } as const] : []),
  ];
};
