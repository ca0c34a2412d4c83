import type { KnownBlock } from '@slack/types';
import type { CardView, FactView } from '../src/core/review/card-view.ts';
import type { CardSize } from './card-size.ts';
import { factMrkdwn, factPlain } from './fact-text.ts';
import { columns, context, literal, passage, quote, rich } from './pieces.ts';
import { count, line, outside } from './text.ts';

/** Facts longer than this, or of several lines, get a place of their own below the columns. */
const SHORT = 90;

/** The facts, most telling first: short ones in two columns, long ones quoted, the rest named. */
export const factBlocks = ({ facts }: CardView, size: CardSize): KnownBlock[] => {
  const open = facts.filter(({ masked }) => !masked);
  const long = open.filter(isLong).slice(0, size.longFacts);
  const short = open.filter((fact) => !long.includes(fact)).slice(0, size.facts);
  const folded = open.filter((fact) => !long.includes(fact) && !short.includes(fact));
  const masked = facts.filter((fact) => fact.masked);
  const notes = [
    ...(folded.length === 0
      ? []
      : [`${count(folded.length, 'more fact')} in Full context: ${labels(folded)}`]),
    ...(masked.length === 0 ? [] : [`${labels(masked)}: ${outside(masked[0]?.text ?? 'hidden', 120)}`]),
  ];
  return [
    ...(short.length === 0 ? [] : [columns(short.map((fact) => field(fact, size.line)))]),
    ...long.map((fact) =>
      rich(
        passage(literal(heading(fact), { bold: true })),
        quote(factPlain(fact.definition, fact.text), size.text),
      ),
    ),
    ...(notes.length === 0 ? [] : [context(...notes)]),
  ];
};

const isLong = ({ text }: FactView): boolean => text.length > SHORT || text.includes('\n');

const heading = ({ label, changed }: FactView): string =>
  `${line(label, 80) || '–'}${changed === undefined ? '' : ' (changed)'}`;

const field = (fact: FactView, max: number): string => {
  const { label, definition, missing, changed } = fact;
  const value = missing
    ? `not given${definition.required ? ', though required' : ''}`
    : factMrkdwn(definition, fact.text, max);
  return `*${outside(label, 60)}*${changed === undefined ? '' : ' (changed)'}\n${value}`;
};

const labels = (facts: FactView[]): string => {
  const names = facts.slice(0, 6).map(({ label }) => outside(label, 30));
  return `${names.join(', ')}${facts.length > names.length ? ', …' : ''}`;
};

/** What is different from the revision before, one line each; undefined when nothing is. */
export const changeLines = (view: CardView, max: number): string[] => [
  ...view.facts.flatMap(({ definition, label, text, changed }) => {
    if (changed === undefined) return [];
    const from = changed.from === null ? 'not given' : factMrkdwn(definition, changed.from, max);
    return [`${outside(label, 60)}: ${from} → *${factMrkdwn(definition, text, max)}*`];
  }),
  ...(view.recommendation?.changed === undefined
    ? []
    : [
        `The AI: ${outside(view.recommendation.changed.label, 60)} → *${outside(view.recommendation.label, 60)}*`,
      ]),
];
