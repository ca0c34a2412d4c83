import { type AskedSeat, askedSeats, type EmptySeat } from '../core/review/unanswerable.ts';
import { viewFor } from '../core/review/view.ts';
import type { OpenOne, World } from '../ports.ts';
import { type Alert, alertPosts } from './alert-post.ts';
import { eachOpen } from './each-open.ts';
import { findReviewCase } from './find-review-case.ts';

type Waiting = AskedSeat & { review_id: string; of: number };

/** So many titles say which decisions it is; the rest is counted. */
const MOST_TITLES = 5;
/** So many that wait longest are looked at for each role: whoever was told of these knows that nobody holds it. */
const MOST_TOLD = 500;

/**
 * Tells those who look after the policy of decisions that wait for a role which nobody holds, once for each decision and
 * seat; answers what was told now. A role of which Slack says nothing is looked at again later.
 */
export const tellEmptySeats = async (world: World): Promise<EmptySeat[]> => {
  const { types } = world.policies.current();
  const byRole = new Map<string, Waiting[]>();
  await eachOpen(world, (one) => {
    // What waits though its type is gone is told by itself: nobody could answer it with the role either.
    if (types[one.type] === undefined) return;
    for (const waiting of waitingIn(one)) {
      const known = byRole.get(waiting.role) ?? [];
      byRole.set(waiting.role, known);
      if (known.length < MOST_TOLD) known.push(waiting);
    }
  });
  const told: EmptySeat[] = [];
  for (const [role, waiting] of byRole) {
    const members = await world.directory.membersOf(role);
    const body = members?.length === 0 ? await tell(world, role, waiting) : undefined;
    if (body !== undefined) told.push(body);
  }
  return told;
};

const waitingIn = ({ id, kind, quorum, verdicts }: OpenOne): Waiting[] =>
  kind === 'audit' || quorum === null
    ? []
    : askedSeats(quorum, verdicts).map((one) => ({ ...one, review_id: id, of: quorum.seats.length }));

/** One message tells of all that wait for the role; each is kept as told. */
const tell = async (world: World, role: string, waiting: Waiting[]): Promise<EmptySeat | undefined> => {
  const untold: Waiting[] = [];
  for (const one of waiting)
    if ((await world.store.findPost(KIND, one.review_id, periodOf(one))) === undefined) untold.push(one);
  if (untold.length === 0) return undefined;
  const titles = await Promise.all(untold.slice(0, MOST_TITLES).map((one) => titleOf(world, one)));
  const decisions = titles.flatMap((title, index) => {
    const { seat = 0, of = 0 } = untold[index] ?? {};
    return title === undefined ? [] : [{ title, seat: seat + 1, of }];
  });
  const body: EmptySeat = { role, decisions, more: untold.length - decisions.length };
  const alerts = untold.map((one, index): Alert => {
    const key = { kind: KIND, about: one.review_id, period: periodOf(one) } as const;
    return index === 0 ? { ...key, body } : { ...key, body: null, status: 'quiet' };
  });
  return (await alertPosts(world, alerts)) ? body : undefined;
};

const KIND = 'empty_seat';
const periodOf = ({ seat }: AskedSeat): string => `seat ${seat + 1}`;

/** As everybody in a channel may see it; undefined where its type has just left the policy. */
const titleOf = async (world: World, { review_id }: Waiting): Promise<string | undefined> => {
  const found = await findReviewCase(world, review_id);
  if (!found.ok) return undefined;
  const { kase, type } = found.value;
  return viewFor(kase, type, { kind: 'channel' }, world.clock.now()).title;
};
