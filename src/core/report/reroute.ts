import { checkSubmission } from '../decision/check-submission.ts';
import type { Revision } from '../decision/decision.ts';
import type { FieldProblem } from '../decision/intake-problem.ts';
import type { Submission } from '../decision/submission.ts';
import { care, isAutomatic, type Level } from '../policy/levels.ts';
import type { DecisionType, Policy, Source } from '../policy/policy.ts';
import { typeFrom } from '../policy/raised.ts';
import { route } from '../policy/route.ts';
import type { RouteStats } from '../policy/route-draft.ts';
import type { Route } from '../policy/route-result.ts';

/** What a policy does with a revision that was stored. */
export type Rerouted = {
  from: Level;
  to: Level;
  route: Route;
  /** Probability that a person looks at it afterwards, where it runs by itself; else 0. */
  audited: { was: number; new: number };
  /** A stop sent it to people, which a replay leaves out. */
  stopped: boolean;
};

/**
 * Routes a stored revision by another policy, as of when it came in and with the figures of that moment. Stops are left
 * out. A later revision was already waiting for a person, so it stays with people, as it does at intake.
 */
export const reroute = (
  { revision, body, route: was, created_at: now }: Revision,
  policy: Policy,
  type: DecisionType,
  stats: RouteStats,
): Rerouted => {
  // Whether others were counted at the same moment, nothing tells but the route itself.
  const crowded = was.flags.some(({ code }) => code === 'crowded');
  const found = route({
    policy,
    type: asRaised(body, was, type),
    submission: asSubmitted(body),
    stats: crowded ? { ...stats, crowded } : stats,
    now,
    draw: () => 1,
    sampling: true,
  });
  const to = revision > 1 && care(found.level) < care('review') ? ('review' as const) : found.level;
  return {
    from: was.level,
    to,
    route: found,
    audited: { was: audited(was, was.level), new: audited(found, to) },
    stopped: was.flags.some(({ code }) => code === 'stopped'),
  };
};

/** Why the policy would not take what was submitted; empty where it would. */
export const refusals = ({ body, route }: Revision, type: DecisionType): FieldProblem[] =>
  checkSubmission(asSubmitted(body), asRaised(body, route, type), NO_SOURCE);

/** What a person raised came without a recommendation, and people decide it alone under any policy. */
const asRaised = ({ recommendation }: Submission, { level }: Route, type: DecisionType): DecisionType =>
  recommendation === undefined && level === 'human_only' ? typeFrom({ kind: 'people' }, type) : type;

/** Where answers go changes nothing about the route. */
const asSubmitted = (body: Submission): Submission => {
  const { callback_url: _, ...submission } = body;
  return submission;
};

const audited = ({ inclusion_probability }: Route, level: Level): number =>
  isAutomatic(level) ? inclusion_probability : 0;

const NO_SOURCE: Source = {
  name: 'replay',
  kind: 'system',
  secret_envs: [],
  auth: 'any',
  types: [],
  enabled: true,
  callback: { hosts: [] },
  mode: 'shadow',
};
