import { describe, expect, it } from 'vitest';
import { startDemo } from '../support/processes.ts';
import { actionsOf } from '../support/slack-side.ts';
import { expense, plainExpense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const REJECTION = { reason: 'duplicate', rationale: 'Paid in May' };

/** Whether a process is there. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('the demo as a process of its own', { timeout: 60_000 }, () => {
  it('loses nothing and posts nothing twice when the bot is killed at any moment', async () => {
    const demo = await startDemo();
    const { slack, expenses } = demo;

    // Right after the 202, with Slack away, so that the card cannot have been posted yet.
    await slack.fault({ kind: 'refuse', method: 'chat.postMessage' });
    const first = await expenses.submit(expense());
    expect(first.status).toBe(202);
    await demo.bot('kill');
    expect(isAlive(demo.ready.bot_pid)).toBe(false);
    await slack.fault({ kind: 'none' });
    await demo.bot('start');
    const card = await slack.card();
    expect(actionsOf(card)).toContain('verdict_reject');

    // While Slack has the card and the bot does not know it yet.
    await slack.fault({ kind: 'drop_after', method: 'chat.postMessage' });
    await expenses.submit(plainExpense(900, 0.8, { external_id: 'second' }));
    await until('the second card', async () => (await slack.cards()).length === 2);
    await demo.bot('kill');
    await slack.fault({ kind: 'none' });
    await demo.bot('start');

    // Between a verdict and its callback.
    await demo.answerCallbacks({ status: 200, delay_ms: 60_000 });
    await slack.answer('ana', card, 'verdict_reject', REJECTION);
    await until('the callback is on its way', async () => (await demo.callbacks()).length === 1);
    await demo.bot('kill');
    await demo.answerCallbacks({ status: 200 });
    await demo.bot('start');
    const sent = await until('the callback comes again', async () => {
      const found = await demo.callbacks();
      return found.length === 2 && found;
    });
    expect(sent).toMatchObject([
      {
        verified: true,
        duplicate: false,
        body: { type: 'decision.resolved', data: { disposition: 'rejected' } },
      },
      { verified: true, duplicate: true, body: { data: { id: first.body.id } } },
    ]);
    expect(sent[0]?.headers['webhook-id']).toBe(sent[1]?.headers['webhook-id']);

    await demo.advance(120_000);
    expect(await slack.cards()).toHaveLength(2);
    expect(await demo.callbacks()).toHaveLength(2);
    const { events } = await expenses.get(first.body.id);
    expect(events.filter(({ type }) => type === 'card_posted')).toHaveLength(1);
    expect(actionsOf(await slack.again(card))).toEqual([]);
  });

  it('goes the whole way over Socket Mode, and ends with its bot within ten seconds of SIGTERM', async () => {
    const demo = await startDemo('--transport', 'socket');
    expect(demo.ready).toMatchObject({ transport: 'socket', bot_pid: expect.any(Number) });
    const { body } = await demo.expenses.submit(expense());
    const card = await demo.slack.card();
    await demo.slack.answer('ana', card, 'verdict_reject', REJECTION);
    const [callback] = await until('the callback', async () => {
      const found = await demo.callbacks();
      return found.length > 0 && found;
    });
    expect(callback).toMatchObject({ verified: true, body: { data: { id: body.id } } });
    // The first of a young process takes longer.
    const sent = performance.now();
    await demo.expenses.submit(expense({ external_id: 'EXP-2' }));
    await until('its card', async () => (await demo.slack.cards()).length > 1);
    expect(performance.now() - sent).toBeLessThan(1_000);
    const asked = performance.now();
    demo.signal('SIGTERM');
    await demo.ended;
    expect(performance.now() - asked).toBeLessThan(10_000);
    await until('the bot is gone', () => !isAlive(demo.ready.bot_pid), 10_000);
  });
});
