import type { MessagePort } from 'node:worker_threads';
import { type CommitResult, StoreUnavailable } from '../../src/ports.ts';
import type { Step } from '../change/steps.ts';
import type { OwnWriter, Writer } from './writer.ts';

/** How long a thread gathers its changes before it hands them in, in milliseconds: nobody waits for them. */
const GATHER_MS = 5;

/** What another thread hands in at once, and what became of each change. */
type Asked = { id: number; changes: Step[][] };
type Answered = { id: number; answers: Answer[] };
type Answer =
  | { result: CommitResult }
  | { outage: { message: string; retryAfterMs: number } }
  | { fault: string };

const post = (port: MessagePort, message: Asked | Answered): void =>
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  port.postMessage(message);

/** Commits what another thread hands in through the port, in the same groups as our own, but never sooner. */
export const serveChanges = ({ commitSoon }: Pick<Writer, 'commitSoon'>, port: MessagePort): void => {
  const answerTo = async (change: Step[]): Promise<Answer> => {
    try {
      return { result: await commitSoon(change) };
    } catch (error) {
      if (error instanceof StoreUnavailable)
        return { outage: { message: error.message, retryAfterMs: error.retryAfterMs } };
      return { fault: error instanceof Error ? error.message : String(error) };
    }
  };
  port.on('message', ({ id, changes }: Asked) => {
    void Promise.all(changes.map(answerTo)).then((answers) => post(port, { id, answers }));
  });
  // The other thread may end without a word.
  port.unref();
};

/** One change that waits to be handed in, or for its answer. */
type Waiting = { change: Step[]; asked: PromiseWithResolvers<CommitResult> };

/** A writer for the thread at the other end of that port. */
export const writerThrough = (port: MessagePort): OwnWriter => {
  let gathered: Waiting[] = [];
  let gathering: NodeJS.Timeout | undefined;
  const handedIn = new Map<number, Waiting[]>();
  let last = 0;
  let closed: StoreUnavailable | undefined;
  let drained = (): void => undefined;

  const handIn = (): void => {
    gathering = undefined;
    handedIn.set((last += 1), gathered);
    post(port, { id: last, changes: gathered.map(({ change }) => change) });
    gathered = [];
  };

  port.on('message', ({ id, answers }: Answered) => {
    for (const [i, { asked }] of (handedIn.get(id) ?? []).entries()) settle(asked, answers[i]);
    handedIn.delete(id);
    if (handedIn.size === 0 && gathered.length === 0) drained();
  });

  return {
    commit: (change) => {
      if (closed !== undefined) return Promise.reject(closed);
      const asked = Promise.withResolvers<CommitResult>();
      gathered.push({ change, asked });
      gathering ??= setTimeout(handIn, GATHER_MS);
      return asked.promise;
    },
    drain: () => {
      closed ??= new StoreUnavailable('the database is closed', 5000);
      return new Promise((resolve) => {
        drained = resolve;
        if (handedIn.size === 0 && gathered.length === 0) resolve();
      });
    },
    end: () => {
      port.close();
      return Promise.resolve();
    },
  };
};

const settle = (asked: PromiseWithResolvers<CommitResult>, answer: Answer | undefined): void => {
  if (answer === undefined) asked.reject(new Error('the writer left a change unanswered'));
  else if ('result' in answer) asked.resolve(answer.result);
  else if ('outage' in answer)
    asked.reject(new StoreUnavailable(answer.outage.message, answer.outage.retryAfterMs));
  else asked.reject(new Error(answer.fault));
};
