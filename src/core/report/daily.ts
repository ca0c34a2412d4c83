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

export type DigestLine = OpenItem & { why: 'overdue' | 'due_soon' };

/** What a queue's day begins with: one sentence, and the few that need somebody. */
export type DailyDigest = {
  period: Period;
  /** Null for all of them. */
  queue: string | null;
  open: number;
  overdue: number;
  due_soon: number;
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
  about: { period: Period; queue: string | null; now: Instant; until: Instant },
): DailyDigest | null => {
  const { now, until } = about;
  const needing = items
    .flatMap((item): DigestLine[] => {
      const { due_at } = item;
      if (due_at === null || due_at > until) return [];
      return [{ ...item, why: due_at < now ? 'overdue' : 'due_soon' }];
    })
    .sort((a, b) => (a.due_at ?? 0) - (b.due_at ?? 0));
  if (needing.length === 0) return null;
  const overdue = needing.filter(({ why }) => why === 'overdue').length;
  return {
    period: about.period,
    queue: about.queue,
    open: items.length,
    overdue,
    due_soon: needing.length - overdue,
    until,
    oldest: items.reduce<OpenItem | null>(
      (oldest, item) => (oldest === null || item.opened_at < oldest.opened_at ? item : oldest),
      null,
    ),
    lines: needing.slice(0, MOST_LINES),
    more: Math.max(0, needing.length - MOST_LINES),
  };
};
