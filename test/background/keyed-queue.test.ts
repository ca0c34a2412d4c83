import { describe, expect, it } from 'vitest';
import { createKeyedQueue } from '../../src/background/keyed-queue.ts';

/** Work that ends only when it is told to. */
const gate = () => {
  const open: (() => void)[] = [];
  return {
    pass: () => new Promise<void>((resolve) => open.push(resolve)),
    next: () => open.shift()?.(),
    waiting: () => open.length,
  };
};

const turns = async (count = 5): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
};

describe('a keyed queue', () => {
  it('runs one piece of work a key, and once more for all wake-ups during it', async () => {
    const held = gate();
    const runs: string[] = [];
    const queue = createKeyedQueue({
      run: (key) => {
        runs.push(key);
        return held.pass();
      },
      concurrency: 4,
      onError: () => undefined,
    });
    for (let wake = 0; wake < 10; wake++) queue.wake('a');
    expect(runs).toEqual(['a']);
    held.next();
    await turns();
    expect(runs).toEqual(['a', 'a']);
    held.next();
    await queue.idle();
    expect(runs).toEqual(['a', 'a']);
  });

  it('runs no more keys at once than it may', async () => {
    const held = gate();
    const queue = createKeyedQueue({ run: held.pass, concurrency: 2, onError: () => undefined });
    for (const key of ['a', 'b', 'c']) queue.wake(key);
    expect(held.waiting()).toBe(2);
    held.next();
    await turns();
    expect(held.waiting()).toBe(2);
    held.next();
    held.next();
    await turns();
    await queue.idle();
  });

  it('reports what a piece of work throws, and goes on', async () => {
    const errors: unknown[] = [];
    const queue = createKeyedQueue({
      run: (key) => (key === 'bad' ? Promise.reject(new Error('no')) : Promise.resolve()),
      concurrency: 1,
      onError: (error, key) => errors.push([key, String(error)]),
    });
    queue.wake('bad');
    queue.wake('good');
    await queue.idle();
    expect(errors).toEqual([['bad', 'Error: no']]);
  });

  it('finishes what runs when it is stopped, and starts nothing new', async () => {
    const held = gate();
    const queue = createKeyedQueue({ run: held.pass, concurrency: 1, onError: () => undefined });
    queue.wake('a');
    queue.wake('b');
    const stopped = queue.stop();
    queue.wake('c');
    held.next();
    await stopped;
    expect(held.waiting()).toBe(0);
  });
});
