import { setPriority } from 'node:os';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { openBeside } from '../../db/open.ts';
import { createClock } from '../clock.ts';
import type { Policy } from '../core/policy/policy.ts';
import { createLogger } from '../logger.ts';
import { readPolicyText } from '../policy-file.ts';
import type { World } from '../ports.ts';
import { openServerKeys } from '../server-keys.ts';
import { createSourceSecrets } from '../source-secrets.ts';
import { connectSlack, createWorld } from '../world.ts';
import { createBackground } from './background.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';

/** Steps back for whoever answers people, as `nice` does; on Linux alone priorities are a thread's own. */
const NICE = 10;

const stepBack = (): void => {
  if (process.platform !== 'linux') return;
  try {
    setPriority(NICE);
  } catch {
    // Where that is forbidden all threads are alike.
  }
};

const policyOf = (text: string): Policy => {
  const read = readPolicyText(text);
  if (!read.ok) throw new Error('the policy in force cannot be read in the background');
  return read.value;
};

/** Does the work of the background for another thread, which says what it is to know and to do. */
const run = async (port: MessagePort, data: ThreadData): Promise<void> => {
  stepBack();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  const say = (message: FromThread): void => port.postMessage(message);
  const log = createLogger(data.config.logLevel);
  const store = openBeside(data.store);
  const clock = createClock(data.known.clockOffsetMs);
  let policy = policyOf(data.known.policy);
  const slack = connectSlack(data.config, log);
  const secrets = createSourceSecrets(data.env);
  const keys = await openServerKeys(store);
  const world: World = createWorld({
    config: data.config,
    publicUrl: data.publicUrl,
    store,
    clock,
    policies: { current: () => policy },
    slack,
    secrets,
    keys,
    log,
    wakeUps: {
      wake: (queue, key) => work.wake(queue, key),
      changed: (decisionId) => say({ kind: 'changed', decisionId }),
    },
    // Nobody polls here.
    changes: { next: () => ({ happened: Promise.resolve(), stop: () => undefined }) },
  });
  const work = createBackground(world, { slack, secrets, log });

  const hear = async (message: ToThread): Promise<void> => {
    switch (message.kind) {
      case 'known':
        clock.setOffset(message.known.clockOffsetMs);
        if (message.known.policy !== policy.text) policy = policyOf(message.known.policy);
        return;
      case 'wake':
        for (const [queue, key] of message.keys) work.wake(queue, key);
        return;
      case 'look':
        work.look();
        return;
      case 'forget':
        work.forget(message.changed);
        return;
      case 'inquire':
        // What is left unanswered is told by the end of the thread.
        await work.inquire(message.inquiry).then(
          () => say({ kind: 'answered', id: message.id }),
          () => undefined,
        );
        return;
      case 'drain':
        await work.drain();
        say({ kind: 'drained', id: message.id });
        return;
      case 'stop':
        await work.stop();
        await store.close();
        port.close();
        return;
    }
  };
  port.on('message', (message: ToThread) => void hear(message));
  work.look();
  say({ kind: 'ready' });
};

if (parentPort !== null) await run(parentPort, workerData as ThreadData);
