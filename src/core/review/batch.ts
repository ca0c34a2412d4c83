import type { DecisionEvent, Verdict } from '../decision/decision.ts';
import type { CardView } from './card-view.ts';

/** So many are decided together at most. */
export const BATCH_MOST = 20;
/** This share of a batch, and at least one, has to be opened before it is decided. */
export const OPENED_SHARE = 1 / 5;

/** Whether an answer says nothing of this one decision: it was given to several, and this one was not looked at. */
export const isUnseen = ({ batch }: Pick<Verdict, 'batch'>): boolean => batch?.opened === false;

/** What is alike: the same type, flags and recommendation. */
export type Batch = { key: string; views: CardView[] };

/**
 * Why this may not be decided together with others: `consequence` is not low, more than an agreement is asked of whoever
 * answers, or it is not open. Undefined when it may.
 */
export type NotBatchable = 'consequence' | 'asks_more' | 'not_open';

export const whyNotBatchable = (view: CardView): NotBatchable | undefined => {
  if (view.state !== 'open' || view.review_id === null || view.kind !== 'review') return 'not_open';
  if (view.consequence !== 'low') return 'consequence';
  const isPlain =
    view.level === 'review' &&
    view.recommendation !== null &&
    view.recommendation.values.length === 0 &&
    view.blind === null &&
    view.progress.needed === 1 &&
    view.endorsements.length === 0 &&
    view.document.length === 0;
  return isPlain ? undefined : 'asks_more';
};

/** What has to be the same for two decisions to be alike. */
export const likeness = ({ type, flags, recommendation }: CardView): string =>
  JSON.stringify([
    type.name,
    flags.map(({ sentence }) => sentence).toSorted(),
    recommendation?.option ?? null,
  ]);

/** What of somebody's desk can be decided together: two and more that are alike, the largest batch first. */
export const batchesOf = (views: CardView[]): Batch[] =>
  [
    ...Map.groupBy(
      views.filter((view) => whyNotBatchable(view) === undefined),
      likeness,
    ),
  ]
    .map(([key, alike]) => ({ key, views: alike.slice(0, BATCH_MOST) }))
    .filter((batch) => batch.views.length > 1)
    .toSorted((a, b) => b.views.length - a.views.length || (a.key < b.key ? -1 : 1));

/**
 * Which of a batch have to be opened one by one first, drawn at random: those below the share, and the lowest in any
 * case, since nobody decides a batch of which they have seen nothing.
 * @param drawn uniform in [0, 1) for a decision, the same whenever it is asked: opening the batch again draws nothing new
 */
export const toOpen = (decisionIds: string[], drawn: (decisionId: string) => number): ReadonlySet<string> => {
  const lowest = decisionIds.toSorted((a, b) => drawn(a) - drawn(b))[0];
  return new Set(decisionIds.filter((id) => id === lowest || drawn(id) < OPENED_SHARE));
};

/** Whether this person has opened it as it stands now: its form, or all that is known of it. */
export const wasOpened = (events: DecisionEvent[], personId: string): boolean => {
  const changed = events.findLastIndex(({ type }) => type === 'revised');
  return events
    .slice(changed + 1)
    .some(
      ({ type, actor, data }) => type === 'opened' && actor.id === personId && data.review_id === undefined,
    );
};
