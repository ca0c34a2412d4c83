import type { Inquiry } from '../../handlers/slack/desk.ts';

/** Answers what people ask, in the order in which they asked. */
export type Inquiries = {
  /** Settles when it is answered; rejects, with nothing said, when it was not begun before the stop. */
  ask: (inquiry: Inquiry) => Promise<void>;
  /** Leaves what was not begun unanswered; settles when what was begun is answered. */
  stop: () => Promise<void>;
};

type Waiting = { inquiry: Inquiry; asked: PromiseWithResolvers<void> };

/**
 * A few at a time: a hundred long lists read side by side would all be finished last, and cards wait behind them.
 * @param answer never rejects
 * @param atOnce how many are looked up side by side
 */
export const createInquiries = (answer: (inquiry: Inquiry) => Promise<void>, atOnce: number): Inquiries => {
  const waiting: Waiting[] = [];
  const begun = new Set<Promise<void>>();
  let stopped = false;

  const begin = (): void => {
    while (begun.size < atOnce) {
      const next = waiting.shift();
      if (next === undefined) return;
      const answered = answer(next.inquiry).finally(() => {
        begun.delete(answered);
        next.asked.resolve();
        begin();
      });
      begun.add(answered);
    }
  };

  const ended = (): Error => new Error('the background has ended');

  return {
    ask: (inquiry) => {
      if (stopped) return Promise.reject(ended());
      const asked = Promise.withResolvers<void>();
      waiting.push({ inquiry, asked });
      begin();
      return asked.promise;
    },
    stop: async () => {
      stopped = true;
      for (const { asked } of waiting.splice(0)) asked.reject(ended());
      await Promise.all(begun);
    },
  };
};
