import type { KnownBlock } from '@slack/types';
import type { CardView, FactView } from '../src/core/review/card-view.ts';
import type { CardSize } from './card-size.ts';
import { columns, context, literal, passage, quote, rich } from './pieces.ts';
import { count, escape, outside } from './text.ts';

/** Facts longer than this, or of several lines, get a place of their own below the columns. */
const SHORT = 90;

/** The facts, most telling first: short ones in two columns, long ones quoted, the rest named. */
export const factBlocks = ({ facts }: CardView, size: CardSize): KnownBlock[] => {
  const long = facts.filter(isLong).slice(0, size.longFacts);
  const short = facts.filter((fact) => !long.includes(fact)).slice(0, size.facts);
  const folded = facts.filter((fact) => !long.includes(fact) && !short.includes(fact));
  return [
    ...(short.length === 0 ? [] : [columns(short.map((fact) => field(fact, size.line)))]),
    ...long.map((fact) => rich(passage(literal(heading(fact), { bold: true })), quote(fact.text, size.text))),
    ...(folded.length === 0 ? [] : [context(foldedFacts(folded))]),
  ];
};

const isLong = ({ text, masked }: FactView): boolean =>
  !masked && (text.length > SHORT || text.includes('\n'));

const heading = ({ label, changed }: FactView): string =>
  `${label.slice(0, 80)}${changed === undefined ? '' : ' (changed)'}`;

const field = (fact: FactView, max: number): string => {
  const { label, definition, missing, changed } = fact;
  const value = missing
    ? `not given${definition.required ? ', though required' : ''}`
    : outside(fact.text, max);
  const old = changed === undefined ? '' : `\n_was ${outside(changed.from ?? 'not given', max)}_`;
  return `*${outside(label, 60)}*${changed === undefined ? '' : ' (changed)'}\n${value}${old}`;
};

const foldedFacts = (facts: FactView[]): string => {
  const names = facts.slice(0, 6).map(({ label }) => outside(label, 30));
  const rest = facts.length > names.length ? ', …' : '';
  return `${count(facts.length, 'more fact')} in Full context: ${names.join(', ')}${rest}`;
};

/** What is different from the revision before, one line each; undefined when nothing is. */
export const changeLines = (view: CardView, max: number): string[] => [
  ...view.facts.flatMap(({ label, text, changed }) =>
    changed === undefined
      ? []
      : [`${outside(label, 60)}: ${outside(changed.from ?? 'not given', max)} → *${outside(text, max)}*`],
  ),
  ...(view.recommendation?.changed === undefined
    ? []
    : [
        `The AI: ${outside(view.recommendation.changed.label, 60)} → *${escape(view.recommendation.label.slice(0, 60))}*`,
      ]),
];
