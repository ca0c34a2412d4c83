import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { open } from '../../db/open.ts';
import type { OpenedStore } from './store-contract.ts';

/** A folder that goes when the test ends. */
export const freshFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'handraise-db-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** A store on an empty file of its own, closed when the test ends. */
export const openFresh = async (): Promise<OpenedStore & { file: string }> => {
  const file = join(await freshFolder(), 'store.sqlite');
  const openIt = async () => {
    const store = await open({ url: `sqlite:${file}` });
    onTestFinished(() => store.close());
    return store;
  };
  return { file, store: await openIt(), reopen: openIt };
};
