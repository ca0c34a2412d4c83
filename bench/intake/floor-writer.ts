// The floor's writer: three rows a request, many requests in one durable transaction, nothing else.
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const db = new Database((workerData as { file: string }).file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec('create table rows (id text primary key, body text not null)');
const insert = db.prepare('insert into rows values (?, ?)');

parentPort?.on('message', (batch: { id: string; body: string }[]) => {
  db.exec('begin immediate');
  for (const { id, body } of batch) for (const part of ['a', 'b', 'c']) insert.run(`${id}${part}`, body);
  db.exec('commit');
  parentPort?.postMessage(batch.length);
});
