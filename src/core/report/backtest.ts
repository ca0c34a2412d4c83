import { care, isAutomatic, LEVELS, type Level } from '../policy/levels.ts';
import type { DecisionType, Policy } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import { createErrorTally, type ErrorFigures } from './backtest-errors.ts';
import { labelsOf } from './labels.ts';
import type { PastDecision } from './past-decision.ts';
import { createReplay } from './replay-decisions.ts';
import { type Rerouted, refusals } from './reroute.ts';
import { estimates } from './warm-up.ts';

/** A figure as it was, and as it would be. */
export type Both<T> = { was: T; new: T };

type TypeFigures = { decisions: number; automatic: Both<number>; less_care: number; more_care: number };

/** What another policy would have done with the decisions of some time. Shares are from 0 to 1. */
export type Backtest = {
  policy_version: string;
  /** The time looked at; `from` is the first decision when that came much later than asked for. */
  from: Instant;
  until: Instant;
  decisions: number;
  replayed: number;
  /** Decisions of types that the policy does not have, by type. */
  unknown_types: Record<string, number>;
  /** Decisions that the policy would refuse, by `type path: message`. A decision counts under each of its problems. */
  refused: { decisions: number; problems: Record<string, number> };
  /** `moves[as it was][new]`. */
  moves: Record<Level, Record<Level, number>>;
  less_care: number;
  more_care: number;
  /** Some decisions of each move, to look at. */
  examples: { from: Level; to: Level; ids: string[] }[];
  /** What the policy looks at and a replay can only take as it was then, by type. */
  as_it_was: Record<string, string[]>;
  /** Since when the policy is in force, where types look at its age; `assumed` when it never was. */
  in_force: { since: Instant; assumed: boolean; types: string[] };
  /** Those that a stop sent to people, which a replay leaves out. */
  stopped: number;
  types: Record<string, TypeFigures>;
  /** Share that runs by itself; null without decisions. */
  automation: Both<number | null>;
  /** Those that wait for a person, and the audits to expect of the others. */
  reviews: Both<number>;
  audits: Both<number>;
  errors: ErrorFigures;
};

/** A first decision after more than this share of the time means that there was no bot before it, not a calm. */
const STARTED_LATER = 0.1;
/** Decisions of one move that are named. */
const EXAMPLES = 3;

/**
 * Takes decisions one by one in the order in which they came, so that any number fits, and says in the end what they
 * come to. Those from before `since` only count for the figures of the later ones.
 * @param inForce since when the policy is in force; from `since` on when it never was
 */
export const createBacktest = (
  policy: Policy,
  { since, until, inForce }: { since: Instant; until: Instant; inForce?: Instant | undefined },
): { add: (past: PastDecision) => void; result: () => Backtest } => {
  const moves = Object.fromEntries(
    LEVELS.map((from) => [from, Object.fromEntries(LEVELS.map((to) => [to, 0]))]),
  ) as Backtest['moves'];
  const result: Omit<Backtest, 'automation' | 'examples' | 'errors' | 'from'> = {
    policy_version: policy.version,
    until,
    decisions: 0,
    replayed: 0,
    unknown_types: {},
    refused: { decisions: 0, problems: {} },
    moves,
    less_care: 0,
    more_care: 0,
    as_it_was: {},
    in_force: { since: inForce ?? since, assumed: inForce === undefined, types: [] },
    stopped: 0,
    types: {},
    reviews: { was: 0, new: 0 },
    audits: { was: 0, new: 0 },
  };
  const examples = new Map<string, Backtest['examples'][number]>();
  const errors = createErrorTally();
  let first = until;

  const move = ({ decision }: PastDecision, from: Level, to: Level): void => {
    moves[from][to]++;
    const figures = (result.types[decision.type] ??= noFigures());
    figures.decisions++;
    if (isAutomatic(from)) figures.automatic.was++;
    if (isAutomatic(to)) figures.automatic.new++;
    if (from === to) return;
    const direction = care(to) < care(from) ? 'less_care' : 'more_care';
    figures[direction]++;
    result[direction]++;
    const example = examples.get(`${from} ${to}`) ?? { from, to, ids: [] };
    if (example.ids.length < EXAMPLES) example.ids.push(decision.id);
    examples.set(`${from} ${to}`, example);
  };

  const onRouted = (past: PastDecision, { from, to, audited, stopped }: Rerouted): void => {
    result.replayed++;
    if (stopped) result.stopped++;
    result.audits.was += audited.was;
    result.audits.new += audited.new;
    if (!isAutomatic(from)) result.reviews.was++;
    if (!isAutomatic(to)) result.reviews.new++;
    move(past, from, to);
    errors.add({ was: isAutomatic(from), new: isAutomatic(to) }, labelsOf(past));
  };
  const replay = createReplay(policy, { since, inForce: inForce ?? since, onRouted });

  /** What its type looks at and is not known exactly. */
  const noteEstimates = (type: DecisionType): void => {
    if (result.as_it_was[type.name] !== undefined) return;
    const { asItWas, age } = estimates(type);
    result.as_it_was[type.name] = asItWas;
    if (age) result.in_force.types.push(type.name);
  };

  return {
    add: (past) => {
      const { decision, revision } = past;
      const type = policy.types[decision.type];
      if (decision.created_at < since) {
        if (type !== undefined) replay.add(past, type);
        return;
      }
      result.decisions++;
      first = Math.min(first, decision.created_at);
      if (type === undefined) return count(result.unknown_types, decision.type);
      const problems = refusals(revision, type);
      if (problems.length > 0) {
        result.refused.decisions++;
        for (const { path, message } of problems)
          count(result.refused.problems, `${decision.type} ${path}: ${message}`);
        return;
      }
      noteEstimates(type);
      replay.add(past, type);
    },
    result: () => {
      replay.finish();
      return {
        ...result,
        from: first - since > (until - since) * STARTED_LATER ? first : since,
        automation: {
          was: shareOf(result.replayed - result.reviews.was, result.replayed),
          new: shareOf(result.replayed - result.reviews.new, result.replayed),
        },
        examples: [...examples.values()],
        errors: errors.result(),
      };
    },
  };
};

const noFigures = (): TypeFigures => ({
  decisions: 0,
  automatic: { was: 0, new: 0 },
  less_care: 0,
  more_care: 0,
});

const count = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
