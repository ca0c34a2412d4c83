import type { Actor } from '../core/actor.ts';
import { checkSubmission } from '../core/decision/check-submission.ts';
import type { Decision, Revision } from '../core/decision/decision.ts';
import { decisionDigest } from '../core/decision/digest.ts';
import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Submission } from '../core/decision/submission.ts';
import { isAutomatic } from '../core/policy/levels.ts';
import type { Policy, Source } from '../core/policy/policy.ts';
import { typeFrom } from '../core/policy/raised.ts';
import type { RouteStats } from '../core/policy/route-draft.ts';
import { subjectKey } from '../core/policy/tally.ts';
import type { Refusal } from '../core/refusal.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { ReviewCommand } from '../core/review/commands.ts';
import { quorumOf } from '../core/review/quorum.ts';
import { clockStart, isHandOver } from '../core/review/time-state.ts';
import type { ClockState } from '../core/sla/pause.ts';
import type { World, Write } from '../ports.ts';
import { newCard } from './card-surfaces.ts';
import { changeReview, type Plan, type ReviewCase } from './change-review.ts';
import { intakeProblem } from './intake-refusal.ts';
import { readStatistics } from './read-statistics.ts';
import { keyRow, type RequestKey, repeated, type Submitted } from './request-key.ts';
import { restartedClock } from './restart-clock.ts';
import { dueAt, routed } from './route-submission.ts';

type Revising = {
  source: Source;
  /** Who brings the new facts; the source unless told. */
  actor?: Actor;
  body: Submission;
  /** The revision that the body was made from, where it was: with another one it is `try_again`. */
  upon?: number;
  because: 'resubmitted' | 'info_answered';
  /** Commands that come before the revision, such as the answer to a question, and the clock as it goes on after it. */
  first?: (clock: ClockState) => ReviewCommand[];
  request?: RequestKey;
  writes?: Write[];
};

/**
 * Makes the next revision of an open decision: routed anew, seats cleared, older cards stale. What once waited for
 * a person goes on waiting for one, whatever the new facts: otherwise a source could talk its way past a review.
 */
export const reviseDecision = async (
  world: World,
  decisionId: string,
  revising: Revising,
): Promise<Result<Submitted, IntakeProblem>> => {
  const { source, request } = revising;
  const changed = await reviseCase(world, decisionId, revising);
  if (changed.ok) return ok({ decision: changed.value.decision, revision: changed.value.revision });
  const known =
    request === undefined ? undefined : await world.store.findIdempotencyKey(source.name, request.key);
  if (known !== undefined && request !== undefined) return repeated(world, source, request);
  return err(intakeProblem(changed.error));
};

/** The same, answered with the case or with what stands in the way. */
export const reviseCase = async (
  world: World,
  decisionId: string,
  { source, actor, body, upon, because, first, request, writes = [] }: Revising,
): Promise<Result<ReviewCase, Refusal | IntakeProblem>> => {
  const policy = world.policies.current();
  const stop = await world.store.findStop(body.type);
  const stats = await readForRevision(world, decisionId, policy, { body, source });
  return changeReview<Refusal | IntakeProblem>(world, decisionId, (kase, type) => {
    if (upon !== undefined && kase.revision.revision !== upon) return err({ code: 'try_again' });
    const asked = typeFrom(source, type);
    const problems = checkSubmission(body, asked, source);
    if (problems.length > 0) return err({ code: 'invalid', problems });
    const now = world.clock.now();
    const revision = staysWithPeople(
      routed(world, decisionId, kase.decision.revision + 1, {
        submission: body,
        type: asked,
        policy,
        stop,
        stats,
        now,
      }),
      (purpose) => world.draw(decisionId, purpose),
    );
    const { due_at, paused_ms } = kase.review;
    const clock = because === 'info_answered' ? restartedClock(world, kase) : { due_at, paused_ms };
    const due =
      body.due_at === kase.revision.body.due_at
        ? clock.due_at
        : dueAt(body, revision, policy, clockStart(kase.review, kase.events), clock.paused_ms);
    return ok(
      nextRevision(world, kase, {
        revision,
        policy,
        due,
        because,
        first: first?.(clock) ?? [],
        source,
        actor: actor ?? { kind: 'source', id: source.name },
        request,
        writes,
      }),
    );
  });
};

/** What is known beside the new revision; the one that stands is among the counts already. */
const readForRevision = async (
  world: World,
  decisionId: string,
  policy: Policy,
  { body, source }: Pick<Revising, 'body' | 'source'>,
): Promise<RouteStats> => {
  const type = policy.types[body.type];
  if (type === undefined || (type.needs.length === 0 && type.similar_by.length === 0)) return {};
  const standing = await world.store.findCase(decisionId);
  if (standing === undefined) return {};
  const tallied = { type, queue: type.queue, shadow: source.mode === 'shadow' };
  const read = await readStatistics(world, policy, {
    ...tallied,
    submission: body,
    now: world.clock.now(),
    standing: {
      tallied: { ...tallied, submission: standing.revision.body },
      at: standing.decision.created_at,
    },
  });
  return read.stats;
};

const staysWithPeople = (revision: Revision, draw: (purpose: string) => number): Revision => {
  if (!isAutomatic(revision.route.level)) return revision;
  const sentence = 'This was already waiting for a person, so a person answers it.';
  const route = {
    ...revision.route,
    level: 'review' as const,
    inclusion_probability: 1,
    flags: [...revision.route.flags, { code: 'already_waiting', sentence, weight: 10 }],
    trace: [
      ...revision.route.trace,
      {
        step: 'revision',
        saw: `a new revision that would be ${revision.route.level}`,
        did: 'kept it with people: review',
        set: {
          raise_to: 'review' as const,
          flags: ['already_waiting'],
          sampled: { inclusion_probability: 1 },
        },
      },
    ],
  };
  return { ...revision, route, digest: decisionDigest(revision.body, route, draw) };
};

type Next = {
  revision: Revision;
  policy: Policy;
  due: number | null;
  because: Revising['because'];
  first: ReviewCommand[];
  source: Source;
  actor: Actor;
  request: RequestKey | undefined;
  writes: Write[];
};

const nextRevision = (
  world: World,
  kase: ReviewCase,
  { revision, policy, due, because, first, source, actor, request, writes }: Next,
): Plan => {
  const { level } = revision.route;
  // A queue that took it over keeps it.
  const queue = kase.events.some(isHandOver) ? kase.decision.queue : revision.route.queue;
  const decision: Partial<Decision> = {
    revision: revision.revision,
    title: revision.body.title,
    level,
    queue,
    policy_version: policy.version,
    subject_key: subjectKey({ name: kase.decision.type }, revision.body) ?? null,
  };
  const now = world.clock.now();
  const type = policy.types[kase.decision.type];
  const quorum = type === undefined ? kase.review.quorum : quorumOf(type, revision.route);
  const moved: Write[] =
    queue === kase.decision.queue ? [] : [newCard(world, kase.decision.id, policy, queue)];
  const key =
    request === undefined
      ? []
      : [keyRow(source, request, { decision: { ...kase.decision, ...decision }, revision }, now)];
  return {
    commands: [
      ...first,
      { kind: 'revise', actor, revision: revision.revision, because, due_at: due, quorum },
    ],
    revision,
    decision,
    writes: [{ insert: 'revisions', row: revision }, ...moved, ...key, ...writes],
  };
};
