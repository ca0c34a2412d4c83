import { LEVELS } from '../policy/levels.ts';
import { joined } from '../policy/wording.ts';
import type { Backtest, Both } from './backtest.ts';
import { errorText } from './backtest-errors-text.ts';
import { columns } from './columns.ts';
import { decimal, percentOf, whole } from './figures.ts';

const DAY_MS = 86_400_000;
/** Below this many days a weekly figure would be made up from too little. */
const WEEK = 7;
/** Kinds of refusal that are named. */
const NAMED = 5;

/** A backtest as a person reads it in a terminal. `name` is what the policy is called. */
export const backtestText = (backtest: Backtest, name: string): string[] => {
  const { policy_version, decisions, from, until } = backtest;
  const days = (until - from) / DAY_MS;
  const time = `${dayOf(from)} to ${dayOf(until)} (${days < 1 ? 'less than a day' : `${whole(days)} days`})`;
  return [
    `Backtest of ${name}, version ${policy_version}`,
    decisions === 0
      ? 'No decision came in during this time: choose a longer one with --since'
      : `${decisions === 1 ? '1 decision' : `${whole(decisions)} decisions`} from ${time}, each in its latest revision`,
    ...(decisions === 0
      ? []
      : [...comparable(backtest), ...figures(backtest, days), ...errorText(backtest.errors)]),
  ];
};

const comparable = ({
  replayed,
  unknown_types,
  refused,
  stopped,
  as_it_was,
  in_force,
}: Backtest): string[] => {
  const unknown = Object.entries(unknown_types);
  const foreign = unknown.reduce((sum, [, n]) => sum + n, 0);
  const problems = Object.entries(refused.problems).toSorted(([, a], [, b]) => b - a);
  const rows = [
    [whole(replayed), 'replayed'],
    ...(foreign === 0
      ? []
      : [
          [
            whole(foreign),
            `of types that the policy does not have: ${unknown.map(([type, n]) => `${type} ${n}`).join(', ')}`,
          ],
        ]),
    ...(refused.decisions === 0 ? [] : [[whole(refused.decisions), 'that the policy would refuse:']]),
    ...problems.slice(0, NAMED).map(([problem, n]) => ['', `  ${n} × ${problem}`]),
    ...(problems.length > NAMED ? [['', `  and ${problems.length - NAMED} more kinds of problems`]] : []),
    ...(stopped === 0
      ? []
      : [[whole(stopped), 'of the replayed were sent to people by a stop, which a replay leaves out']]),
  ];
  const asItWas = Object.entries(as_it_was)
    .filter(([, names]) => names.length > 0)
    .map(
      ([type, names]) =>
        `  ${type} looks at ${joined(names)}: taken as it was, since people did not work by this policy then`,
    );
  const age =
    in_force.assumed && in_force.types.length > 0
      ? [
          `  ${joined(in_force.types)} looks at policy_age_days: counted from ${dayOf(in_force.since)} on, as if the policy had come into force then`,
        ]
      : [];
  return [...columns(rows, { indent: 2, right: [0] }), ...asItWas, ...age];
};

const figures = (backtest: Backtest, days: number): string[] => {
  if (backtest.replayed === 0) return [];
  return [...movesText(backtest), ...effectText(backtest, days), ...typesText(backtest)];
};

const movesText = ({ moves, less_care, more_care, replayed, examples }: Backtest): string[] => {
  const sumOf = (counts: number[]): number => counts.reduce((sum, n) => sum + n, 0);
  const cell = (n: number): string => (n === 0 ? '·' : whole(n));
  const rows = [
    ['', ...LEVELS, 'total'],
    ...LEVELS.map((from) => [
      from,
      ...LEVELS.map((to) => cell(moves[from][to])),
      whole(sumOf(Object.values(moves[from]))),
    ]),
    ['total', ...LEVELS.map((to) => whole(sumOf(LEVELS.map((from) => moves[from][to])))), whole(replayed)],
  ];
  const same = replayed - less_care - more_care;
  return [
    '',
    'Moves between levels (rows as it was, columns by this policy)',
    ...columns(rows, { indent: 2, right: [1, 2, 3, 4, 5, 6] }),
    `  ${whole(less_care)} to less care, ${whole(same)} as before, ${whole(more_care)} to more care`,
    ...columns(
      examples.map(({ from, to, ids }) => [`${from} → ${to}`, `such as ${ids.join(', ')}`]),
      { indent: 2 },
    ),
  ];
};

const effectText = ({ automation, reviews, audits }: Backtest, days: number): string[] => {
  const weekly = days >= WEEK;
  const per = (count: number): string => decimal(weekly ? (count * WEEK) / days : count);
  const row = (what: string, figure: Both<string>): string[] => [what, figure.was, figure.new];
  const time = weekly ? 'a week' : 'in all';
  return [
    '',
    ...columns(
      [
        ['Effect', 'as it was', 'new'],
        row('  runs by itself', { was: percentOf(automation.was), new: percentOf(automation.new) }),
        row(`  reviews expected, ${time}`, { was: per(reviews.was), new: per(reviews.new) }),
        row(`  audits expected, ${time}`, { was: per(audits.was), new: per(audits.new) }),
      ],
      { right: [1, 2] },
    ),
    ...(weekly ? [] : ['  These are less than a week: too little for a weekly figure']),
  ];
};

const typesText = ({ types }: Backtest): string[] => {
  const rows = Object.entries(types)
    .toSorted(([, a], [, b]) => b.decisions - a.decisions)
    .map(([type, { decisions, automatic, less_care, more_care }]) => [
      `  ${type}`,
      whole(decisions),
      percentOf(automatic.was / decisions),
      percentOf(automatic.new / decisions),
      whole(less_care),
      whole(more_care),
    ]);
  const head = ['By type', 'decisions', 'by itself, as it was', 'new', 'less care', 'more care'];
  return ['', ...columns([head, ...rows], { right: [1, 2, 3, 4, 5] })];
};

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
