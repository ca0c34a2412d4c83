import type { Values, Verdict } from '../../decision/decision.ts';
import type { DecisionType } from '../../policy/policy.ts';
import type { Refusal } from '../../refusal.ts';
import { ok, type Result } from '../../result.ts';
import type { Instant } from '../../time.ts';
import { categoryOf } from '../category.ts';
import type { CommandOf } from '../commands.ts';
import { checkDocumented } from '../documented.ts';
import { meaningOf } from '../meaning.ts';
import type { Grounds } from '../why-not-now.ts';

/** The answer as it is kept, before it is known where it counts. */
export const verdictOf = (
  { by, reason_code, rationale, tags, form_open_ms, batch }: CommandOf<'give_verdict'>,
  checked: { option: string; values?: Values },
  type: DecisionType,
  now: Instant,
): Verdict => ({
  by,
  ...checked,
  means: meaningOf(type, checked),
  reason_code,
  rationale: rationale.trim(),
  tags,
  at: now,
  ...(form_open_ms === undefined ? {} : { form_open_ms }),
  ...(batch === undefined ? {} : { batch }),
});

/** What is kept beside it: what the person's role has to document, and what an override tells about the AI. */
export const besideAnswer = (
  command: CommandOf<'give_verdict'>,
  checked: { option: string; values?: Values },
  { revision, type }: Grounds,
  before?: Verdict,
): Result<Pick<Verdict, 'documented' | 'category'>, Refusal> => {
  const given = { ...before?.documented, ...command.documented };
  const documented = checkDocumented(given, type, command.roles);
  if (!documented.ok) return documented;
  const category = categoryOf({ ...checked, reason_code: command.reason_code }, revision, type);
  return ok({ ...documented.value, ...(category === undefined ? {} : { category }) });
};
