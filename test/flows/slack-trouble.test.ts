import { describe, expect, it } from 'vitest';
import { startDesk } from '../support/desk.ts';
import { expense, invoice, plainExpense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const unusual = invoice(900, { facts: { ...invoice(900).facts, vendor_known: false } });

describe('when Slack has a bad day', () => {
  it.each(['refuse', '500'] as const)(
    'takes decisions while Slack is away (%s), and posts the card once when it is back',
    async (kind) => {
      const desk = await startDesk();
      await desk.slack.fault({ kind });
      const { status, body } = await desk.expenses.submit(expense());
      expect(status).toBe(202);
      await desk.settled();
      expect(await desk.slack.cards()).toEqual([]);
      await desk.slack.fault({ kind: 'none' });
      await desk.advance(10_000);
      await desk.slack.card();
      await desk.advance(120_000);
      expect(await desk.slack.cards()).toHaveLength(1);
      expect((await desk.expenses.get(body.id)).events.map(({ type }) => type)).toContain('card_posted');
    },
  );

  it('posts one card when Slack stored it and the answer was lost', async () => {
    const desk = await startDesk();
    await desk.slack.fault({ kind: 'drop_after', method: 'chat.postMessage', times: 1 });
    const { body } = await desk.expenses.submit(expense());
    await desk.slack.card();
    await desk.settled();
    await desk.advance(120_000);
    expect(await desk.slack.cards()).toHaveLength(1);
    expect((await desk.slack.calls('chat.postMessage')).length).toBe(1);
    expect((await desk.expenses.get(body.id)).events.map(({ type }) => type)).toContain('card_posted');
    const card = await desk.slack.card();
    await desk.slack.answer('ana', card, 'verdict_reject', { reason: 'duplicate', rationale: 'Paid in May' });
    await desk.settled();
    expect(JSON.stringify(await desk.slack.again(card))).toContain('Paid in May');
  });

  it('waits as long as Slack says when it posts too much, and the other channels go on', async () => {
    const desk = await startDesk();
    await desk.slack.fault({
      kind: '429',
      method: 'chat.postMessage',
      channel: 'finance-decisions',
      times: 1,
      retry_after: 2,
    });
    await desk.expenses.submit(expense());
    await until('the refusal', async () => (await desk.slack.calls('chat.postMessage')).length > 0);
    const refused = performance.now();
    await desk.source('invoice-agent').submit(unusual);
    await desk.slack.card('payments');
    expect(performance.now() - refused).toBeLessThan(1_000);
    await desk.slack.card();
    expect(performance.now() - refused).toBeGreaterThan(1_900);
    expect((await desk.slack.calls('chat.postMessage')).filter(({ status }) => status === 429)).toHaveLength(
      1,
    );
  });

  it('says once that a channel is gone, and puts its cards where they are seen', async () => {
    const desk = await startDesk({
      policy: ({ queues }) => {
        queues['finance'] = '#nowhere';
      },
    });
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card('handraise-alerts');
    await desk.expenses.submit(plainExpense(900, 0.8, { external_id: 'second' }));
    await until('both cards', async () => (await desk.slack.cards('handraise-alerts')).length === 2);
    expect(desk.logged.map(({ msg }) => msg)).toEqual([
      'a channel does not take cards; they go to #handraise-alerts',
    ]);
    expect(desk.logged[0]).toMatchObject({ channel: '#nowhere', error: 'there is no channel #nowhere' });
    await desk.slack.answer('ana', card, 'verdict_reject', { reason: 'duplicate', rationale: 'Paid in May' });
    expect((await desk.expenses.get(body.id)).status).toBe('resolved');
  });

  it('joins a public channel that it is not in', async () => {
    const desk = await startDesk({
      policy: ({ queues }) => {
        queues['finance'] = '#general';
      },
    });
    await desk.expenses.submit(expense());
    await desk.slack.card('general');
    expect(desk.logged).toEqual([]);
  });

  it('says once that its token was revoked, and goes on taking decisions', async () => {
    const desk = await startDesk();
    desk.sandbox.world.tokens.bot = 'xoxb-another';
    expect((await desk.expenses.submit(expense())).status).toBe(202);
    await desk.settled();
    await desk.source('invoice-agent').submit(unusual);
    await desk.settled();
    await desk.advance(5_000);
    const said = desk.logged.filter(({ error }) => error === 'invalid_auth').map(({ msg }) => msg);
    expect(said).toEqual(['the workspace refuses the app; cards wait until that is mended']);
    expect(JSON.stringify(desk.logged)).not.toContain('xoxb-');
  });

  it('tells a person that nothing was decided when Slack does not say who they are', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.slack.fault({ kind: '500', method: 'users.info' });
    await desk.slack.press('ana', card, 'verdict_approve');
    expect(await desk.slack.note('ana')).toContain('Slack does not say at the moment who may decide');
    expect(await desk.expenses.get(body.id)).toMatchObject({ status: 'pending' });
  });

  it('acks a press in time when Slack does not answer us', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.slack.fault({ kind: 'hang', method: 'views.open', times: 1 });
    const ack = await desk.slack.press('ana', card, 'verdict_approve');
    expect(ack).toMatchObject({ ok: true, status: 200 });
    expect(ack.ack_ms).toBeLessThan(2_800);
  });

  it('acks in time and tells the person when a form cannot be opened', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.slack.fault({ kind: '500', method: 'views.open' });
    expect(await desk.slack.press('ana', card, 'verdict_approve')).toMatchObject({ ok: true, status: 200 });
    expect(await desk.slack.note('ana')).toContain('nothing was decided');
  });

  it('turns many changes at once into few updates', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    for (let euros = 1_900; euros < 1_920; euros++) {
      await desk.expenses.submit(expense({ facts: { amount: { value: euros, currency: 'EUR' } } }));
    }
    await desk.settled();
    expect(JSON.stringify(await desk.slack.again(card))).toContain('1,919.00 EUR');
    expect((await desk.slack.calls('chat.update')).length).toBeLessThan(12);
  });
});
