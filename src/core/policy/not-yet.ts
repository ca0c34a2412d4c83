import { err, ok, type Result } from '../result.ts';
import { PAUSE_CAP_HOURS } from './build-queues.ts';
import type { Policy, PolicyProblem } from './policy.ts';

/**
 * The policy, unless it asks for care that nothing would give: a rule that was taken and not acted on would be worse
 * than none.
 */
export const withoutNotYet = (policy: Policy): Result<Policy, PolicyProblem[]> => {
  const lines = policy.text.split('\n');
  const problems = settingsNotYet(policy).map(
    ({ path, holder, key, message }): PolicyProblem => ({
      ...placeOf(lines, holder, key),
      path: `${path}.${key}`,
      message,
    }),
  );
  return problems.length > 0 ? err(problems) : ok(policy);
};

/** What is asked for too early. `holder` is the text that its line follows. */
type TooEarly = { path: string; holder: string; key: string; message: string };

const settingsNotYet = (policy: Policy): TooEarly[] =>
  Object.values(policy.sla_classes)
    .filter(({ pause_cap_hours }) => pause_cap_hours !== PAUSE_CAP_HOURS)
    .map(({ name }) => ({
      path: `sla_classes.${name}`,
      holder: `${name}:`,
      key: 'pause_cap',
      message: 'the clock does not stop yet while information is awaited: leave it out',
    }));

/** The line of a key: the first that names it from its holder's own line on. */
const placeOf = (lines: string[], holder: string, key: string): { line: number; column: number } => {
  const start = Math.max(
    0,
    lines.findIndex((line) => line.includes(holder)),
  );
  const at = lines.findIndex((line, index) => index >= start && line.includes(`${key}:`));
  return { line: Math.max(at, start) + 1, column: Math.max(0, lines[at]?.indexOf(`${key}:`) ?? 0) + 1 };
};
