import type { DecisionEvent, Verdict } from '../core/decision/decision.ts';
import { explanationOf } from '../core/decision/explanation.ts';
import { receiptOf } from '../core/decision/receipt.ts';
import { wouldHave } from '../core/decision/shadow.ts';
import type { Route } from '../core/policy/route-result.ts';
import type { Case } from '../core/review/case.ts';
import type { Review } from '../core/review/review.ts';
import { iso } from '../core/time.ts';
import type { Outcome, World } from '../ports.ts';
import { showAudits, withoutOpenAudits } from './show-audits.ts';
import { showCorrections } from './show-corrections.ts';
import { showQuorum } from './show-quorum.ts';
import { showVerdict } from './show-verdict.ts';

/**
 * A route as the API shows it: the draws stay with us, so that nobody learns which decisions are watched, and so does
 * what replaying a trace needs.
 */
export const shownRoute = (route: Route): Omit<Route, 'draws'> => {
  const { draws: _, ...shown } = route;
  return { ...shown, trace: route.trace.map(({ step, saw, did }) => ({ step, saw, did })) };
};

/**
 * A decision as `GET /v1/decisions/{id}` answers it. Until a verdict is final it does not exist here: neither
 * among the verdicts nor among the events, so that nobody acts on an answer that can still be undone.
 */
export const showDecision = (kase: Case, reviews: Review[], outcomes: Outcome[]): Record<string, unknown> => {
  const { decision, revision, review, events } = kase;
  const { body, route } = revision;
  const isFinal = decision.status === 'resolved';
  const visible = withoutOpenAudits(isFinal ? events : withoutUnsettled(events));
  return {
    id: decision.id,
    source: decision.source,
    type: decision.type,
    external_id: decision.external_id,
    revision: decision.revision,
    status: decision.status,
    ...(isFinal
      ? {
          option: decision.option,
          disposition: decision.disposition,
          overridden: decision.overridden,
          values: decision.values,
          resolved_at: decision.resolved_at === null ? null : iso(decision.resolved_at),
          ...(decision.shadow ? { shadow: true, would_have: wouldHave(revision) } : {}),
        }
      : {}),
    title: decision.title,
    subject: body.subject,
    requested_by: body.requested_by,
    facts: body.facts,
    recommendation: body.recommendation,
    route: shownRoute(route),
    due_at: decision.due_at === null ? undefined : iso(decision.due_at),
    created_at: iso(decision.created_at),
    updated_at: iso(decision.updated_at),
    quorum: showQuorum(kase),
    verdicts: isFinal ? (review?.verdicts ?? []).map(showVerdict) : [],
    explanation: explanationOf(kase),
    corrections: showCorrections(events),
    audits: showAudits(reviews),
    events: visible.map(showEvent),
    receipt: receiptOf(events),
    outcomes: outcomes.map(({ id, body, created_at }) => ({ id, ...body, recorded_at: iso(created_at) })),
  };
};

const showEvent = ({ type, at, actor, data }: DecisionEvent): Record<string, unknown> => {
  const {
    verdict,
    settle_at,
    receipt: _,
    missing_on_card: __,
    ...rest
  } = data as {
    missing_on_card?: string;
    verdict?: Verdict;
    settle_at?: number | null;
    receipt?: unknown;
  };
  const shown = {
    ...(AMONG_COLLEAGUES.has(type) ? withoutWords(rest) : rest),
    ...(verdict === undefined ? {} : { verdict: showVerdict(verdict) }),
    ...(settle_at == null ? {} : { settle_at: iso(settle_at) }),
  };
  return { type, at: iso(at), actor, data: withTimes(shown) };
};

/** What colleagues write to each other stays with them: sources learn that it happened. */
const AMONG_COLLEAGUES: ReadonlySet<string> = new Set(['noted', 'reassigned', 'escalated']);

const withoutWords = (data: Record<string, unknown>): Record<string, unknown> => {
  const { note: _, text: __, ...rest } = data;
  return rest;
};

/** Moments of questions and their answers, as they stand in events: the API writes all of its times the same way. */
const MOMENTS: ReadonlySet<string> = new Set(['due_at', 'asked_at', 'wanted_by', 'overdue_at']);

const withTimes = (data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      if (MOMENTS.has(key) && typeof value === 'number') return [key, iso(value)];
      const isInner = (key === 'request' || key === 'lapsed') && typeof value === 'object' && value !== null;
      return [key, isInner ? withTimes(value as Record<string, unknown>) : value];
    }),
  );

/** What can still be taken back or changed. */
const UNSETTLED: ReadonlySet<string> = new Set([
  'verdict_given',
  'verdict_undone',
  'answer_kept',
  'answer_changed',
]);

const withoutUnsettled = (events: Case['events']): Case['events'] =>
  events.filter(({ type, data }) => !UNSETTLED.has(type) && data.because !== 'authority');

/** Reads and shows a decision of this source; undefined also when it is another source's. */
export const readDecision = async (
  world: World,
  source: string,
  decisionId: string,
): Promise<Record<string, unknown> | undefined> => {
  const kase = await world.store.findCase(decisionId);
  if (kase === undefined || kase.decision.source !== source) return undefined;
  const [reviews, outcomes] = await Promise.all([
    world.store.findReviews(decisionId),
    world.store.findOutcomes(decisionId),
  ]);
  return showDecision(kase, reviews, outcomes);
};
