import type { Review } from '../core/review/review.ts';
import type { Thread, World } from '../ports.ts';

/** Where the newest card of a review was posted; undefined while it is nowhere. */
export const findCard = async (
  { store }: World,
  { id, decision_id, kind }: Pick<Review, 'id' | 'decision_id' | 'kind'>,
): Promise<Thread | undefined> => {
  const shows = kind === 'audit' ? id : null;
  const card = (await store.findSurfaces(decision_id)).findLast(
    (one) => one.kind === 'card' && one.review_id === shows && one.ts !== null,
  );
  return card?.ts == null ? undefined : { channel: card.posted_channel ?? card.channel, ts: card.ts };
};
