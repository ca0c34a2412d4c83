import type { DecisionEvent } from '../core/decision/decision.ts';
import { explanationOf } from '../core/decision/explanation.ts';
import type { DecisionType } from '../core/policy/policy.ts';
import type { Case } from '../core/review/case.ts';
import type { InfoRequest } from '../core/review/review.ts';
import { iso } from '../core/time.ts';
import type { World, Write } from '../ports.ts';
import { shownRoute } from './show-decision.ts';
import { showVerdict } from './show-verdict.ts';

/**
 * Webhooks that events owe to the source, as rows committed with the events themselves. Nothing is owed where the
 * decision has no callback address: the source reads `GET /v1/decisions/{id}` instead.
 */
export const answerSource = (
  world: World,
  kase: Case,
  events: DecisionEvent[],
  _type?: DecisionType,
): Write[] => {
  const { decision } = kase;
  const url = decision.callback_url;
  if (url === null) return [];
  const already = kase.events.filter(owes).length - events.filter(owes).length;
  return events.filter(owes).map((event, index) => ({
    insert: 'deliveries',
    row: {
      id: world.ids.next('msg'),
      decision_id: decision.id,
      seq: already + index + 1,
      source: decision.source,
      type: CALLBACK_TYPES[event.type as keyof typeof CALLBACK_TYPES],
      url,
      data: dataFor(event, kase),
      status: 'due',
      attempts: 0,
      due_at: world.clock.now(),
      last_status: null,
      last_error: null,
      created_at: world.clock.now(),
      delivered_at: null,
    },
  }));
};

const CALLBACK_TYPES = {
  resolved: 'decision.resolved',
  cancelled: 'decision.resolved',
  expired: 'decision.expired',
  info_requested: 'decision.info_requested',
  corrected: 'decision.corrected',
  audit_disagreed: 'audit.disagreed',
} as const;

/** Whether a source is told of an event. A question that only the person gets is none to the source. */
export const owes = ({ type, data }: DecisionEvent): boolean =>
  type in CALLBACK_TYPES && !(type === 'info_requested' && (data.request as InfoRequest).to === 'submitter');

const dataFor = (event: DecisionEvent, kase: Case): Record<string, unknown> => {
  const { decision, revision, review } = kase;
  const about = { id: decision.id, external_id: decision.external_id, revision: decision.revision };
  if (event.type === 'info_requested') {
    const request = event.data.request as InfoRequest;
    return {
      ...about,
      request_id: request.request_id,
      question: request.question,
      facts: request.facts,
      due_at: request.due_at === null ? null : iso(request.due_at),
    };
  }
  if (event.type === 'corrected' || event.type === 'audit_disagreed') {
    const { review_id: _, because: __, ...said } = event.data;
    return { ...about, ...said };
  }
  return {
    ...about,
    option: decision.option,
    disposition: decision.disposition,
    values: decision.values,
    overridden: decision.overridden,
    verdicts: (review?.verdicts ?? []).map(showVerdict),
    route: shownRoute(revision.route),
    explanation: explanationOf(kase),
    receipt: event.data.receipt,
  };
};
