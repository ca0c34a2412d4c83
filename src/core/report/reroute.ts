import { checkSubmission } from '../decision/check-submission.ts';
import type { FieldProblem } from '../decision/intake-problem.ts';
import { care, isAutomatic, type Level } from '../policy/levels.ts';
import type { Policy, Source } from '../policy/policy.ts';
import { route } from '../policy/route.ts';
import type { Route } from '../policy/route-result.ts';
import type { PastDecision } from './past-decision.ts';

/** What a policy would have done with a stored decision. */
export type Rerouted =
  | {
      kind: 'routed';
      from: Level;
      to: Level;
      /** Probability that a person looks at it afterwards, where it runs by itself; else 0. */
      audited: { was: number; new: number };
      /** What the type looks at and a replay does not know: the new level may be wrong where it counts. */
      unknown: string[];
      /** A stop sent it to people, which a replay leaves out. */
      stopped: boolean;
    }
  | { kind: 'unknown_type' }
  | { kind: 'refused'; problems: FieldProblem[] };

/**
 * Routes a stored decision by another policy, as of when it came in. What else was known at that moment (running
 * figures, calibration, stops) is not kept with it, so a replay goes without. A later revision was already waiting for
 * a person, so it stays with people, as it does at intake.
 */
export const reroute = ({ decision, revision }: PastDecision, policy: Policy): Rerouted => {
  const type = policy.types[decision.type];
  if (type === undefined) return { kind: 'unknown_type' };
  // Where answers go changes nothing about the route.
  const { callback_url: _, ...submission } = revision.body;
  const problems = checkSubmission(submission, type, NO_SOURCE);
  if (problems.length > 0) return { kind: 'refused', problems };
  const found = route({
    policy,
    type,
    submission,
    stats: {},
    now: revision.created_at,
    draw: () => 1,
    sampling: true,
  });
  const to = revision.revision > 1 && care(found.level) < care('review') ? ('review' as const) : found.level;
  return {
    kind: 'routed',
    from: revision.route.level,
    to,
    audited: { was: audited(revision.route, revision.route.level), new: audited(found, to) },
    unknown: [...type.needs, ...(type.similar_by.length > 0 ? ['similarity'] : [])],
    stopped: revision.route.flags.some(({ code }) => code === 'stopped'),
  };
};

const audited = ({ inclusion_probability }: Route, level: Level): number =>
  isAutomatic(level) ? inclusion_probability : 0;

const NO_SOURCE: Source = {
  name: 'replay',
  secret_envs: [],
  auth: 'any',
  types: [],
  enabled: true,
  callback: { hosts: [] },
  mode: 'shadow',
};
