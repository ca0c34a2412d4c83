import { describe, expect, it } from 'vitest';
import { createPacer } from '../../src/slack/pacing.ts';

/** A wall clock on which waiting takes no time. */
const quickClock = () => {
  let at = 0;
  return {
    now: () => at,
    sleep: (ms: number) => {
      at += ms;
      return Promise.resolve();
    },
    pass: (ms: number) => {
      at += ms;
    },
  };
};

const PACE = { burst: 3, everyMs: 1_000 };

const takenAt = async (count: number): Promise<number[]> => {
  const clock = quickClock();
  const pacer = createPacer(clock);
  const at: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    await pacer.turn('C1', PACE);
    at.push(clock.now());
  }
  return at;
};

describe('pacing', () => {
  it('lets a short burst through and then one at a time', async () => {
    expect(await takenAt(6)).toEqual([0, 0, 0, 1_000, 2_000, 3_000]);
  });

  it('keeps channels apart', async () => {
    const clock = quickClock();
    const pacer = createPacer(clock);
    for (let turn = 0; turn < 3; turn++) await pacer.turn('C1', PACE);
    await pacer.turn('C2', PACE);
    expect(clock.now()).toBe(0);
  });

  it('lets nobody through before Retry-After has passed', async () => {
    const clock = quickClock();
    const pacer = createPacer(clock);
    pacer.pause('C1', 7_000);
    await pacer.turn('C1', PACE);
    expect(clock.now()).toBe(7_000);
  });

  it('allows a new burst after a rest', async () => {
    const clock = quickClock();
    const pacer = createPacer(clock);
    for (let turn = 0; turn < 5; turn++) await pacer.turn('C1', PACE);
    clock.pass(60_000);
    const rested = clock.now();
    for (let turn = 0; turn < 3; turn++) await pacer.turn('C1', PACE);
    expect(clock.now()).toBe(rested);
  });
});
