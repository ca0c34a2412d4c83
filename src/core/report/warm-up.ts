import type { DecisionType, Policy } from '../policy/policy.ts';
import type { Instant } from '../time.ts';

const DAY_MS = 86_400_000;
/** The longest window of a figure is 28 days and today; two more, for what was answered late. */
const WINDOW_DAYS = 30;

/**
 * From when on decisions have to be read for the figures of those from `since` on: from the beginning where types look
 * at all that ever was, such as how new a subject is or what earlier cases were like; as far as the longest window
 * where they look at other figures.
 */
export const warmUpFrom = ({ types }: Policy, since: Instant): Instant => {
  const all = Object.values(types);
  if (all.some(({ needs, similar_by }) => needs.includes('subject_decisions') || similar_by.length > 0))
    return 0;
  return all.some(({ needs }) => needs.length > 0) ? since - WINDOW_DAYS * DAY_MS : since;
};

/**
 * What a type looks at and no replay knows exactly. How many would wait and how people would answer is theirs to say,
 * so it is taken as it was then; the age of a policy that was never in force is assumed.
 */
export const estimates = ({ needs }: DecisionType): { asItWas: string[]; age: boolean } => ({
  asItWas: needs.filter((need) => need === 'queue_open' || need.includes('_rate')),
  age: needs.includes('policy_age_days'),
});
