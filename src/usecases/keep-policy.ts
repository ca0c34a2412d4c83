import type { Policy } from '../core/policy/policy.ts';
import type { Clock, Store } from '../ports.ts';

/** Keeps the text of a policy version, so that what it decided can be explained after it was replaced. */
export const keepPolicy = async (store: Store, clock: Clock, { version, text }: Policy): Promise<void> => {
  const row = { version, text, created_at: clock.now() };
  await store.commit([{ insert: 'policy_versions', row, ignore: true }]);
};
