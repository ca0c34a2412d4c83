import { describe, expect, it } from 'vitest';
import { type Desk, type DeskOptions, type PolicyDraft, startDesk } from '../support/desk.ts';
import { pressSignedAs } from '../support/forged-press.ts';
import { APPROVAL } from '../support/quorums.ts';
import { actionsOf, buttonOf, type Message, textOf } from '../support/slack-side.ts';
import { plainExpense } from '../support/submissions.ts';

type Limit = {
  role: string;
  types?: string[];
  up_to?: Record<string, number>;
  reversible_only?: boolean;
  queue?: string;
};

/** Finance decides up to 500 EUR, those who lead it up to 5,000, in a queue of their own. */
const LIMITS: Limit[] = [
  { role: 'finance', up_to: { EUR: 500 } },
  { role: 'finance-leads', up_to: { EUR: 5_000 }, queue: 'leads' },
];

const limited =
  (limits: Limit[]): NonNullable<DeskOptions['policy']> =>
  (draft: PolicyDraft & { authority?: Limit[] }) => {
    draft.roles['finance'] = { members: ['ben@example.com', 'chiara@example.com'] };
    draft.roles['finance-leads'] = { members: ['ana@example.com', 'hugo@example.com'] };
    draft.queues['leads'] = '#payments';
    draft.authority = limits;
  };

const raised = async (euros: number, limits = LIMITS): Promise<{ desk: Desk; id: string; card: Message }> => {
  const desk = await startDesk({ policy: limited(limits) });
  const { body } = await desk.expenses.submit(plainExpense(euros, 0.8));
  return { desk, id: body.id, card: await desk.slack.card() };
};

const modalOf = async (desk: Desk, who: string): Promise<string> => textOf([await desk.slack.modal(who)]);

describe('an answer above somebody’s authority', () => {
  it('is said to be a recommendation before it is given, and goes to those whose authority reaches', async () => {
    const { desk, id, card } = await raised(900);
    await desk.slack.press('ben', card, 'verdict_approve');
    const form = await modalOf(desk, 'ben');
    expect(form).toContain('*This is above your authority.* Your answer will be a recommendation');
    expect(form).toContain('it takes the role *finance-leads* to decide it');
    expect(form).toContain('Send recommendation');
    await desk.slack.fill('ben', APPROVAL);
    await desk.settled();
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'pending', verdicts: [] });
    expect(desk.callbacks.received).toEqual([]);

    const moved = await desk.slack.card('payments');
    expect(textOf(moved.blocks)).toContain(
      'Ben Okafor (finance) recommends *approve*: “The receipts are complete”',
    );
    expect(textOf(moved.blocks)).toContain('It takes the role *finance-leads*');
    await desk.slack.answer('ana', moved, 'verdict_approve', APPROVAL);
    await desk.settled();
    const decided = await desk.expenses.get(id, 5);
    expect(decided).toMatchObject({ disposition: 'approved' });
    expect(decided.verdicts.map(({ by }) => by.name)).toEqual(['Ana Lindqvist']);
    expect(actionsOf(await desk.slack.again(card))).not.toContain('verdict_approve');
  });

  it('tells the source nothing of what was recommended before it is final', async () => {
    const { desk, id, card } = await raised(900);
    await desk.slack.answer('ben', card, 'verdict_approve', APPROVAL);
    await desk.settled();
    const { events } = await desk.expenses.get(id);
    expect(JSON.stringify(events)).not.toContain('recommend');
    expect(events.map(({ type }) => type)).not.toContain('escalated');
  });

  it('stays in its queue where the policy names no other, and says whom it takes', async () => {
    const { desk, id, card } = await raised(
      900,
      LIMITS.map(({ role, up_to = {} }) => ({ role, up_to })),
    );
    await desk.slack.answer('ben', card, 'verdict_approve', APPROVAL);
    await desk.settled();
    expect(await desk.slack.cards('payments')).toEqual([]);
    const told = await desk.slack.again(card);
    expect(textOf(told.blocks)).toContain('It takes the role *finance-leads*');
    await desk.slack.answer('hugo', told, 'verdict_approve', APPROVAL);
    expect(await desk.expenses.get(id, 5)).toMatchObject({ disposition: 'approved' });
  });

  it('may always be a rejection', async () => {
    const { desk, id, card } = await raised(900);
    const rejection = { reason: 'duplicate', rationale: 'Paid in May' };
    await desk.slack.answer('ben', card, 'verdict_reject', rejection);
    expect(await desk.expenses.get(id, 5)).toMatchObject({ disposition: 'rejected' });
  });

  it('counts values as they would be: a smaller amount is decided, a larger one recommended', async () => {
    const { desk, id, card } = await raised(900);
    const smaller = { 'fact:amount': '450', reason: 'partly_private', rationale: 'Half was private' };
    await desk.slack.answer('ben', card, 'modify', smaller);
    expect(await desk.expenses.get(id, 5)).toMatchObject({ disposition: 'modified' });

    const { body } = await desk.expenses.submit(plainExpense(400, 0.8));
    const second = await desk.slack.card(undefined, ({ text }) => text.includes('400'));
    await desk.slack.press('ben', second, 'modify');
    expect(await modalOf(desk, 'ben')).toContain('up to 500.00 EUR');
    await desk.slack.fill('ben', { ...smaller, 'fact:amount': '4000' });
    await desk.settled();
    expect(await desk.expenses.get(body.id)).toMatchObject({ status: 'pending' });
    expect(textOf((await desk.slack.card('payments')).blocks)).toContain('→ *4,000.00 EUR*');
  });

  it('is told plainly where nobody’s authority reaches, and once to those who look after the policy', async () => {
    const { desk, id, card } = await raised(9_000);
    await desk.slack.press('ben', card, 'verdict_approve');
    expect(await modalOf(desk, 'ben')).toContain('*Nobody’s authority reaches so far*');
    await desk.slack.fill('ben', APPROVAL);
    await desk.settled();
    expect(textOf((await desk.slack.again(card)).blocks)).toContain('*Nobody’s authority reaches so far*');
    await desk.slack.answer('chiara', card, 'verdict_approve', APPROVAL);
    await desk.settled();
    const alerts = await desk.slack.messages('handraise-alerts');
    expect(alerts.filter(({ text }) => text.includes('Nobody’s authority reaches so far'))).toHaveLength(1);
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'pending' });
  });

  it('is measured again at the commit: a limit that was lowered while the form was open holds', async () => {
    const { desk, id, card } = await raised(400);
    await desk.slack.press('ben', card, 'verdict_approve');
    expect(await modalOf(desk, 'ben')).not.toContain('above your authority');
    desk.writePolicy(limited([{ role: 'finance', up_to: { EUR: 100 } }]));
    await desk.policy.reread();
    await desk.slack.fill('ben', APPROVAL);
    await desk.settled();
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'pending' });
  });

  it('is no more by a press that was forged', async () => {
    const { desk, id, card } = await raised(900);
    const value = buttonOf(card, 'verdict_approve')?.value ?? '';
    await pressSignedAs(desk, desk.slack.userId('ben'), card, { action_id: 'verdict_approve', value });
    await desk.settled();
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'pending' });
  });

  it('holds for what cannot be reversed', async () => {
    const { desk, id, card } = await raised(300, [{ role: 'finance', reversible_only: true }]);
    await desk.slack.answer('ben', card, 'verdict_approve', APPROVAL);
    expect(await desk.expenses.get(id, 5)).toMatchObject({ disposition: 'approved' });
    const lasting = plainExpense(350, 0.8, {
      consequence: { customer_impact: 'none', compliance: false, reputation: 'none', reversible: false },
    });
    const { body } = await desk.expenses.submit(lasting);
    const second = await desk.slack.card(undefined, ({ text }) => text.includes('350'));
    await desk.slack.answer('ben', second, 'verdict_approve', APPROVAL);
    await desk.settled();
    expect(await desk.expenses.get(body.id)).toMatchObject({ status: 'pending' });
  });
});
