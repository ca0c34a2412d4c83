import { describe, expect, it } from 'vitest';
import { type Desk, startDesk } from '../support/desk.ts';
import { buttonOf, textOf } from '../support/slack-side.ts';
import { plainExpense } from '../support/submissions.ts';

const raise = async (desk: Desk, euros: number) => {
  await desk.expenses.submit(plainExpense(euros, 0.8, { external_id: `EXP-${euros}` }));
  return desk.slack.card('finance-decisions', ({ blocks }) => textOf(blocks).includes(`${euros} EUR`));
};

describe('what was decided before', () => {
  it('stands on the next card like it, and in full with its reasons', async () => {
    const desk = await startDesk();
    const first = await raise(desk, 1200);
    expect(textOf(first.blocks)).not.toContain('Nearest');
    await desk.slack.answer('ana', first, 'verdict_reject', {
      reason: 'receipt_missing',
      rationale: 'The hotel bill is not there',
    });
    await desk.settled();
    const second = await raise(desk, 1250);
    const said = textOf(second.blocks);
    expect(said).toContain('*Nearest case:* 1 rejected (receipt missing)');
    expect(said).toContain('*Before about Dana Ruiz:* Expense report of 1200 EUR, rejected');
    const entries = buttonOf(second, 'more')?.['options'] as { value: string }[] | undefined;
    await desk.slack.press('ben', second, 'more', { value: entries?.[0]?.value ?? '' });
    await desk.slack.modal('ben');
    await desk.slack.pressIn('ben', 'full_context_page_tab_history');
    const context = textOf((await desk.slack.modal('ben')).blocks);
    expect(context).toContain('Cases like this one');
    expect(context).toContain('The hotel bill is not there');
    expect(context).toContain('Before, about Dana Ruiz');
  });
});
