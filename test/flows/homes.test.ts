import { describe, expect, it } from 'vitest';
import { encodeHome } from '../../blocks/wire.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { homeOf } from '../support/home-side.ts';
import { expense, invoice, plainExpense } from '../support/submissions.ts';

const HOUR = 3_600_000;
/** Longer than the time between two drawings of a Home tab. */
const SOON = 5_000;
const answer = (desk: Desk, user: string) =>
  desk.slack
    .card()
    .then((card) =>
      desk.slack.answer(user, card, 'verdict_approve', { reason: 'within_policy', rationale: 'Fine' }),
    );
const publishes = async (desk: Desk): Promise<number> => (await desk.slack.calls('views.publish')).length;

const reply = (title: string) => ({
  type: 'support.reply',
  title,
  facts: { draft: 'We are sorry.' },
  recommendation: { option: 'send', confidence: 0.8 },
});

describe('the Home tab', () => {
  it('is drawn again for those who opened it lately when something of theirs changes', async () => {
    const desk = await startDesk();
    const ben = homeOf(desk, 'ben');
    const ana = homeOf(desk, 'ana');
    await desk.expenses.submit(expense());
    expect(await ana.open()).toContain('1 waits for you');
    await desk.settled();
    await answer(desk, 'ana');
    await desk.advance(SOON);
    await ana.shows('Nothing waits for you');
    await ana.shows('Your last decision was');
    await ana.shows('You decided 1,');
    expect(await ben.view()).toBeNull();
  });

  it('takes many changes as one, and draws nothing where nothing would look different', async () => {
    const desk = await startDesk();
    const ana = homeOf(desk, 'ana');
    await ana.open();
    const before = await publishes(desk);
    await desk.expenses.batch(
      [1, 2, 3, 4].map((n) => expense({ external_id: `EXP-${n}`, title: `Trip ${n}` })),
    );
    await desk.advance(SOON);
    await ana.shows('4 wait for you');
    expect(await publishes(desk)).toBe(before + 1);
    // A decision for others changes nothing here.
    await desk.source('support-drafts').submit(reply('Sorry about the delay'));
    await desk.advance(SOON);
    expect(await publishes(desk)).toBe(before + 1);
  });

  it('rests an hour after it was opened', async () => {
    const desk = await startDesk();
    const ana = homeOf(desk, 'ana');
    await ana.open();
    await desk.advance(HOUR + 1);
    const before = await publishes(desk);
    await desk.expenses.submit(expense());
    await desk.advance(SOON);
    expect(await publishes(desk)).toBe(before);
    expect(await ana.open()).toContain('1 waits for you');
  });

  it('says that Slack does not say who they are, and shows what is theirs once it does', async () => {
    const desk = await startDesk();
    const ana = homeOf(desk, 'ana');
    await desk.expenses.submit(expense());
    await desk.slack.fault({ kind: '500', method: 'users.info' });
    expect(await ana.open()).toContain('does not say who you are');
    const before = await publishes(desk);
    await desk.advance(SOON);
    expect(await publishes(desk)).toBe(before);
    await desk.slack.fault({ kind: 'none' });
    await desk.advance(60_000);
    await ana.shows('1 waits for you');
  });

  it('is caught up with after Slack was away', async () => {
    const desk = await startDesk();
    const ana = homeOf(desk, 'ana');
    await ana.open();
    await desk.advance(SOON);
    await desk.slack.fault({ kind: '500', method: 'views.publish' });
    await desk.expenses.submit(expense());
    await desk.advance(SOON);
    expect(await ana.words()).toContain('Nothing waits for you');
    await desk.slack.fault({ kind: 'none' });
    await desk.advance(60_000);
    await ana.shows('1 waits for you');
  });

  it('shows what was chosen, page by page, and keeps to it', async () => {
    // Several channels, so that posting the cards takes no time.
    const desk = await startDesk({
      policy: ({ types }) => {
        Object.assign(types['support.reply'] ?? {}, { deciders: ['finance'] });
      },
    });
    const ana = homeOf(desk, 'ana');
    const trips = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => `Trip ${from + n}.`);
    await desk.expenses.batch(trips(10, 5).map((title) => expense({ external_id: title, title })));
    await desk.source('support-drafts').batch(trips(15, 6).map(reply));
    await desk
      .source('invoice-agent')
      .batch(trips(21, 6).map((title) => invoice(30_000, { external_id: title, title })));
    const overdue = plainExpense(900, 0.8, {
      title: 'Taxi to the fair',
      due_at: new Date(Date.now() - HOUR).toISOString(),
    });
    await desk.expenses.submit(overdue);
    await ana.open();
    await ana.shows(/18 wait for you, 1 overdue[^]*Taxi to the fair[^]*Page 1 of 2/);
    await ana.press('home_page_next');
    await ana.shows(/Trip 26\.[^]*Page 2 of 2/);
    await ana.press('home_filter', { selected: encodeHome({ filter: { show: 'overdue' }, page: 0 }) });
    await ana.shows('Taxi to the fair');
    expect(await ana.words()).not.toContain('Trip');
    // What changes meanwhile is drawn as it was chosen.
    await desk.expenses.submit(expense({ external_id: 'EXP-99', title: 'Trip 99.' }));
    await ana.shows('19 wait for you');
    expect(await ana.words()).not.toContain('Trip 99.');
  });

  it('lists what somebody took once, apart from what a colleague could answer as well', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(expense());
    await desk.slack.choose('ana', await desk.slack.card(), 'Take it');
    await desk.settled();
    const ana = await homeOf(desk, 'ana').open();
    expect(ana).toContain('You took these, or were handed them');
    expect(ana).not.toContain('For you or a colleague');
    expect(ana.match(/\*[^*]*Berlin offsite[^*]*\*/g)).toHaveLength(1);
  });

  it('holds the questions that wait for an answer apart', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(expense());
    await desk.slack.answer('ana', await desk.slack.card(), 'request_info', { question: 'Which hotel?' });
    const ana = await homeOf(desk, 'ana').open();
    expect(ana).toMatch(/Nothing waits for you[^]*Your questions that wait for an answer[^]*Berlin offsite/);
    const ben = await homeOf(desk, 'ben').open();
    expect(ben).toContain('Waiting for answers (1)');
    expect(ben).not.toContain('Berlin offsite');
  });

  it('tells a person alone what became of their decisions', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    await answer(desk, 'ana');
    await desk.settled();
    expect(await homeOf(desk, 'ana').open()).toMatch(
      /You decided 1, within [^,.]* of being asked\.[^]*What became of it is not known yet\./,
    );
    await desk.expenses.about(body.id, 'outcome', {
      correct: 'reject',
      observed_at: new Date().toISOString(),
    });
    expect(await homeOf(desk, 'ana').open()).toContain('Of 1 whose outcome is known, 0 were right.');
    expect(await homeOf(desk, 'ben').open()).not.toContain('last 7 days');
  });

  it('shows managers how the queues stand, and masks what is not theirs to see', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(plainExpense(900, 0.8, { title: 'Taxi to the fair' }));
    await desk
      .source('invoice-agent')
      .submit(invoice(30_000, { title: 'Invoice, to DE89370400440532013000' }));
    const ines = await homeOf(desk, 'ines').open();
    expect(ines).toMatch(
      /Nothing waits for you[^]*Queues[^]*\*finance\* · 1 waits ·[^]*\*payments\* · 1 waits ·/,
    );
    expect(ines).toMatch(/Waiting longest[^]*Taxi to the fair[^]*Invoice, to/);
    expect(ines).not.toContain('DE89');
    expect(await homeOf(desk, 'ana').open()).not.toContain('Queues');
  });
});
