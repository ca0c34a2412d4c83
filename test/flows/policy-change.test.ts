import { describe, expect, it } from 'vitest';
import { startDesk } from '../support/desk.ts';
import { homeOf } from '../support/home-side.ts';
import { APPROVAL } from '../support/quorums.ts';
import { actionsOf } from '../support/slack-side.ts';
import { expense, plainExpense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

describe('a policy that changes while the bot runs', () => {
  it('is in force from the next decision on, without a restart', async () => {
    const desk = await startDesk();
    const before = await desk.expenses.submit(plainExpense(40, 0.97));
    expect(before.body.route.level).toBe('auto_execute');
    desk.writePolicy(({ types }) => {
      types['expense.report'] = { ...types['expense.report'], base_consequence: 'medium' };
    });
    const { version } = desk.policy.current();
    await until('the new policy is in force', () => desk.policy.current().version !== version);
    const after = await desk.expenses.submit(plainExpense(40, 0.97));
    expect(after).toMatchObject({ status: 202, body: { route: { level: 'review', consequence: 'medium' } } });
    expect(after.body.route.policy_version).not.toBe(before.body.route.policy_version);
  });

  it('stays as it was when the new one is broken, which is said with line and place', async () => {
    const desk = await startDesk();
    desk.writePolicy('types: {expense.report: {queue: finanse}}\n');
    await until('the refusal', () => desk.logged.length > 0);
    expect(JSON.stringify(desk.logged)).toContain('line');
    expect((await desk.expenses.submit(plainExpense(40, 0.97))).body.route.level).toBe('auto_execute');
  });

  it('refuses a form whose option the new policy does not have, and decides nothing', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.slack.press('ana', card, 'verdict_approve');
    await desk.slack.modal('ana');
    desk.writePolicy(({ types }) => {
      const options = {
        pay: { label: 'Pay', disposition: 'approved' },
        deny: { label: 'Deny', disposition: 'rejected' },
      };
      types['expense.report'] = { ...types['expense.report'], options, reasons: {} };
    });
    await desk.policy.reread();
    const refused = await desk.slack.fill('ana', { reason: 'within_policy', rationale: 'Fine' });
    expect(JSON.stringify(refused.view)).toContain('policy changed');
    expect(actionsOf(card)).toContain('verdict_approve');
    expect((await desk.expenses.get(body.id)).status).toBe('pending');
  });

  it('keeps what waits in a queue that it has no more on the desks of those who can answer it', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(plainExpense(900, 0.8));
    const card = await desk.slack.card();
    await desk.settled();
    desk.writePolicy(({ queues, types }) => {
      queues['money'] = queues['finance'];
      delete queues['finance'];
      for (const type of Object.values(types)) if (type['queue'] === 'finance') type['queue'] = 'money';
    });
    await desk.policy.reread();
    expect(Object.keys(desk.policy.current().queues)).not.toContain('finance');
    expect(await homeOf(desk, 'ana').open()).toContain('1 waits for you');
    expect(await homeOf(desk, 'hugo').open()).toMatch(/\*finance\* · 1 wait/);
    await desk.slack.answer('ana', card, 'verdict_approve', APPROVAL);
    await desk.settled();
    expect(await desk.expenses.get(body.id)).toMatchObject({ disposition: 'approved' });
    expect(await homeOf(desk, 'hugo').open()).not.toContain('*finance*');
  });
});
