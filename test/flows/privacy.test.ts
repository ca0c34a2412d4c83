import { describe, expect, it } from 'vitest';
import { type Desk, startDesk } from '../support/desk.ts';
import { HOSTILE, INJECTIONS, liveTexts } from '../support/live-text.ts';
import { buttonOf, type Message, textOf } from '../support/slack-side.ts';
import { expense, invoice } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const menu = (card: Message, entry: number): string => {
  const { options } = buttonOf(card, 'more') as unknown as { options: { value: string }[] };
  return options[entry]?.value ?? '';
};

const IBAN = 'DE89370400440532013000';

describe('what people get to see', () => {
  it('hides sensitive facts from the channel and shows them to those with the role, in private', async () => {
    const desk = await startDesk();
    await desk.source('invoice-agent').submit(
      invoice(3_000, {
        facts: { ...invoice(3_000).facts, vendor_known: false },
        recommendation: { option: 'approve', confidence: 0.8, rationale: `The account ${IBAN} is new` },
      }),
    );
    const card = await desk.slack.card('payments');
    expect(textOf([card])).not.toContain(IBAN);
    expect(textOf(card.blocks)).toContain('hidden');
    await desk.slack.press('ines', card, 'more', { selected: menu(card, 0) });
    expect(textOf((await desk.slack.modal('ines')).blocks)).not.toContain(IBAN);
    await desk.slack.press('hugo', card, 'more', { selected: menu(card, 0) });
    expect(textOf((await desk.slack.modal('hugo')).blocks)).toContain(IBAN);
  });

  it('writes a fallback that works alone in a notification: what, how much, due when', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(expense());
    const { text } = await desk.slack.card();
    expect(text).toContain('EXP-10422');
    expect(text).toContain('1,840.50 EUR');
    expect(text).toMatch(/Due <!date\^\d+\^/);
  });

  it('shows all there is about a decision, and why it reached a person', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.slack.choose('dana', card, 'Full context');
    expect(textOf((await desk.slack.modal('dana')).blocks)).toContain('medium consequence');
    await desk.slack.pressIn('dana', 'full_context_page_tab_why');
    const why = textOf((await desk.slack.modal('dana')).blocks);
    expect(why).toContain('Consequence');
    expect(why).toContain('New employee');
  });
});

/** What the slash command is asked: with hostile words, and for what bears them. */
const ANSWERED = [
  HOSTILE,
  'help',
  'find <!channel>',
  'find expense.report',
  `find ${HOSTILE}`,
  `why ${HOSTILE.slice(0, 290)}`,
  `why ${HOSTILE}`,
  'stats',
  'report',
  `report ${HOSTILE}`,
  `stop ${HOSTILE}`,
  `stop expense.report ${HOSTILE}`,
  'queue',
  `start expense.report ${HOSTILE}`,
  `delegate ${HOSTILE}`,
  `away until 5 Dec ${HOSTILE}`,
  `away ${HOSTILE}`,
  'back',
];

/** Brings every text that can come from outside in front of people, and answers with all that was sent to Slack. */
const everySurface = async (desk: Desk): Promise<unknown[]> => {
  const name = HOSTILE.slice(0, 290);
  const { body } = await desk.expenses.submit(
    expense({
      external_id: name,
      title: name,
      subject: { id: 'x', name },
      requested_by: { id: 'y', name },
      facts: {
        amount: { value: 1_840.5, currency: 'EUR' },
        merchant: HOSTILE,
        city: HOSTILE,
        [HOSTILE.slice(0, 90)]: HOSTILE,
      },
      recommendation: {
        option: 'approve',
        confidence: 0.6,
        rationale: HOSTILE,
        alternatives: [{ option: 'reject', confidence: 0.1, why_lower: HOSTILE }],
        model: name,
        model_version: name,
        values: { merchant: HOSTILE },
      },
      signals: { opinions: [{ method: name, option: 'reject' }] },
      history: [{ at: '2026-09-02', title: name, disposition: name, note: HOSTILE }],
      policy_refs: [{ title: name, url: 'https://example.com/a|b', excerpt: HOSTILE }],
      attachments: [{ title: name, url: 'https://example.com/receipts.pdf?<!channel>' }],
    }),
  );
  const { slack } = desk;
  const card = await slack.card();
  await slack.choose('ana', card, 'Full context');
  await slack.modal('ana');
  await slack.pressIn('ana', 'full_context_page_tab_why');
  await slack.pressIn('ana', 'add_note');
  await slack.fill('ana', { rationale: HOSTILE, tags: ['policy_issue'] });
  await slack.pressIn('ana', 'full_context_page_tab_events');
  await slack.choose('ana', card, 'Hand over…');
  await slack.fill('ana', { person: slack.userId('ben'), rationale: HOSTILE });
  await slack.choose('ana', card, 'Escalate…');
  await slack.fill('ana', { person: slack.userId('hugo'), rationale: HOSTILE });
  await slack.home('ana');
  await slack.command('ana', 'queue');
  for (const text of ANSWERED) await slack.command('ana', text);
  await slack.command('hugo', `why ${body.id}`);
  await slack.command('hugo', 'stats');
  await slack.answer('ana', card, 'request_info', { question: HOSTILE });
  await desk.settled();
  await desk.expenses.about(body.id, 'info', { note: HOSTILE, facts: { merchant: `${HOSTILE}!` } });
  await desk.settled();
  const asked = await slack.card();
  await slack.answer('ana', asked, 'modify', {
    'fact:amount': '1700',
    reason: 'other',
    rationale: HOSTILE,
  });
  await desk.settled();
  const calls = (await slack.calls()).map(({ method, body: sent }) => ({ method, ...sent }));
  return [
    ...calls,
    ...(await slack.messages('finance-decisions', 'ana')),
    ...(await slack.directs('ben')),
    ...(await slack.directs('hugo')),
  ];
};

describe('text from outside', () => {
  it('never becomes a live mention, broadcast or link with another label, on any surface', async () => {
    const desk = await startDesk();
    const sent = await everySurface(desk);
    const surfaces = sent.map((one) => JSON.stringify(one));
    expect(surfaces.filter((one) => one.includes('UEVIL1')).length).toBeGreaterThan(6);
    expect(sent.flatMap((one) => liveTexts(decoded(one)))).toEqual([]);
    expect(desk.logged).toEqual([]);
  });

  it('is caught by this test when it is live', () => {
    for (const text of INJECTIONS)
      expect(liveTexts([{ type: 'mrkdwn', text, verbatim: true }])).toHaveLength(1);
    expect(liveTexts({ text: '<!channel>' })).toHaveLength(1);
    expect(liveTexts([{ type: 'plain_text', text: '<!channel>' }])).toEqual([]);
    expect(liveTexts([{ type: 'plain_text', text: 'pay \u202E05' }])).toHaveLength(1);
    expect(liveTexts({ text: '@here', link_names: true })).toHaveLength(1);
    expect(liveTexts([{ type: 'mrkdwn', text: '@here' }])).toHaveLength(1);
    expect(liveTexts([{ type: 'mrkdwn', text: '@here', verbatim: true }])).toEqual([]);
  });

  it('does not reach the person who types an unknown command as something live either', async () => {
    const desk = await startDesk();
    await desk.slack.command('ana', '<!channel>');
    const note = await until('an answer', async () => desk.slack.note('ana'));
    expect(note).toContain('is not known');
    expect(liveTexts({ text: note })).toEqual([]);
  });
});

/** Form-encoded calls carry their blocks and views as JSON text. */
const decoded = (call: unknown): unknown =>
  Object.fromEntries(
    Object.entries(call as Record<string, unknown>).map(([name, value]) => [
      name,
      ['blocks', 'view', 'metadata'].includes(name) && typeof value === 'string' ? JSON.parse(value) : value,
    ]),
  );
