import type { Policy } from '../core/policy/policy.ts';
import type { Surface, World, Write } from '../ports.ts';

/** A number that no other change of the surface has: 48 random bits. */
const freshMark = (world: World): number => Number.parseInt(world.salt().slice(0, 12), 16);

/** What a message shows, where that is not the card of the decision's own review. */
type Shown = { review_id: string; kind?: Surface['kind'] };

/** The row of a card that is to appear in the queue's channel. */
export const newCard = (
  world: World,
  decisionId: string,
  policy: Policy,
  queue: string,
  shown?: Shown,
): Write => {
  const now = world.clock.now();
  return {
    insert: 'surfaces',
    row: {
      id: world.ids.next('srf'),
      decision_id: decisionId,
      review_id: shown?.review_id ?? null,
      kind: shown?.kind ?? 'card',
      channel: policy.queues[queue]?.channel ?? policy.alerts_channel ?? queue,
      posted_channel: null,
      ts: null,
      wanted: freshMark(world),
      posted: 0,
      posted_digest: null,
      status: 'due',
      attempts: 0,
      due_at: now,
      error: null,
      created_at: now,
    },
  };
};

/** Marks the message about a miss as due. */
export const redrawMiss = (world: World, missId: string): Write => ({
  update: 'surfaces',
  where: { review_id: missId, kind: 'miss' },
  set: { wanted: freshMark(world), status: 'due', due_at: world.clock.now() },
  expect: 0,
});

/** Marks every card of the decision as due: it will be drawn anew from what is stored by then. */
export const redrawCards = (world: World, decisionId: string): Write => ({
  update: 'surfaces',
  where: { decision_id: decisionId },
  set: { wanted: freshMark(world), status: 'due', due_at: world.clock.now() },
  expect: 0,
});
