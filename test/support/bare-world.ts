import type { Person } from '../../src/core/actor.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { createIds } from '../../src/ids.ts';
import type { Directory, Store, World } from '../../src/ports.ts';

/** People by the roles that they hold. Whether they are there is what they said themselves: see `absences`. */
export type Staff = Record<string, Person[]>;

/** What use cases need, on a real store: the clock stands where it is put, and nobody is on the other side of any wire. */
export const bareWorld = (store: Store, policy: Policy, clock: { at: number }, staff: Staff): World => {
  const everybody = new Map(
    Object.values(staff)
      .flat()
      .map((person) => [person.id, person]),
  );
  const directory: Directory = {
    personWithRoles: async ({ id }) => ({
      by: everybody.get(id) ?? { id },
      roles: Object.keys(staff).filter((role) => staff[role]?.some((one) => one.id === id)),
    }),
    personByEmail: async (email) => [...everybody.values()].find((one) => one.email === email) ?? null,
    membersOf: async (role) => staff[role] ?? [],
    managerOf: async () => null,
    presence: async () => ({
      active: true,
      tz: null,
      quiet_until: null,
      status: { emoji: '', text: '', until: null },
    }),
    forget: () => undefined,
  };
  let salts = 0;
  return {
    store,
    clock: { now: () => clock.at },
    ids: createIds(() => clock.at),
    policies: { current: () => policy },
    directory,
    wakeUps: { wake: () => undefined, changed: () => undefined },
    changes: { next: () => ({ happened: Promise.resolve(), stop: () => undefined }) },
    salt: () => (++salts).toString(16).padStart(32, '0'),
    draw: () => 1,
    seal: { key_id: 'test', sign: () => 'signed' },
    publicKey: '',
    sampling: false,
    heartbeat: async () => undefined,
    callbackUrl: () => undefined,
    publicUrl: 'http://127.0.0.1',
  };
};
