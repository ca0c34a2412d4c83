import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { open } from '../../db/open.ts';
import { freshFolder } from './sqlite-files.ts';

const KILLS = 20;
const child = fileURLToPath(new URL('./committing-child.ts', import.meta.url));

/** Runs the child and kills it once it has reported so many; answers all the ids that it reported. */
const killAfter = async (file: string, run: number, reports: number): Promise<string[]> => {
  const process_ = spawn(process.execPath, [child, file, String(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: string[] = [];
  for await (const id of createInterface({ input: process_.stdout })) {
    acknowledged.push(id);
    if (acknowledged.length === reports) process_.kill('SIGKILL');
  }
  if (process_.exitCode === null && process_.signalCode === null) await once(process_, 'exit');
  expect(process_.signalCode).toBe('SIGKILL');
  return acknowledged;
};

describe('a process killed in the middle of its commits', () => {
  test(`has lost nothing that it acknowledged and left nothing half done, ${KILLS} times`, {
    timeout: 120_000,
  }, async () => {
    const file = join(await freshFolder(), 'store.sqlite');
    const acknowledged: string[] = [];
    for (let run = 0; run < KILLS; run++) {
      acknowledged.push(...(await killAfter(file, run, 1 + ((run * 37) % 101))));
    }

    const store = await open({ url: file });
    const lost = [];
    for (const id of acknowledged) if ((await store.findDecision(id)) === undefined) lost.push(id);
    expect(lost).toEqual([]);
    const all = await store.listDecisions({ limit: 1_000_000 });
    expect(all.length).toBeGreaterThanOrEqual(acknowledged.length);
    for (const { id } of all) {
      expect(await store.findCase(id)).toMatchObject({ revision: {}, review: {}, events: [{}, {}] });
      expect(await store.findDeliveries(id)).toHaveLength(1);
    }
    await store.close();

    const connection = new Database(file);
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    // Nothing without its decision, either.
    expect(connection.pragma('foreign_key_check')).toEqual([]);
    const count = (table: string) => connection.prepare(`select count(*) from ${table}`).pluck().get();
    expect([count('revisions'), count('events')]).toEqual([all.length, 2 * all.length]);
    connection.close();
  });
});
