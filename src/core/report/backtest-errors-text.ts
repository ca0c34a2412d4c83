import type { ErrorFigures, ErrorRow, Share } from './backtest-errors.ts';
import { columns } from './columns.ts';
import { decimal, percentOf, whole } from './figures.ts';
import type { LabelKind } from './labels.ts';

const KINDS: [LabelKind, string][] = [
  ['audit', 'Audits, drawn at random'],
  ['outcome', 'Outcomes that sources reported'],
  ['second_look', 'Re-checks and contests, chosen'],
  ['verdict', 'Answers of people who saw the recommendation'],
];

/** What labels say about errors, and what they cannot say. */
export const errorText = ({ all, kinds, newly_automatic }: ErrorFigures): string[] => {
  if (all.labels === 0)
    return [
      '',
      'Errors: of none of these decisions is it known whether the AI was right (no answers, audits or outcomes)',
    ];
  const { decisions, labelled, at_random } = newly_automatic;
  return [
    '',
    'Errors, where it is known whether the AI was right (exact 95 % intervals)',
    ...rowText('All labels, each decision once', all),
    ...KINDS.flatMap(([kind, words]) => (kinds[kind].labels === 0 ? [] : rowText(words, kinds[kind]))),
    '',
    ...(decisions === 0
      ? []
      : [
          `Of ${whole(decisions)} decisions that would newly run by themselves ${whole(labelled)} have a label, ${whole(at_random)} of them drawn at random.`,
          '',
        ]),
    ...HOW_TO_READ,
  ];
};

const HOW_TO_READ = [
  'Let through: the wrong ones of those that run by themselves. Caught: of all that were wrong, those that a person gets',
  'to see; people miss some of what they see.',
  'Labels exist only where somebody looked or an outcome came back, so an interval holds for cases like the labelled',
  'ones. Only audits were drawn at random; they are counted alike here, whatever share was drawn. Who saw the',
  'recommendation agrees too often: the true error is higher than these answers say. An override is no proof that the',
  'AI was wrong, and no outcome is no proof that it was right.',
];

const rowText = (words: string, { labels, wrong, let_through, caught }: ErrorRow): string[] => [
  `  ${words}: ${whole(labels)}, the AI was wrong in ${whole(wrong)}`,
  ...columns(
    [
      ['let through', 'as it was', ...shareText(let_through.was)],
      ['', 'new', ...shareText(let_through.new)],
      ['caught', 'as it was', ...shareText(caught.was)],
      ['', 'new', ...shareText(caught.new)],
    ],
    { indent: 4, right: [2, 3, 4] },
  ),
];

/** Of nothing nothing is known: no share and no interval. */
const shareText = ({ hits, of, low, high }: Share): string[] =>
  of === 0
    ? ['0 of 0', '–', '']
    : [
        `${whole(hits)} of ${whole(of)}`,
        percentOf(hits / of),
        `${decimal(low * 100)} – ${decimal(high * 100)} %`,
      ];
