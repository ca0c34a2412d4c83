import type { CardView, WaitingView } from '../src/core/review/card-view.ts';
import { CONSEQUENCE_WORDS, LEVEL_WORDS } from './figures.ts';
import { originWords } from './origin.ts';
import { capital, inSentence, moment, outside } from './text.ts';

/**
 * What makes this card unlike a routine one, in bold above its title; undefined for a routine one. One picture at
 * most, for the heaviest; the words say everything.
 */
export const tellTale = (view: CardView): string | undefined => {
  const marks = MARKS.filter(({ holds }) => holds(view));
  const first = marks[0];
  if (first === undefined) return undefined;
  return `${first.picture} *${marks.map(({ words }, index) => (index === 0 ? words(view) : inSentence(words(view)))).join(' · ')}*`;
};

type Mark = { holds: (view: CardView) => boolean; picture: string; words: (view: CardView) => string };

const MARKS: Mark[] = [
  {
    holds: ({ waiting }) => waiting !== null,
    picture: '⏳',
    words: ({ waiting }) => (waiting === null ? 'Waiting' : waitingWords(waiting)),
  },
  {
    holds: ({ due }) => due?.overdue === true,
    picture: '⏰',
    words: ({ due, time }) =>
      `Overdue since ${moment(due?.at ?? 0)}${time.lapsed_at === null ? '' : ': nobody answered in time'}`,
  },
  {
    holds: ({ time }) => time.escalated?.because === 'nobody_there',
    picture: '⚠️',
    words: ({ time }) =>
      time.escalated?.whom == null
        ? 'Nobody is there to answer, and nobody is known to escalate to'
        : `Nobody is there to answer: ${outside(time.escalated.whom, 60)} was asked`,
  },
  {
    holds: ({ consequence }) => consequence === 'high',
    picture: '⚠️',
    words: () => 'High consequence',
  },
  {
    holds: ({ time }) => time.escalated !== null && time.escalated.because !== 'nobody_there',
    picture: '⏫',
    words: ({ time }) => escalated(time),
  },
  {
    holds: ({ time }) => time.backups !== null,
    picture: '🙋',
    words: ({ time }) => `Backups were asked at ${moment(time.backups?.at ?? 0, 'time')}`,
  },
  {
    holds: ({ facts, recommendation, revision }) =>
      revision > 1 &&
      (recommendation?.changed !== undefined || facts.some(({ changed }) => changed !== undefined)),
    picture: '🔄',
    words: ({ revision }) => `Changed since revision ${revision - 1}`,
  },
  {
    holds: ({ blind, story }) => blind === 'hidden' && story === null,
    picture: '🔒',
    words: () => 'Decide first: the AI’s recommendation is hidden until you answer',
  },
  {
    holds: ({ kind }) => kind === 'audit',
    picture: '🔍',
    words: () => 'Audit: already executed. Was it right?',
  },
  {
    holds: ({ level }) => level === 'human_decides',
    picture: '👤',
    words: ({ recommendation }) =>
      recommendation === null
        ? 'You decide: there is no recommendation'
        : 'You decide: the facts first, the AI’s view at the end',
  },
  {
    holds: ({ level }) => level === 'human_only',
    picture: '👤',
    words: () => 'Human only: no AI recommendation is asked for',
  },
  {
    holds: ({ progress }) => progress.needed > 1,
    picture: '👥',
    words: ({ progress }) => `${progress.given} of ${progress.needed} answers given`,
  },
];

const escalated = ({ escalated }: CardView['time']): string =>
  escalated?.whom == null
    ? 'Nobody is known to escalate to'
    : `Escalated to ${outside(escalated.whom, 60)} at ${moment(escalated.at, 'time')}`;

const waitingWords = (waiting: WaitingView): string => {
  const whom = askedNames(waiting).map((name) => outside(name, 60));
  return `Waiting for an answer from ${whom.join(' or ')} since ${moment(waiting.since)}`;
};

/** Whoever can answer a question that waits, by name, the person first. Not escaped. */
export const askedNames = ({ from: { person, source } }: WaitingView): string[] => [
  ...(person === null ? [] : [person.name ?? person.id]),
  ...(source === null ? [] : [source]),
];

/** The line under the title: what kind of review, of what, from whom, until when. */
export const aboutLine = (view: CardView): string => {
  const { level, consequence, type, source, raised_by, external_id, title, due } = view;
  const said = [
    ...(level === 'review' ? [LEVEL_WORDS.review] : []),
    ...(consequence === 'high' ? [] : [CONSEQUENCE_WORDS[consequence]]),
    originWords({ type: type.label, source, raised_by }),
    ...(external_id === null || title.includes(external_id) ? [] : [outside(external_id, 60)]),
    ...(due === null || due.overdue
      ? []
      : [`due ${moment(due.at)}${due.stopped ? ' at the earliest, since its clock stands still' : ''}`]),
  ];
  return capital(said.join(' · '));
};
