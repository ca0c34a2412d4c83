import { describe, expect, it, onTestFinished } from 'vitest';
import { createWork, type Workers } from '../../src/background/work.ts';
import { createLogger } from '../../src/logger.ts';
import { until } from '../support/until.ts';

const nothing = async (): Promise<never[]> => [];
const idle = async (): Promise<void> => undefined;
const log = createLogger('silent', { write: () => undefined });

/** Work on reviews alone. `due` gets how many keys are asked for. */
const reviewing = (due: (limit: number) => string[], review: Workers['review']) => {
  let looks = 0;
  const store = {
    dueChannels: nothing,
    dueDeliveryDecisions: nothing,
    dueReviews: async (_now: number, limit: number) => {
      looks += 1;
      return due(limit).slice(0, limit);
    },
    duePostChannels: nothing,
    duePeople: nothing,
    dueHomes: nothing,
    nextDue: async () => undefined,
  };
  const workers = {
    channel: idle,
    callbacks: idle,
    review,
    posts: idle,
    jobs: idle,
    person: idle,
    home: idle,
  };
  const work = createWork(store, { now: () => 0 }, workers, log);
  onTestFinished(work.stop);
  const look = async (): Promise<void> => {
    const before = looks;
    work.wake('reviews', 'any');
    await until('another look', () => looks > before);
  };
  return { work, look, looks: () => looks };
};

describe('work that fails', () => {
  it('is left alone for a while, whatever wakes the others', async () => {
    const ran: string[] = [];
    const { look } = reviewing(
      () => ['broken', 'fine'],
      async (key) => {
        ran.push(key);
        if (key === 'broken') throw new Error('broken');
      },
    );
    for (let n = 0; n < 6; n++) await look();
    expect(ran.filter((key) => key === 'broken')).toHaveLength(1);
    expect(ran.filter((key) => key === 'fine').length).toBeGreaterThan(3);
  });

  it('never stands in front of work that would not', async () => {
    const broken = Array.from({ length: 700 }, (_, n) => `broken ${n}`);
    const ran = new Set<string>();
    const { look } = reviewing(
      () => [...broken, 'behind'],
      async (key) => {
        ran.add(key);
        if (key !== 'behind') throw new Error('broken');
      },
    );
    for (let n = 0; n < 8 && !ran.has('behind'); n++) await look();
    expect(ran).toContain('behind');
  });
});

describe('many wake-ups at once', () => {
  it('are few looks', async () => {
    const { work, looks, look } = reviewing(() => [], idle);
    for (let n = 0; n < 200; n++) {
      work.wake('cards', 'any');
      await new Promise((resolve) => setImmediate(resolve));
    }
    const many = looks();
    await look();
    expect(many).toBeLessThan(100);
  });
});
