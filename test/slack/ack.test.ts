import type { WebClient } from '@slack/web-api';
import { describe, expect, it, vi } from 'vitest';
import type { Modal } from '../../blocks/pieces.ts';
import { acking } from '../../handlers/slack/ack.ts';
import { showingTo } from '../../handlers/slack/showing.ts';

const form = { type: 'modal' } as Modal;

/** What happens, in order, while something is acked; `open` answers when `answer` is called. */
const watched = () => {
  const order: string[] = [];
  let answer = (): void => undefined;
  const client = {
    views: {
      open: async () => {
        order.push('open');
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        order.push('opened');
        return { ok: true, view: { id: 'V1', hash: 'h1' } };
      },
    },
  } as unknown as WebClient;
  const ack = async (): Promise<void> => void order.push('ack');
  return { order, client, ack, answer: () => answer() };
};

/** Work that is done when it is told to finish. */
const slowWork = (order: string[]) => {
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const work = async (): Promise<void> => {
    await finished;
    order.push('kept');
  };
  return { work, finish };
};

describe('an ack', () => {
  it('follows what was kept and does not wait for the modal that is on its way', async () => {
    const { order, client, ack, answer } = watched();
    const done = acking(ack, async (taken) => {
      order.push('kept');
      await showingTo(client, { triggerId: '1' }, taken).open(form);
    });
    await vi.waitFor(() => expect(order).toContain('ack'));
    expect(order).toEqual(['kept', 'open', 'ack']);
    answer();
    await done;
    expect(order).toEqual(['kept', 'open', 'ack', 'opened']);
  });

  it('waits for the work where nothing says that it is taken', async () => {
    const { order, ack } = watched();
    const { work, finish } = slowWork(order);
    const done = acking(ack, work);
    expect(order).toEqual([]);
    finish();
    await done;
    expect(order).toEqual(['kept', 'ack']);
  });

  it('goes out in time when the work is slow, and the work goes on', async () => {
    vi.useFakeTimers();
    try {
      const { order, ack } = watched();
      const { work, finish } = slowWork(order);
      const done = acking(ack, work);
      await vi.advanceTimersByTimeAsync(2_900);
      expect(order).toEqual(['ack']);
      finish();
      await done;
      expect(order).toEqual(['ack', 'kept']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is given once, also when the work says more than once that it is taken', async () => {
    const { order, ack } = watched();
    await acking(ack, async (taken) => {
      taken();
      await Promise.resolve();
      taken();
    });
    expect(order).toEqual(['ack']);
  });
});
