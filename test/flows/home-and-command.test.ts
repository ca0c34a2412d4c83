import { describe, expect, it } from 'vitest';
import { startDesk } from '../support/desk.ts';
import { textOf } from '../support/slack-side.ts';
import { expense, plainExpense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

describe.each(['http', 'socket'] as const)('beside the cards, over %s', (transport) => {
  it('lists what waits for a person on Home and on /handraise, soonest due first, for them alone', async () => {
    const desk = await startDesk({ transport });
    await desk.expenses.submit(expense({ external_id: 'LATER' }));
    const soon = new Date(Date.now() + 600_000).toISOString();
    await desk.expenses.submit(
      plainExpense(900, 0.8, { external_id: 'SOON', title: 'Taxi to the fair', due_at: soon }),
    );
    const ana = textOf((await desk.slack.home('ana'))?.blocks ?? []);
    expect(ana).toContain('2 wait for you');
    expect(ana.indexOf('Taxi to the fair')).toBeGreaterThan(0);
    expect(ana.indexOf('Taxi to the fair')).toBeLessThan(ana.indexOf('Berlin offsite'));
    expect(textOf((await desk.slack.home('greta'))?.blocks ?? [])).toContain('Nothing waits for you');

    expect(await desk.slack.command('ana', 'queue')).toMatchObject({ ok: true, status: 200 });
    const queue = await desk.slack.note('ana');
    expect(queue).toContain('Taxi to the fair');
    await desk.slack.command('dana', '');
    expect(await desk.slack.note('dana')).toContain('Nothing waits for you');
  });

  it('says what it understands', async () => {
    const desk = await startDesk({ transport });
    await desk.slack.command('dana', 'help');
    expect(await desk.slack.note('dana')).toMatch(
      /\*Your work\*\n• `\/handraise queue`[^]*`\/handraise help`[^]*`\/handraise stop &lt;type&gt; \[reason\]`/,
    );
    await desk.slack.command('dana', 'quue');
    await until('another answer', async () =>
      (await desk.slack.note('dana')).includes(
        '`/handraise quue` is not known. Did you mean `/handraise queue`?',
      ),
    );
  });
});
