import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import type { AuditCause } from '../src/core/review/review.ts';
import type { AuditAnswer, AuditView } from '../src/core/review/view-audit.ts';
import { auditButtons } from './answer-buttons.ts';
import { factBlocks } from './card-facts.ts';
import { aiBlocks, groundBlocks } from './card-reasons.ts';
import { CARD_SIZES, type CardSize } from './card-size.ts';
import { CONSEQUENCE_WORDS, duration } from './figures.ts';
import { holderWords } from './holder.ts';
import { LIMITS } from './limits.ts';
import { moreMenu } from './more-menu.ts';
import { originWords } from './origin.ts';
import { type CardMessage, context, fitMessage, header, quote, rich, section } from './pieces.ts';
import { inSentence, line, moment, outside, personLink, personName, plain } from './text.ts';
import { ACTIONS, encodePress } from './wire.ts';

/** A card about something that was done already. */
export type AuditedView = CardView & { audit: AuditView };

/** The audit: what was done, the same facts as at the time, and one question: was it right? Then its answer. */
export const auditCard = (view: AuditedView): CardMessage =>
  view.audit.answer === null ? asking(view) : answered(view, view.audit.answer);

const MARKS: Record<AuditCause, string> = {
  sampled: '🔍 *Audit: this ran by itself*',
  recheck: '🔍 *Another look: one like it was wrong*',
  contest: '✋ *Contested: the person concerned asks for a human*',
};

const asking = (view: AuditedView): CardMessage => ({
  text: `${line(MARKS[view.audit.because].replace(/[*]|^\S+ /g, ''), 100)}. ${outside(view.title, 200)}: ${doneIn(view.audit)}. Was it right?`,
  blocks: fitMessage(CARD_SIZES, (size) => [
    section(MARKS[view.audit.because]),
    header(view.title),
    context(about(view)),
    ...contested(view.audit, size),
    section(`*${done(view.audit)}. Was it right?*`),
    ...factBlocks(view, size),
    ...aiBlocks(view, size),
    ...ranBecause(view, size),
    ...groundBlocks(view, size),
    buttons(view),
  ]),
});

const about = (view: CardView): string => {
  const { consequence, type, source, raised_by, external_id, title, due } = view;
  return [
    CONSEQUENCE_WORDS[consequence].replace(/^./, (first) => first.toUpperCase()),
    originWords({ type: type.label, source, raised_by }),
    ...(external_id === null || title.includes(external_id) ? [] : [outside(external_id, 60)]),
    ...(due === null ? [] : [`answer ${due.overdue ? 'overdue since' : 'due'} ${moment(due.at)}`]),
    ...holderWords(view),
  ].join(' · ');
};

/** Who decided before stays unsaid where it was a person: the second look is to be a look of its own. */
const done = ({ done: { label, automatic, at } }: AuditView): string =>
  `${automatic ? 'Already executed' : 'Decided by a person'} ${moment(at, 'ago')}: ${outside(label, 75)}`;

const doneIn = ({ done: { label, automatic } }: AuditView): string =>
  `${automatic ? 'already executed' : 'decided by a person'}, ${outside(label, 75)}`;

const contested = ({ contest }: AuditView, size: CardSize): KnownBlock[] =>
  contest === null
    ? []
    : [
        section(`${outside(contest.by, 80)} asked for another look, ${moment(contest.at)}:`),
        rich(quote(contest.note, size.text)),
      ];

const ranBecause = ({ flags, deciding_rule, audit }: AuditedView, size: CardSize): KnownBlock[] => {
  const said = [
    ...(deciding_rule === null ? [] : [`By policy: ${outside(inSentence(deciding_rule), size.line * 2)}`]),
    ...flags.slice(0, size.flags).map(({ sentence }) => `• ${outside(sentence, size.line * 2)}`),
  ];
  const heading = audit.done.automatic ? '*Why it ran without a person*' : '*What was flagged then*';
  return said.length === 0 ? [] : [section([heading, ...said].join('\n'))];
};

const buttons = (view: AuditedView): ActionsBlock => ({
  type: 'actions',
  elements: [
    ...auditButtons(view, view.review_id ?? ''),
    ...(view.review_id === null ? [] : [moreMenu({ ...view, review_id: view.review_id })]),
  ],
});

const button = (
  label: string,
  action_id: string,
  value: string,
  { external_id, title }: CardView,
): Button => ({
  type: 'button',
  text: plain(label, LIMITS.buttonText),
  action_id,
  value,
  accessibility_label: line(`${label}, ${external_id ?? title}`, LIMITS.accessibilityLabel),
});

const answered = (view: AuditedView, answer: AuditAnswer): CardMessage => ({
  text: `${answer.right ? 'Audit: it was right' : 'Audit: it was wrong'}, says ${outside(personName(answer.by), 80)}: ${outside(view.title, 200)}`,
  blocks: fitMessage([300, 120, 40], (max) => [
    section(verdictLine(answer)),
    {
      ...section(
        [
          `*${outside(view.title, 200)}*`,
          ...(answer.right
            ? []
            : [
                `${view.audit.done.automatic ? 'Executed' : 'Decided'}: ${outside(view.audit.done.label, 75)}. Right would have been: *${outside(answer.label, 75)}*`,
              ]),
          `Reason: ${outside(answer.reason, 75)}${answer.rationale === '' ? '' : `. “${outside(answer.rationale, max)}”`}`,
        ].join('\n'),
      ),
      ...(view.review_id === null ? {} : { accessory: moreMenu({ ...view, review_id: view.review_id }) }),
    },
    context(aftermath(view, answer)),
    ...undo(view, answer),
  ]),
});

const verdictLine = ({ right, by, at }: AuditAnswer): string =>
  right
    ? `✅ *It was right* · ${personLink(by)} · ${moment(at)}`
    : `❗ *It was wrong* · ${personLink(by)} · ${moment(at)}`;

const aftermath = (
  { audit, external_id, type, source, raised_by }: AuditedView,
  { form_open_ms, told_at, remedy, undo_until, by }: AuditAnswer,
): string =>
  [
    ...(external_id === null ? [] : [outside(external_id, 60)]),
    originWords({ type: type.label, source, raised_by }),
    audit.done.automatic ? `executed ${moment(audit.done.at)}` : `decided ${moment(audit.done.at)}`,
    ...(form_open_ms === undefined ? [] : [`form open ${duration(form_open_ms)}`]),
    ...(told_at === null ? [] : [`told to ${outside(source, 60)} at ${moment(told_at, 'time')}`]),
    ...(remedy === null ? [] : [`*${outside(source, 60)} ${REMEDY_WORDS[remedy]}*`]),
    ...(undo_until === null
      ? []
      : [`*Undo until ${moment(undo_until, 'time_secs')}*, by ${personLink(by)} only`]),
  ].join(' · ');

const REMEDY_WORDS = { reversed: 'has reversed it', impossible: 'cannot reverse it' } as const;

const undo = (view: AuditedView, { undo_until }: AuditAnswer): KnownBlock[] => {
  const { review_id, revision, digest } = view;
  if (undo_until === null || review_id === null) return [];
  const value = encodePress({ review_id, revision, digest });
  return [{ type: 'actions', elements: [button('Undo', ACTIONS.undo, value, view)] }];
};
