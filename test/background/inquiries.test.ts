import { describe, expect, it } from 'vitest';
import type { Inquiry } from '../../handlers/slack/desk.ts';
import { createInquiries } from '../../src/background/inquiries.ts';

const asking = (text: string): Inquiry => ({ asker: { id: 'U1' }, text, respondUrl: '' });

/** Inquiries that are answered by hand: what was begun, in order, and how to end each. */
const byHand = (atOnce: number) => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const inquiries = createInquiries(({ text }) => {
    begun.push(text);
    return new Promise((resolve) => ends.set(text, resolve));
  }, atOnce);
  return { inquiries, begun, end: (text: string) => ends.get(text)?.() };
};

describe('what people ask', () => {
  it('is looked up a few at a time, in the order in which it was asked', async () => {
    const { inquiries, begun, end } = byHand(2);
    const all = ['a', 'b', 'c', 'd'].map((text) => inquiries.ask(asking(text)));
    expect(begun).toEqual(['a', 'b']);
    end('b');
    await all[1];
    expect(begun).toEqual(['a', 'b', 'c']);
    for (const text of ['a', 'c']) end(text);
    await Promise.all([all[0], all[2]]);
    end('d');
    await all[3];
  });

  it('is answered to its end once begun, and left to others where it was not', async () => {
    const { inquiries, begun, end } = byHand(1);
    const first = inquiries.ask(asking('a'));
    const second = inquiries.ask(asking('b'));
    const stopped = inquiries.stop();
    await expect(second).rejects.toThrow('has ended');
    await expect(inquiries.ask(asking('c'))).rejects.toThrow('has ended');
    end('a');
    await first;
    await stopped;
    expect(begun).toEqual(['a']);
  });
});
