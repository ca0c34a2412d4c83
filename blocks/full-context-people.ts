import type { KnownBlock } from '@slack/types';
import { unreachable } from '../src/core/result.ts';
import type { CardView } from '../src/core/review/card-view.ts';
import type { LogEntry, NoteView } from '../src/core/review/view-log.ts';
import { holderWords } from './holder.ts';
import { context } from './pieces.ts';
import { prose } from './prose.ts';
import { TAGS } from './reason-inputs.ts';
import { capital, inSentence, line, moment, outside, personLink } from './text.ts';

/** Who has it, who is at it, who answered and who recommends. */
export const people = (view: CardView): KnownBlock[] => {
  const { endorsements, story } = view;
  const said = [
    ...holderWords(view).map(capital),
    ...(view.assignee === null && view.state !== 'settled' && view.state !== 'settling'
      ? ['Nobody has taken it']
      : []),
    ...endorsements.map(
      ({ by, at, label }) =>
        `${personLink(by)} recommends${label === null ? '' : ` ${outside(label, 75)}`}, ${moment(at)}`,
    ),
    ...(story?.by == null ? [] : [`${personLink(story.by)} answered ${moment(story.at)}`]),
    ...(story?.others ?? []).map(({ by, label }) => `${personLink(by)} answered: ${outside(label, 75)}`),
  ];
  return said.map((words) => context(words));
};

/** What people left with it, oldest first. */
export const notes = (left: readonly NoteView[]): KnownBlock[] =>
  left.flatMap(({ by, at, text, tags }) => [
    context(
      `${outside(by, 80)} · ${moment(at)}${tags.length === 0 ? '' : ` · ${outside(marks(tags), 150)}`}`,
    ),
    ...(text === '' ? [] : prose(text)),
  ]);

/** Everything that happened, a line each, oldest first. */
export const events = (log: readonly LogEntry[]): KnownBlock[] =>
  log.flatMap((entry) => {
    const said = sentence(entry);
    if (said === undefined) return [];
    const until = entry.until === null ? '' : ` ${moment(entry.until)}`;
    return [
      context(`${moment(entry.at)} · ${outside(said, 400)}${until}`),
      ...(entry.text === '' ? [] : prose(entry.text)),
    ];
  });

const marks = (tags: readonly string[]): string =>
  tags.map((tag) => inSentence(TAGS.find(({ id }) => id === tag)?.label ?? tag)).join(', ');

/** In plain words; a text or a moment that belongs to it follows. Undefined: nothing that a person has to know. */
const sentence = ({ type, by, about, tags, because }: LogEntry): string | undefined => {
  const who = line(by, 80) || 'Handraise';
  const what = about === null ? '' : line(about, 120);
  switch (type) {
    case 'received':
      return `${who} submitted it`;
    case 'revised':
      return `New facts came in from ${who}`;
    case 'routed':
      return 'The policy sent it to people';
    case 'audit_opened':
      return 'It was opened for another look';
    case 'audit_agreed':
      return `${who} found that it was right`;
    case 'audit_disagreed':
      return `${who} found that it was wrong`;
    case 'opened':
      return `${who} opened a form`;
    case 'claimed':
      return `${who} took it`;
    case 'released':
      return `${who} gave it back`;
    case 'reassigned':
      return what === who ? `${who} took it over` : `${who} handed it to ${what}`;
    case 'info_requested':
      return `${who} asked for information`;
    case 'info_answered':
      return `${who} answered the question`;
    case 'info_lapsed':
      return 'Nobody answered the question in time';
    case 'snoozed':
      return `${who} put it aside until`;
    case 'snooze_ended':
      return 'It came back, having been put aside until';
    case 'reminded':
      return what === '' ? 'People were reminded' : `${what} was reminded`;
    case 'backup_notified':
      return `Backups were asked${what === '' ? '' : `: ${what}`}`;
    case 'escalated':
      return because === 'asked'
        ? `${who} escalated it to ${what || 'others'}`
        : `It was escalated to ${what || 'nobody, since nobody is known'}`;
    case 'lapsed':
      return 'Nobody answered in time';
    case 'noted':
      return tags.length === 0 ? `${who} left a note` : `${who} left a note: ${marks(tags)}`;
    case 'verdict_given':
      return what === '' ? `${who} answered` : `${who} answered: ${what}`;
    case 'answer_kept':
      return `${who} kept the answer after the recommendation was shown`;
    case 'answer_changed':
      return `${who} changed the answer after the recommendation was shown${what === '' ? '' : `: ${what}`}`;
    case 'verdict_undone':
      return `${who} took the answer back`;
    case 'resolved':
      return what === '' ? 'It became final' : `It became final: ${what}`;
    case 'corrected':
      return `${who} corrected the answer${what === '' ? '' : `: ${what}`}`;
    case 'expired':
      return 'The time for it ran out';
    case 'cancelled':
      return `${who} withdrew it`;
    case 'contested':
      return 'The person concerned asked for a human';
    case 'remedied':
      return `${who} said what became of it`;
    case 'outcome_recorded':
      return `${who} told how it turned out`;
    case 'callback_delivered':
      return 'The source was told';
    case 'callback_failed':
      return 'The source could not be reached';
    case 'card_posted':
    case 'audit_sampled':
      return undefined;
    default:
      return unreachable(type);
  }
};
