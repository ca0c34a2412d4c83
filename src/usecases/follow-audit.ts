import type { DecisionEvent } from '../core/decision/decision.ts';
import type { DecisionType } from '../core/policy/policy.ts';
import { stratumOf } from '../core/policy/stratum.ts';
import { isMiss } from '../core/review/audit.ts';
import type { Case } from '../core/review/case.ts';
import type { Recheck } from '../core/review/miss.ts';
import type { Review } from '../core/review/review.ts';
import type { World, Write } from '../ports.ts';
import { newCard, redrawMiss } from './card-surfaces.ts';
import { findLookAlikes } from './find-look-alikes.ts';
import { openRecheck } from './open-recheck.ts';

/**
 * What follows from an audit's final answer, committed with it: a miss tells the queue's channel what else was executed
 * like it; a re-check counts on the message that asked for it and lets the next one open.
 */
export const followAudit = async (
  world: World,
  kase: Case & { review: Review },
  type: DecisionType,
  events: DecisionEvent[],
): Promise<Write[]> => {
  const { review } = kase;
  if (review.kind !== 'audit' || review.status !== 'settled') return [];
  const rechecks = (await world.store.findRechecksOf(review.decision_id)).filter(
    ({ review_id }) => review_id === review.id,
  );
  const counted = (await Promise.all(rechecks.map((one) => countRecheck(world, one, review)))).flat();
  // What a re-check finds counts on its own message: it would be told of for ever otherwise.
  const isNews = events.some(isMiss) && kase.decision.stratum !== null && rechecks.length === 0;
  return isNews ? [...counted, ...(await tellOfMiss(world, kase, type))] : counted;
};

const countRecheck = async (world: World, recheck: Recheck, review: Review): Promise<Write[]> => {
  const { miss_id, decision_id } = recheck;
  const waiting = (await world.store.findRechecks(miss_id)).find(({ state }) => state === 'waiting');
  return [
    {
      update: 'rechecks',
      where: { miss_id, decision_id, state: 'open' },
      set: { state: review.right === true ? 'right' : 'wrong' },
    },
    ...(waiting === undefined ? [] : await openRecheck(world, waiting)),
    redrawMiss(world, miss_id),
  ];
};

const tellOfMiss = async (
  world: World,
  { decision, revision, review }: Case & { review: Review },
  type: DecisionType,
): Promise<Write[]> => {
  const { level, consequence, confidence } = revision.route;
  const alike = await findLookAlikes(world, decision, stratumOf(type.name, revision.route), type);
  return [
    {
      insert: 'misses',
      row: {
        review_id: review.id,
        decision_id: decision.id,
        type: type.name,
        level,
        consequence,
        band: confidence.band ?? null,
        ...alike,
        rechecked: null,
        created_at: world.clock.now(),
      },
    },
    newCard(world, decision.id, world.policies.current(), decision.queue, {
      review_id: review.id,
      kind: 'miss',
    }),
  ];
};
