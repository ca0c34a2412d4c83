import { describe, expect, it } from 'vitest';
import type { Submission } from '../../src/client/contract.ts';
import { type Desk, type DeskOptions, startDesk } from '../support/desk.ts';
import { meetAtCommit } from '../support/meet-at-commit.ts';
import { type Message, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const REJECTION = { reason: 'duplicate', rationale: 'Paid in May' };
const APPROVE = {
  answer: 'approve',
  reason: 'approve/within_policy',
  rationale: 'The May one was another trip',
};

type Menu = { options?: { value: string }[] };

/** The value of an entry of a card's menu; undefined where the menu has none such. */
const menuEntry = ({ blocks }: Message, item: string): string | undefined =>
  blocks
    .flatMap(({ accessory, elements = [] }) => [accessory as Menu | undefined, ...(elements as Menu[])])
    .flatMap((menu) => menu?.options ?? [])
    .find(({ value }) => value.includes(`"${item}"`))?.value;

/** An expense that Ana rejected, and that the source was told of. */
const rejected = async (
  options: DeskOptions = {},
  over: Partial<Submission> = {},
): Promise<{ desk: Desk; id: string; card: Message }> => {
  const desk = await startDesk(options);
  const { body } = await desk.expenses.submit(expense(over));
  const card = await desk.slack.card();
  await desk.slack.answer('ana', card, 'verdict_reject', REJECTION);
  await desk.callbacks.count(1);
  await desk.settled();
  return { desk, id: body.id, card: await desk.slack.again(card) };
};

const openCorrect = async ({ slack }: Desk, user: string, card: Message): Promise<void> => {
  const value = menuEntry(card, 'correct') ?? '';
  await slack.press(user, card, 'more', { value });
};

describe('a correction', () => {
  it('goes to the source, which says what it could do; the card says all of it, the decision stays as it ended', async () => {
    const { desk, id, card } = await rejected();
    desk.callbacks.answerWith({ status: 200, body: { result: 'reversed' } });
    await openCorrect(desk, 'ben', card);
    const form = await desk.slack.modal('ben');
    expect(textOf(form.blocks)).toContain('What stands: *Rejected*');
    expect(textOf(form.blocks)).toContain('expense-bot may have acted on it');
    const chosen = form.blocks.filter(({ block_id }) => block_id === 'answer' || block_id === 'reason');
    expect(textOf(chosen)).not.toContain('initial_option');
    expect(await desk.slack.fill('ben', APPROVE)).toMatchObject({ response_action: 'clear' });

    const [, corrected] = await desk.callbacks.count(2);
    expect(corrected).toMatchObject({
      type: 'decision.corrected',
      verified: 'expense-bot',
      data: {
        id,
        was: 'reject',
        now: 'approve',
        values: null,
        disposition: 'approved',
        reason_code: 'within_policy',
        reason: APPROVE.rationale,
      },
    });
    await desk.settled();
    const decision = await desk.expenses.get(id);
    expect(decision).toMatchObject({
      option: 'reject',
      disposition: 'rejected',
      verdicts: [{ option: 'reject', rationale: 'Paid in May' }],
      corrections: [
        { was: 'reject', now: 'approve', result: 'reversed', by: { id: desk.slack.userId('ben') } },
      ],
    });
    expect(decision.explanation).toContain('another answer would have been right, approve');
    const shown = textOf((await desk.slack.again(card)).blocks);
    expect(shown).toMatch(/Corrected by (?:<@U3>|Ben Okafor)\*.*: Reject → \*Approve\*/);
    expect(shown).toContain(`Reason: Within policy. “${APPROVE.rationale}”`);
    expect(shown).toContain('expense-bot could reverse it');
    // The first answer stays to be seen, below.
    expect(shown.indexOf('*Rejected*')).toBeGreaterThan(shown.indexOf('Corrected by'));
    expect(shown).toContain('Paid in May');
    const thread = (await desk.slack.messages('finance-decisions')).map(({ text }) => text).join('\n');
    expect(thread).toContain('Ben Okafor corrects the answer: Reject → *Approve*');
  });

  it('may be other values, and may come too late for the source', async () => {
    const { desk, id, card } = await rejected();
    desk.callbacks.answerWith({ status: 200, body: { result: 'impossible' } });
    await openCorrect(desk, 'ana', card);
    await desk.slack.modal('ana');
    const cut = {
      answer: 'modify',
      reason: 'modify/over_policy_cap',
      rationale: 'Cut to the cap',
      'fact:amount': '1760',
    };
    expect(await desk.slack.fill('ana', cut)).toMatchObject({ response_action: 'clear' });
    const [, corrected] = await desk.callbacks.count(2);
    const values = { amount: { value: 1760, currency: 'EUR' } };
    expect(corrected?.data).toMatchObject({ now: 'approve', disposition: 'modified', values });
    await desk.settled();
    const shown = textOf((await desk.slack.again(card)).blocks);
    expect(shown).toMatch(/Reject → \*Approve with changes\*\\nAmount: 1,840.50 EUR → \*1,760.00 EUR\*/);
    expect(shown).toContain('expense-bot could not reverse it');
    expect(await desk.expenses.get(id)).toMatchObject({ corrections: [{ values, result: 'impossible' }] });
  });

  it('needs another answer, its reason and a text', async () => {
    const { desk, id, card } = await rejected();
    await openCorrect(desk, 'ana', card);
    await desk.slack.modal('ana');
    expect(
      (await desk.slack.fill('ana', { answer: 'approve', reason: 'reject/duplicate', rationale: 'So' }))
        .errors,
    ).toEqual({
      reason: 'Choose a reason that stands under “Approve”.',
    });
    expect(
      (await desk.slack.fill('ana', { answer: 'approve', reason: 'approve/within_policy', rationale: ' ' }))
        .errors,
    ).toHaveProperty('rationale');
    const same = { answer: 'reject', reason: 'reject/duplicate', rationale: 'As it was' };
    expect((await desk.slack.fill('ana', same)).errors).toEqual({
      answer: 'This is the answer that stands. Choose another one.',
    });
    expect(await desk.expenses.get(id)).toMatchObject({ corrections: [] });
  });

  it('is not for somebody without the role, nor for the person who asked', async () => {
    const { desk, id, card } = await rejected(
      {},
      { requested_by: { id: 'emp_7', email: 'ben@example.com' } },
    );
    await openCorrect(desk, 'ines', card);
    expect(await desk.slack.note('ines')).toContain('it takes the role *finance*');
    await openCorrect(desk, 'ben', card);
    expect(await desk.slack.note('ben')).toContain('your own request');
    for (const user of ['ines', 'ben']) expect(await desk.slack.modals(user)).toEqual([]);
    expect(await desk.expenses.get(id)).toMatchObject({ corrections: [] });
  });

  it('above the authority of whoever tries is refused', async () => {
    const limits: DeskOptions = {
      policy: (draft) => {
        (draft as unknown as Record<string, unknown>)['authority'] = [
          { role: 'finance', up_to: { EUR: 500 } },
        ];
      },
    };
    const { desk, id, card } = await rejected(limits);
    await openCorrect(desk, 'ben', card);
    await desk.slack.modal('ben');
    const refused = await desk.slack.fill('ben', APPROVE);
    expect(textOf([refused.view])).toContain('above your authority');
    expect(await desk.expenses.get(id)).toMatchObject({ corrections: [] });
  });

  it('comes once when two people correct at once: the second is told of the first', async () => {
    const { desk, id, card } = await rejected();
    await openCorrect(desk, 'ana', card);
    await openCorrect(desk, 'ben', card);
    await Promise.all([desk.slack.modal('ana'), desk.slack.modal('ben')]);
    meetAtCommit(desk);
    const cut = {
      answer: 'modify',
      reason: 'modify/over_policy_cap',
      rationale: 'Cut',
      'fact:amount': '1760',
    };
    const answers = await Promise.all([desk.slack.fill('ana', APPROVE), desk.slack.fill('ben', cut)]);
    expect(
      answers.map(({ response_action = '' }) => response_action).toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['clear', 'update']);
    const loser = answers.find(({ response_action }) => response_action === 'update');
    expect(textOf([loser?.view])).toContain('corrected this while you were at it');
    await desk.settled();
    const { corrections } = (await desk.expenses.get(id)) as unknown as { corrections: unknown[] };
    expect(corrections).toHaveLength(1);
    expect(desk.callbacks.received.filter(({ type }) => type === 'decision.corrected')).toHaveLength(1);
    expect(desk.logged).toEqual([]);
  });

  it('can be corrected again: history keeps all of them, in order', async () => {
    const { desk, id, card } = await rejected();
    await openCorrect(desk, 'ana', card);
    await desk.slack.modal('ana');
    await desk.slack.fill('ana', APPROVE);
    await desk.callbacks.count(2);
    await desk.settled();
    desk.callbacks.answerWith({ status: 200, body: { result: 'impossible' } });
    await openCorrect(desk, 'ben', await desk.slack.again(card));
    expect(textOf((await desk.slack.modal('ben')).blocks)).toContain('What stands: *Approve*');
    await desk.slack.fill('ben', {
      answer: 'reject',
      reason: 'reject/duplicate',
      rationale: 'It was the same one',
    });
    const [, first, second] = await desk.callbacks.count(3);
    expect([first?.data['now'], second?.data['now']]).toEqual(['approve', 'reject']);
    await desk.settled();
    const { corrections } = await desk.expenses.get(id);
    expect(corrections).toMatchObject([
      { was: 'reject', now: 'approve' },
      { was: 'approve', now: 'reject', result: 'impossible' },
    ]);
    expect(corrections[0]).not.toHaveProperty('result');
    expect(textOf((await desk.slack.again(card)).blocks)).toContain('Corrected once before');
  });

  it('is not offered for what nobody answered, and refused to whoever tries', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    const posted = await desk.slack.card();
    await desk.expenses.about(body.id, 'cancel', { reason: 'Sent by mistake' });
    await desk.settled();
    const card = await desk.slack.again(posted);
    expect(menuEntry(card, 'correct')).toBeUndefined();
    const review = (await desk.app.store.findCase(body.id))?.review;
    await desk.slack.press('ana', card, 'more', { value: JSON.stringify(['m1', 'correct', review?.id, 1]) });
    expect(await desk.slack.note('ana')).toContain('no answer of a person here that could be corrected');
    expect(await desk.slack.modals('ana')).toEqual([]);
  });

  it('is not offered while the answer can still be undone', async () => {
    const desk = await startDesk({ undoWindow: '10s' });
    await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.slack.answer('ana', card, 'verdict_reject', REJECTION);
    await desk.settled();
    expect(menuEntry(await desk.slack.again(card), 'correct')).toBeUndefined();
    await desk.advance(10_001);
    expect(menuEntry(await desk.slack.again(card), 'correct')).toBeDefined();
  });

  it('beside a contest: each is told for itself', async () => {
    const { desk, id, card } = await rejected();
    await openCorrect(desk, 'ana', card);
    await desk.slack.modal('ana');
    await desk.slack.fill('ana', APPROVE);
    await desk.callbacks.count(2);
    await desk.settled();
    desk.callbacks.answerWith({ status: 200, body: { result: 'reversed' } });
    await desk.expenses.about(id, 'contest', { by: 'Dana Ruiz', note: 'Please look again' });
    const audit = await desk.slack.card('finance-decisions', ({ blocks }) =>
      textOf(blocks).includes('audit_wrong'),
    );
    const wrong = { correct_option: 'approve', reason: 'within_policy', rationale: 'Right after all' };
    await desk.slack.answer('ben', audit, 'audit_wrong', wrong);
    await desk.callbacks.count(3);
    await until('the remedy is known', async () =>
      (await desk.expenses.get(id)).events.some(({ type }) => type === 'remedied'),
    );
    await desk.settled();
    expect(await desk.expenses.get(id)).toMatchObject({
      corrections: [{ now: 'approve' }],
      audits: [{ right: false }],
    });
    expect(textOf((await desk.slack.again(card)).blocks)).not.toContain('could reverse it');
    expect(textOf((await desk.slack.again(audit)).blocks)).toContain('has reversed it');
  });

  it('counts as a truth, once, like an outcome', async () => {
    const { desk, id, card } = await rejected();
    const counted = async () =>
      (
        await desk.app.store.sumTallies([
          { scope: 'type', key: JSON.stringify(['expense.report']), from: 0 },
          { scope: 'group', key: JSON.stringify(['finance']), from: 0 },
          { scope: 'type_score', key: JSON.stringify(['expense.report', '83']), from: 0 },
        ])
      ).map(({ checked, wrong }) => ({ checked, wrong }));
    await openCorrect(desk, 'ana', card);
    await desk.slack.modal('ana');
    await desk.slack.fill('ana', APPROVE);
    await desk.callbacks.count(2);
    // The AI said approve, people said reject.
    expect(await counted()).toEqual([
      { checked: 1, wrong: 0 },
      { checked: 1, wrong: 1 },
      { checked: 1, wrong: 0 },
    ]);
    await desk.expenses.about(id, 'outcome', { correct: 'approve', observed_at: '2026-11-24T10:00:00Z' });
    expect(await counted()).toEqual([
      { checked: 1, wrong: 0 },
      { checked: 1, wrong: 1 },
      { checked: 1, wrong: 0 },
    ]);
    await desk.expenses.about(id, 'outcome', { correct: 'reject', observed_at: '2026-11-25T10:00:00Z' });
    expect(await counted()).toEqual([
      { checked: 1, wrong: 1 },
      { checked: 1, wrong: 0 },
      { checked: 1, wrong: 1 },
    ]);
    expect((await desk.app.store.listPast({ since: 0, limit: 10 }))[0]?.corrections).toMatchObject([
      { correct: 'approve' },
    ]);
  });
});
