import { existsSync, writeFileSync } from 'node:fs';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { FromThread, ToThread } from '../../db/writer-thread.ts';

// A writer that stores nothing and dies when a statement says so: `die`, or `die for good`, after which no
// replacement starts either. `how many at once` is refused with how many changes came in its group.
const mark = `${workerData.file}.dead`;
const port: MessagePort = parentPort ?? new MessageChannel().port1;
const answer = (message: FromThread) => port.postMessage(message);

port.on('message', (message: ToThread) => {
  if (message === 'close') {
    port.close();
    return;
  }
  Atomics.add(workerData.begun, 0, BigInt(message.changes.length));
  const statements = message.changes.flat().map(({ sql }) => sql);
  if (statements.includes('die for good')) writeFileSync(mark, '');
  if (statements.some((sql) => sql.startsWith('die'))) throw new Error('out of luck');
  const { length } = message.changes;
  const told = statements.includes('how many at once');
  answer({ verdicts: message.changes.map(() => (told ? { fault: `${length} at once` } : { ok: true })) });
});
if (existsSync(mark)) answer({ failed: 'the disk is gone' });
else answer('ready');
