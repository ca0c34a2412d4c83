import { checkSubmission } from '../core/decision/check-submission.ts';
import type { Decision, DecisionEvent, Revision } from '../core/decision/decision.ts';
import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import { withReceipt } from '../core/decision/receipt.ts';
import type { Submission } from '../core/decision/submission.ts';
import { isAutomatic } from '../core/policy/levels.ts';
import type { Statistics } from '../core/policy/look-up.ts';
import type { DecisionType, Policy, Source } from '../core/policy/policy.ts';
import { typeFrom } from '../core/policy/raised.ts';
import type { Stop } from '../core/policy/stop.ts';
import { stratumOf } from '../core/policy/stratum.ts';
import { subjectKey } from '../core/policy/tally.ts';
import { err, ok, type Result } from '../core/result.ts';
import { newReview } from '../core/review/new-review.ts';
import { quorumOf } from '../core/review/quorum.ts';
import type { Instant } from '../core/time.ts';
import type { Change, World } from '../ports.ts';
import { answerSource } from './answer-source.ts';
import { newCard } from './card-surfaces.ts';
import { keepIntake } from './keep-statistics.ts';
import { openAudit } from './open-audit.ts';
import { planReview } from './plan-review.ts';
import { readStatistics } from './read-statistics.ts';
import { recordExecuted } from './record-ending.ts';
import { recordEvents } from './record-events.ts';
import { keyRow, type RequestKey, repeated, type Submitted } from './request-key.ts';
import { requesterEmail, requesterRow } from './resolve-people.ts';
import { resubmit } from './resubmit.ts';
import { dueAt, routed } from './route-submission.ts';

const ATTEMPTS = 3;

/**
 * Takes a decision: checked, routed and stored in one commit, with its review, events, surfaces and webhooks due.
 * The same key gets the same answer; the same thing submitted again while it is open is a revision of it.
 */
export const submitDecision = async (
  world: World,
  source: Source,
  submission: Submission,
  request?: RequestKey,
): Promise<Result<Submitted, IntakeProblem>> => {
  const policy = world.policies.current();
  const checked = check(submission, source, policy);
  if (!checked.ok) return checked;
  const type = checked.value;
  const key = liveKey(source, submission);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stop = await world.store.findStop(type.name);
    const live = key === null ? undefined : await world.store.findLive(key);
    if (live !== undefined) {
      const resubmitted = await resubmit(world, live, { source, submission, request });
      if (resubmitted !== 'try_again') return resubmitted;
      continue;
    }
    const now = world.clock.now();
    const shadow = source.mode === 'shadow';
    const asked = { type, submission, queue: type.queue, shadow, now };
    const statistics = await readStatistics(world, policy, asked, attempt === ATTEMPTS - 1);
    const made = make(world, { source, submission, type, policy, stop, statistics, now });
    const remembered = request === undefined ? [] : [keyRow(source, request, made, now)];
    const committed = await world.store.commit([...remembered, ...made.change]);
    if (committed.ok) {
      // Nobody looks for what was not written.
      if (inserts(made.change, 'deliveries')) world.wakeUps.wake('callbacks', made.decision.id);
      if (inserts(made.change, 'surfaces')) world.wakeUps.wake('cards', made.decision.id);
      if (made.decision.requested_by !== null) world.wakeUps.wake('people', made.decision.requested_by);
      return ok(made);
    }
    if (committed.table === 'idempotency_keys' && request !== undefined)
      return repeated(world, source, request);
  }
  return err({ code: 'busy' });
};

const check = (
  submission: Submission,
  source: Source,
  policy: Policy,
): Result<DecisionType, IntakeProblem> => {
  const type = policy.types[submission.type];
  if (type === undefined) {
    const message = `there is no decision type "${submission.type}" in the policy; it has ${Object.keys(policy.types).join(', ')}`;
    return err({ code: 'invalid', problems: [{ path: 'type', message }] });
  }
  if (!source.types.includes(type.name))
    return err({ code: 'type_not_allowed', type: type.name, allowed: source.types });
  const asked = typeFrom(source, type);
  const problems = checkSubmission(submission, asked, source);
  return problems.length > 0 ? err({ code: 'invalid', problems }) : ok(asked);
};

/** Unique among decisions that are not resolved; null without an external id. */
const liveKey = (source: Source, submission: Submission): string | null =>
  submission.external_id === undefined
    ? null
    : JSON.stringify([source.name, submission.type, submission.external_id]);

type Making = {
  source: Source;
  submission: Submission;
  type: DecisionType;
  policy: Policy;
  stop: Stop | undefined;
  statistics: Statistics;
  now: Instant;
};

/** A new decision as it will be stored, and the change that stores it. */
const make = (
  world: World,
  { source, submission, type, policy, stop, statistics, now }: Making,
): Submitted & { change: Change } => {
  const id = world.ids.next('dec');
  const revision = routed(world, id, 1, {
    submission,
    type,
    policy,
    stop,
    stats: statistics.stats,
    now,
  });
  const { level, queue, consequence } = revision.route;
  // A shadow source decides by itself: nothing is executed or waits here, and nothing is answered.
  const shadow = source.mode === 'shadow';
  const executed = isAutomatic(level) && !shadow;
  const isOver = executed || shadow;
  const option = executed ? (submission.recommendation?.option ?? null) : null;
  const decision: Decision = {
    id,
    source: source.name,
    type: type.name,
    external_id: submission.external_id ?? null,
    revision: 1,
    status: isOver ? 'resolved' : 'pending',
    title: submission.title,
    level,
    queue,
    option,
    disposition: executed ? 'auto_executed' : null,
    overridden: null,
    values: null,
    policy_version: policy.version,
    requested_by: requesterEmail(submission),
    callback_url: callbackUrl(world, source, submission),
    created_at: now,
    updated_at: now,
    resolved_at: isOver ? now : null,
    due_at: isOver ? null : dueAt(submission, revision, policy, now),
    stratum: executed ? stratumOf(type.name, revision.route) : null,
    shadow,
    correct: null,
    live_key: isOver ? null : liveKey(source, submission),
    subject_key: subjectKey(type, submission) ?? null,
  };
  const bySource = { kind: 'source', id: source.name } as const;
  const byPolicy = { kind: 'policy', id: policy.version } as const;
  const events: DecisionEvent[] = [
    {
      type: 'received',
      at: now,
      actor: bySource,
      data: { revision: 1, digest: revision.digest, ...(source.kind === 'people' && { raised: true }) },
    },
    {
      type: 'routed',
      at: now,
      actor: byPolicy,
      data: { revision: 1, level, queue, consequence, ...(shadow && { shadow }) },
    },
  ];
  if (executed) {
    const data = { option, disposition: 'auto_executed', values: null, overridden: null };
    events.push(withReceipt({ type: 'resolved', at: now, actor: byPolicy, data }, revision, [], world.seal));
  }
  const audited =
    executed && (revision.route.draws ?? []).some(({ purpose, drawn }) => purpose === 'audit' && drawn);
  const audit = audited
    ? openAudit(world, decision, revision, { because: 'sampled', actor: byPolicy })
    : undefined;
  if (audit !== undefined) events.push(audit.event);
  const waits = isOver
    ? undefined
    : newReview({
        id: world.ids.next('rev'),
        decision_id: id,
        revision: 1,
        due_at: decision.due_at,
        opened_at: now,
        quorum: quorumOf(type, revision.route),
      });
  const change: Change = [
    { insert: 'decisions', row: decision },
    { insert: 'revisions', row: revision },
    ...requesterRow(submission, now),
    ...recordEvents(id, events, world.salt),
    ...keptDraws(revision),
    ...(waits === undefined
      ? []
      : ([
          {
            insert: 'reviews',
            row: {
              ...waits,
              queue,
              ...planReview(world, { decision, revision, review: waits, events }, type),
            },
          },
          newCard(world, id, policy, queue),
        ] as Change)),
    ...(executed ? [recordExecuted(decision, revision)] : []),
    ...(audit?.writes ?? []),
    ...answerSource(world, { decision, revision, events }, events),
    ...keepIntake(decision, revision, type, statistics),
  ];
  return { decision, revision, change };
};

const inserts = (change: Change, table: 'deliveries' | 'surfaces'): boolean =>
  change.some((write) => 'insert' in write && write.insert === table);

/** The draws that routing made, each with its probability. */
const keptDraws = ({ decision_id, route, created_at }: Revision): Change =>
  (route.draws ?? []).map((draw) => ({
    insert: 'draws',
    row: { decision_id, ...draw, created_at },
    ignore: true,
  }));

/** Shadow sources are answered by nobody; else the submission's own address, else the source's. */
const callbackUrl = (world: World, source: Source, submission: Submission): string | null =>
  source.mode === 'shadow' ? null : (submission.callback_url ?? world.callbackUrl(source) ?? null);
