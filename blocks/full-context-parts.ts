import type { KnownBlock, RichTextElement } from '@slack/types';
import type { CardView, InfoRound } from '../src/core/review/card-view.ts';
import { checked, secondChoice } from './card-reasons.ts';
import { lapsedWords } from './decision-card.ts';
import { factPlain } from './fact-text.ts';
import { CONSEQUENCE_WORDS, confidence, day, LEVEL_WORDS, percent } from './figures.ts';
import { LIMITS } from './limits.ts';
import { ownAnswer } from './own-answer.ts';
import { context, header, literal, passage, rich, richAddress } from './pieces.ts';
import { askedNames } from './tell-tale.ts';
import { capital, clean, line, moment, momentInUtc, outside, personLink } from './text.ts';
import { whoAnswers } from './who-answers.ts';

/** One part of the full context: a heading and everything under it, uncut. */
export type Part = { name: string; blocks: KnownBlock[] };

/** Everything that the view holds, in the order in which questions arise. Parts with nothing in them are left out. */
export const contextParts = (view: CardView): Part[] =>
  [
    { name: 'The question', blocks: [...prose(view.title), ...prose(view.question), aboutIt(view)] },
    { name: 'Your answer', blocks: ownAnswer(view) },
    { name: 'Who answers', blocks: whoAnswers(view, 2_000) },
    { name: 'Facts', blocks: facts(view) },
    { name: 'The AI', blocks: ai(view) },
    { name: 'Why it reached you', blocks: why(view) },
    { name: 'Questions and answers', blocks: questions(view) },
    { name: historyName(view), blocks: history(view) },
    { name: 'Cases like this one', blocks: precedents(view) },
    {
      name: 'Policy',
      blocks: view.policy_refs.flatMap(({ title, excerpt, url }) => entry(title, excerpt, url)),
    },
    { name: 'Attached', blocks: view.attachments.flatMap(({ title, url }) => entry(title, undefined, url)) },
    { name: 'The answer', blocks: answer(view) },
    { name: 'Corrections', blocks: corrections(view) },
  ]
    .filter(({ blocks }) => blocks.length > 0)
    .map(({ name, blocks }) => ({ name, blocks: [header(name), ...blocks] }));

/** Room for the label above a text: three names and the words between them. */
const LABEL = 600;

/** A whole text in as many blocks as it takes. */
const prose = (text: string, label?: string): KnownBlock[] => {
  const chunks = chunked(clean(text).trim(), LIMITS.richText - LABEL);
  return chunks.map((chunk, index) => {
    const head: RichTextElement[] =
      index === 0 && label !== undefined ? [literal(`${label}\n`, { bold: true })] : [];
    return rich(passage(...head, literal(chunk)));
  });
};

/** Pieces of at most `size` characters, never through a surrogate pair. */
const chunked = (text: string, size: number): string[] => {
  if (text === '') return [];
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + size);
    if (to < text.length && /[\uD800-\uDBFF]/.test(text.charAt(to - 1))) to -= 1;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
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
      `${outside(view.type.label, 100)} from ${outside(view.source, 100)}`,
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
    ...prose(capital(`${confidence(sure)} · ${checked(sure.calibrated)}`), `AI recommends: ${name(label)}`),
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
    prose(
      note ?? '–',
      `${name(day(at))}: ${name(title)}${disposition === undefined ? '' : `, ${name(disposition)}`}`,
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
  view.corrections.flatMap(({ by, at, was, now, values, reason, remedy }) => [
    context(`${personLink(by)} · ${moment(at)}`),
    ...prose(reason || '–', `${name(was)} → ${name(now)}`),
    ...values.flatMap(({ label, text }) => prose(text, name(label))),
    ...(remedy === null
      ? []
      : [
          context(
            `${outside(view.source, 100)} ${remedy === 'reversed' ? 'could reverse it' : 'could not reverse it'}`,
          ),
        ]),
  ]);
