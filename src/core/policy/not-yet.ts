import { err, ok, type Result } from '../result.ts';
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
  const problems = Object.values(policy.types).flatMap((type) =>
    type.rules.flatMap((rule): PolicyProblem[] =>
      Object.entries(NOT_YET)
        .filter(([effect]) => effect in rule.effect)
        .map(([effect, message]) => ({
          ...placeOf(lines, rule.name, effect),
          path: `types.${type.name}.rules.${rule.name}.${effect}`,
          message,
        })),
    ),
  );
  return problems.length > 0 ? err(problems) : ok(policy);
};

/** The effect's line: the first that names it from the rule's own name on. */
const placeOf = (lines: string[], rule: string, effect: string): { line: number; column: number } => {
  const start = Math.max(
    0,
    lines.findIndex((line) => line.includes(rule)),
  );
  const at = lines.findIndex((line, index) => index >= start && line.includes(`${effect}:`));
  return { line: Math.max(at, start) + 1, column: Math.max(0, lines[at]?.indexOf(`${effect}:`) ?? 0) + 1 };
};
