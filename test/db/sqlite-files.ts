import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { open } from '../../db/open.ts';
import type { SharedStore } from '../../db/sqlite/store.ts';
import type { OpenedStore } from './store-contract.ts';

/** Where files live in memory, on Linux: for tests that are about many commits and not about the disk. */
const IN_MEMORY = '/dev/shm';

/** A folder that goes when the test ends. */
export const freshFolder = async (inMemory = false): Promise<string> => {
  const base = inMemory && existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir();
  const folder = await mkdtemp(join(base, 'handraise-db-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** A store on an empty file of its own, closed when the test ends. */
export const openFresh = async ({
  inMemory = false,
} = {}): Promise<OpenedStore & { file: string; store: SharedStore }> => {
  const file = join(await freshFolder(inMemory), 'store.sqlite');
  const openIt = async () => {
    const store = await open({ url: `sqlite:${file}` });
    onTestFinished(() => store.close());
    return store;
  };
  return { file, store: await openIt(), reopen: openIt };
};
