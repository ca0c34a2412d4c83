import type { Column } from 'drizzle-orm';
import type { Rows, Table } from '../src/ports.ts';
import { isNotNull, sql } from './drizzle.ts';
import type { Kit } from './sqlite/kit.ts';

/** Conditions of partial indexes and of the queries that use them. Spelt out: a bound value would match no index. */
export const isOpen = (t: { status: Column }) => sql`${t.status} in ('open', 'waiting_info')`;
export const isUnposted = (t: { status: Column }) => sql`${t.status} in ('due', 'sending')`;
export const isDirect = (t: { kind: Column }) => sql`${t.kind} = 'direct'`;
export const isUndelivered = (t: { status: Column }) => sql`${t.status} = 'due'`;
export const isInForce = (t: { started_at: Column }) => sql`${t.started_at} is null`;
export const isAnswered = (t: { disposition: Column }) =>
  sql`${t.disposition} in ('approved', 'rejected', 'modified')`;
export const isUntold = (t: { for_id: Column; told_at: Column }) =>
  sql`${t.for_id} is not null and ${t.told_at} is null`;
export const isPending = (t: { status: Column }) => sql`${t.status} = 'pending'`;

/**
 * All tables, once for every dialect. Columns carry the names of the rows in `src/ports.ts`.
 * Each index serves a read of the store; test/db/plans.test.ts holds them to it. Columns at an index's end that it
 * does not sort by spare the read a look at the table.
 */
export const declareTables = ({ table, id, text, json, instant, bool, int, real, seq, ...keys }: Kit) => {
  const { primaryKey, index, uniqueIndex } = keys;

  const decisions = table(
    'decisions',
    {
      id: id(),
      source: text().notNull(),
      type: text().notNull(),
      external_id: text(),
      revision: int().notNull(),
      status: text<Rows['decisions']['status']>().notNull(),
      title: text().notNull(),
      level: text<Rows['decisions']['level']>().notNull(),
      queue: text().notNull(),
      option: text(),
      disposition: text<NonNullable<Rows['decisions']['disposition']>>(),
      overridden: bool(),
      values: json<NonNullable<Rows['decisions']['values']>>(),
      policy_version: text().notNull(),
      callback_url: text(),
      requested_by: text(),
      created_at: instant().notNull(),
      updated_at: instant().notNull(),
      resolved_at: instant(),
      due_at: instant(),
      stratum: text(),
      shadow: bool().notNull().default(false),
      correct: text(),
      live_key: text(),
      subject_key: text(),
    },
    (t) => [
      uniqueIndex('decisions_live').on(t.live_key).where(isNotNull(t.live_key)),
      index('decisions_by_update').on(t.updated_at, t.id),
      index('decisions_by_source').on(t.source, t.updated_at, t.id),
      index('decisions_by_type').on(t.type, t.updated_at, t.id),
      index('decisions_executed').on(t.stratum, t.resolved_at, t.id).where(isNotNull(t.stratum)),
      index('decisions_answered').on(t.type, t.resolved_at, t.id).where(isAnswered(t)),
      index('decisions_about').on(t.subject_key, t.resolved_at, t.id).where(isNotNull(t.subject_key)),
      index('decisions_pending_of').on(t.requested_by, t.id).where(isPending(t)),
      index('decisions_pending').on(t.source, t.updated_at, t.id).where(isPending(t)),
    ],
  );
  const decisionId = () =>
    text()
      .notNull()
      .references(() => decisions.id);

  const revisions = table(
    'revisions',
    {
      decision_id: decisionId(),
      revision: int().notNull(),
      body: json<Rows['revisions']['body']>().notNull(),
      route: json<Rows['revisions']['route']>().notNull(),
      digest: text().notNull(),
      created_at: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.decision_id, t.revision] })],
  );

  const reviews = table(
    'reviews',
    {
      id: id(),
      decision_id: decisionId(),
      queue: text().notNull(),
      kind: text<Rows['reviews']['kind']>().notNull(),
      because: text<NonNullable<Rows['reviews']['because']>>(),
      status: text<Rows['reviews']['status']>().notNull(),
      version: int().notNull(),
      revision: int().notNull(),
      verdicts: json<Rows['reviews']['verdicts']>().notNull(),
      quorum: json<NonNullable<Rows['reviews']['quorum']>>(),
      endorsements: json<Rows['reviews']['endorsements']>().notNull().default([]),
      claim: json<NonNullable<Rows['reviews']['claim']>>(),
      assignee: json<NonNullable<Rows['reviews']['assignee']>>(),
      snooze: json<NonNullable<Rows['reviews']['snooze']>>(),
      paused_ms: int().notNull().default(0),
      info: json<NonNullable<Rows['reviews']['info']>>(),
      info_answers: json<Rows['reviews']['info_answers']>().notNull(),
      disposition: text<NonNullable<Rows['reviews']['disposition']>>(),
      right: bool(),
      opened_at: instant().notNull(),
      due_at: instant(),
      settle_at: instant(),
      settled_at: instant(),
      wake_at: instant(),
      idle_because: text<NonNullable<Rows['reviews']['idle_because']>>(),
      planned_by: text().notNull().default(''),
    },
    (t) => [
      index('reviews_by_decision').on(t.decision_id, t.opened_at, t.id),
      index('reviews_open').on(t.queue, t.due_at, t.id).where(isOpen(t)),
      index('reviews_planned').on(t.planned_by, t.id, t.wake_at, t.idle_because, t.version).where(isOpen(t)),
      index('reviews_oldest').on(t.opened_at, t.id).where(isOpen(t)),
      index('reviews_waking').on(t.wake_at, t.id, t.decision_id).where(isNotNull(t.wake_at)),
    ],
  );

  const events = table(
    'events',
    {
      seq: seq(),
      decision_id: decisionId(),
      type: text<Rows['events']['type']>().notNull(),
      at: instant().notNull(),
      actor: json<Rows['events']['actor']>().notNull(),
      data: json<Rows['events']['data']>().notNull(),
      salt: text().notNull(),
      digest: text().notNull(),
    },
    (t) => [index('events_by_decision').on(t.decision_id, t.seq)],
  );

  const surfaces = table(
    'surfaces',
    {
      id: id(),
      decision_id: text().references(() => decisions.id),
      review_id: text(),
      kind: text<Rows['surfaces']['kind']>().notNull(),
      stop_id: text(),
      about: json<NonNullable<Rows['surfaces']['about']>>(),
      channel: text().notNull(),
      posted_channel: text(),
      ts: text(),
      wanted: int().notNull(),
      posted: int().notNull(),
      posted_digest: text(),
      status: text<Rows['surfaces']['status']>().notNull(),
      attempts: int().notNull(),
      due_at: instant().notNull(),
      error: text(),
      created_at: instant().notNull(),
    },
    (t) => [
      index('surfaces_by_decision').on(t.decision_id, t.created_at, t.id),
      index('surfaces_of_stops').on(t.stop_id).where(isNotNull(t.stop_id)),
      index('surfaces_direct').on(t.channel, t.due_at, t.ts).where(isDirect(t)),
      index('surfaces_due').on(t.due_at).where(isUnposted(t)),
      index('surfaces_due_by_channel').on(t.channel, t.due_at, t.id, t.status).where(isUnposted(t)),
    ],
  );

  const deliveries = table(
    'deliveries',
    {
      id: id(),
      decision_id: decisionId(),
      seq: int().notNull(),
      source: text().notNull(),
      type: text().notNull(),
      url: text().notNull(),
      data: json<Rows['deliveries']['data']>().notNull(),
      status: text<Rows['deliveries']['status']>().notNull(),
      attempts: int().notNull(),
      due_at: instant().notNull(),
      last_status: int(),
      last_error: text(),
      created_at: instant().notNull(),
      delivered_at: instant(),
    },
    (t) => [
      uniqueIndex('deliveries_in_order').on(t.decision_id, t.seq),
      index('deliveries_due').on(t.due_at, t.id, t.decision_id, t.seq, t.status).where(isUndelivered(t)),
      index('deliveries_undelivered').on(t.decision_id, t.seq).where(isUndelivered(t)),
    ],
  );

  const draws = table(
    'draws',
    {
      decision_id: decisionId(),
      purpose: text().notNull(),
      probability: real().notNull(),
      drawn: bool().notNull(),
      created_at: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.decision_id, t.purpose] })],
  );

  const outcomes = table(
    'outcomes',
    {
      id: id(),
      decision_id: decisionId(),
      seq: int().notNull(),
      body: json<Rows['outcomes']['body']>().notNull(),
      created_at: instant().notNull(),
    },
    (t) => [uniqueIndex('outcomes_in_order').on(t.decision_id, t.seq)],
  );

  const idempotency_keys = table(
    'idempotency_keys',
    {
      source: text().notNull(),
      key: text().notNull(),
      request_digest: text().notNull(),
      // No foreign key: a change may claim its key before it writes the decision.
      decision_id: text(),
      answer: json<Rows['idempotency_keys']['answer']>().notNull(),
      created_at: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.source, t.key] })],
  );

  const people = table(
    'people',
    {
      email: id(),
      person_id: text(),
      name: text(),
      status: text<Rows['people']['status']>().notNull(),
      due_at: instant(),
      checked_at: instant(),
    },
    (t) => [index('people_due').on(t.due_at, t.email).where(isNotNull(t.due_at))],
  );

  const policy_versions = table('policy_versions', {
    version: id(),
    text: text().notNull(),
    created_at: instant().notNull(),
  });

  const count = () => real().notNull().default(0);
  const tallies = table(
    'tallies',
    {
      scope: text<Rows['tallies']['scope']>().notNull(),
      key: text().notNull(),
      day: int().notNull(),
      asked: count(),
      cases: count(),
      reviewed: count(),
      overridden: count(),
      checked: count(),
      wrong: count(),
      total: count(),
      squares: count(),
    },
    (t) => [primaryKey({ columns: [t.scope, t.key, t.day] })],
  );

  const misses = table('misses', {
    review_id: id(),
    decision_id: decisionId(),
    type: text().notNull(),
    level: text<Rows['misses']['level']>().notNull(),
    consequence: text<Rows['misses']['consequence']>().notNull(),
    band: text<NonNullable<Rows['misses']['band']>>(),
    since: instant(),
    found: int().notNull(),
    is_all: bool().notNull(),
    amounts: json<Rows['misses']['amounts']>().notNull(),
    decision_ids: json<Rows['misses']['decision_ids']>().notNull(),
    rechecked: json<NonNullable<Rows['misses']['rechecked']>>(),
    created_at: instant().notNull(),
  });

  const rechecks = table(
    'rechecks',
    {
      miss_id: text().notNull(),
      decision_id: decisionId(),
      place: int().notNull(),
      review_id: text(),
      state: text<Rows['rechecks']['state']>().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.miss_id, t.decision_id] }),
      index('rechecks_in_order').on(t.miss_id, t.place),
      index('rechecks_by_decision').on(t.decision_id),
    ],
  );

  const stops = table(
    'stops',
    {
      id: id(),
      type: text().notNull(),
      by: json<Rows['stops']['by']>().notNull(),
      at: instant().notNull(),
      reason: text().notNull(),
      started_by: json<NonNullable<Rows['stops']['started_by']>>(),
      started_at: instant(),
      start_reason: text(),
    },
    (t) => [
      uniqueIndex('stops_in_force').on(t.type).where(isInForce(t)),
      index('stops_by_age').on(t.at, t.id).where(isInForce(t)),
    ],
  );

  const delegations = table(
    'delegations',
    {
      id: id(),
      from_id: text().notNull(),
      to_id: text().notNull(),
      starts_at: instant().notNull(),
      ends_at: instant(),
      note: text().notNull(),
      set_by: text().notNull().default(''),
      created_at: instant().notNull(),
      ended_at: instant(),
      ended_by: text(),
    },
    (t) => [
      index('delegations_to').on(t.to_id, t.starts_at),
      index('delegations_from').on(t.from_id, t.starts_at),
    ],
  );

  const leaves = table(
    'leaves',
    {
      id: id(),
      person_id: text().notNull(),
      since: instant().notNull(),
      until: instant(),
      note: text().notNull(),
      ended_at: instant(),
    },
    (t) => [index('leaves_of').on(t.person_id, t.since)],
  );

  const posts = table(
    'posts',
    {
      id: id(),
      kind: text<Rows['posts']['kind']>().notNull(),
      about: text().notNull(),
      period: text().notNull(),
      channel: text().notNull(),
      body: json<Rows['posts']['body']>(),
      file: json<NonNullable<Rows['posts']['file']>>(),
      status: text<Rows['posts']['status']>().notNull(),
      attempts: int().notNull(),
      due_at: instant().notNull(),
      posted_channel: text(),
      ts: text(),
      error: text(),
      created_at: instant().notNull(),
    },
    (t) => [
      uniqueIndex('posts_once').on(t.kind, t.about, t.period),
      index('posts_due').on(t.due_at, t.channel).where(isUnposted(t)),
      index('posts_due_by_channel').on(t.channel, t.due_at, t.id).where(isUnposted(t)),
    ],
  );

  const endings = table(
    'endings',
    {
      id: id(),
      decision_id: decisionId(),
      kind: text<Rows['endings']['kind']>().notNull(),
      ended_at: instant().notNull(),
      type: text().notNull(),
      queue: text().notNull(),
      level: text<Rows['endings']['level']>().notNull(),
      consequence: text<Rows['endings']['consequence']>().notNull(),
      band: text<NonNullable<Rows['endings']['band']>>(),
      disposition: text<NonNullable<Rows['endings']['disposition']>>(),
      overridden: bool(),
      reason_code: text(),
      right: bool(),
      sampled: bool().notNull(),
      met: bool(),
      escalated: bool().notNull(),
      waited_ms: int(),
    },
    (t) => [
      // All that a report groups by stands in the index: a week of a large year is read from it alone.
      index('endings_by_time').on(
        t.ended_at,
        t.queue,
        t.kind,
        t.type,
        t.band,
        t.disposition,
        t.overridden,
        t.reason_code,
        t.right,
        t.sampled,
        t.met,
        t.escalated,
      ),
      index('endings_by_wait').on(t.kind, t.ended_at, t.queue, t.waited_ms),
    ],
  );

  const answers = table(
    'answers',
    {
      review_id: text().notNull(),
      person_id: text().notNull(),
      at: instant().notNull(),
      decision_id: decisionId(),
      kind: text<Rows['answers']['kind']>().notNull(),
      queue: text().notNull(),
      option: text().notNull(),
      waited_ms: int().notNull(),
      corrected_at: instant(),
      for_id: text(),
      told_at: instant(),
    },
    (t) => [
      primaryKey({ columns: [t.review_id, t.person_id, t.at] }),
      index('answers_of').on(t.person_id, t.at),
      index('answers_in').on(t.queue, t.at),
      index('answers_untold').on(t.for_id, t.at).where(isUntold(t)),
    ],
  );

  const homes = table(
    'homes',
    {
      person_id: id(),
      team_id: text(),
      until: instant().notNull(),
      filter: text().notNull(),
      page: int().notNull(),
      mark: int().notNull(),
      shown_seq: int().notNull(),
      posted_digest: text(),
      attempts: int().notNull(),
      due_at: instant().notNull(),
    },
    (t) => [index('homes_kept').on(t.until, t.due_at, t.shown_seq, t.person_id)],
  );

  const settings = table('settings', { name: id(), value: text().notNull() });

  return {
    decisions,
    revisions,
    reviews,
    events,
    surfaces,
    deliveries,
    draws,
    outcomes,
    idempotency_keys,
    people,
    policy_versions,
    misses,
    rechecks,
    stops,
    tallies,
    delegations,
    leaves,
    posts,
    endings,
    answers,
    homes,
    settings,
  } satisfies { [T in Table]: { $inferSelect: Rows[T] } };
};

export type Tables = ReturnType<typeof declareTables>;
