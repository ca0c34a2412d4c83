import { err, ok, type Result } from '../result.ts';
import type { Policy, PolicyProblem } from './policy.ts';
import { type Path, readYaml } from './yaml-text.ts';

const CHAIN_NOT_YET = 'nobody is reminded and nothing escalates by itself yet: leave it out';

/**
 * The policy, unless it asks for care that nothing would give: a setting that was taken and not acted on would be worse
 * than none.
 */
export const withoutNotYet = (policy: Policy): Result<Policy, PolicyProblem[]> => {
  const early = [...queuesNotYet(policy), ...typesNotYet(policy)];
  if (early.length === 0) return ok(policy);
  const yaml = readYaml(policy.text);
  return err(
    early.map(
      ({ at, message }): PolicyProblem => ({
        ...yaml.placeOf(at, 'key'),
        path: at.map(String).join('.'),
        message,
      }),
    ),
  );
};

/** What is asked for too early, and where it stands. */
type TooEarly = { at: Path; message: string };

/** A queue with backups has a chain, written or not. */
const queuesNotYet = (policy: Policy): TooEarly[] =>
  Object.values(policy.queues).flatMap(({ name, chain, backups, manager }) => {
    const key = backups === undefined ? 'chain' : 'backups';
    const keys = [...(chain === undefined ? [] : [key]), ...(manager === undefined ? [] : ['manager'])];
    return keys.map((found) => ({ at: ['queues', name, found], message: CHAIN_NOT_YET }));
  });

const typesNotYet = (policy: Policy): TooEarly[] =>
  Object.values(policy.types)
    .filter(({ escalate_when }) => escalate_when !== undefined)
    .map(({ name }) => ({ at: ['types', name, 'escalate_when'], message: CHAIN_NOT_YET }));
