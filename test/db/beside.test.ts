import { MessageChannel } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openBeside } from '../../db/open.ts';
import { serveChanges, writerThrough } from '../../db/sqlite/beside.ts';
import { StoreUnavailable } from '../../src/ports.ts';
import { intake, store as put } from './rows.ts';
import { openFresh } from './sqlite-files.ts';

/** A store, and the same as another thread opens it. */
const openTwice = async () => {
  const { store } = await openFresh();
  const beside = openBeside(store.beside());
  onTestFinished(() => beside.close());
  return { store, beside };
};

const closing = (decision: string, version: number) => [
  {
    update: 'reviews' as const,
    where: { id: `rev_${decision}`, version },
    set: { version: version + 1 },
  },
];

describe('a store beside another', () => {
  test('sees what the other commits, and the other what it commits', async () => {
    const { store, beside } = await openTwice();
    await put(store, ...intake('dec_1'));
    expect(await beside.findDecision('dec_1')).toBeDefined();
    expect(await beside.commit(intake('dec_2'))).toEqual({ ok: true });
    expect(await store.findDecision('dec_2')).toBeDefined();
  });

  test('is refused what the other refuses, and of two that change one row one wins, 100 times', async () => {
    const { store, beside } = await openTwice();
    expect(await beside.commit(intake('dec_1'))).toEqual({ ok: true });
    expect(await beside.commit(intake('dec_1'))).toMatchObject({ ok: false, because: 'duplicate' });
    for (let version = 1; version <= 100; version++) {
      const both = await Promise.all([
        beside.commit(closing('dec_1', version)),
        store.commit(closing('dec_1', version)),
      ]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    }
  });

  test('finishes what was handed in before it closes, and takes nothing afterwards', async () => {
    const { store, beside } = await openTwice();
    const handedIn = beside.commit(intake('dec_1'));
    await beside.close();
    expect(await handedIn).toEqual({ ok: true });
    await expect(beside.commit(intake('dec_2'))).rejects.toThrow(StoreUnavailable);
    expect(await store.findDecision('dec_2')).toBeUndefined();
  });

  test('hears of an outage and of a change that cannot be stored as the other does', async () => {
    const { port1, port2 } = new MessageChannel();
    const answers = [new StoreUnavailable('the disk is full', 5_000), new Error('no such column')];
    serveChanges({ commitSoon: () => Promise.reject(answers.shift()) }, port1);
    const writer = writerThrough(port2);
    onTestFinished(writer.end);
    const outage = writer.commit([]);
    await expect(outage).rejects.toThrow(StoreUnavailable);
    await expect(outage).rejects.toMatchObject({ message: 'the disk is full', retryAfterMs: 5_000 });
    const fault = writer.commit([]);
    await expect(fault).rejects.toThrow('no such column');
    await expect(fault).rejects.not.toBeInstanceOf(StoreUnavailable);
  });
});
