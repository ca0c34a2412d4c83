import type { Asked } from '../core/policy/figures.ts';
import { lookUp, policyAge, type Statistics, withPolicyAge } from '../core/policy/look-up.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Store, World } from '../ports.ts';

/**
 * Reads the figures that the type's rules and settings look at, in one statement; nothing where they look at none.
 * @param crowded others that the same limits count were faster, again and again
 */
export const readStatistics = async (
  { store }: { store: Pick<World['store'], 'sumTallies' | 'findPolicySince'> },
  policy: Policy,
  asked: Asked,
  crowded = false,
): Promise<Statistics> => {
  const { queries, told } = lookUp(asked);
  const { stats, ...more } = told(queries.length === 0 ? [] : await store.sumTallies(queries));
  const since = asked.type.needs.includes('policy_age_days') ? await sinceWhen(store, policy) : undefined;
  const age = since === undefined ? undefined : policyAge(since, asked.now);
  return { stats: { ...withPolicyAge(stats, age), ...(crowded ? { crowded } : {}) }, ...more };
};

/** Since when a policy is in force never changes: read once for each. */
const inForceSince = new WeakMap<Policy, number>();

const sinceWhen = async (
  store: Pick<Store, 'findPolicySince'>,
  policy: Policy,
): Promise<number | undefined> => {
  const since = inForceSince.get(policy) ?? (await store.findPolicySince(policy.version));
  if (since !== undefined) inForceSince.set(policy, since);
  return since;
};
