import { waitAfter } from '../core/delivery/schedule.ts';
import { correctionsIn } from '../core/review/corrections.ts';
import { iso } from '../core/time.ts';
import type { Courier, Delivery, Sent, World, Write } from '../ports.ts';
import { owes } from './answer-source.ts';
import { redrawCards } from './card-surfaces.ts';
import { recordEvents } from './record-events.ts';
import { readRemedy, remedyWrites } from './record-remedy.ts';

/** What delivering needs beside the world. */
export type Delivering = {
  courier: Courier;
  /** Uniform in [0, 1): the jitter of retries. */
  random: () => number;
  onProblem: (sentence: string, about: Record<string, unknown>) => void;
};

/**
 * Delivers what is due of one decision, in order: the next webhook starts when the one before it was taken or has
 * run out of tries. Each try carries the same `webhook-id`, signed anew. What is added meanwhile wakes this anew.
 */
export const deliverCallbacks = async (world: World, it: Delivering, decisionId: string): Promise<void> => {
  const due = (await world.store.findDeliveries(decisionId)).filter(({ status }) => status === 'due');
  for (const next of due) {
    if (next.due_at > world.clock.now() || !(await deliver(world, it, next))) return;
  }
};

/** Tries one webhook once. Answers whether the next may follow: this one was taken, or has run out of tries. */
const deliver = async (world: World, it: Delivering, delivery: Delivery): Promise<boolean> => {
  const sent = await attempt(world, it, delivery);
  const now = world.clock.now();
  const attempts = delivery.attempts + 1;
  if (sent.status !== null && sent.status >= 200 && sent.status < 300) {
    const set = {
      status: 'delivered',
      attempts,
      last_status: sent.status,
      last_error: null,
      delivered_at: now,
    } as const;
    const remedy = readRemedy(delivery.type, sent.excerpt);
    const actor = { kind: 'source', id: delivery.source } as const;
    const correction = await correctionOf(world, delivery);
    const about = correction === undefined ? {} : { correction };
    const remedied =
      remedy === undefined
        ? []
        : await remedyWrites(world, delivery.decision_id, remedy, actor, {
            callback: delivery.type,
            ...about,
          });
    await finish(world, delivery, set, 'callback_delivered', { attempts, ...about }, remedied);
    return true;
  }
  const error = sent.status === null ? sent.error : `answered ${sent.status} ${sent.excerpt}`.trim();
  // 410 Gone: the receiver wants no more of this, says Standard Webhooks.
  const wait = sent.status === 410 ? undefined : waitAfter(attempts, it.random());
  const failure = { attempts, last_status: sent.status, last_error: error };
  const about = { delivery: delivery.id, decision: delivery.decision_id, source: delivery.source, error };
  if (wait === undefined) {
    it.onProblem('a webhook failed for good; it is kept and can be sent again by hand', about);
    await finish(world, delivery, { ...failure, status: 'failed' }, 'callback_failed', { attempts, error });
    return true;
  }
  it.onProblem('a webhook was not taken', { ...about, next_try: iso(now + wait) });
  await world.store.commit([
    {
      update: 'deliveries',
      where: { id: delivery.id, status: 'due' },
      set: { ...failure, due_at: now + wait },
    },
  ]);
  return false;
};

/** Which correction of people's answer a webhook tells of, from 1; undefined for all others, also for what an audit found. */
const correctionOf = async (
  world: World,
  { decision_id, seq, type }: Delivery,
): Promise<number | undefined> => {
  if (type !== 'decision.corrected') return undefined;
  const events = (await world.store.findCase(decision_id))?.events ?? [];
  const told = events.filter(owes)[seq - 1];
  const index = correctionsIn(events).findIndex((event) => event === told);
  return index === -1 ? undefined : index + 1;
};

const attempt = (world: World, { courier }: Delivering, delivery: Delivery): Promise<Sent> => {
  const source = world.policies.current().sources[delivery.source];
  if (source === undefined) {
    return Promise.resolve({ status: null, error: `the policy has no source "${delivery.source}" any more` });
  }
  const body = JSON.stringify({
    type: delivery.type,
    timestamp: iso(delivery.created_at),
    data: delivery.data,
  });
  const { id, url } = delivery;
  return courier.send({ id, url, body, source: source.name, hosts: source.callback.hosts });
};

const finish = async (
  world: World,
  delivery: Delivery,
  set: Partial<Delivery>,
  type: 'callback_delivered' | 'callback_failed',
  facts: Record<string, unknown>,
  also: Write[] = [],
): Promise<void> => {
  const event = {
    type,
    at: world.clock.now(),
    actor: { kind: 'job', id: 'callbacks' },
    data: { callback: delivery.type, webhook_id: delivery.id, source: delivery.source, ...facts },
  } as const;
  await world.store.commit([
    { update: 'deliveries', where: { id: delivery.id, status: 'due' }, set },
    ...recordEvents(delivery.decision_id, [event], world.salt),
    ...redrawCards(world, delivery.decision_id),
    ...also,
  ]);
  world.wakeUps.wake('cards', delivery.decision_id);
};
