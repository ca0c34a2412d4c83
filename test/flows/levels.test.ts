import { describe, expect, it } from 'vitest';
import { startDesk } from '../support/desk.ts';
import { textOf } from '../support/slack-side.ts';
import { invoice, plainExpense } from '../support/submissions.ts';

describe('how far a person is involved', () => {
  it('executes what is small and sure, answers 200 at once, and still calls back', async () => {
    const desk = await startDesk();
    const sent = await desk.expenses.submit(plainExpense(40, 0.97));
    expect(sent).toMatchObject({
      status: 200,
      body: {
        status: 'resolved',
        option: 'approve',
        disposition: 'auto_executed',
        route: { level: 'auto_execute' },
      },
    });
    const [callback] = await desk.callbacks.count(1);
    expect(callback).toMatchObject({
      verified: 'expense-bot',
      type: 'decision.resolved',
      data: { id: sent.body.id, disposition: 'auto_executed', overridden: null, verdicts: [] },
    });
    await desk.settled();
    expect(await desk.slack.cards()).toEqual([]);
  });

  it('asks a person to decide where the AI is unsure, with the facts first and a text required to agree', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(plainExpense(40, 0.5));
    expect(body).toMatchObject({ status: 'pending', route: { level: 'human_decides' } });
    const card = await desk.slack.card();
    const shown = textOf(card.blocks);
    expect(shown.indexOf('40.00 EUR')).toBeLessThan(shown.indexOf('own score 50'));
    await desk.slack.press('ana', card, 'verdict_approve');
    expect(await desk.slack.fill('ana', { reason: 'within_policy' })).toMatchObject({
      ok: false,
      errors: { rationale: expect.any(String) },
    });
    expect((await desk.expenses.get(body.id)).status).toBe('pending');
  });

  it.each([
    { euros: 9_000, confidence: 0.97, level: 'review' },
    { euros: 9_000, confidence: 0.5, level: 'human_decides' },
    { euros: 40, confidence: 0.8, level: 'review' },
  ])('routes $euros EUR at $confidence to $level', async ({ euros, confidence, level }) => {
    const desk = await startDesk();
    const { status, body } = await desk.expenses.submit(plainExpense(euros, confidence));
    expect(status).toBe(202);
    expect(body.route.level).toBe(level);
  });

  it('shows nothing of the AI on any surface where only people decide', async () => {
    const desk = await startDesk();
    const agent = desk.source('invoice-agent');
    const { body } = await agent.submit(invoice(60_000));
    expect(body).toMatchObject({ status: 'pending', route: { level: 'human_only' } });
    const card = await desk.slack.card('payments');
    await desk.slack.press('hugo', card, 'verdict_approve');
    const form = await desk.slack.modal('hugo');
    await desk.slack.press('hugo', card, 'more', { selected: menuOf(textOf(card.blocks)) });
    await desk.slack.home('hugo');
    await desk.slack.command('hugo', 'queue', 'payments');
    const answer = { reason: 'vendor_confirmed', rationale: 'Spoke to them on the phone' };
    await desk.slack.post('submit', {
      user: desk.slack.userId('hugo'),
      view_id: form.id,
      values: { reason: { value: answer.reason }, rationale: { value: answer.rationale } },
    });
    await desk.settled();
    const everything = textOf((await desk.slack.calls()).map(({ body: sent }) => sent));
    expect(everything).toContain('Nordlicht GmbH');
    for (const trace of [
      'The model',
      'own score',
      '96 %',
      '0.96',
      'invoice-model',
      'AI recommends',
      'matcher',
    ]) {
      expect(everything, `a surface betrays the AI: ${trace}`).not.toContain(trace);
    }
    const notes = textOf(await desk.slack.messages('payments', 'hugo'));
    expect(notes).not.toContain('The model');
    expect(await agent.get(body.id)).toMatchObject({
      status: 'resolved',
      disposition: 'approved',
      overridden: null,
    });
  });

  it('pays routine invoices by itself and has unusual vendors reviewed', async () => {
    const desk = await startDesk();
    const agent = desk.source('invoice-agent');
    expect((await agent.submit(invoice(3_000))).body).toMatchObject({ disposition: 'auto_executed' });
    const unusual = invoice(900);
    unusual.facts = { ...unusual.facts, vendor_known: false };
    expect((await agent.submit(unusual)).body).toMatchObject({
      status: 'pending',
      route: { level: 'review' },
    });
  });
});

const menuOf = (blocks: string): string => {
  const [, value = ''] = /"value":"(\[\\"m1\\",\\"full_context\\".*?\])"/.exec(blocks) ?? [];
  return JSON.parse(`"${value}"`) as string;
};
