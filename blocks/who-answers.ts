import type { KnownBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import { context, section } from './pieces.ts';
import { NO_AUTHORITY, roleList, roleName } from './role-words.ts';
import { capital, inSentence, outside, personName } from './text.ts';

type Answering = Pick<CardView, 'progress' | 'endorsements' | 'proposed'>;

/**
 * Who must answer where one answer is not enough: seat by seat, who has (not what they said), whose turn it is and what
 * ends it; and what people recommend whose authority does not reach so far. People are named and not mentioned: only who
 * is concerned is.
 */
export const whoAnswers = (view: Answering, max: number): KnownBlock[] => [
  ...whoMustAnswer(view),
  ...proposals(view, max),
];

/** What people answered that others must see before they answer: other values, and recommendations to them. */
export const proposals = (view: Answering, max: number): KnownBlock[] => [
  ...proposalBlocks(view, max),
  ...endorsementBlocks(view, max),
];

const ENDS = {
  any_reject: 'one rejection ends it',
  majority: 'most of them decide, a tie rejects',
} as const satisfies Record<NonNullable<CardView['progress']['ends']>, string>;

/** The seats, and who sits on them. */
export const whoMustAnswer = ({ progress: { seats, ends, order, needed } }: Answering): KnownBlock[] => {
  if (ends === null) return [];
  const how = order === 'sequential' ? ', one after the other' : '';
  return [
    context([`*${needed} people must answer${how}*; ${ENDS[ends]}.`, ...seats.map(seatWords)].join('\n')),
  ];
};

/** What was approved with other values is told before all have answered: nobody can agree to what they do not see. */
const proposalBlocks = ({ proposed, progress }: Answering, max: number): KnownBlock[] => {
  if (proposed === null || progress.ends === null) return [];
  const by = outside(personName(proposed.by), 80);
  return [
    section(
      [
        `*${by} proposes other values*`,
        ...changeWords(proposed.changes, max),
        `*Modify* opens with them, to agree. Approving it as it was submitted asks ${by} again.`,
      ].join('\n'),
    ),
  ];
};

const changeWords = (changes: NonNullable<CardView['proposed']>['changes'], max: number): string[] =>
  changes
    .slice(0, 8)
    .map(({ label, from, to }) => `${outside(label, 60)}: ${outside(from, max)} → *${outside(to, max)}*`);

const seatWords = (
  { role, by, for: other, later }: CardView['progress']['seats'][number],
  index: number,
): string => {
  const whose = capital(role === null ? 'anybody who may decide' : roleName(role));
  const state =
    by === null ? (later ? 'comes after' : 'still to answer') : `${named(by, other)} has answered`;
  return `${index + 1}. ${whose}: ${state}`;
};

/** `Ben Okafor for Ana Lindqvist`. */
export const named = (
  by: Parameters<typeof personName>[0],
  other: Parameters<typeof personName>[0] | null,
): string => {
  const name = outside(personName(by), 80);
  return other === null ? name : `${name} for ${outside(personName(other), 80)}`;
};

/** Later ones are in Full context. */
const MOST_ENDORSEMENTS = 3;

const endorsementBlocks = ({ endorsements }: Answering, max: number): KnownBlock[] => {
  const shown = endorsements.slice(-MOST_ENDORSEMENTS).map((one) => endorsement(one, max));
  const left = endorsements.length - shown.length;
  return shown.length === 0
    ? []
    : [
        section(
          [...shown, ...(left > 0 ? [`${left} earlier recommendations are in Full context.`] : [])].join(
            '\n',
          ),
        ),
      ];
};

/** `Ana Lindqvist (finance) recommends *approve*: “…”. It takes the role finance-leads.` */
export const endorsement = (
  { by, label, modified, changes, rationale, as, needs }: CardView['endorsements'][number],
  max: number,
): string => {
  const roles = as.length === 0 ? '' : ` (${as.slice(0, 3).map(roleName).join(', ')})`;
  const who = `${outside(personName(by), 80)}${roles}`;
  const said =
    label === null
      ? `${who} has answered with a recommendation.`
      : `${who} recommends *${outside(inSentence(label), 75)}${modified ? ' with changes' : ''}*${rationale === '' ? '.' : `: “${outside(rationale, max)}”.`}`;
  const changed = changeWords(changes, max)
    .map((one) => `\n${one}`)
    .join('');
  return `${said}${changed}${changed === '' ? ' ' : '\n'}${needs.length === 0 ? NO_AUTHORITY : `It takes ${roleList(needs)}.`}`;
};
