import { jobs } from '../../handlers/jobs/index.ts';
import { createCourier } from '../callbacks/courier.ts';
import type { Logger } from '../logger.ts';
import type { Directory, World } from '../ports.ts';
import { sayOnce } from '../say-once.ts';
import { surfaceMessage } from '../slack/card-message.ts';
import { createMessenger } from '../slack/messenger.ts';
import { createPacer } from '../slack/pacing.ts';
import { postMessage } from '../slack/post-message.ts';
import { createTabs } from '../slack/tabs.ts';
import type { SourceSecrets } from '../source-secrets.ts';
import { deliverCallbacks } from '../usecases/deliver-callbacks.ts';
import { postCards } from '../usecases/post-cards.ts';
import { refreshHome } from '../usecases/refresh-home.ts';
import { resolvePerson } from '../usecases/resolve-people.ts';
import { sendPosts } from '../usecases/send-posts.ts';
import { wakeReview } from '../usecases/wake-review.ts';
import type { Slack } from '../world.ts';
import { startSchedule } from './schedule.ts';
import { createWork, type Work } from './work.ts';

export type BackgroundParts = { slack: Slack; secrets: SourceSecrets; log: Logger };

/** Work, and whether it is being done. */
export type Background = Work & {
  state: () => 'ok' | 'degraded';
  /** Settles when it is at work, or when its first thread failed and is to be replaced. */
  begun: Promise<void>;
  /** Slack says that this changed: whoever works beside forgets it, too. */
  forget: Directory['forget'];
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
  return {
    ...work,
    state: () => 'ok',
    begun: Promise.resolve(),
    forget: world.directory.forget,
    stop: async () => {
      await schedule.stop();
      await work.stop();
    },
  };
};
