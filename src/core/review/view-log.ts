import type { DecisionEvent, EventType, Verdict } from '../decision/decision.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import { hasSeen } from './blind.ts';
import type { Case } from './case.ts';
import { concerns } from './evolve.ts';
import { namesIn } from './names.ts';
import { raisedBy } from './raised-by.ts';

/** One thing that happened, with what this audience may know of it. Texts are whole and unescaped. */
export type LogEntry = {
  at: Instant;
  type: EventType;
  /** A person by name, a source by name; empty where nobody in person did it. */
  by: string;
  /** A person, queue, role or option by name. */
  about: string | null;
  text: string;
  until: Instant | null;
  tags: string[];
  because: string | null;
};

/** What somebody left with a decision. */
export type NoteView = { by: string; at: Instant; text: string; tags: string[] };

/** What the log leaves out: what only the machinery needs, and what would say which decisions are watched. */
const UNTOLD: ReadonlySet<EventType> = new Set(['card_posted', 'audit_sampled']);
/** While others still answer, these would tell how somebody did. */
const TELLING: ReadonlySet<EventType> = new Set(['answer_kept', 'answer_changed']);

/**
 * Whether somebody's words stay out of sight for now: people answer before they see what the AI said, and whoever wrote
 * them has seen it.
 */
export const isTooTelling = (
  { review, events }: Case,
  { actor }: DecisionEvent,
  isHidden: boolean,
): boolean =>
  isHidden && actor.kind === 'person' && review !== undefined && hasSeen(review, actor.id, events);

/** Who did what and when, oldest first: of this review, and of no other look at the same decision. */
export const logView = (
  kase: Case,
  type: DecisionType,
  isHidden: boolean,
  scrub: (text: string) => string,
): LogEntry[] => {
  const { review } = kase;
  const names = namesIn(kase.events);
  const raiser = raisedBy(kase);
  const isOver = review === undefined || review.status === 'settled' || review.status === 'settling';
  const label = (option: unknown): string | null =>
    typeof option === 'string' ? (type.options.find(({ id }) => id === option)?.label ?? option) : null;
  return kase.events
    .filter((event) => !UNTOLD.has(event.type) && (review === undefined || concerns(review, event)))
    .filter((event) => isOver || !TELLING.has(event.type))
    .map((event) => {
      const { at, actor, data } = event;
      const { tags, because } = data as { tags?: string[]; because?: string };
      const isQuiet = isTooTelling(kase, event, isHidden);
      return {
        at,
        type: event.type,
        by:
          event.type === 'received' && raiser !== null
            ? (raiser.name ?? raiser.id)
            : actor.kind === 'person' || actor.kind === 'source'
              ? (names.get(actor.id) ?? actor.id)
              : '',
        about: aboutOf(event, names, isOver && !isHidden ? label : () => null),
        text: isQuiet ? '' : scrub(textOf(event, isOver && !isHidden)),
        until: untilOf(data),
        tags: isQuiet ? [] : (tags ?? []),
        because: because ?? null,
      };
    });
};

/** The notes, oldest first; one of somebody who has seen what others must not see yet is missing until then. */
export const notesView = (kase: Case, isHidden: boolean, scrub: (text: string) => string): NoteView[] => {
  const { review, events } = kase;
  const names = namesIn(events);
  return events
    .filter((event) => event.type === 'noted' && (review === undefined || concerns(review, event)))
    .filter((event) => !isTooTelling(kase, event, isHidden))
    .map(({ at, actor, data }) => ({
      by: names.get(actor.id) ?? actor.id,
      at,
      text: scrub(words(data.text)),
      tags: (data.tags ?? []) as string[],
    }));
};

const words = (text: unknown): string => (typeof text === 'string' ? text : '');

type Named = { id: string; name?: string };

const aboutOf = (
  { type, data }: DecisionEvent,
  names: ReadonlyMap<string, string>,
  label: (option: unknown) => string | null,
): string | null => {
  const called = (one: Named | undefined): string | null =>
    one === undefined ? null : (one.name ?? names.get(one.id) ?? one.id);
  switch (type) {
    case 'reassigned':
    case 'reminded':
      return called(data.assignee as Named | undefined);
    case 'escalated': {
      const { queue, person, roles = [] } = data.to as { queue?: string; person?: Named; roles?: string[] };
      return queue ?? called(person) ?? (roles.join(', ') || null);
    }
    case 'backup_notified':
      return words(data.role) || null;
    case 'verdict_given':
    case 'answer_changed':
      return label((data.verdict as Verdict | undefined)?.option);
    case 'resolved':
      return label(data.option);
    case 'corrected':
      return label(data.now);
    case 'callback_delivered':
    case 'callback_failed':
      return typeof data.callback === 'string' ? data.callback : null;
    default:
      return null;
  }
};

const textOf = ({ type, data }: DecisionEvent, tellsAnswers: boolean): string => {
  switch (type) {
    case 'noted':
      return words(data.text);
    case 'reassigned':
    case 'escalated':
    case 'contested':
    case 'info_answered':
      return words(data.note);
    case 'info_requested':
      return (data.request as { question?: string } | undefined)?.question ?? '';
    case 'verdict_given':
      return tellsAnswers ? ((data.verdict as Verdict | undefined)?.rationale ?? '') : '';
    case 'cancelled':
    case 'corrected':
      return words(data.reason);
    default:
      return '';
  }
};

const untilOf = ({ snooze }: DecisionEvent['data']): Instant | null =>
  (snooze as { until?: Instant } | undefined)?.until ?? null;
