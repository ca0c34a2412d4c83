import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as handedOver } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { open } from '../../db/open.ts';
import { type Store, StoreUnavailable } from '../../src/ports.ts';
import { decision, intake, store as put } from './rows.ts';
import { freshFolder, openFresh } from './sqlite-files.ts';

/** Takes the file's write lock, as a backup or another program might. */
const lock = (file: string) => {
  const other = new Database(file);
  onTestFinished(() => void other.close());
  other.exec('begin immediate');
  return { release: () => other.exec('rollback') };
};

describe('a locked database', () => {
  test('delays a commit, and neither reads nor the event loop', async () => {
    const { store, file } = await openFresh();
    await put(store, ...intake('dec_1'));
    const { release } = lock(file);
    let answered = false;
    const committed = store.commit(intake('dec_2')).finally(() => {
      answered = true;
    });
    for (let i = 0; i < 100; i++) expect(await store.findDecision('dec_1')).toBeDefined();
    expect(answered).toBe(false);
    release();
    expect(await committed).toEqual({ ok: true });
  });

  test('refuses after five seconds whatever waited, and works once it is free', async () => {
    const { store, file } = await openFresh();
    const { release } = lock(file);
    const started = performance.now();
    const first = store.commit(intake('dec_1')).catch((error: unknown) => error);
    await store.findDecision('dec_1');
    // Queued behind the first: it does not wait five more seconds of its own.
    const second = store.commit(intake('dec_2')).catch((error: unknown) => error);
    await handedOver();
    // In a message of its own, and refused in one group with the second.
    const third = store.commit(intake('dec_3')).catch((error: unknown) => error);
    for (const error of await Promise.all([first, second, third])) {
      expect(error).toBeInstanceOf(StoreUnavailable);
      expect(error).toMatchObject({ message: expect.stringContaining('locked'), retryAfterMs: 1000 });
    }
    expect(performance.now() - started).toBeGreaterThan(4900);
    expect(performance.now() - started).toBeLessThan(7500);
    release();
    expect(await store.commit(intake('dec_1'))).toEqual({ ok: true });
    expect(await store.commit(intake('dec_1'))).toMatchObject({ ok: false, because: 'duplicate' });
    for (const id of ['dec_2', 'dec_3']) expect(await store.findDecision(id)).toBeUndefined();
  });
});

/** A file system of its own with room for little; undefined where mounting one is not allowed. */
const smallDisk = async (): Promise<string | undefined> => {
  const folder = join(await freshFolder(), 'disk');
  await mkdir(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
};

/** Commits until it is refused; answers the ids that were stored and the refusal. */
const fill = async (store: Store): Promise<{ stored: string[]; error: unknown }> => {
  const stored: string[] = [];
  for (let n = 0; ; n++) {
    const ids = [0, 1, 2].map((i) => `dec_${n}_${i}`);
    const change = (id: string) => intake(id, { title: 'x'.repeat(20_000) });
    const results = await Promise.allSettled(ids.map((id) => store.commit(change(id))));
    const refused = results.find((result) => result.status === 'rejected');
    // One group, one transaction: all of it is stored or nothing.
    if (refused !== undefined) {
      expect(results.every(({ status }) => status === 'rejected')).toBe(true);
      return { stored, error: refused.reason };
    }
    stored.push(...ids);
  }
};

describe('a full disk', () => {
  test('refuses, keeps what was acknowledged, and works again once there is space', async (context) => {
    const disk = await smallDisk();
    if (disk === undefined) {
      context.skip('needs the right to mount a small file system');
      return;
    }
    const ballast = join(disk, 'ballast');
    await writeFile(ballast, Buffer.alloc(1024 * 1024));
    const store = await open({ url: join(disk, 'store.sqlite') });
    const { stored, error } = await fill(store);
    expect(stored.length).toBeGreaterThan(0);
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error).toMatchObject({ message: expect.stringMatching(/disk .*full/) });
    for (const id of stored) expect(await store.findCase(id)).toMatchObject({ decision: { id } });
    expect(await store.listDecisions({ limit: 1000 })).toHaveLength(stored.length);

    await rm(ballast);
    expect(await store.commit(intake('dec_after'))).toEqual({ ok: true });
    expect(await store.findCase('dec_after')).toMatchObject({ decision: decision('dec_after') });
    await store.close();
  });
});
