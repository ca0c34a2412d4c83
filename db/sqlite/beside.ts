import type { MessagePort } from 'node:worker_threads';
import { type CommitResult, StoreUnavailable } from '../../src/ports.ts';
import type { Step } from '../change/steps.ts';
import type { Writer } from './writer.ts';

/** A change that another thread hands in, and what became of it. */
type Asked = { id: number; change: Step[] };
type Answer =
  | { result: CommitResult }
  | { outage: { message: string; retryAfterMs: number } }
  | { fault: string };

const post = (port: MessagePort, message: Asked | ({ id: number } & Answer)): void =>
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  port.postMessage(message);

/** Commits what another thread hands in through the port, in the same groups as our own. */
export const serveChanges = ({ commit }: Pick<Writer, 'commit'>, port: MessagePort): void => {
  const answerTo = async (change: Step[]): Promise<Answer> => {
    try {
      return { result: await commit(change) };
    } catch (error) {
      if (error instanceof StoreUnavailable)
        return { outage: { message: error.message, retryAfterMs: error.retryAfterMs } };
      return { fault: error instanceof Error ? error.message : String(error) };
    }
  };
  port.on('message', ({ id, change }: Asked) => {
    void answerTo(change).then((answer) => post(port, { id, ...answer }));
  });
  // The other thread may end without a word.
  port.unref();
};

/** A writer for the thread at the other end of that port. */
export const writerThrough = (port: MessagePort): Writer => {
  const waiting = new Map<number, PromiseWithResolvers<CommitResult>>();
  let last = 0;
  let closed: StoreUnavailable | undefined;
  let drained = (): void => undefined;
  port.on('message', ({ id, ...answer }: { id: number } & Answer) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if ('result' in answer) asked?.resolve(answer.result);
    else if ('outage' in answer)
      asked?.reject(new StoreUnavailable(answer.outage.message, answer.outage.retryAfterMs));
    else asked?.reject(new Error(answer.fault));
    if (waiting.size === 0) drained();
  });
  return {
    commit: (change) => {
      if (closed !== undefined) return Promise.reject(closed);
      const asked = Promise.withResolvers<CommitResult>();
      waiting.set((last += 1), asked);
      post(port, { id: last, change });
      return asked.promise;
    },
    drain: () => {
      closed ??= new StoreUnavailable('the database is closed', 5000);
      return new Promise((resolve) => {
        drained = resolve;
        if (waiting.size === 0) resolve();
      });
    },
    end: () => {
      port.close();
      return Promise.resolve();
    },
  };
};
