import { describe, expect, it } from 'vitest';
import { startDesk } from '../support/desk.ts';
import { homeOf } from '../support/home-side.ts';
import { actionsOf, buttonOf, type Message, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const ANSWER = { reason: 'over_policy_cap', rationale: 'Hotel above the cap' };

/** The first entry of a card's menu. */
const fullContextOf = (card: Message): { value: string } => {
  const options = (buttonOf(card, 'more')?.['options'] ?? []) as { value: string }[];
  return { value: options[0]?.value ?? '' };
};

/** What a modal offers to do, beside turning its pages. */
const offers = (modal: Parameters<typeof actionsOf>[0]): string[] =>
  actionsOf(modal).filter((action) => !action.startsWith('full_context_page'));

describe('answering from Home', () => {
  it('takes three clicks: open, answer, submit', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    await desk.slack.card();
    const ana = homeOf(desk, 'ana');
    await ana.open();
    await ana.press('more');
    const context = await desk.slack.modal('ana');
    expect(offers(context)).toEqual([
      'verdict_approve',
      'verdict_reject',
      'modify',
      'request_info',
      'add_note',
    ]);
    await ana.pressInModal('verdict_reject');
    // On top of what was read, which stays below it.
    expect((await desk.slack.modals('ana')).map(({ callback_id }) => callback_id)).toEqual([
      'full_context_modal',
      'verdict_modal',
    ]);
    expect(await desk.slack.fill('ana', ANSWER)).toMatchObject({ ok: true, response_action: 'clear' });
    expect(await desk.slack.modals('ana')).toEqual([]);
    await desk.settled();
    expect(await desk.expenses.get(body.id)).toMatchObject({
      option: 'reject',
      verdicts: [{ option: 'reject', rationale: 'Hotel above the cap' }],
    });
  });

  it('leads to the card, whose address it shows', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.settled();
    const ana = homeOf(desk, 'ana');
    await ana.open();
    await ana.press('more');
    const link = `archives/${card.channel}/p${card.ts.replace('.', '')}`;
    await until('the address is there', async () =>
      textOf((await desk.slack.modal('ana')).blocks).includes(link),
    );
    // Whoever comes from the card knows where it is.
    await desk.slack.press('ben', card, 'more', fullContextOf(card));
    expect(textOf((await desk.slack.modal('ben')).blocks)).not.toContain(link);
  });

  it('shows no buttons to whoever cannot answer', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.slack.press('dana', card, 'more', fullContextOf(card));
    expect(offers(await desk.slack.modal('dana'))).toEqual([]);
  });

  it('tells what came of it meanwhile on top of what is open', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    const ana = homeOf(desk, 'ana');
    await ana.open();
    await ana.press('more');
    await desk.slack.answer('ben', card, 'verdict_approve', { reason: 'within_policy', rationale: 'Fine' });
    await ana.pressInModal('verdict_reject');
    const top = await until('a note on top', async () => (await desk.slack.modals('ana'))[1]);
    expect(textOf(top.blocks)).toContain('Ben Okafor was first');
  });
});
