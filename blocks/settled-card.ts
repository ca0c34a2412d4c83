import type { KnownBlock, SectionBlock } from '@slack/types';
import type { Disposition } from '../src/core/policy/levels.ts';
import { OTHER_REASON } from '../src/core/policy/policy.ts';
import { unreachable } from '../src/core/result.ts';
import type { CardView, Story } from '../src/core/review/card-view.ts';
import type { Correction } from '../src/core/review/view-corrections.ts';
import { duration } from './figures.ts';
import { LIMITS } from './limits.ts';
import { moreMenu } from './more-menu.ts';
import { originWords } from './origin.ts';
import { type CardMessage, context, fitMessage, section } from './pieces.ts';
import { inSentence, line, moment, outside, personLink, personName, plain } from './text.ts';
import { named } from './who-answers.ts';
import { ACTIONS, encodePress } from './wire.ts';

/** A card whose view has a story. */
type SettledView = CardView & { story: Story };

/** The settled card: who, what, when and why at one glance. No verdict can be given from it. */
export const settledCard = (view: SettledView): CardMessage => ({
  text: notification(view),
  blocks: fitMessage([300, 120, 40], (max) => [
    ...correctionLines(view, max),
    headline(view),
    what(view, max),
    about(view),
    ...undo(view),
  ]),
});

/** Corrections stand on top, the latest first; the answer that they correct stays below as it was given. */
const correctionLines = ({ corrections, source }: SettledView, max: number): KnownBlock[] => {
  const last = corrections.at(-1);
  if (last === undefined) return [];
  const earlier = corrections.length - 1;
  return [
    section(
      [
        `❗ *Corrected by ${personLink(last.by)}* · ${moment(last.at)}: ${correctedWords(last)}`,
        ...last.changes.slice(0, 8).map((change) => changedWords(change, max)),
        `Reason: ${reasonWords(last.reason_label, last.reason, max)}`,
        ...aftermath(last, source),
        ...(earlier === 0
          ? []
          : [`Corrected ${earlier === 1 ? 'once' : `${earlier} times`} before, see Full context`]),
      ].join('\n'),
    ),
  ];
};

/** Which answer became which, in mrkdwn; the same one with other values is said to be that. */
export const correctedWords = ({ was, now }: Pick<Correction, 'was' | 'now'>): string =>
  was === now
    ? `still *${outside(now, 100)}*, with other values`
    : `${outside(was, 100)} → *${outside(now, 100)}*`;

/** One value of a correction; what nobody may read is only said to be another one. */
export const changedWords = ({ label, from, to }: Correction['changes'][number], max: number): string =>
  `${outside(label, 60)}: ${from === null ? '' : `${outside(from, max)} → `}*${outside(to, max)}*`;

/** A reason's label, and the person's own words, beside which "Other" says nothing. */
export const reasonWords = (label: string | null, rationale: string, max: number): string => {
  const said = rationale === '' ? [] : [`“${outside(rationale, max)}”`];
  const isSaid = label === null || (label === OTHER_REASON.label && said.length > 0);
  return [...(isSaid ? [] : [outside(label, 75)]), ...said].join('. ');
};

/** What the source says that it could still do. */
const aftermath = ({ remedy, told_at }: Correction, source: string): string[] => {
  const who = outside(source, 60);
  if (remedy !== null)
    return [`*${who} ${remedy === 'reversed' ? 'could reverse it' : 'could not reverse it'}*`];
  return told_at === null ? [] : [`told to ${who} at ${moment(told_at, 'time')}`];
};

const PICTURES = {
  approved: '✅',
  rejected: '🚫',
  modified: '✏️',
  auto_executed: '⚙️',
  expired: '⌛',
  cancelled: '↩️',
} as const satisfies Record<Disposition, string>;

/** What the type's own options mean stands in their words: "Deliver" is no refusal, whatever it means to the source. */
export const pictureOf = ({ disposition, option }: Story): string =>
  (disposition === 'approved' || disposition === 'rejected') && isOwn(option) ? '☑️' : PICTURES[disposition];

const isOwn = (option: Story['option']): boolean =>
  option !== null && option.id !== 'approve' && option.id !== 'reject';

/** How it ended in words; a type's own option keeps its own label. */
export const storyWords = ({ disposition, option }: Story): string => {
  switch (disposition) {
    case 'approved':
      return option === null || option.id === 'approve' ? 'Approved' : line(option.label, 75);
    case 'rejected':
      return option === null || option.id === 'reject' ? 'Rejected' : line(option.label, 75);
    case 'modified':
      return option === null || option.id === 'approve'
        ? 'Approved with changes'
        : `${line(option.label, 60)}, with changes`;
    case 'auto_executed':
      return 'Executed automatically';
    case 'expired':
      return 'Expired: nobody answered in time';
    case 'cancelled':
      return 'Withdrawn by the source';
    default:
      return unreachable(disposition);
  }
};

const headline = (view: SettledView): SectionBlock => {
  const { story } = view;
  const stead = story.for === null ? '' : ` for ${outside(personName(story.for), 80)}`;
  const by = story.by === null ? '' : ` by ${personLink(story.by)}${stead}`;
  const said = `${pictureOf(story)} *${outside(storyWords(story), 100)}*${by} · ${moment(story.at)}${againstAi(view)}`;
  return section(`${said}${lapsed(story)}`);
};

const lapsed = ({ lapse }: Story): string => {
  if (lapse === null) return '';
  const did = lapse.how === 'execute' ? 'the AI’s recommendation is carried out' : 'it is turned down';
  return ` · as the policy says, ${did} (${outside(lapse.label, 60)})`;
};

const againstAi = ({ story, recommendation }: SettledView): string => {
  if (story.overrides === null || recommendation === null) return '';
  if (!story.overrides) return ' · agrees with the AI';
  const partly = story.disposition === 'modified' && story.option?.id === recommendation.option;
  return ` · ${partly ? 'partly overrides' : 'overrides'} the AI (${outside(recommendation.label, 60)})`;
};

const what = (view: SettledView, max: number): KnownBlock => {
  const { title, amount, story, review_id } = view;
  const { changes, reason, rationale, note, documented } = story;
  const shown = changes
    .slice(0, 8)
    .map(({ label, from, to }) => `${outside(label, 60)}: ${outside(from, max)} → *${outside(to, max)}*`);
  const rest = changes.length - shown.length;
  const isTold = amount === null || title.includes(amount) || changes.some(({ from }) => from === amount);
  const told = section(
    [
      `*${outside(title, 200)}*${isTold ? '' : ` · ${outside(amount ?? '', 40)}`}`,
      ...shown,
      ...(rest > 0 ? [`${rest} more changes in Full context`] : []),
      ...(reason === null ? [] : [`Reason: ${reasonWords(reason, rationale, max)}`]),
      ...documented
        .slice(0, 5)
        .map(({ label, text }) => `${outside(label, 75)}: ${outside(text, max) || '–'}`),
      ...alsoAnswered(view),
      ...(note === null || note === '' ? [] : [`Reason: “${outside(note, max)}”`]),
      ...mindChanged(view),
    ].join('\n'),
  );
  return review_id === null ? told : { ...told, accessory: moreMenu({ ...view, review_id }) };
};

/** Both answers of somebody who thought again when the recommendation was shown. */
const mindChanged = ({ story }: SettledView): string[] =>
  story.first === null
    ? []
    : [
        `First answer: ${outside(story.first.label, 100)} (${moment(story.first.at, 'time')}). Changed once the AI’s recommendation was shown`,
      ];

/** Everybody else who had to answer, and what they said: nothing is final before all of it is known. */
const alsoAnswered = ({ story: { others }, state }: SettledView): string[] => {
  if (others.length === 0) return [];
  const said = others.map(({ by, for: other, label }) => {
    const name = named(by, other);
    return state === 'settled' ? `${name} (${outside(inSentence(label), 75)})` : name;
  });
  return [`Also answered: ${said.join(', ')}`];
};

const about = ({ story, external_id, type, source, raised_by }: SettledView): KnownBlock => {
  const { form_open_ms, answered, unanswered, undo_until, by, blind, reveal_until } = story;
  return context(
    [
      ...(external_id === null ? [] : [outside(external_id, 60)]),
      originWords({ type: type.label, source, raised_by }),
      ...(form_open_ms === undefined ? [] : [`form open ${duration(form_open_ms)}`]),
      ...(blind && story.first === null ? ['answered before the AI’s recommendation was shown'] : []),
      ...(reveal_until === null || by === null
        ? []
        : [`*final by ${moment(reveal_until, 'time_secs')}*, ${personLink(by)} can change it until then`]),
      ...(answered === null
        ? []
        : [`answered to ${outside(answered.source, 60)} at ${moment(answered.at, 'time')}`]),
      ...(unanswered === null
        ? []
        : [`*${outside(unanswered.source, 60)} could not be reached with the answer*`]),
      ...(undo_until === null
        ? []
        : [
            `*Undo until ${moment(undo_until, 'time_secs')}*${by === null ? '' : `, by ${personLink(by)} only`}`,
          ]),
    ].join(' · '),
  );
};

/** A clock time and no countdown. It stands in the line above, since text on buttons cannot follow a reader's zone. */
const undo = ({ story, review_id, revision, digest, external_id, title }: SettledView): KnownBlock[] => {
  if (story.undo_until === null || review_id === null) return [];
  return [
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          text: plain('Undo', LIMITS.buttonText),
          action_id: ACTIONS.undo,
          value: encodePress({ review_id, revision, digest }),
          accessibility_label: line(`Undo the answer to ${external_id ?? title}`, LIMITS.accessibilityLabel),
        },
      ],
    },
  ];
};

const notification = ({ title, amount, story, corrections }: SettledView): string => {
  const last = corrections.at(-1);
  const by = story.by === null ? '' : ` by ${outside(personName(story.by), 80)}`;
  const money = amount === null || title.includes(amount) ? '' : ` (${outside(amount, 40)})`;
  const why = story.reason === null ? '' : ` Reason: ${outside(story.reason, 75)}.`;
  const corrected =
    last === undefined
      ? ''
      : `Corrected by ${outside(personName(last.by), 80)} to ${outside(inSentence(last.now), 100)}${last.was === last.now ? ', with other values' : ''}. First: `;
  return `${corrected}${outside(storyWords(story), 100)}${by}: ${outside(title, 200)}${money}.${why}`;
};
