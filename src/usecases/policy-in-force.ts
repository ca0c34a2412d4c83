import type { Instant } from '../core/time.ts';
import type { World, Write } from '../ports.ts';

/** A version of the policy, and since when it has been in force this time; 0: since before that was kept. */
export type InForce = { version: string; since: Instant };

const NAME = 'policy in force';

/**
 * Since when the version that stands has been in force. A version that comes back begins anew. For whoever sees that the
 * version is another one than before: instances that have read it at different times then agree on the moment.
 */
export const policyInForce = async ({ store, clock }: World, version: string): Promise<InForce> => {
  const known = await store.findSetting(NAME);
  const last = known === undefined ? undefined : (JSON.parse(known) as InForce);
  if (last?.version === version) return last;
  const next: InForce = { version, since: last === undefined ? 0 : clock.now() };
  const value = JSON.stringify(next);
  const keep: Write =
    known === undefined
      ? { insert: 'settings', row: { name: NAME, value } }
      : { update: 'settings', where: { name: NAME, value: known }, set: { value } };
  if ((await store.commit([keep])).ok) return next;
  const first = await store.findSetting(NAME);
  const theirs = first === undefined ? undefined : (JSON.parse(first) as InForce);
  return theirs?.version === version ? theirs : next;
};
