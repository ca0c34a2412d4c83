import type { Values, Verdict } from '../../decision/decision.ts';
import type { Submission } from '../../decision/submission.ts';
import type { AuthorityLimit, DecisionType } from '../../policy/policy.ts';
import type { Instant } from '../../time.ts';
import { type Capacity, reaches } from '../authority.ts';
import type { CommandOf } from '../commands.ts';
import type { Grounds } from '../why-not-now.ts';

type Give = CommandOf<'give_verdict'>;

/** What authority is measured on: the facts as they would be with the answer's values. */
export const measured = (
  { revision, type, limits = [] }: Grounds,
  values: Values | undefined,
): { type: DecisionType; submission: Submission; limits: AuthorityLimit[] } => ({
  type,
  submission: { ...revision.body, facts: { ...revision.body.facts, ...values } },
  limits,
});

/** Whether somebody may answer so by themselves, in this capacity. */
export const reachesWith = (
  { roles }: Pick<Give, 'roles'>,
  capacity: Capacity,
  values: Values | undefined,
  grounds: Grounds,
): boolean => reaches(measured(grounds, values), roles, capacity);

/** Whether the option lets it happen. Authority limits approvals; anybody who may decide may reject. */
export const approves = ({ type }: Grounds, option: string): boolean =>
  type.options.find(({ id }) => id === option)?.disposition !== 'rejected';

/** The answer as it is kept, before it is known where it counts. */
export const verdictOf = (
  { by, reason_code, rationale, tags, form_open_ms }: Give,
  checked: { option: string; values?: Values },
  now: Instant,
): Verdict => ({
  by,
  ...checked,
  reason_code,
  rationale: rationale.trim(),
  tags,
  at: now,
  ...(form_open_ms === undefined ? {} : { form_open_ms }),
});
