import type { Instant } from '../time.ts';
import type { Period } from './periods.ts';

/** One open decision as a digest needs it; texts are those that a channel may see. */
export type OpenItem = {
  review_id: string;
  revision: number;
  title: string;
  queue: string;
  due_at: Instant | null;
  opened_at: Instant;
  /** Who has it, by name. */
  held_by: string | null;
  waiting_for_answer: boolean;
};

/** `expected_at`: at the queue's own pace it is answered only then, after it is due. */
export type DigestLine = OpenItem & {
  why: 'overdue' | 'at_risk' | 'due_soon';
  expected_at: Instant | null;
};

/** What a queue's day begins with: one sentence, and the few that need somebody. */
export type DailyDigest = {
  period: Period;
  /** Null for all of them. */
  queue: string | null;
  open: number;
  overdue: number;
  due_soon: number;
  /** Not due before the next digest, but late at the pace at which the queue goes. */
  at_risk: number;
  /** Who of its people is away, and who is there and has least to do, by name. */
  away: string[];
  could_take: string[];
  /** When the next digest comes: what is due before it counts as due soon. */
  until: Instant;
  oldest: OpenItem | null;
  lines: DigestLine[];
  /** More that need somebody than there are lines. */
  more: number;
};

/** A digest is read at a glance: more lines would be a list. */
export const MOST_LINES = 5;

/** Null when nobody needs to do anything before the next digest: then there is none. */
export const dailyDigest = (
  items: OpenItem[],
  about: {
    period: Period;
    queue: string | null;
    now: Instant;
    until: Instant;
    /** When something that will be late is answered at the queue's pace, by review. */
    risks?: ReadonlyMap<string, Instant>;
    away?: string[];
    could_take?: string[];
  },
): DailyDigest | null => {
  const { now, until, risks = new Map<string, Instant>(), away = [], could_take = [] } = about;
  const needing = items
    .flatMap((item): DigestLine[] => {
      const { due_at } = item;
      const expected_at = risks.get(item.review_id) ?? null;
      if (due_at === null || (due_at > until && expected_at === null)) return [];
      if (due_at < now) return [{ ...item, why: 'overdue', expected_at: null }];
      return [{ ...item, why: expected_at === null ? 'due_soon' : 'at_risk', expected_at }];
    })
    .sort((a, b) => (a.due_at ?? 0) - (b.due_at ?? 0));
  if (needing.length === 0) return null;
  const overdue = needing.filter(({ why }) => why === 'overdue').length;
  return {
    period: about.period,
    queue: about.queue,
    open: items.length,
    overdue,
    due_soon: needing.filter(({ due_at, why }) => why !== 'overdue' && (due_at ?? 0) <= until).length,
    at_risk: needing.filter(({ why }) => why === 'at_risk').length,
    away,
    could_take,
    until,
    oldest: items.reduce<OpenItem | null>(
      (oldest, item) => (oldest === null || item.opened_at < oldest.opened_at ? item : oldest),
      null,
    ),
    lines: needing.slice(0, MOST_LINES),
    more: Math.max(0, needing.length - MOST_LINES),
  };
};
