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
