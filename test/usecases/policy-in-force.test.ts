import { expect, it } from 'vitest';
import { readPolicyText } from '../../src/policy-file.ts';
import { policyInForce } from '../../src/usecases/policy-in-force.ts';
import { T0 } from '../db/rows.ts';
import { openFresh } from '../db/sqlite-files.ts';
import { bareWorld } from '../support/bare-world.ts';

const POLICY = `
sources: { bot: { types: [desk.case], api_key_env: KEY } }
queues: { desk: "#desk" }
roles: { clerks: { members: [U11] } }
types: { desk.case: { question: Do it?, queue: desk, deciders: [clerks] } }
`;

const aWorld = async () => {
  const policy = readPolicyText(POLICY);
  if (!policy.ok) throw new Error('the policy is broken');
  const { store } = await openFresh({ inMemory: true });
  const clock = { at: T0 };
  return { clock, world: bareWorld(store, policy.value, clock, {}) };
};

it('is kept over restarts, and begins anew when a version comes back', async () => {
  const { world, clock } = await aWorld();
  expect(await policyInForce(world, 'v1')).toEqual({ version: 'v1', since: 0 });
  clock.at += 1_000;
  expect(await policyInForce(world, 'v1')).toEqual({ version: 'v1', since: 0 });
  expect(await policyInForce(world, 'v2')).toEqual({ version: 'v2', since: T0 + 1_000 });
  clock.at += 1_000;
  expect(await policyInForce(world, 'v2')).toEqual({ version: 'v2', since: T0 + 1_000 });
  expect(await policyInForce(world, 'v1')).toEqual({ version: 'v1', since: T0 + 2_000 });
});

it('is one moment for two instances that see the same change at once', async () => {
  const { world, clock } = await aWorld();
  await policyInForce(world, 'v1');
  const { store } = world;
  let seen = 0;
  let release = (): void => undefined;
  const both = new Promise<void>((resolve) => {
    release = resolve;
  });
  // Both have read before either commits, a second apart.
  const slow = {
    ...store,
    findSetting: async (name: string) => {
      const value = await store.findSetting(name);
      if (++seen === 2) release();
      await both;
      return value;
    },
  };
  const later = { ...world, store: slow, clock: { ...world.clock, now: () => T0 + 5_000 } };
  clock.at += 1_000;
  const [one, other] = await Promise.all([
    policyInForce({ ...world, store: slow }, 'v2'),
    policyInForce(later, 'v2'),
  ]);
  expect(other).toEqual(one);
});
