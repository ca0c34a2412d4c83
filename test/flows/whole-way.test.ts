import { describe, expect, it } from 'vitest';
import type { ResolvedDecision } from '../../src/client/contract.ts';
import { startDesk } from '../support/desk.ts';
import { actionsOf, textOf } from '../support/slack-side.ts';
import { expense, invoice } from '../support/submissions.ts';

describe.each(['http', 'socket'] as const)('the first decision, end to end over %s', (transport) => {
  it('goes in by webhook, is answered in Slack with a reason, and comes back signed', async () => {
    const desk = await startDesk({ transport });
    // What a process does for the first time is not what is measured here.
    await desk.source('invoice-agent').submit(invoice(60_000));
    await desk.slack.card('payments');
    const sent = performance.now();
    const submitted = await desk.expenses.submit(expense());
    expect(submitted).toMatchObject({
      status: 202,
      body: { revision: 1, status: 'pending', route: { level: 'review', queue: 'finance' } },
    });
    const { id } = submitted.body;
    const card = await desk.slack.card('finance-decisions');
    expect(performance.now() - sent).toBeLessThan(1_000);
    expect(actionsOf(card)).toEqual(['verdict_approve', 'verdict_reject', 'modify', 'request_info', 'more']);

    expect(await desk.slack.press('ana', card, 'verdict_reject')).toMatchObject({ ok: true, status: 200 });
    const modal = await desk.slack.modal('ana');
    expect(modal.title.text).toBe('Reject EXP-10422');
    expect(textOf(modal.blocks)).toContain('This overrides the AI');
    const answered = performance.now();
    expect(
      await desk.slack.fill('ana', { reason: 'over_policy_cap', rationale: 'Hotel is capped at 180' }),
    ).toMatchObject({ ok: true, response_action: 'clear' });

    const [callback] = await desk.callbacks.count(1);
    expect(performance.now() - answered).toBeLessThan(1_000);
    expect(callback).toMatchObject({ verified: 'expense-bot', type: 'decision.resolved' });
    const decision = (await desk.expenses.get(id)) as ResolvedDecision;
    expect(decision).toMatchObject({
      status: 'resolved',
      option: 'reject',
      disposition: 'rejected',
      overridden: true,
      verdicts: [
        {
          option: 'reject',
          reason_code: 'over_policy_cap',
          rationale: 'Hotel is capped at 180',
          by: { id: 'U2' },
        },
      ],
    });
    const { external_id, revision, option, disposition, values, overridden, verdicts } = decision;
    const told = { id, external_id, revision, option, disposition, values, overridden, verdicts };
    const { route, explanation, receipt } = decision;
    expect(callback?.data).toEqual({ ...told, route, explanation, receipt });

    await desk.settled();
    const settled = await desk.slack.again(card);
    expect(actionsOf(settled)).toEqual([]);
    expect(textOf(settled.blocks)).toContain('Rejected');
    expect(textOf(settled.blocks)).toContain('Hotel is capped at 180');
    expect(await desk.slack.cards()).toHaveLength(1);
    expect((await desk.expenses.get(id)).events.map(({ type }) => type)).toEqual([
      'received',
      'routed',
      'card_posted',
      'opened',
      'verdict_given',
      'resolved',
      'callback_delivered',
    ]);
    expect(desk.logged).toEqual([]);
  });
});
