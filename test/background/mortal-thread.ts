// A background that says what it was told, and ends when it is woken for `die`. What asks for `never` gets no answer.
import { parentPort, workerData } from 'node:worker_threads';
import type { FromThread, ThreadData, ToThread } from '../../src/background/messages.ts';

const say = (message: FromThread): void => parentPort?.postMessage(message);
const { known } = workerData as ThreadData;
say({ kind: 'ready' });
say({ kind: 'changed', decisionId: `started with ${known.policy} ${known.clockOffsetMs}` });
parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'wake' && message.keys.some(([, key]) => key === 'die'))
    throw new Error('out of luck');
  if (message.kind === 'stop') process.exit();
  say({ kind: 'changed', decisionId: JSON.stringify(message) });
  if (message.kind === 'inquire' && message.inquiry.text !== 'never')
    say({ kind: 'answered', id: message.id });
  if (message.kind === 'drain') say({ kind: 'drained', id: message.id });
});
