import { Worker } from 'node:worker_threads';
import type { ClassifiedMail } from './classified-mail.ts';
import type { Ask, Told } from './trainer-thread.ts';

/** Where the mail filter gets its next mail. */
export type MailBox = {
  /** Undefined when there is none (left). The first call starts the training. */
  next: (wanted: Ask['wanted']) => Promise<ClassifiedMail | undefined>;
  close: () => Promise<void>;
};

/**
 * Mails of the held-out half, classified in a worker thread that starts with the first question.
 *
 * @param log one sentence for the person who runs the sandbox
 */
export const openMailBox = (seed: number, log: (sentence: string) => void): MailBox => {
  let worker: Worker | undefined;
  let isOver = false;
  const waiting: ((mail: ClassifiedMail | undefined) => void)[] = [];
  const answerAll = () => {
    isOver = true;
    for (const answer of waiting.splice(0)) answer(undefined);
  };

  const hear = (message: Told) => {
    switch (message.kind) {
      case 'trained':
        log(`the mail filter learned ${message.words} words from ${message.mails} mails in ${message.ms} ms`);
        return;
      case 'mail':
        waiting.shift()?.(message.mail);
    }
  };

  const start = (): Worker => {
    const file = import.meta.url.endsWith('.ts') ? './trainer-thread.ts' : './trainer-thread.js';
    const thread = new Worker(new URL(file, import.meta.url), { workerData: { seed } });
    thread.on('message', hear);
    thread.on('error', (error) => {
      log(`the mail filter cannot work, so no mails are submitted: ${error.message}`);
    });
    thread.on('exit', answerAll);
    thread.unref();
    return thread;
  };

  return {
    next: (wanted) => {
      if (isOver) return Promise.resolve(undefined);
      worker ??= start();
      const answer = new Promise<ClassifiedMail | undefined>((resolve) => waiting.push(resolve));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
      worker.postMessage({ wanted } satisfies Ask);
      return answer;
    },
    close: async () => {
      isOver = true;
      await worker?.terminate();
      answerAll();
    },
  };
};
