import { err, ok, type Result } from '../result.ts';
import { PAUSE_CAP_HOURS } from './build-queues.ts';
import type { Policy, PolicyProblem, Rule } from './policy.ts';

/** Effects that routing knows and reviews do not act on yet, with what to use until then. */
const NOT_YET = {
  approvals:
    'asking for several answers is not possible yet; raise_to: human_decides is the most careful that one person can be',
  blind: 'hiding the recommendation is not possible yet; raise_to: human_only neither asks for nor shows one',
} as const satisfies Partial<Record<keyof Rule['effect'], string>>;

/**
 * The policy, unless it asks for care that nothing would give: a rule that was taken and not acted on would be worse
 * than none.
 */
export const withoutNotYet = (policy: Policy): Result<Policy, PolicyProblem[]> => {
  const lines = policy.text.split('\n');
  const problems = [...rulesNotYet(policy), ...settingsNotYet(policy)].map(
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

const rulesNotYet = (policy: Policy): TooEarly[] =>
  Object.values(policy.types).flatMap((type) =>
    type.rules.flatMap((rule) =>
      Object.entries(NOT_YET)
        .filter(([effect]) => effect in rule.effect)
        .map(([key, message]) => ({
          path: `types.${type.name}.rules.${rule.name}`,
          holder: rule.name,
          key,
          message,
        })),
    ),
  );

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
