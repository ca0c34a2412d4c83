import type { Person } from '../actor.ts';
import type { DecisionEvent, Verdict } from '../decision/decision.ts';
import type { Disposition } from '../policy/levels.ts';
import type { Instant } from '../time.ts';
import type { EscalatedTo } from './commands.ts';
import type { Quorum } from './quorum.ts';
import type { Claim, InfoRequest, Lapse, Review, Snooze } from './review.ts';
import { reseated } from './seats.ts';

/** What the events of a review carry; each has the fields that its case below reads. */
type EventData = {
  verdict: Verdict;
  settle_at: Instant | null;
  needs?: string[];
  asked_again?: string[];
  /** People who moved to another seat. */
  moved?: Record<string, number>;
  by?: string;
  claim: Claim;
  assignee: Person;
  to?: EscalatedTo;
  snooze: Snooze;
  request: InfoRequest;
  request_id: string;
  question?: string;
  note?: string;
  facts?: string[];
  asked_by?: string;
  lapsed?: Lapse;
  paused_ms?: number;
  revision: number;
  due_at?: Instant | null;
  quorum?: Quorum | null;
  disposition: Disposition;
  step?: string;
};

/**
 * The review after an event. Events that say nothing about the review leave it as it is; replaying the events of
 * a decision from its opened review gives the stored one.
 */
export const evolve = (review: Review, event: DecisionEvent): Review => {
  if (!concerns(review, event)) return review;
  const data = event.data as EventData;
  const next = { ...review, version: review.version + 1 };
  switch (event.type) {
    case 'verdict_given':
      return data.needs === undefined
        ? {
            ...next,
            ...settling(review, data.settle_at),
            verdicts: [
              ...reseated(without(review.verdicts, data.asked_again ?? []), data.moved),
              data.verdict,
            ],
            claim: null,
          }
        : { ...next, endorsements: [...review.endorsements, data.verdict], claim: null };
    case 'answer_changed':
      return {
        ...next,
        ...revealed(review, data.settle_at),
        verdicts: swapped(without(review.verdicts, data.asked_again ?? []), data.verdict),
        endorsements: swapped(review.endorsements, data.verdict),
      };
    case 'answer_kept':
      return {
        ...next,
        ...revealed(review, data.settle_at),
        verdicts: review.verdicts.map((one) => kept(one, data.by, event.at)),
        endorsements: review.endorsements.map((one) => kept(one, data.by, event.at)),
      };
    case 'verdict_undone': {
      const by = [data.by ?? event.actor.id];
      return {
        ...next,
        ...revealed(review, data.settle_at ?? null),
        verdicts: without(review.verdicts, by),
        endorsements: without(review.endorsements, by),
      };
    }
    case 'opened':
      return { ...next, claim: data.claim };
    case 'claimed':
    case 'reassigned':
      return { ...next, assignee: data.assignee, claim: null, snooze: null };
    case 'released':
      return { ...next, assignee: null, claim: null };
    case 'snoozed':
      return { ...next, snooze: data.snooze };
    case 'snooze_ended':
      return { ...next, snooze: null };
    case 'escalated':
      return data.step === undefined || data.to?.queue !== undefined
        ? { ...next, ...newClock(data), assignee: data.to?.person ?? null, claim: null, snooze: null }
        : // A step of the chain asks others beside whoever has it.
          next;
    case 'noted':
    case 'reminded':
    case 'backup_notified':
    case 'lapsed':
      return next;
    case 'info_requested':
      return { ...next, status: 'waiting_info', info: data.request, claim: null };
    case 'info_answered':
    case 'info_lapsed':
      return {
        ...next,
        status: 'open',
        info: null,
        paused_ms: data.paused_ms ?? review.paused_ms,
        ...(data.due_at === undefined ? {} : { due_at: data.due_at }),
        info_answers: [
          ...review.info_answers,
          {
            request_id: data.request_id,
            ...(data.question === undefined ? {} : { question: data.question }),
            ...(data.note === undefined ? {} : { note: data.note }),
            ...(data.facts === undefined ? {} : { facts: data.facts }),
            ...(data.asked_by === undefined ? {} : { asked_by: data.asked_by }),
            by: event.actor.id,
            at: event.at,
            ...(data.lapsed === undefined ? {} : { lapsed: data.lapsed }),
          },
        ],
      };
    case 'revised':
      return {
        ...next,
        status: review.status === 'settling' ? 'open' : review.status,
        revision: data.revision,
        verdicts: [],
        endorsements: [],
        ...(data.quorum === undefined ? {} : { quorum: data.quorum }),
        claim: null,
        snooze: null,
        settle_at: null,
        due_at: data.due_at ?? null,
      };
    case 'resolved':
    case 'cancelled':
    case 'expired':
      return {
        ...next,
        status: 'settled',
        settle_at: null,
        claim: null,
        snooze: null,
        info: null,
        settled_at: event.at,
        disposition: data.disposition,
      };
    case 'audit_agreed':
    case 'audit_disagreed':
      return audited(review, next, event);
    case 'corrected':
      return review.kind === 'audit' ? audited(review, next, event) : next;
    case 'contested':
      return review.kind === 'audit' ? { ...next, because: 'contest' } : review;
    default:
      return review;
  }
};

const audited = (review: Review, next: Review, { type, at }: DecisionEvent): Review =>
  review.kind === 'audit'
    ? {
        ...next,
        status: 'settled',
        settle_at: null,
        claim: null,
        snooze: null,
        settled_at: at,
        right: type === 'audit_agreed',
      }
    : review;

/** A queue that takes it over has the whole time again. */
const newClock = ({ due_at }: EventData): Partial<Review> =>
  due_at === undefined ? {} : { due_at, paused_ms: 0 };

/** A quorum that still waits for answers stays open; so does a question, whatever becomes of answers given before it. */
const settling = (review: Review, settleAt: Instant | null): Pick<Review, 'status' | 'settle_at'> => ({
  status: settleAt === null ? unanswered(review) : 'settling',
  settle_at: settleAt,
});

const unanswered = ({ status }: Review): 'open' | 'waiting_info' =>
  status === 'waiting_info' ? 'waiting_info' : 'open';

/** Others may be waiting for an answer to a question meanwhile; once it is decided nobody waits for that any more. */
const revealed = (review: Review, settleAt: Instant | null): Partial<Review> => ({
  ...settling(review, settleAt),
  ...(settleAt === null ? {} : { info: null }),
});

const without = (verdicts: Verdict[], ids: string[]): Verdict[] =>
  verdicts.filter(({ by }) => !ids.includes(by.id));

const swapped = (verdicts: Verdict[], next: Verdict): Verdict[] =>
  verdicts.map((one) => (one.by.id === next.by.id ? next : one));

const kept = (verdict: Verdict, by: string | undefined, at: Instant): Verdict =>
  verdict.by.id === by && verdict.blind?.reveal === 'open'
    ? { ...verdict, blind: { ...verdict.blind, reveal: 'kept', until: at } }
    : verdict;

/** Events of an audit name it; all others are of the decision's own review. */
export const concerns = ({ kind, id }: Review, { data }: DecisionEvent): boolean =>
  data.review_id === undefined ? kind === 'review' : data.review_id === id;
