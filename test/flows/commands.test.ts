import { describe, expect, it } from 'vitest';
import { type Desk, startDesk } from '../support/desk.ts';
import { expense, invoice, plainExpense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

/** What the person is told, once it is about this. */
const told = async (desk: Desk, user: string, text: string, about: RegExp): Promise<string> => {
  await desk.slack.command(user, text, 'general');
  return until(`an answer to ${text}`, async () => {
    const note = await desk.slack.note(user, 'general');
    return about.test(note) ? note : undefined;
  });
};

describe('/handraise find', () => {
  it('finds by words and ids, however they are written, among the person’s own types', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    await desk.expenses.submit(plainExpense(20, 0.99, { title: 'Taxi to the fair' }));
    expect(await told(desk, 'ana', 'find berlin OFFSITE', /Berlin/)).toMatch(
      new RegExp(`Berlin offsite[^]*waits, due[^]*${body.id}`),
    );
    expect(await told(desk, 'ana', 'find exp-10422', /Berlin/)).not.toContain('Taxi');
    expect(await told(desk, 'ana', 'find taxi', /Taxi/)).toContain('executed automatically');
    expect(await told(desk, 'greta', 'find berlin', /Nothing with/)).toContain('“berlin”');
    expect(await told(desk, 'greta', `find ${body.id}`, /Nothing with “dec_/)).not.toContain('Berlin');
    expect(await told(desk, 'ana', 'find', /Say what/)).toContain('EXP-10422');
  });

  it('finds nothing by what the person may not see', async () => {
    const desk = await startDesk();
    const title = 'Invoice, to DE89370400440532013000';
    await desk.source('invoice-agent').submit(invoice(30_000, { title }));
    expect(await told(desk, 'chiara', 'find DE8937', /DE8937/)).toContain('Invoice, to');
    expect(await told(desk, 'ines', 'find Invoice, to', /Invoice/)).not.toContain('DE89');
    expect(await told(desk, 'ines', 'find DE8937', /DE8937/)).toContain('Nothing with');
  });
});

describe('/handraise why', () => {
  it('tells step by step why a decision went where it went', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(expense());
    const why = await told(desk, 'ana', 'why exp-10422', /Berlin/);
    expect(why).toMatch(/Review, medium consequence\. Waits, due[^]*New employee[^]*1\. [^]*Policy version/);
    expect(await told(desk, 'greta', 'why EXP-10422', /no decision/)).not.toContain('Berlin');
  });

  it('keeps back what the AI said while the person has not answered blind', async () => {
    const desk = await startDesk({
      policy: ({ types }) => {
        const { rules } = types['expense.report'] as { rules: Record<string, unknown>[] };
        rules.push({ name: 'Answer first', when: 'true', blind: true });
      },
    });
    await desk.expenses.submit(expense());
    const why = await told(desk, 'ana', 'why EXP-10422', /Berlin/);
    expect(why).toContain('What the AI said is hidden until you have answered.');
    expect(why).not.toMatch(/83 %|0\.83|disagree|llm/);
  });
});

describe('/handraise stats', () => {
  it('tells people their own figures, and managers how the queues stand', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.slack.answer('ana', card, 'verdict_approve', { reason: 'within_policy', rationale: 'Fine' });
    expect(await told(desk, 'ana', 'stats', /7 days/)).toMatch(/You decided 1,/);
    const hugo = await told(desk, 'hugo', 'stats', /7 days/);
    expect(hugo).toMatch(/You decided nothing[^]*\*finance\* · nothing waits · 1 answered in 24 h/);
    expect(hugo).not.toContain('Ana');
  });
});
