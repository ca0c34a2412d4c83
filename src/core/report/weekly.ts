import { clopperPearson, type Interval } from '../learning/interval.ts';
import { wilson } from '../learning/wilson.ts';
import type { Band } from '../policy/levels.ts';
import type { EndingCount } from './ending.ts';
import type { Period } from './periods.ts';

/** A share of what was counted. `interval` says how sure it is. */
export type Share = { k: number; n: number; interval: Interval };

/** One line of a table: what it is about and its share of overrides. */
export type OverrideRow = { key: string; type?: string; share: Share };

/** One figure beside its target; `met` null where nothing was counted. */
export type Measure = {
  name: 'automation' | 'sla' | 'escalated' | 'overrides';
  share: Share;
  target: { low: number; high: number };
  met: boolean | null;
};

export type OpenNow = {
  open: number;
  overdue: number;
  oldest: { title: string; opened_at: number; queue: string }[];
};

/** The weekly override report as data: surfaces.md's sentence, tables and figures. */
export type WeeklyReport = {
  period: Period;
  /** The queue that it is about; null for all. */
  queue: string | null;
  executed: number;
  audits: { drawn: number; answered: number; wrong: number; interval: Interval };
  /** Reviews in which people could override: something was recommended. */
  reviews: Share;
  /** Lowest and highest weekly share of the four weeks before; null without any reviews in them. */
  before: Interval | null;
  /** The type with the largest share of overrides, among those with enough reviews to say so. */
  largest: OverrideRow | null;
  byType: OverrideRow[];
  /** Why people changed it; the share is that of all that was changed. */
  byReason: { type: string; key: string; share: Share }[];
  byBand: OverrideRow[];
  expired: number;
  median_wait_ms: number | null;
  measures: Measure[];
  now: OpenNow;
};

/** Targets of the operating figures: shares from `low` to `high`. */
export const TARGETS = {
  automation: { low: 0.7, high: 0.85 },
  sla: { low: 0.95, high: 1 },
  escalated: { low: 0, high: 0.05 },
  overrides: { low: 0.1, high: 0.3 },
} as const satisfies Record<Measure['name'], { low: number; high: number }>;

/** Below this many reviews a type is not called the one with the largest share. */
const ENOUGH = 10;

export type WeekFacts = {
  period: Period;
  queue: string | null;
  counts: EndingCount[];
  /** Of the four weeks before, each for itself. */
  before: { answered: number; overridden: number }[];
  median_wait_ms: number | null;
  now: OpenNow;
};

/** What the week's endings say. Pure; nothing is estimated that was counted whole. */
export const weeklyReport = (facts: WeekFacts): WeeklyReport => {
  const { period, queue, counts, before, median_wait_ms, now } = facts;
  const executed = counts.filter(({ kind }) => kind === 'executed');
  const audited = counts.filter(({ kind }) => kind === 'audited');
  const answered = counts.filter(isAnswered);
  const compared = answered.filter(({ overridden }) => overridden !== null);
  const reviews = shareOf(compared, overrides);
  const byType = rowsBy(compared, ({ type }) => type);
  const wrong = sum(audited.filter(({ right }) => right === false));
  const weeks = before
    .filter(({ answered: n }) => n > 0)
    .map(({ answered: n, overridden }) => overridden / n);
  const desk = counts.filter(({ kind }) => kind === 'answered');
  return {
    period,
    queue,
    executed: sum(executed),
    audits: {
      drawn: sum(executed.filter(({ sampled }) => sampled)),
      answered: sum(audited),
      wrong,
      interval: clopperPearson(wrong, sum(audited)),
    },
    reviews,
    before: weeks.length === 0 ? null : { low: Math.min(...weeks), high: Math.max(...weeks) },
    largest: byType.find(({ share }) => share.n >= ENOUGH && share.k > 0) ?? null,
    byType,
    byReason: reasonsOf(compared),
    byBand: BANDS.flatMap((band) => {
      const of = compared.filter((one) => one.band === band);
      return of.length === 0 ? [] : [{ key: band, share: shareOf(of, overrides) }];
    }),
    expired: sum(desk.filter(({ disposition }) => disposition === 'expired')),
    median_wait_ms,
    measures: [
      measure(
        'automation',
        shareOf([...executed, ...desk], ({ kind }) => kind === 'executed'),
      ),
      measure(
        'sla',
        shareOf(
          desk.filter(({ met }) => met !== null),
          ({ met }) => met === true,
        ),
      ),
      measure(
        'escalated',
        shareOf(desk, ({ escalated }) => escalated),
      ),
      measure('overrides', reviews),
    ],
    now,
  };
};

const BANDS: readonly Band[] = ['high', 'medium', 'low'];

/** People gave an answer: lapses and withdrawals are nobody's. */
const isAnswered = ({ kind, disposition }: EndingCount): boolean =>
  kind === 'answered' &&
  (disposition === 'approved' || disposition === 'rejected' || disposition === 'modified');

const overrides = ({ overridden }: EndingCount): boolean => overridden === true;

const sum = (counts: EndingCount[]): number => counts.reduce((all, { n }) => all + n, 0);

const shareOf = (counts: EndingCount[], holds: (count: EndingCount) => boolean): Share => {
  const n = sum(counts);
  const k = sum(counts.filter(holds));
  return { k, n, interval: wilson(k, n) };
};

/** Most overridden first; among equals the one with more reviews. */
const rowsBy = (counts: EndingCount[], key: (count: EndingCount) => string): OverrideRow[] =>
  [...Map.groupBy(counts, key)]
    .map(([name, of]) => ({ key: name, share: shareOf(of, overrides) }))
    .sort((a, b) => b.share.k / b.share.n - a.share.k / a.share.n || b.share.n - a.share.n);

/** Why people overrode, most frequent first. */
const reasonsOf = (counts: EndingCount[]): WeeklyReport['byReason'] => {
  const changed = counts.filter(overrides);
  const all = sum(changed);
  return [...Map.groupBy(changed, ({ type, reason_code }) => `${type} ${reason_code ?? ''}`)]
    .map(([, of]) => {
      const k = sum(of);
      const share = { k, n: all, interval: wilson(k, all) };
      return { type: of[0]?.type ?? '', key: of[0]?.reason_code ?? '', share };
    })
    .sort((a, b) => b.share.k - a.share.k || (a.key < b.key ? -1 : 1));
};

const measure = (name: Measure['name'], share: Share): Measure => {
  const target = TARGETS[name];
  const rate = share.k / share.n;
  return { name, share, target, met: share.n === 0 ? null : rate >= target.low && rate <= target.high };
};
