import { describe, expect, it } from 'vitest';
import { createUnderWay } from '../../handlers/slack/under-way.ts';

describe('what is under way', () => {
  it('is waited for, with what began while one waited', async () => {
    const { during, idle } = createUnderWay();
    const done: string[] = [];
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const work = async (): Promise<void> => {
      await first.promise;
      done.push('first');
      void during(second.promise.then(() => void done.push('second')));
    };
    void during(work());
    const idled = idle().then(() => void done.push('idle'));
    first.resolve();
    await new Promise(setImmediate);
    expect(done).toEqual(['first']);
    second.resolve();
    await idled;
    expect(done).toEqual(['first', 'second', 'idle']);
  });

  it('ends also where it fails, and passes on what it answers', async () => {
    const { during, idle } = createUnderWay();
    expect(await during(Promise.resolve(4))).toBe(4);
    await expect(during(Promise.reject(new Error('Slack is away')))).rejects.toThrow('Slack is away');
    await idle();
  });
});
