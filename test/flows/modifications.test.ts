import { describe, expect, it } from 'vitest';
import { blindDesk, closeModal, MARKS, telling } from '../support/blind.ts';
import { type Desk, type DeskOptions, startDesk } from '../support/desk.ts';
import { seats } from '../support/quorums.ts';
import { type Message, type Modal, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const WHY = { reason: 'over_policy_cap', rationale: 'Hotel capped at 180 a night' };
const NOTHING = 'Nothing is changed yet';
const AMOUNT = 'Amount: 1,840.50 EUR → *1,760.00 EUR*';

/** Ana has the form of a modification open. */
const opened = async (
  options: DeskOptions = {},
): Promise<{ desk: Desk; id: string; card: Message; form: Modal }> => {
  const desk = await startDesk(options);
  const { body } = await desk.expenses.submit(expense());
  const card = await desk.slack.card();
  await desk.slack.press('ana', card, 'modify');
  return { desk, id: body.id, card, form: await desk.slack.modal('ana') };
};
const formOf = async ({ slack }: Desk, user = 'ana'): Promise<string> =>
  textOf((await slack.modal(user)).blocks);
const openedAt = ({ private_metadata }: Modal): unknown => JSON.parse(private_metadata).opened_at;
/** Everything but the list; Slack gives blocks without a name a new one with each drawing. */
const besideList = ({ blocks }: Modal): string =>
  textOf(
    blocks
      .filter((block) => !/\*You change\*|Nothing is changed/.test(textOf([block])))
      .map((block) => (block.type === 'input' ? block : { ...block, block_id: '' })),
  );
/** What Ana's form says once these words are among it: the list comes after the ack. */
const shown = (desk: Desk, words: string): Promise<string> =>
  until(`the form says ${words}`, async () => {
    const now = await formOf(desk);
    return now.includes(words) ? now : undefined;
  });
const redraws = async ({ slack }: Desk): Promise<number> => (await slack.calls('views.update')).length;

describe('the form of a modification', () => {
  it('lists what is changed as it is typed, and one press sends just that', async () => {
    const { desk, id, form, card } = await opened();
    await until('the card says so', async () =>
      textOf((await desk.slack.again(card)).blocks).includes('Opened by'),
    );
    expect(textOf(form.blocks)).toContain(NOTHING);
    for (const typed of ['1', '17', '176', '1760'])
      expect(await desk.slack.enter('ana', 'fact:amount', typed)).toMatchObject({ ok: true });
    await shown(desk, AMOUNT);
    await desk.slack.enter('ana', 'fact:category', 'Meals');
    const both = await shown(desk, 'Category: Travel → *Meals*');
    expect(both).toContain(AMOUNT);
    expect(both).not.toContain(NOTHING);
    // Nor does it say to whoever has it open that somebody has.
    expect(besideList(await desk.slack.modal('ana'))).toBe(besideList(form));
    expect((await desk.slack.modal('ana')).submit).toMatchObject({ text: 'Approve 1,760.00 EUR' });
    // How long the form was open counts from the first.
    expect(openedAt(await desk.slack.modal('ana'))).toBe(openedAt(form));
    expect(await desk.slack.fill('ana', WHY)).toMatchObject({ ok: true, response_action: 'clear' });
    expect(await desk.expenses.get(id)).toMatchObject({
      disposition: 'modified',
      values: { amount: { value: 1760, currency: 'EUR' }, category: 'Meals' },
    });
  });

  it('takes a change back from the list, says what does not fit, and draws only what is new', async () => {
    const { desk } = await opened();
    await desk.slack.enter('ana', 'fact:amount', '1760');
    await shown(desk, AMOUNT);
    const once = await redraws(desk);
    await desk.slack.enter('ana', 'fact:amount', '1760.00');
    expect(await redraws(desk)).toBe(once);
    await desk.slack.enter('ana', 'fact:amount', '-5');
    await shown(desk, 'Does not fit yet: Amount must be at least 0.');
    await desk.slack.enter('ana', 'fact:amount', '1840.50');
    await shown(desk, NOTHING);
  });

  it('asks again, once, where the list showed something else than what is sent', async () => {
    const { desk, id, form } = await opened();
    await desk.slack.enter('ana', 'fact:amount', '1700');
    await shown(desk, '*1,700.00 EUR*');
    // What follows was not listed: Slack did not take the drawing.
    await desk.slack.fault({ kind: '429', method: 'views.update', times: 1 });
    await desk.slack.enter('ana', 'fact:amount', '1760');
    expect(await formOf(desk)).toContain('*1,700.00 EUR*');
    const asked = await desk.slack.fill('ana', WHY);
    expect(asked.response_action).toBe('update');
    expect(textOf([asked.view])).toContain(AMOUNT);
    expect(textOf([asked.view])).toContain('Press again to send it');
    expect((await desk.expenses.get(id)).status).toBe('pending');
    expect(openedAt(await desk.slack.modal('ana'))).toBe(openedAt(form));
    // Everything that was entered is still there: nothing has to be typed again.
    expect(await desk.slack.fill('ana', {})).toMatchObject({ response_action: 'clear' });
    expect(await desk.expenses.get(id)).toMatchObject({
      values: { amount: { value: 1760, currency: 'EUR' } },
      verdicts: [{ rationale: WHY.rationale }],
    });
  });

  it('is sent by one press also where nothing told us of what was typed', async () => {
    const { desk, id } = await opened();
    expect(await desk.slack.fill('ana', { ...WHY, 'fact:amount': '1760' })).toMatchObject({
      response_action: 'clear',
    });
    expect(await desk.expenses.get(id)).toMatchObject({ disposition: 'modified' });
  });

  it('still says who else has it open, and whose place the answer takes', async () => {
    const desk = await startDesk({ policy: seats(['finance', 'finance-leads']) });
    await desk.expenses.submit(expense());
    await desk.slack.press('ben', await desk.slack.card(), 'verdict_reject');
    const isOpened = ({ blocks }: Message): boolean => textOf(blocks).includes('Opened by Ben Okafor');
    await desk.slack.press('ana', await desk.slack.card('finance-decisions', isOpened), 'modify');
    const before = await desk.slack.modal('ana');
    await desk.slack.enter('ana', 'fact:amount', '1760');
    await shown(desk, AMOUNT);
    const after = await desk.slack.modal('ana');
    expect(besideList(before)).toContain('Ben Okafor opened this at');
    expect(besideList(before)).toContain('Your answer takes seat 1 of 2');
    expect(besideList(after)).toBe(besideList(before));
  });

  it('lists on top of Full context as well', async () => {
    const { desk, card, id } = await opened();
    await closeModal(desk, 'ana');
    await desk.slack.choose('ana', card, 'Full context');
    await desk.slack.pressIn('ana', 'modify');
    await desk.slack.enter('ana', 'fact:amount', '1760');
    await shown(desk, AMOUNT);
    expect(await desk.slack.fill('ana', WHY)).toMatchObject({ response_action: 'clear' });
    expect(await desk.slack.modals('ana')).toEqual([]);
    expect(await desk.expenses.get(id)).toMatchObject({ disposition: 'modified' });
  });

  it('is left alone once the facts are others: its submission says why', async () => {
    const { desk, id, card } = await opened();
    await desk.slack.answer('ben', card, 'request_info', { question: 'How many?', facts: ['receipts'] });
    await desk.expenses.about(id, 'info', { note: 'Twelve', facts: { receipts: 12 } });
    await desk.settled();
    await desk.slack.enter('ana', 'fact:amount', '1760');
    expect(await formOf(desk)).toContain(NOTHING);
    expect((await desk.slack.modals('ana')).length).toBe(1);
    const answer = await desk.slack.fill('ana', WHY);
    expect(answer.response_action).toBe('update');
    expect(textOf([answer.view])).toContain('changed');
    expect((await desk.expenses.get(id)).status).toBe('pending');
  });
});

describe('where the answer comes before the recommendation', () => {
  it('the list tells nothing of it, and the reveal follows', async () => {
    const desk = await startDesk(blindDesk());
    const { body } = await desk.expenses.submit(telling());
    await desk.slack.press('ana', await desk.slack.card(), 'modify');
    await desk.slack.enter('ana', 'fact:amount', '1760');
    expect(await shown(desk, AMOUNT)).not.toMatch(MARKS);
    const revealed = await desk.slack.fill('ana', WHY);
    expect(revealed.response_action).toBe('update');
    expect(textOf([revealed.view])).toContain('canary-rationale');
    expect(await desk.slack.fill('ana', {})).toMatchObject({ response_action: 'clear' });
    expect(await desk.expenses.get(body.id)).toMatchObject({ disposition: 'modified' });
  });
});
