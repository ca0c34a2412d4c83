import type { KnownBlock, RichTextBlock } from '@slack/types';
import type { AlternativeView, CardView } from '../src/core/review/card-view.ts';
import type { CardSize } from './card-size.ts';
import { checkedWords } from './checked-cases.ts';
import { confidence, day, percent } from './figures.ts';
import { context, literal, passage, quote, rich, section } from './pieces.ts';
import { address, capital, count, inSentence, line, outside } from './text.ts';

/** What the AI would do, how sure it is, why, and what came second. Nothing where no recommendation may be shown. */
export const aiBlocks = ({ recommendation, alternatives }: CardView, size: CardSize): KnownBlock[] => {
  if (recommendation === null) return [];
  const { label, confidence: sure, rationale, values } = recommendation;
  const parts: RichTextBlock['elements'] = [
    passage(literal(`AI recommends: ${line(label, 75)}`, { bold: true }), literal(` · ${confidence(sure)}`)),
    ...(rationale === undefined ? [] : [quote(rationale, size.text)]),
    ...values
      .slice(0, 5)
      .map(({ label, text }) =>
        passage(literal(`It would set ${line(label, 60)} to ${line(text, size.line)}`)),
      ),
  ];
  const small = [...checkedWords(recommendation).map(capital), ...asides(alternatives, size)];
  return [rich(...parts), ...(small.length === 0 ? [] : [context(...small)])];
};

const asides = (alternatives: AlternativeView[], size: CardSize): string[] =>
  alternatives
    .slice(0, size.alternatives)
    .map((alternative, index) =>
      outside(secondChoice(alternative, index, size.line * 2), size.line * 2 + 150),
    );

/** The same in small print, for cards on which a person decides. */
export const aiLine = ({ recommendation, alternatives }: CardView, size: CardSize): KnownBlock[] => {
  if (recommendation === null) return [];
  const { label, confidence: sure, rationale } = recommendation;
  const why = rationale === undefined ? '' : `. ${outside(rationale, size.line * 2)}`;
  return [
    context(
      `*AI’s view:* ${[`${outside(label, 75)}, ${confidence(sure)}`, ...checkedWords(recommendation)].join(' · ')}${why}`,
      ...asides(alternatives, size),
    ),
  ];
};

export const secondChoice = (
  { label, own, why_lower }: AlternativeView,
  index: number,
  max: number,
): string => {
  const place = index === 0 ? 'Second choice' : 'Also considered';
  const score = own === undefined ? '' : `, own score ${percent(own)}`;
  return `${place}: ${line(label, 75)}${score}${why_lower === undefined ? '' : `. ${line(why_lower, max)}`}`;
};

/** Why it reached a person: flags by weight, then the rule that decided. */
export const whyBlocks = ({ flags, deciding_rule }: CardView, size: CardSize): KnownBlock[] => {
  const shown = flags.slice(0, size.flags);
  const rest = flags.length - shown.length;
  const said = [
    ...shown.map(({ sentence }) => `• ${outside(sentence, size.line * 2)}`),
    ...(rest > 0 ? [`• ${count(rest, 'more reason')} in Full context`] : []),
    ...(deciding_rule === null ? [] : [`By policy: ${outside(inSentence(deciding_rule), size.line * 2)}`]),
  ];
  return said.length === 0 ? [] : [section(['*Why you are seeing this*', ...said].join('\n'))];
};

/** What happened before, which policy applies, what is attached: one small line each. */
export const groundBlocks = (view: CardView, size: CardSize): KnownBlock[] => {
  const said = [...before(view, size), ...nearest(view), ...policy(view, size), ...attached(view, size)];
  return said.length === 0 ? [] : [context(...said)];
};

const before = ({ history, history_about }: CardView, size: CardSize): string[] => {
  const latestFirst = history.toSorted((a, b) => b.at.localeCompare(a.at));
  const said = latestFirst.map(({ title, disposition, at }) => {
    const ended = disposition === undefined ? '' : `, ${outside(disposition, 40)}`;
    return `${outside(title, size.line)}${ended}, ${outside(day(at), 30)}`;
  });
  const [latest, earlier] = said;
  if (latest === undefined) return [];
  const about = history_about === null ? '' : ` about ${outside(history_about, 60)}`;
  if (earlier === undefined) return [`*Before${about}:* ${latest}`];
  if (history.every(({ disposition }) => disposition === undefined))
    return [
      said.length === 2
        ? `*Before:* ${earlier}; ${latest}`
        : `*Before:* ${said.length} entries. Latest: ${latest}`,
    ];
  const last = history_about === null ? '' : `last ${history.length}${about}: `;
  return [
    `*Before:* ${last}${tally(history.map(({ disposition = 'without an answer' }) => disposition))}. Latest: ${latest}`,
  ];
};

/** `4 approved, 1 modified`, most first. */
const tally = (endings: string[], why: (ending: string) => string = () => ''): string => {
  const counts = new Map<string, number>();
  for (const ending of endings) counts.set(ending, (counts.get(ending) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([word, n]) => `${n} ${outside(word, 40)}${why(word)}`)
    .join(', ');
};

/** `Nearest 3 cases: 2 approved, 1 rejected (receipt missing)`: a reason stands with whatever was not plainly approved. */
const nearest = ({ precedents }: CardView): string[] => {
  if (precedents.length === 0) return [];
  const why = (ending: string): string => {
    const reasons = precedents.flatMap(({ ended, disposition, reason }) =>
      ended === ending && disposition !== 'approved' && reason !== null ? [reason] : [],
    );
    const named = [...new Set(reasons)].map((reason) => outside(inSentence(reason), 60));
    return named.length === 0 ? '' : ` (${named.join(', ')})`;
  };
  const endings = precedents.map(({ ended }) => ended);
  const cases = precedents.length === 1 ? 'Nearest case' : `Nearest ${precedents.length} cases`;
  return [`*${cases}:* ${tally(endings, why)}`];
};

const policy = ({ policy_refs }: CardView, size: CardSize): string[] =>
  policy_refs.slice(0, Math.max(1, size.refs)).map(({ title, excerpt, url }) => {
    const said = excerpt === undefined ? '' : `, “${outside(excerpt, size.line)}”`;
    return `*Policy:* ${outside(title, size.line)}${said}${url === undefined || size.refs === 0 ? '' : ` ${address(url)}`}`;
  });

const attached = ({ attachments }: CardView, size: CardSize): string[] => {
  if (attachments.length === 0) return [];
  const shown = attachments
    .slice(0, size.refs)
    .map(({ title, url }) => `${outside(title, 60)} ${address(url)}`);
  const rest = attachments.length - shown.length;
  return [`*Attached:* ${[...shown, ...(rest > 0 ? [`${rest} more in Full context`] : [])].join(', ')}`];
};
