import { STALE_AFTER_MS } from '../core/report/periods.ts';
import type { Instant } from '../core/time.ts';
import type { Messenger, Post, Posted, World, Write } from '../ports.ts';

/** What sending needs beside the world. */
export type Sending = {
  messenger: Pick<Messenger, 'turn' | 'say' | 'findSaid' | 'attach'>;
  onProblem: (sentence: string, about: Record<string, unknown>) => void;
};

const PERSON_ID = /^[UW][A-Z0-9]+$/;
const MOST_TRIES = 10;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** A message about no decision, due now. `period` makes it the only one of its kind about that. */
export const newPost = (
  world: World,
  what: Pick<Post, 'kind' | 'about' | 'period' | 'channel' | 'body'> & Partial<Pick<Post, 'file' | 'status'>>,
): Write => ({
  insert: 'posts',
  row: {
    id: world.ids.next('pst'),
    file: null,
    status: 'due',
    ...what,
    attempts: 0,
    due_at: world.clock.now(),
    posted_channel: null,
    ts: null,
    error: null,
    created_at: world.clock.now(),
  },
});

/**
 * Sends what is due in one channel, in order, each once: the row says so before the call, and when the answer was lost
 * the channel is searched before it is sent again.
 */
export const sendPosts = async (world: World, it: Sending, channel: string): Promise<void> => {
  for (;;) {
    const [post] = await world.store.duePosts(channel, world.clock.now(), 1);
    if (post === undefined || !(await send(world, it, post))) return;
  }
};

/** Answers whether the channel can take the next one now. */
const send = async (world: World, it: Sending, post: Post): Promise<boolean> => {
  await it.messenger.turn(post.channel, 'post');
  if (post.attempts > 0) {
    const found = await it.messenger.findSaid(post);
    if (found === 'unknown') {
      const tried = { ...post, attempts: post.attempts + 1 };
      return putOff(world, tried, { error: 'cannot see whether it was stored' });
    }
    if (found !== undefined) {
      // The message was stored and its answer lost, so nothing was put under it yet.
      await it.messenger.attach(found, post);
      return keep(world, post, found);
    }
  }
  if (isStale(post, world.clock.now())) {
    await change(world, post, { status: 'failed', error: 'too late: the next one says more' });
    return true;
  }
  const attempts = post.attempts + 1;
  await change(world, post, { status: 'sending', attempts });
  return conclude(world, it, { ...post, attempts }, await it.messenger.say(post));
};

/** What waited so long for Slack that its next one is as near tells of a day that is over. */
const isStale = ({ kind, created_at }: Post, now: Instant): boolean =>
  (kind === 'digest' || kind === 'report') && now - created_at > STALE_AFTER_MS[kind];

/** What one person is told goes to nobody else: their channel is the conversation with them. */
const isPersonal = ({ channel }: Post): boolean => PERSON_ID.test(channel);

const conclude = async (world: World, it: Sending, post: Post, said: Posted): Promise<boolean> => {
  if (said.ok) return keep(world, post, said);
  const { alerts_channel } = world.policies.current();
  if (said.kind === 'refused' && isPersonal(post)) {
    it.onProblem('a person cannot be sent messages', { channel: post.channel, error: said.error });
    await change(world, post, { status: 'failed', error: said.error });
    return true;
  }
  const isFinal = said.kind === 'refused' || said.kind === 'rejected' || said.kind === 'gone';
  if (said.kind === 'refused' && alerts_channel !== undefined && alerts_channel !== post.channel) {
    it.onProblem(`a channel takes no messages; they go to ${alerts_channel}`, {
      channel: post.channel,
      error: said.error,
    });
    await change(world, post, { channel: alerts_channel, status: 'due', attempts: 0, error: said.error });
    return true;
  }
  if (isFinal && post.attempts >= MOST_TRIES) {
    it.onProblem('a message was given up after ten tries', { channel: post.channel, error: said.error });
    await change(world, post, { status: 'failed', error: said.error });
    return true;
  }
  return putOff(world, post, said);
};

const putOff = async (
  world: World,
  post: Post,
  { error, retryAfterMs }: { error: string; retryAfterMs?: number },
): Promise<boolean> => {
  const wait = retryAfterMs ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(post.attempts, 10));
  const { attempts } = post;
  await change(world, post, { status: 'due', attempts, due_at: world.clock.now() + wait, error });
  return false;
};

const keep = async (
  world: World,
  post: Post,
  { channel, ts }: { channel: string; ts: string },
): Promise<boolean> => {
  await change(world, post, { status: 'posted', posted_channel: channel, ts, error: null });
  return true;
};

const change = (world: World, { id }: Post, set: Partial<Post>): Promise<unknown> =>
  world.store.commit([{ update: 'posts', where: { id }, set }]);
