import { describe, expect, it } from 'vitest';
import { type Desk, type DeskOptions, startDesk } from '../support/desk.ts';
import { pressSignedAs } from '../support/forged-press.ts';
import { actionsOf, buttonOf, type Message } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';

const ANSWER = { reason: 'within_policy', rationale: 'Looks right' };

const danaReviews: DeskOptions['policy'] = ({ roles }) => {
  roles['finance'] = { members: ['dana@example.com'] };
};

const raised = async (options?: DeskOptions, submission = expense()) => {
  const desk = await startDesk(options);
  const { body } = await desk.expenses.submit(submission);
  return { desk, id: body.id, card: await desk.slack.card() };
};

/** Nothing was decided or asked, nobody was told that it was, and the card is as it was. */
const expectUntouched = async (desk: Desk, id: string, card: Message): Promise<void> => {
  await desk.settled();
  const { status, events } = await desk.expenses.get(id);
  expect(status).toBe('pending');
  // A form may have been opened by somebody who could answer then: that decides nothing.
  const told = events.map(({ type }) => type).filter((type) => type !== 'opened');
  expect(told).toEqual(['received', 'routed', 'card_posted']);
  expect(desk.callbacks.received).toEqual([]);
  expect(actionsOf(await desk.slack.again(card))).toEqual(actionsOf(card));
};

describe('who may decide', () => {
  it.each(['verdict_approve', 'verdict_reject', 'modify', 'request_info'])(
    'tells somebody in the channel without the role, privately, when they press %s',
    async (action) => {
      const { desk, id, card } = await raised();
      await desk.slack.press('chiara', card, action);
      expect(await desk.slack.note('chiara')).toContain('*finance* or *finance-leads*');
      expect(await desk.slack.modals('chiara')).toEqual([]);
      const others = await desk.slack.messages('finance-decisions', 'ana');
      expect(others.filter(({ ephemeral }) => ephemeral)).toEqual([]);
      await expectUntouched(desk, id, card);
    },
  );

  it.each([
    ['by their address', { requested_by: { id: 'emp_312', email: 'Dana@example.com' } }],
    ['by their id in Slack', { requested_by: { id: 'U1' } }],
    ['as the one it is about', { subject: { id: 'U1' }, requested_by: { id: 'emp_7' } }],
  ])('lets nobody decide their own request, known %s, whatever role they hold', async (_, whose) => {
    const { desk, id, card } = await raised({ policy: danaReviews }, expense(whose));
    await desk.slack.press('dana', card, 'verdict_approve');
    expect(await desk.slack.note('dana')).toContain('your own request');
    await expectUntouched(desk, id, card);
  });

  it('gives people of other workspaces no role, even with the id of one of ours', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.press('ana', card, 'verdict_approve', { team: 'T2' });
    expect(await desk.slack.note('ana')).toContain('You cannot decide this');
    await expectUntouched(desk, id, card);
  });

  it('takes nothing from somebody who was deactivated, also when they were known a moment ago', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.press('ben', card, 'verdict_approve');
    await desk.slack.modal('ben');
    await desk.slack.person('ben', { deactivated: true });
    const late = await desk.slack.fill('ben', ANSWER);
    expect(late).toMatchObject({ response_action: 'update' });
    expect(JSON.stringify(late.view)).toContain('You cannot decide this');
    await desk.slack.press('ben', card, 'verdict_reject');
    expect(await desk.slack.note('ben')).toContain('You cannot decide this');
    await expectUntouched(desk, id, card);
  });

  it('takes nothing from somebody who left the group a moment ago', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.press('ben', card, 'verdict_approve');
    await desk.slack.modal('ben');
    await desk.slack.person('ben', { groups: [] });
    const late = await desk.slack.fill('ben', ANSWER);
    expect(JSON.stringify(late.view)).toContain('You cannot decide this');
    await expectUntouched(desk, id, card);
  });

  it('takes nothing from somebody who was deactivated while Slack cannot be asked', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.press('ben', card, 'verdict_approve');
    await desk.slack.modal('ben');
    await desk.slack.person('ben', { deactivated: true });
    await desk.slack.fault({ kind: '500', method: 'users.info', times: 100 });
    const late = await desk.slack.fill('ben', ANSWER);
    expect(JSON.stringify(late.view)).toContain('Slack does not say at the moment');
    await expectUntouched(desk, id, card);
  });

  it('takes nothing from a bot', async () => {
    const { desk, id, card } = await raised({
      policy: ({ roles }) => {
        roles['finance'] = { members: ['UBOT1'] };
      },
    });
    const value = buttonOf(card, 'verdict_approve')?.value ?? '';
    await pressSignedAs(desk, 'UBOT1', card, { action_id: 'verdict_approve', value });
    expect(desk.sandbox.world.modals).toEqual([]);
    await expectUntouched(desk, id, card);
  });

  it('checks again when the form comes back: a role that was lost meanwhile decides nothing', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.press('ana', card, 'verdict_approve');
    await desk.slack.modal('ana');
    desk.writePolicy(({ roles }) => {
      roles['finance'] = { members: ['ben@example.com'] };
      roles['finance-leads'] = { members: ['hugo@example.com'] };
    });
    await desk.policy.reread();
    const refused = await desk.slack.fill('ana', ANSWER);
    expect(refused).toMatchObject({ response_action: 'update' });
    expect(JSON.stringify(refused.view)).toContain('You cannot decide this');
    await expectUntouched(desk, id, card);
  });
});

describe('what a press may carry', () => {
  it.each([
    ['nothing of ours', 'approve'],
    ['a value of another shape', '["p1","rev_1"]'],
    ['a review that does not exist', '["p1","rev_00000000000000000000000000",1,"abc"]'],
    ['an unknown version', '["p9","rev_00000000000000000000000000",1,"abc"]'],
  ])('decides nothing with %s', async (_, value) => {
    const { desk, id, card } = await raised();
    await desk.slack.press('ana', card, 'verdict_approve', { value });
    expect(await desk.slack.note('ana')).toContain('Nothing was changed');
    await expectUntouched(desk, id, card);
  });

  it('says that a card is old when its revision or its digest is not the one that stands', async () => {
    const { desk, id, card } = await raised();
    const value = buttonOf(card, 'verdict_approve')?.value ?? '';
    const [version, review, , digest] = JSON.parse(value) as string[];
    for (const forged of [
      [version, review, 2, digest],
      [version, review, 1, 'f00d'],
    ]) {
      await desk.slack.press('ana', card, 'verdict_approve', { value: JSON.stringify(forged) });
      expect(await desk.slack.note('ana')).toContain('changed while you were looking');
    }
    await expectUntouched(desk, id, card);
  });

  it('judges by the review that the button names, not by the channel it was pressed in', async () => {
    const { desk, id, card } = await raised();
    await desk.source('invoice-agent').submit({
      type: 'invoice.payment',
      title: 'Invoice 1',
      facts: { amount: { value: 30_000, currency: 'EUR' }, vendor: 'N', vendor_known: false },
      recommendation: { option: 'approve', confidence: 0.8 },
    });
    const payment = await desk.slack.card('payments');
    const value = buttonOf(payment, 'verdict_approve')?.value ?? '';
    await desk.slack.press('ana', card, 'verdict_approve', { value: value.replace('payments', 'finance') });
    await desk.slack.modal('ana'); // Ana leads finance, which may decide invoices too
    await desk.slack.press('dana', card, 'verdict_approve', { value });
    expect(await desk.slack.note('dana')).toContain('*payments* or *finance-leads*');
    await expectUntouched(desk, id, card);
  });

  it.each([
    ['another review', { review_id: 'rev_00000000000000000000000000' }, 'not here any more'],
    ['another revision', { revision: 7 }, 'changed while you were looking'],
    ['another digest', { digest: 'f00d' }, 'changed while you were looking'],
    ['an option that is none', { option: 'pay_double' }, 'Nothing was decided'],
  ])('takes no form whose private metadata names %s', async (_, change, sentence) => {
    const { desk, id, card } = await raised();
    await desk.slack.press('ana', card, 'verdict_approve');
    const { id: viewId, private_metadata } = await desk.slack.modal('ana');
    const open = desk.sandbox.world.modals.find((view) => view.id === viewId);
    if (open !== undefined) {
      open.private_metadata = JSON.stringify({ ...(JSON.parse(private_metadata) as object), ...change });
    }
    const refused = await desk.slack.fill('ana', ANSWER);
    expect(refused).toMatchObject({ response_action: 'update' });
    expect(JSON.stringify(refused.view)).toContain(sentence);
    await expectUntouched(desk, id, card);
  });

  it('takes no press that was not signed now: forged, recorded or kept for later', async () => {
    const { desk, id, card } = await raised();
    const value = buttonOf(card, 'verdict_approve')?.value ?? '';
    const press = (at: number) =>
      pressSignedAs(desk, desk.slack.userId('ana'), card, { action_id: 'verdict_approve', value }, at);
    expect(await press(Date.now() - 360_000)).toBe(401);
    expect(await press(Date.now() + 360_000)).toBe(401);
    const unsigned = await fetch(`${desk.app.url}/slack/events`, { method: 'POST', body: 'payload=%7B%7D' });
    expect(unsigned.status).toBe(401);
    await expectUntouched(desk, id, card);
  });
});
