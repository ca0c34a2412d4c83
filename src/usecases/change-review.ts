import type { Decision, DecisionEvent, Revision } from '../core/decision/decision.ts';
import { withReceipt } from '../core/decision/receipt.ts';
import type { DecisionType } from '../core/policy/policy.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Case } from '../core/review/case.ts';
import type { EscalatedTo, ReviewCommand } from '../core/review/commands.ts';
import { decide } from '../core/review/decide.ts';
import { evolve } from '../core/review/evolve.ts';
import type { Review } from '../core/review/review.ts';
import type { Instant } from '../core/time.ts';
import type { Change, World, Write } from '../ports.ts';
import { answerSource } from './answer-source.ts';
import { askSubmitter } from './ask-submitter.ts';
import { newCard, redrawCards } from './card-surfaces.ts';
import { endAsking } from './end-asking.ts';
import { followAudit } from './follow-audit.ts';
import { keepAnswers } from './keep-answers.ts';
import { keepChange } from './keep-statistics.ts';
import { planReview } from './plan-review.ts';
import { recordEnding } from './record-ending.ts';
import { recordEvents } from './record-events.ts';
import { tellOperators } from './tell-operators.ts';
import { tellPeople } from './tell-people.ts';
import { tellRaiser } from './tell-raiser.ts';
import { tellThread } from './tell-thread.ts';
import { typeIn } from './type-in.ts';
import { whatIsAsked } from './what-is-asked.ts';

/** A case that certainly has a review. */
export type ReviewCase = Case & { review: Review };

/**
 * What is to happen to a review, made from the case as it is read: commands in order, and what is committed with
 * their events. `revision` replaces the one that stands.
 */
export type Plan = {
  commands: ReviewCommand[];
  revision?: Revision;
  decision?: Partial<Decision>;
  writes?: Write[];
  /** Time was looked at: when to look next is kept even where nothing happened. */
  looked?: true;
};

const ATTEMPTS = 3;

/**
 * The one way in which a review changes: load, decide, commit under the version that was read. When somebody else
 * was faster, the case is read and decided upon once more, so that the slower one gets an honest refusal.
 * @param plan is given the moment at which its commands will happen
 * @param reviewId which review; the decision's own unless given
 * @param even `type_gone`: also where the policy has its type no more; for what only brings to an end what was begun
 */
export const changeReview = async <E = never>(
  world: World,
  decisionId: string,
  plan: (kase: ReviewCase, type: DecisionType, now: Instant) => Result<Plan, E> | Plan,
  reviewId?: string,
  even?: 'type_gone',
): Promise<Result<ReviewCase, Refusal | E>> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await (reviewId === undefined
      ? world.store.findCase(decisionId)
      : world.store.findCaseOfReview(reviewId));
    if (found?.review === undefined) return err({ code: 'not_found' });
    const type = typeIn(world, found.decision.type, even === 'type_gone');
    if (type === undefined) return err({ code: 'type_gone', type: found.decision.type });
    const asks = whatIsAsked(world, decisionId);
    const kase: ReviewCase = { ...found, review: found.review, asks };
    const now = world.clock.now();
    const planned = plan(kase, type, now);
    if ('ok' in planned && !planned.ok) return planned;
    const wanted = 'ok' in planned ? planned.value : planned;
    const next = apply(world, kase, wanted, type, now);
    if (!next.ok) return next;
    const events = next.value.events.slice(kase.events.length);
    if (events.length === 0 && (wanted.writes ?? []).length === 0) {
      if (wanted.looked !== true || (await keepPlan(world, kase, type))) return next;
      continue;
    }
    const followed = await followAudit(world, next.value, type, events);
    const change = changeFor(world, kase, next.value, { ...wanted, type }, events);
    const counted = keepChange(kase, next.value, type);
    const ended = recordEnding(kase, next.value);
    const committed = await world.store.commit([...change, ...followed, ...counted, ...ended]);
    if (committed.ok) {
      wakeAfter(world, next.value, events);
      return next;
    }
  }
  return err({ code: 'try_again' });
};

/** Nothing happened: keeps when to look next, and shows what time alone has changed. Answers whether that was kept. */
const keepPlan = async (world: World, kase: ReviewCase, type: DecisionType): Promise<boolean> => {
  const { id, version, decision_id } = kase.review;
  const kept = await world.store.commit([
    { update: 'reviews', where: { id, version }, set: planReview(world, kase, type, true) },
    ...redrawCards(world, decision_id),
  ]);
  if (kept.ok) world.wakeUps.wake('cards', decision_id);
  return kept.ok;
};

/** Decides the commands one after the other, each upon what the one before it left. */
const apply = (
  world: World,
  kase: ReviewCase,
  plan: Plan,
  type: DecisionType,
  now: Instant,
): Result<ReviewCase, Refusal> => {
  const limits = world.policies.current().authority;
  let next: ReviewCase = {
    ...kase,
    revision: plan.revision ?? kase.revision,
    decision: { ...kase.decision, ...plan.decision },
  };
  for (const command of plan.commands) {
    const decided = decide(command, next.review, { ...next, type, limits }, now);
    if (!decided.ok) return decided;
    const after = decided.value.reduce(evolve, next.review);
    // A lapse is nobody's answer, whoever had answered before.
    const by = after.disposition === 'expired' ? [] : after.verdicts.map((verdict) => verdict.by.id);
    const { revision } = next;
    next = withEvents(
      next,
      decided.value.map((event) => withReceipt(event, revision, by, world.seal)),
    );
  }
  return ok(next);
};

/** Events that end a decision. */
const ENDS: ReadonlySet<string> = new Set(['resolved', 'cancelled', 'expired']);

const withEvents = (kase: ReviewCase, events: DecisionEvent[]): ReviewCase => {
  const review = events.reduce(evolve, kase.review);
  const last = events.at(-1);
  if (last === undefined) return kase;
  // An audit leaves the decision as it ended.
  if (review.kind === 'audit')
    return {
      ...kase,
      decision: { ...kase.decision, updated_at: last.at },
      review,
      events: [...kase.events, ...events],
    };
  const moved = events.findLast(({ type }) => type === 'escalated')?.data.to as EscalatedTo | undefined;
  const queue = moved?.queue ?? kase.decision.queue;
  const decision: Decision = { ...kase.decision, updated_at: last.at, due_at: review.due_at, queue };
  const ending = events.find(({ type }) => ENDS.has(type));
  if (ending !== undefined) {
    const { option = null, overridden = null, values = null } = ending.data as Partial<Decision>;
    decision.status = 'resolved';
    decision.disposition = review.disposition;
    decision.option = option;
    decision.overridden = overridden;
    decision.values = values;
    decision.resolved_at = ending.at;
    decision.live_key = null;
  }
  return { ...kase, decision, review, events: [...kase.events, ...events] };
};

const changeFor = (
  world: World,
  before: ReviewCase,
  { decision, revision, review, events: all }: ReviewCase,
  { writes = [], looked, type }: Plan & { type: DecisionType },
  events: DecisionEvent[],
): Change => {
  const { id, version } = before.review;
  const { id: decisionId, created_at: _, ...changed } = decision;
  const moves = events.some(({ type }) => type === 'escalated') && decision.queue !== before.decision.queue;
  return [
    {
      update: 'reviews',
      where: { id, version },
      set: {
        ...review,
        queue: decision.queue,
        ...planReview(world, { decision, revision, review, events: all }, type, looked),
      },
    },
    {
      update: 'decisions',
      // A source may tell the truth at any time; what is told of one that ends is counted with its end.
      where: { id: decisionId, correct: decision.correct },
      set: review.kind === 'audit' ? { updated_at: decision.updated_at } : changed,
    },
    ...recordEvents(decisionId, events, world.salt),
    ...redrawCards(world, decisionId),
    ...endAsking(world, review, events),
    ...(moves && review.kind === 'review'
      ? [newCard(world, decisionId, world.policies.current(), decision.queue)]
      : []),
    ...keepAnswers(before.review, before.decision.queue, events),
    ...tellRaiser(world, { ...before, decision, revision, review, events: all }, events),
    ...tellThread(world, review, decision.queue, events),
    ...tellPeople(world, review, events),
    ...tellOperators(world, review, events),
    ...askSubmitter(world, review, events),
    ...writes,
    ...answerSource(world, { decision, revision, review, events: all }, events),
  ];
};

/** Events of which no source is told. */
const UNTOLD: ReadonlySet<string> = new Set([
  'verdict_given',
  'verdict_undone',
  'answer_kept',
  'answer_changed',
  'opened',
]);

const wakeAfter = (world: World, { decision, review }: ReviewCase, events: DecisionEvent[]): void => {
  world.wakeUps.wake('cards', decision.id);
  if (events.some(({ type }) => !UNTOLD.has(type))) {
    world.wakeUps.wake('callbacks', decision.id);
  }
  if (review.status !== 'settled') world.wakeUps.wake('reviews', decision.id);
  world.wakeUps.changed(decision.id);
};
