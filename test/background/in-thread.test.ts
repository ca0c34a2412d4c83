import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backgroundInThread } from '../../src/background/in-thread.ts';
import type { Config } from '../../src/config.ts';
import { until } from '../support/until.ts';

const start = (thread = new URL('./mortal-thread.ts', import.meta.url)) => {
  const told: string[] = [];
  const errors: object[] = [];
  const known = { policy: 'first', clockOffsetMs: 0 };
  const work = backgroundInThread({
    config: {} as Config,
    env: {},
    publicUrl: '',
    beside: () => ({ file: '', port: new MessageChannel().port2 }),
    known: () => ({ ...known }),
    changed: (what) => told.push(what),
    log: { error: (about: object) => void errors.push(about) },
    thread,
  });
  onTestFinished(work.stop);
  return { work, told, errors, known };
};

const said = (message: object): string => JSON.stringify(message);

describe('the thread of the background', () => {
  it('is told of many wake-ups at once, each once', async () => {
    const { work, told } = start();
    work.look();
    for (const key of ['a', 'b', 'a']) work.wake('cards', key);
    const keys = [
      ['cards', 'a'],
      ['cards', 'b'],
    ];
    await until('it is told', () => told.length > 1);
    await work.drain();
    expect(told).toEqual([
      'started with first 0',
      said({ kind: 'wake', keys }),
      said({ kind: 'drain', id: 1 }),
    ]);
  });

  it('knows the policy and the clock of now before it does anything', async () => {
    const { work, told, known } = start();
    work.look();
    await work.drain();
    known.policy = 'second';
    known.clockOffsetMs = 5;
    await work.drain();
    await work.drain();
    expect(told).toEqual([
      'started with first 0',
      said({ kind: 'drain', id: 1 }),
      said({ kind: 'known', known }),
      said({ kind: 'drain', id: 2 }),
      said({ kind: 'drain', id: 3 }),
    ]);
  });

  it('is told whom to forget', async () => {
    const { work, told } = start();
    work.look();
    work.forget({ person: 'U1' });
    await work.drain();
    expect(told[1]).toBe(said({ kind: 'forget', changed: { person: 'U1' } }));
  });

  it('answers what somebody asks, and lets them look elsewhere when it ends before', async () => {
    const { work, told, errors } = start();
    const inquiry = { asker: { id: 'U1' }, text: 'queue', respondUrl: '' };
    await expect(work.inquire(inquiry)).rejects.toThrow('not at work');
    work.look();
    await work.inquire(inquiry);
    expect(told.at(-1)).toBe(said({ kind: 'inquire', id: 1, inquiry }));
    work.wake('cards', 'die');
    await expect(work.inquire({ ...inquiry, text: 'never' })).rejects.toThrow('has ended');
    await until('it fails', () => errors.length > 0);
  });

  it('has begun once it is at work, and also when it fails before', async () => {
    const { work } = start();
    work.look();
    await work.begun;
    expect(work.state()).toBe('ok');
    const failing = start(new URL('./no-thread.ts', import.meta.url));
    failing.work.look();
    await failing.work.begun;
    expect(failing.errors).toHaveLength(1);
  });

  it('is replaced when it fails; whoever waits for it still gets their answer', async () => {
    const { work, told, errors, known } = start();
    work.look();
    work.wake('cards', 'die');
    await until('it fails', () => errors.length > 0);
    expect(errors).toMatchObject([{ err: { message: 'out of luck' } }]);
    await until('it has ended', () => work.state() === 'degraded');
    known.clockOffsetMs = 7;
    await work.drain();
    expect(work.state()).toBe('ok');
    expect(told).toEqual(['started with first 0', 'started with first 7', said({ kind: 'drain', id: 1 })]);
  });
});
