import { join } from 'node:path';
import { setImmediate as handedOver } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Step } from '../../db/change/steps.ts';
import { startWriter } from '../../db/sqlite/writer.ts';
import { freshFolder } from './sqlite-files.ts';

const saying = (sql: string): Step[] => [
  { sql, params: [], atLeast: 0, refusal: { ok: false, because: 'stale', table: 'settings' } },
];

const startMortal = async () => {
  const file = join(await freshFolder(), 'store.sqlite');
  const writer = await startWriter(file, new URL('./dying-thread.ts', import.meta.url));
  onTestFinished(async () => {
    await writer.drain();
    await writer.end();
  });
  return writer;
};

const unavailable = (sentence: RegExp) => ({
  name: 'StoreUnavailable',
  message: expect.stringMatching(sentence),
});

describe('a writing thread that dies', () => {
  test('is replaced: its group is refused with the reason, what waited behind it is committed', async () => {
    const writer = await startMortal();
    const lost = writer.commit(saying('die'));
    await handedOver();
    const behind = writer.commit(saying('go on'));
    await expect(lost).rejects.toMatchObject(unavailable(/thread .*died: out of luck.*being replaced/));
    expect(await behind).toEqual({ ok: true });
    await expect(writer.commit(saying('die'))).rejects.toMatchObject(unavailable(/out of luck/));
    expect(await writer.commit(saying('go on'))).toEqual({ ok: true });
  });

  test('twice in a row is not replaced again: every later change hears why', async () => {
    const writer = await startMortal();
    const first = writer.commit(saying('die'));
    await handedOver();
    const second = writer.commit(saying('die'));
    await expect(first).rejects.toMatchObject(unavailable(/being replaced/));
    await expect(second).rejects.toMatchObject(unavailable(/out of luck/));
    await expect(writer.commit(saying('go on'))).rejects.toMatchObject(unavailable(/Restart the process/));
  });

  test('and cannot be replaced refuses what waited, too', async () => {
    const writer = await startMortal();
    const lost = writer.commit(saying('die for good'));
    await handedOver();
    const behind = writer.commit(saying('go on'));
    await expect(lost).rejects.toMatchObject(unavailable(/being replaced/));
    await expect(behind).rejects.toMatchObject(unavailable(/cannot be replaced: the disk is gone/));
    await expect(writer.commit(saying('go on'))).rejects.toMatchObject(unavailable(/the disk is gone/));
  });
});

describe('a change that nobody waits for', () => {
  /** The reason why a change was refused: how many came in its group. */
  const groupOf = (committed: Promise<unknown>): Promise<string> =>
    committed.then(
      () => 'committed',
      (error: Error) => error.message,
    );
  const counted = saying('how many at once');

  test('goes along with the next one that somebody waits for', async () => {
    const writer = await startMortal();
    const soon = groupOf(writer.commitSoon(counted));
    const now = groupOf(writer.commit(counted));
    expect(await now).toContain('2 at once');
    expect(await soon).toContain('2 at once');
  });

  test('goes by itself where none comes, with all that wait as it does', async () => {
    const writer = await startMortal();
    const both = [groupOf(writer.commitSoon(counted)), groupOf(writer.commitSoon(counted))];
    for (const one of both) expect(await one).toContain('2 at once');
  });

  test('is committed before the writer ends, and none is taken afterwards', async () => {
    const writer = await startMortal();
    const soon = groupOf(writer.commitSoon(counted));
    await writer.drain();
    expect(await soon).toContain('1 at once');
    await expect(writer.commitSoon(counted)).rejects.toMatchObject(unavailable(/closed/));
  });

  test('is refused with all others when the thread cannot be replaced', async () => {
    const writer = await startMortal();
    const lost = writer.commit(saying('die for good'));
    await handedOver();
    const soon = writer.commitSoon(saying('go on'));
    await expect(lost).rejects.toMatchObject(unavailable(/being replaced/));
    await expect(soon).rejects.toMatchObject(unavailable(/cannot be replaced: the disk is gone/));
  });
});
