import type { KnownBlock } from '@slack/types';
import type { CardView, InfoRound } from '../src/core/review/card-view.ts';
import { secondChoice } from './card-reasons.ts';
import { checkedInFull } from './checked-cases.ts';
import { lapsedWords } from './decision-card.ts';
import { factPlain } from './fact-text.ts';
import { CONSEQUENCE_WORDS, confidence, day, LEVEL_WORDS, percent } from './figures.ts';
import { events, notes, people } from './full-context-people.ts';
import { originWords } from './origin.ts';
import { ownAnswer } from './own-answer.ts';
import { context, header, literal, passage, rich, richAddress } from './pieces.ts';
import { prose } from './prose.ts';
import { askedNames } from './tell-tale.ts';
import { capital, line, moment, momentInUtc, outside, personLink } from './text.ts';
import { whoAnswers } from './who-answers.ts';

/** The tabs, in the order in which questions arise. */
export const TABS = ['facts', 'why', 'history', 'policy', 'people', 'events'] as const;
export type Tab = (typeof TABS)[number];

/** One part of the full context: a heading and everything under it, uncut. */
export type Part = { tab: Tab; name: string; blocks: KnownBlock[] };

/** Everything that the view holds, in the order in which questions arise. Parts with nothing in them are left out. */
export const contextParts = (view: CardView): Part[] => {
  const parts: Part[] = [
    {
      tab: 'facts',
      name: 'The question',
      blocks: [...prose(view.title), ...prose(view.question), aboutIt(view)],
    },
    { tab: 'facts', name: 'Your answer', blocks: ownAnswer(view) },
    { tab: 'people', name: 'Who answers', blocks: whoAnswers(view, 2_000) },
    { tab: 'facts', name: 'Facts', blocks: facts(view) },
    { tab: 'facts', name: 'The AI', blocks: ai(view) },
    { tab: 'why', name: 'Why it reached you', blocks: why(view) },
    { tab: 'history', name: 'Questions and answers', blocks: questions(view) },
    { tab: 'history', name: historyName(view), blocks: history(view) },
    { tab: 'history', name: 'Cases like this one', blocks: precedents(view) },
    {
      tab: 'policy',
      name: 'Policy',
      blocks: view.policy_refs.flatMap(({ title, excerpt, url }) => entry(title, excerpt, url)),
    },
    {
      tab: 'policy',
      name: 'Attached',
      blocks: view.attachments.flatMap(({ title, url }) => entry(title, undefined, url)),
    },
    { tab: 'facts', name: 'The answer', blocks: answer(view) },
    { tab: 'facts', name: 'Corrections', blocks: corrections(view) },
    { tab: 'people', name: 'People', blocks: people(view) },
    { tab: 'people', name: 'Notes', blocks: notes(view.notes) },
    { tab: 'events', name: 'Events', blocks: events(view.log) },
  ];
  return parts
    .filter(({ blocks }) => blocks.length > 0)
    .map(({ tab, name, blocks }) => ({ tab, name, blocks: [header(name), ...blocks] }))
    .sort((a, b) => TABS.indexOf(a.tab) - TABS.indexOf(b.tab));
};

/** Longer ones are shown whole as text, since a link holds no more than 3,000 characters. */
const LONG_ADDRESS = 900;

const name = (text: string): string => line(text, 150) || '–';

/** A title, what it says, and an address that shows itself. */
const entry = (title: string, text: string | undefined, url: string | undefined): KnownBlock[] => [
  ...prose(text ?? '', name(title)),
  ...(text === undefined || text.trim() === '' ? [rich(passage(literal(name(title), { bold: true })))] : []),
  ...(url === undefined ? [] : url.length > LONG_ADDRESS ? prose(url) : [rich(passage(richAddress(url)))]),
];

const aboutIt = (view: CardView): KnownBlock =>
  context(
    [
      `${LEVEL_WORDS[view.level]} · ${CONSEQUENCE_WORDS[view.consequence]}`,
      originWords({ ...view, type: view.type.label }, 100),
      ...(view.external_id === null ? [] : [outside(view.external_id, 300)]),
      `submitted ${moment(view.submitted_at)}`,
      ...(view.due === null ? [] : [`${view.due.overdue ? 'was due' : 'due'} ${moment(view.due.at)}`]),
      `revision ${view.revision}`,
      outside(view.decision_id, 100),
    ].join(' · '),
  );

const facts = ({ facts, undeclared }: CardView): KnownBlock[] => [
  ...facts.flatMap(({ definition, label, text, changed }) => [
    ...prose(factPlain(definition, text) || '–', name(changed === undefined ? label : `${label} (changed)`)),
    ...(changed === undefined
      ? []
      : prose(`was: ${changed.from === null ? 'not given' : factPlain(definition, changed.from)}`)),
  ]),
  ...undeclared.flatMap(({ name: label, text }) => prose(text || '–', `${name(label)} (not in the policy)`)),
];

const ai = ({ recommendation, alternatives, opinions }: CardView): KnownBlock[] => {
  if (recommendation === null) return [];
  const { label, confidence: sure, rationale, model, values, changed } = recommendation;
  return [
    ...prose(
      [capital(confidence(sure)), ...checkedInFull(recommendation)].join('\n'),
      `AI recommends: ${name(label)}`,
    ),
    ...(changed === undefined
      ? []
      : prose(`Before, it recommended ${changed.label}, own score ${percent(changed.own)}`)),
    ...(rationale === undefined ? [] : prose(rationale)),
    ...values.flatMap(({ label, text }) => prose(text, `It would set ${name(label)} to`)),
    ...alternatives.flatMap((alternative, index) => prose(secondChoice(alternative, index, 20_000))),
    ...opinions.flatMap(({ method, label, own }) =>
      prose(`${name(method)}: ${label}${own === undefined ? '' : `, own score ${percent(own)}`}`),
    ),
    ...(model === undefined ? [] : prose(`Model: ${model}`)),
  ];
};

const why = ({ flags, trace, policy_version }: CardView): KnownBlock[] => [
  ...flags.flatMap(({ sentence }) => prose(`• ${sentence}`)),
  ...trace.flatMap(({ step, saw, did }) => prose(`${saw} → ${did}`, capital(name(step)))),
  context(`Policy version ${outside(policy_version, 100)}`),
];

const questions = ({ waiting, answers }: CardView): KnownBlock[] => [
  ...answers.flatMap(round),
  ...(waiting === null
    ? []
    : [
        context(
          `${personLink(waiting.by)} asked ${askedNames(waiting)
            .map((name) => outside(name, 80))
            .join(' and ')} (${moment(waiting.since)})`,
        ),
        ...prose(waiting.question),
      ]),
];

const round = ({ question, asked_by, note, facts, by, at, lapsed }: InfoRound): KnownBlock[] => [
  ...(question === null ? [] : prose(question, asked_by === null ? 'Asked' : `${name(asked_by)} asked`)),
  ...(lapsed === null
    ? prose(
        [
          ...(note === null ? [] : [note]),
          ...(facts.length === 0 ? [] : [`Brought: ${facts.join(', ')}`]),
        ].join('\n') || '–',
        `${name(by)} answered, ${momentInUtc(at)}`,
      )
    : [context(lapsedWords(lapsed))]),
];

const history = ({ history }: CardView): KnownBlock[] =>
  history.flatMap(({ at, title, disposition, note }) =>
    entry(
      `${name(day(at))}: ${name(title)}${disposition === undefined ? '' : `, ${name(disposition)}`}`,
      note,
      undefined,
    ),
  );

const historyName = ({ history_about }: CardView): string =>
  history_about === null ? 'What happened before' : `Before, about ${line(history_about, 80)}`;

/** How people answered what is most like this one, and why; never what an AI said about it. */
const precedents = ({ precedents }: CardView): KnownBlock[] =>
  precedents.flatMap(({ title, at, ended, reason, rationale, changes }) => {
    const changed = changes.map(({ label, to }) => `${label} to ${to}`).join(', ');
    const said = [
      ...(changed === '' ? [] : [`Changed: ${changed}`]),
      ...(reason === null ? [] : [`Reason: ${reason}`]),
      ...(rationale === '' ? [] : [`“${rationale}”`]),
    ];
    return prose(
      said.join('\n') || '–',
      `${capital(name(ended))}, ${momentInUtc(at, 'day')}: ${name(title)}`,
    );
  });

const answer = ({ story }: CardView): KnownBlock[] => {
  if (story === null) return [];
  const { by, at, reason, rationale, changes, tags, note, first, documented } = story;
  return [
    context(`${by === null ? 'Nobody in person' : personLink(by)} · ${moment(at)}`),
    ...changes.flatMap(({ label, from, to }) => prose(`${from} → ${to}`, name(label))),
    ...(reason === null ? [] : prose(rationale || '–', `Reason: ${name(reason)}`)),
    ...documented.flatMap(({ label, text }) => prose(text || '–', name(label))),
    ...(tags.length === 0 ? [] : prose(`Tags: ${tags.join(', ')}`)),
    ...(note === null ? [] : prose(note)),
    ...(first === null
      ? []
      : prose(`${first.label}, ${momentInUtc(first.at)}`, 'Before the recommendation was shown')),
  ];
};

const corrections = (view: CardView): KnownBlock[] =>
  view.corrections.flatMap(({ by, at, was, now, changes, reason_label, reason, remedy }) => [
    context(`${personLink(by)} · ${moment(at)}`),
    ...entry(
      was === now ? `Still ${name(now)}, with other values` : `${name(was)} → ${name(now)}`,
      [
        ...(reason_label === null ? [] : [`Reason: ${reason_label}`]),
        ...(reason === '' ? [] : [`“${reason}”`]),
      ].join('\n'),
      undefined,
    ),
    ...changes.flatMap(({ label, from, to }) => prose(from === null ? to : `${from} → ${to}`, name(label))),
    ...(remedy === null
      ? []
      : [
          context(
            `${outside(view.source, 100)} ${remedy === 'reversed' ? 'could reverse it' : 'could not reverse it'}`,
          ),
        ]),
  ]);
