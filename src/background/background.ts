import { privateNote } from '../../blocks/private-note.ts';
import { jobs } from '../../handlers/jobs/index.ts';
import { lookUp } from '../../handlers/slack/command.ts';
import type { Inquiry } from '../../handlers/slack/desk.ts';
import { createCourier } from '../callbacks/courier.ts';
import type { Logger } from '../logger.ts';
import type { Directory, World } from '../ports.ts';
import { sayOnce } from '../say-once.ts';
import { surfaceMessage } from '../slack/card-message.ts';
import { createMessenger } from '../slack/messenger.ts';
import { createPacer } from '../slack/pacing.ts';
import { postMessage } from '../slack/post-message.ts';
import { createRespond } from '../slack/respond.ts';
import { createTabs } from '../slack/tabs.ts';
import type { SourceSecrets } from '../source-secrets.ts';
import { deliverCallbacks } from '../usecases/deliver-callbacks.ts';
import { postCards } from '../usecases/post-cards.ts';
import { refreshHome } from '../usecases/refresh-home.ts';
import { resolvePerson } from '../usecases/resolve-people.ts';
import { sendPosts } from '../usecases/send-posts.ts';
import { wakeReview } from '../usecases/wake-review.ts';
import type { Slack } from '../world.ts';
import { createInquiries } from './inquiries.ts';
import { startSchedule } from './schedule.ts';
import { createWork, type Work } from './work.ts';

/** How long Slack may take to take an answer to a command, in milliseconds. */
const ANSWER_WITHIN_MS = 10_000;
/** So many questions are looked up side by side. */
const LOOKED_UP_AT_ONCE = 4;

export type BackgroundParts = { slack: Slack; secrets: SourceSecrets; log: Logger };

/** Work, and whether it is being done. */
export type Background = Work & {
  state: () => 'ok' | 'degraded';
  /** Settles when it is at work, or when its first thread failed and is to be replaced. */
  begun: Promise<void>;
  /** Slack says that this changed: whoever works beside forgets it, too. */
  forget: Directory['forget'];
  /**
   * Looks up what somebody asks and tells them. Rejects when nothing is at work, also when that ends meanwhile: they may then
   * have their answer already, so this is for what may be said twice.
   */
  inquire: (inquiry: Inquiry) => Promise<void>;
};

/**
 * All that nobody waits for: cards, answers to sources, what time asks for, messages, Home tabs, jobs. `world` may hold what
 * this answers with as its wake-ups: nothing runs before `look`.
 */
export const createBackground = (
  world: World,
  { slack: { clients, workspace }, secrets, log }: BackgroundParts,
): Background => {
  const wallNow = Date.now;
  const { store, clock, policies } = world;
  const pacer = createPacer({
    now: wallNow,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const messenger = createMessenger({
    client: clients.background,
    workspace,
    pacer,
    drawPost: (post) => postMessage(post, policies.current()),
    draw: (surface, shown) => surfaceMessage(surface, shown, clock.now()),
  });
  const tabs = createTabs(clients.background, clock.now);
  const courier = createCourier((name) => {
    const source = policies.current().sources[name];
    return source === undefined ? [] : secrets.secrets(source);
  }, wallNow);
  const onProblem = (sentence: string, about: Record<string, unknown>): void => log.warn(about, sentence);
  const posting = { messenger, onProblem: sayOnce(onProblem, wallNow) };
  const respond = createRespond(ANSWER_WITHIN_MS);
  const schedule = startSchedule(jobs, (job) => job.run(world, log), log);
  const work = createWork(
    store,
    clock,
    {
      channel: (channel) => postCards(world, posting, channel),
      callbacks: (id) => deliverCallbacks(world, { courier, random: Math.random, onProblem }, id),
      review: (id) => wakeReview(world, id),
      posts: (channel) => sendPosts(world, { messenger, onProblem: posting.onProblem }, channel),
      jobs: () => schedule.runAll(),
      person: (email) => resolvePerson(world, email),
      home: (person) => refreshHome(world, tabs, person),
    },
    log,
  );
  const answer = async (inquiry: Inquiry): Promise<void> => {
    const asker = inquiry.asker.id;
    const words = await lookUp(world, inquiry).catch((error: unknown) => {
      log.error({ err: error, asker }, 'what somebody asked could not be looked up');
      return 'Something went wrong on our side. Please ask again.';
    });
    await respond(inquiry.respondUrl, privateNote(words)).catch((error: unknown) =>
      log.warn({ err: error, asker }, 'an answer to a command could not be posted'),
    );
  };
  const inquiries = createInquiries(answer, LOOKED_UP_AT_ONCE);
  return {
    ...work,
    state: () => 'ok',
    begun: Promise.resolve(),
    forget: world.directory.forget,
    inquire: inquiries.ask,
    stop: async () => {
      await schedule.stop();
      await Promise.all([work.stop(), inquiries.stop()]);
    },
  };
};
