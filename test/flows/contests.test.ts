import { describe, expect, it } from 'vitest';
import { audits, small, WRONG } from '../support/audits.ts';
import { startDesk } from '../support/desk.ts';
import { actionsOf, type Message, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

/** Of medium consequence, agreeing asks for the person's own words as well. */
const UPHELD = { reason: 'over_policy_cap', rationale: 'The cap is 180 EUR a night' };
const ASKED = { by: 'Dana Ruiz', note: 'The hotel was the only one left' };

type Shown = { events: { type: string }[]; audits: Record<string, unknown>[] };

const rejected = async () => {
  const desk = await startDesk();
  const { body } = await desk.expenses.submit(expense());
  const card = await desk.slack.card();
  const answer = { reason: 'over_policy_cap', rationale: 'Hotel above the cap' };
  await desk.slack.answer('ana', card, 'verdict_reject', answer);
  await desk.callbacks.count(1);
  return { desk, id: body.id, card };
};

describe('a contest', () => {
  it('puts a decision before a person who has not decided it, with what the person concerned says', async () => {
    const { desk, id, card } = await rejected();
    expect(await desk.expenses.about(id, 'contest', ASKED)).toMatchObject({
      status: 202,
      body: { id, revision: 1, status: 'resolved' },
    });
    const [again] = await audits(desk);
    const shown = textOf(again?.blocks ?? []);
    expect(shown).toContain('the person concerned asks for a human');
    expect(shown).toContain(ASKED.note);
    expect(shown).toMatch(/Decided by a person .*: Reject. Was it right\?/);
    // A look of its own: neither who decided nor why.
    expect(shown).not.toContain(desk.slack.userId('ana'));
    expect(shown).not.toContain('Hotel above the cap');
    await desk.slack.press('ana', again as Message, 'audit_right');
    expect(await desk.slack.note('ana')).toContain('somebody who has not');
    expect(actionsOf(await desk.slack.again(card))).not.toContain('audit_right');
  });

  it('that finds another answer is called back, and history keeps both', async () => {
    const { desk, id } = await rejected();
    await desk.expenses.about(id, 'contest', ASKED);
    const [again] = await audits(desk);
    desk.callbacks.answerWith({ status: 200, body: { result: 'reversed' } });
    const answer = { correct_option: 'approve', reason: 'justified_exception', rationale: 'No other hotel' };
    await desk.slack.answer('ben', again as Message, 'audit_wrong', answer);
    const [, corrected] = await desk.callbacks.count(2);
    expect(corrected).toMatchObject({
      type: 'decision.corrected',
      data: { id, was: 'reject', now: 'approve', reason: 'No other hotel' },
    });
    const decision = await desk.expenses.get(id);
    expect(decision).toMatchObject({
      option: 'reject',
      disposition: 'rejected',
      verdicts: [{ option: 'reject' }],
    });
    expect(decision).toMatchObject({ audits: [{ because: 'contest', right: false }] });
    expect(decision.explanation).toMatch(/asked, somebody who had not decided it .* another answer: approve/);
    await until('the remedy is known', async () =>
      ((await desk.expenses.get(id)) as unknown as Shown).events.some(({ type }) => type === 'remedied'),
    );
  });

  it('upheld changes nothing and calls nothing back', async () => {
    const { desk, id } = await rejected();
    await desk.expenses.about(id, 'contest', ASKED);
    expect((await desk.expenses.get(id)).explanation).toContain('looks at it again');
    const [again] = await audits(desk);
    await desk.slack.answer('ben', again as Message, 'audit_right', UPHELD);
    await desk.settled();
    expect(await desk.expenses.get(id)).toMatchObject({ option: 'reject', audits: [{ right: true }] });
    expect(desk.callbacks.received).toHaveLength(1);
  });

  it('of what still waits is shown on its card, which goes on waiting', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    await desk.slack.card();
    expect(await desk.expenses.about(body.id, 'contest', ASKED)).toMatchObject({ status: 202 });
    const card = await desk.slack.card('finance-decisions', ({ blocks }) =>
      textOf(blocks).includes(ASKED.note),
    );
    expect(actionsOf(card)).toContain('verdict_approve');
    const answer = { reason: 'within_policy', rationale: 'Fine' };
    await desk.slack.answer('ana', card, 'verdict_approve', answer);
    expect(await desk.expenses.get(body.id)).toMatchObject({ disposition: 'approved', audits: [] });
  });

  it('joins the look that is open, and asked again after it gets another one by a third person', async () => {
    const { desk, id } = await rejected();
    await desk.expenses.about(id, 'contest', ASKED);
    await desk.expenses.about(id, 'contest', { ...ASKED, note: 'Please hurry' });
    const [again] = await audits(desk);
    await until('the newest note', async () =>
      textOf((await desk.slack.again(again as Message)).blocks).includes('Please hurry'),
    );
    await desk.slack.answer('ben', again as Message, 'audit_right', UPHELD);
    await desk.settled();
    await desk.expenses.about(id, 'contest', ASKED);
    const [third] = await audits(desk);
    for (const name of ['ana', 'ben']) {
      await desk.slack.press(name, third as Message, 'audit_right');
      expect(await desk.slack.note(name)).toContain('You have answered this before');
    }
    await desk.slack.answer('hugo', third as Message, 'audit_right', UPHELD);
  });

  it('of something that ran by itself also says what ran like it', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(small());
    await desk.expenses.about(body.id, 'contest', ASKED);
    const [card] = await audits(desk);
    await desk.slack.answer('ana', card as Message, 'audit_wrong', WRONG);
    const [, corrected] = await desk.callbacks.count(2);
    expect(corrected).toMatchObject({ type: 'decision.corrected', data: { was: 'approve', now: 'reject' } });
    await until('the message', async () =>
      (await desk.slack.cards()).some(({ blocks }) =>
        textOf(blocks).includes('Nothing else was executed like it'),
      ),
    );
  });

  it('sent again with its key is one contest', async () => {
    const { desk, id } = await rejected();
    const key = { 'idempotency-key': 'contest-1' };
    for (let i = 0; i < 2; i++)
      expect(await desk.expenses.about(id, 'contest', ASKED, key)).toMatchObject({ status: 202 });
    const { events } = await desk.expenses.get(id);
    expect(events.filter(({ type }) => type === 'contested')).toHaveLength(1);
    expect(await desk.expenses.about(id, 'contest', { ...ASKED, by: 'x' }, key)).toMatchObject({
      status: 409,
    });
  });

  it.each([
    ['without a note', { by: 'Dana' }, 422],
    ['by nobody', { by: ' ', note: 'x' }, 422],
  ])('%s is refused', async (_, body, status) => {
    const { desk, id } = await rejected();
    expect(await desk.expenses.about(id, 'contest', body)).toMatchObject({ status });
  });

  it('of what was withdrawn has nothing to look at', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(expense());
    await desk.expenses.about(body.id, 'cancel', { reason: 'Submitted by mistake' });
    expect(await desk.expenses.about(body.id, 'contest', ASKED)).toMatchObject({
      status: 409,
      body: { type: '/problems/nothing-awaited' },
    });
    expect(await desk.source('mail-filter').about(body.id, 'contest', ASKED)).toMatchObject({ status: 404 });
  });
});
