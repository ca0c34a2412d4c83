import type { Facts } from '../core/decision/submission.ts';
import { ASKS_PEOPLE, ownAnswer } from '../core/review/asked.ts';
import type { Case } from '../core/review/case.ts';
import type { Shown, Surface, Thread, World } from '../ports.ts';
import { reportMiss } from './report-miss.ts';
import { typeIn } from './type-in.ts';
import { withEarlier } from './with-earlier.ts';

/** What the surface shows, where its type is still in the policy. */
export const shownOn = async (world: World, surface: Surface): Promise<Shown | undefined> => {
  const { types } = world.policies.current();
  if (surface.stop_id !== null) {
    const stop = await world.store.findStopById(surface.stop_id);
    const type = stop && types[stop.type];
    return stop === undefined || type === undefined ? undefined : { stop, type };
  }
  const kase = await shownCase(world, surface);
  const type = kase && typeIn(world, kase.decision.type, endedOn(surface, kase) && { given: factsOf(kase) });
  return kase === undefined || type === undefined ? undefined : { kase, type };
};

/** What is over is shown as that, also where the policy has its type no more: no button is left on it. */
const endedOn = ({ kind }: Surface, { review }: Case): boolean =>
  kind !== 'miss' && review?.status === 'settled';

const factsOf = ({ revision, previous }: Case): Facts => ({
  ...previous?.body.facts,
  ...revision.body.facts,
});

/** The decision with its own review, or with the audit or the miss that it is about. */
const shownCase = async (
  world: World,
  { decision_id, review_id, kind }: Surface,
): Promise<Case | undefined> => {
  if (decision_id === null) return undefined;
  if (review_id === null) {
    const own = await world.store.findCase(decision_id);
    return kind === 'card' && own !== undefined ? withEarlier(world, own) : own;
  }
  const [kase, miss] = await Promise.all([
    world.store.findCaseOfReview(review_id),
    kind === 'miss' ? reportMiss(world, review_id) : undefined,
  ]);
  return kase === undefined || miss === undefined ? kase : { ...kase, miss };
};

/** The card under which a note belongs: of the same review, the newest that was posted. */
export const threadFor = async (
  world: World,
  { decision_id, review_id }: Surface,
): Promise<Thread | 'later' | 'none'> => {
  if (decision_id === null) return 'none';
  const cards = (await world.store.findSurfaces(decision_id)).filter(
    (one) => one.kind === 'card' && one.review_id === review_id,
  );
  const posted = cards.findLast((one) => one.ts !== null);
  if (posted?.ts != null) return { channel: posted.posted_channel ?? posted.channel, ts: posted.ts };
  return cards.some(({ status }) => status !== 'failed') ? 'later' : 'none';
};

/** Whether nobody is asked any more. What a miss says stays true, and so does what a message tells that asks for nothing. */
export const isOver = (surface: Surface, { decision, review }: Case): boolean => {
  const { kind, about } = surface;
  if (kind === 'info_request') return review?.info?.asked_at !== about?.at;
  if (kind !== 'card' && !asksOn(surface)) return false;
  // Until an answer is final it can be taken back, and then it is asked for again.
  const answered = kind === 'direct' && ownAnswer(review, about?.to) !== undefined;
  if (answered && review?.status !== 'settling') return true;
  return review?.kind === 'audit' ? review.status === 'settled' : decision.status === 'resolved';
};

/** Events of which a line under a card says that nobody has answered: untrue once somebody has. */
const SAYS_OPEN: ReadonlySet<string> = new Set(['reminded', 'backup_notified', 'lapsed', 'snooze_ended']);

/** Whether a note or a message makes sense only as long as an answer is asked for. */
export const asksOn = ({ kind, about }: Surface): boolean =>
  (kind === 'direct' && about !== null && ASKS_PEOPLE.has(about.event)) ||
  (kind === 'note' && SAYS_OPEN.has(about?.event ?? ''));
