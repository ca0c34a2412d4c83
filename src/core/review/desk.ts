import type { AuthorityLimit, DecisionType } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import type { Standing } from './authority.ts';
import { whyNothingToAnswer } from './can-answer.ts';
import type { Audience, CardView } from './card-view.ts';
import type { Case } from './case.ts';
import type { Review } from './review.ts';
import { viewFor } from './view.ts';
import { whyNever } from './why-not-now.ts';

/** What a person chose to see of their desk. `type` limits it to one type. */
export type DeskFilter = { show: 'all' | 'mine' | 'waiting' | 'overdue' } | { show: 'type'; type: string };

/** What lies on somebody's desk, each list soonest due first. */
export type DeskView = {
  /** What this person can answer now, what they took included. */
  answerable: CardView[];
  /** What they took or were handed. */
  taken: CardView[];
  /** What waits for an answer to a question of theirs. */
  asked: CardView[];
  /** What waits for an answer to a question of somebody else. */
  others_asked: CardView[];
  /** What they put aside for now. */
  snoozed: CardView[];
};

/** Who looks and by which policy. */
type Looking = {
  standing: Standing;
  audience: Audience;
  types: Record<string, DecisionType>;
  limits: AuthorityLimit[];
  now: Instant;
};

/** Lays out cases for one person: only what they may decide, and each as they may see it. */
export const deskOf = (cases: Case[], looking: Looking): DeskView => {
  const desk: DeskView = { answerable: [], taken: [], asked: [], others_asked: [], snoozed: [] };
  for (const kase of cases) {
    const type = looking.types[kase.decision.type];
    if (type === undefined || kase.review === undefined) continue;
    const places = placesOf({ ...kase, review: kase.review }, type, looking);
    if (places.length === 0) continue;
    // One view in all its places: lists that leave out what stands in another compare by it.
    const view = viewFor(kase, type, looking.audience, looking.now);
    for (const place of places) desk[place].push(view);
  }
  return desk;
};

/** Parts of one desk, laid out one after the other. */
export const joined = (parts: DeskView[]): DeskView => ({
  answerable: parts.flatMap(({ answerable }) => answerable),
  taken: parts.flatMap(({ taken }) => taken),
  asked: parts.flatMap(({ asked }) => asked),
  others_asked: parts.flatMap(({ others_asked }) => others_asked),
  snoozed: parts.flatMap(({ snoozed }) => snoozed),
});

const placesOf = (
  kase: Case & { review: Review },
  type: DecisionType,
  { standing, limits, now }: Looking,
): (keyof DeskView)[] => {
  const { review } = kase;
  const me = standing.by.id;
  const grounds = { ...kase, type, limits };
  if (whyNever(review, grounds, standing) !== undefined) return [];
  const isMine = review.assignee?.id === me;
  if (review.status === 'waiting_info') {
    if (review.info?.by.id === me) return ['asked'];
    return isMine ? ['others_asked', 'taken'] : ['others_asked'];
  }
  if (whyNothingToAnswer(review, grounds, standing) !== undefined) return [];
  if (review.snooze !== null && review.snooze.by.id === me && review.snooze.until > now) return ['snoozed'];
  return ['answerable', ...(isMine ? (['taken'] as const) : [])];
};

/** What the filter leaves of a desk's main list. */
export const filtered = (desk: DeskView, filter: DeskFilter): CardView[] => {
  switch (filter.show) {
    case 'all':
      return desk.answerable;
    case 'mine':
      return desk.taken;
    case 'waiting':
      return [...desk.asked, ...desk.others_asked];
    case 'overdue':
      return desk.answerable.filter(({ due }) => due?.overdue === true);
    case 'type':
      return desk.answerable.filter(({ type }) => type.name === filter.type);
    default:
      return filter satisfies never;
  }
};

/** As it is stored and rides in menus. */
export const writeFilter = (filter: DeskFilter): string =>
  filter.show === 'type' ? `type:${filter.type}` : filter.show;

/** Reads a filter; anything unknown shows all. */
export const readFilter = (text: string | undefined): DeskFilter => {
  if (text?.startsWith('type:') === true) return { show: 'type', type: text.slice('type:'.length) };
  return text === 'mine' || text === 'waiting' || text === 'overdue' ? { show: text } : { show: 'all' };
};
