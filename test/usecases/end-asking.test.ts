import { describe, expect, it } from 'vitest';
import type { DecisionEvent } from '../../src/core/decision/decision.ts';
import { readPolicyText } from '../../src/policy-file.ts';
import type { Surface } from '../../src/ports.ts';
import { endAsking } from '../../src/usecases/end-asking.ts';
import { intake, store as put, surface, T0 } from '../db/rows.ts';
import { openFresh } from '../db/sqlite-files.ts';
import { bareWorld } from '../support/bare-world.ts';

const POLICY = `
sources: { bot: { types: [desk.case], api_key_env: KEY } }
queues: { desk: "#desk" }
roles: { clerks: { members: [U11, U12] } }
types: { desk.case: { question: Do it?, queue: desk, deciders: [clerks] } }
`;
const PUT_OFF = T0 + 900_000;

const verdictBy = (id: string, more: Record<string, unknown> = {}): DecisionEvent => ({
  type: 'verdict_given',
  at: T0,
  actor: { kind: 'person', id },
  data: { verdict: { by: { id } }, ...more },
});

/** Messages of a decision, in all the ways in which they can stand, and which of them are drawn anew after these events. */
const drawnAfter = async (status: 'open' | 'settling', events: DecisionEvent[]): Promise<string[]> => {
  const policy = readPolicyText(POLICY);
  if (!policy.ok) throw new Error('the policy is broken');
  const { store } = await openFresh({ inMemory: true });
  const world = bareWorld(store, policy.value, { at: T0 + 1 }, { clerks: [{ id: 'U11' }, { id: 'U12' }] });
  const stands = (id: string, over: Partial<Surface>) => ({
    insert: 'surfaces' as const,
    row: surface('dec_1', id, {
      kind: 'direct',
      channel: 'U11',
      about: { event: 'reminded', at: T0, to: 'U11' },
      status: 'posted',
      wanted: 7,
      ...over,
    }),
  });
  await put(
    store,
    ...intake('dec_1', { type: 'desk.case', queue: 'desk' }),
    stands('posted', {}),
    stands('on_its_way', { status: 'sending' }),
    stands('put_off', { status: 'due', due_at: PUT_OFF }),
    stands('given_up', { status: 'failed' }),
    stands('another_person', { channel: 'U12' }),
    stands('in_the_thread', { kind: 'note', channel: '#desk' }),
    stands('of_an_audit', { review_id: 'rev_2' }),
  );
  const review = { ...(await store.findCase('dec_1'))?.review, status } as Parameters<typeof endAsking>[1];
  await store.commit(endAsking(world, review, events));
  const after = await store.findSurfaces('dec_1');
  // By when they were due it is known how many somebody got of late, and until when one was put off.
  for (const { id, due_at } of after) expect([id, due_at]).toEqual([id, id === 'put_off' ? PUT_OFF : T0]);
  expect(after.find(({ id }) => id === 'given_up')?.status).toBe('failed');
  const drawn = after.filter(({ kind, wanted }) => kind !== 'card' && wanted !== 7);
  for (const { status: now } of drawn) expect(now).toBe('due');
  return drawn.map(({ id }) => id).toSorted((a, b) => a.localeCompare(b));
};

describe('messages to single people', () => {
  it('are drawn anew once somebody has answered, those on their way as well, and no other message', async () => {
    expect(await drawnAfter('settling', [verdictBy('U12')])).toEqual([
      'another_person',
      'on_its_way',
      'posted',
      'put_off',
    ]);
  });

  it('are drawn anew only of whoever has answered while others have still to', async () => {
    expect(await drawnAfter('open', [verdictBy('U12')])).toEqual(['another_person']);
    expect(await drawnAfter('open', [verdictBy('U99', { asked_again: ['U12'] })])).toEqual([
      'another_person',
    ]);
    const inStead = verdictBy('U99', { verdict: { by: { id: 'U99' }, for: { id: 'U12' } } });
    expect(await drawnAfter('open', [inStead])).toEqual(['another_person']);
  });

  it('stay as they are through all that asks for the same answer', async () => {
    const claimed = { ...verdictBy('U12'), type: 'claimed' } as const;
    expect(await drawnAfter('open', [claimed])).toEqual([]);
  });
});
