import type { Person } from '../actor.ts';
import type { DecisionEvent, Values } from '../decision/decision.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import type { FactView } from './card-view.ts';
import type { Case } from './case.ts';
import { raisedBy } from './raised-by.ts';
import type { InfoRequest } from './review.ts';
import { scrubber } from './view-facts.ts';
import { askedFacts, givenValues } from './view-info.ts';

/** What the person who was asked is shown of one question: never more than what they are asked about. */
export type QuestionView = {
  review_id: string;
  request_id: string;
  title: string;
  type: string;
  source: string;
  /** Who raised it from within Slack; null for what a system submitted. */
  raised_by: Pick<Person, 'id' | 'name'> | null;
  queue: string;
  by: Person;
  question: string;
  /** As they stand; a value that only some roles may see is hidden from the person, too. */
  facts: FactView[];
  due_at: Instant | null;
  ending: QuestionEnding | null;
};

/** How a question ended for the person who was asked, and what they answered. */
export type QuestionEnding = {
  as: 'answered' | 'answered_by_source' | 'lapsed' | 'cancelled' | 'over';
  at: Instant;
  note: string | null;
  values: { label: string; text: string }[];
};

/** The question that was put to a person at that moment; undefined where none was. */
export const questionView = (kase: Case, type: DecisionType, askedAt: Instant): QuestionView | undefined => {
  const { review, decision, events } = kase;
  const asked = events.find((event) => event.type === 'info_requested' && event.at === askedAt);
  const info = asked?.data.request as InfoRequest | undefined;
  if (review === undefined || info?.person === undefined) return undefined;
  const audience = { kind: 'person', id: info.person.id, roles: [] } as const;
  return {
    review_id: review.id,
    request_id: info.request_id,
    title: scrubber(kase, type, audience)(decision.title),
    type: type.label,
    source: decision.source,
    raised_by: raisedBy(kase),
    queue: decision.queue,
    by: info.by,
    question: info.question,
    facts: askedFacts(kase, type, audience, info.facts),
    due_at: info.due_at,
    ending: review.info?.request_id === info.request_id ? null : endingOf(kase, info, type),
  };
};

const ENDS: ReadonlySet<string> = new Set(['resolved', 'cancelled', 'expired']);

const endingOf = ({ decision, events }: Case, info: InfoRequest, type: DecisionType): QuestionEnding => {
  const later = events.filter(({ at }) => at >= info.asked_at);
  const ended =
    later.find(({ data }) => data.request_id === info.request_id) ?? later.find((one) => ENDS.has(one.type));
  return {
    as: ended === undefined ? 'over' : endedAs(ended, info),
    at: ended?.at ?? decision.updated_at,
    note: typeof ended?.data.note === 'string' ? ended.data.note : null,
    values: givenValues((ended?.data.values ?? {}) as Values, type),
  };
};

const endedAs = ({ type, actor }: DecisionEvent, { person }: InfoRequest): QuestionEnding['as'] => {
  if (type === 'info_answered') return actor.id === person?.id ? 'answered' : 'answered_by_source';
  if (type === 'info_lapsed') return 'lapsed';
  return type === 'cancelled' ? 'cancelled' : 'over';
};
