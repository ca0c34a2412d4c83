import { expect, it } from 'vitest';
import { readPolicyText } from '../../src/policy-file.ts';
import { holdMessage } from '../../src/usecases/hold-message.ts';
import { HOUR, MINUTE } from '../core/sla/calendars.ts';
import { intake, store as put, surface, T0 } from '../db/rows.ts';
import { openFresh } from '../db/sqlite-files.ts';
import { bareWorld } from '../support/bare-world.ts';

const POLICY = `
sources: { bot: { types: [desk.case], api_key_env: KEY } }
queues: { desk: "#desk" }
roles: { clerks: { members: [U11] } }
types: { desk.case: { question: Do it?, queue: desk, deciders: [clerks] } }
`;

/** A world in which U11 got so many messages, one a minute from `T0` on, and `U12` got none. */
const after = async (messages: number) => {
  const policy = readPolicyText(POLICY);
  if (!policy.ok) throw new Error('the policy is broken');
  const { store } = await openFresh({ inMemory: true });
  const sent = Array.from({ length: messages }, (_, n) => ({
    insert: 'surfaces' as const,
    row: surface('dec_1', `srf_${n}`, {
      kind: 'direct',
      channel: 'U11',
      status: 'posted',
      ts: `${n}.1`,
      created_at: T0 + n * MINUTE,
      due_at: T0 + n * MINUTE,
    }),
  }));
  await put(store, ...intake('dec_1'), ...sent);
  const clock = { at: T0 + 10 * MINUTE };
  return { clock, world: bareWorld(store, policy.value, clock, { clerks: [{ id: 'U11' }] }) };
};

it('sends nobody more than eight messages within an hour, and the next when the first of them is an hour old', async () => {
  const few = await after(7);
  expect(await holdMessage(few.world, { channel: 'U11' }, 'desk')).toEqual({ now: 'send' });
  const { world, clock } = await after(8);
  expect(await holdMessage(world, { channel: 'U11' }, 'desk')).toEqual({ now: 'wait', until: T0 + HOUR });
  expect(await holdMessage(world, { channel: 'U12' }, 'desk')).toEqual({ now: 'send' });
  clock.at = T0 + HOUR + 1;
  expect(await holdMessage(world, { channel: 'U11' }, 'desk')).toEqual({ now: 'send' });
});
