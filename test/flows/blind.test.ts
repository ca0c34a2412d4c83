import { describe, expect, it } from 'vitest';
import {
  APPROVAL,
  answerBlind,
  blindDesk,
  changeMind,
  closeModal,
  MARKS,
  REJECTION,
  revealOf,
  telling,
} from '../support/blind.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { meetAtCommit } from '../support/meet-at-commit.ts';
import { actionsOf, type Message, textOf } from '../support/slack-side.ts';
import { until } from '../support/until.ts';

const MINUTE = 60_000;

const started = async (
  ...options: Parameters<typeof blindDesk>
): Promise<{ desk: Desk; id: string; card: Message }> => {
  const desk = await startDesk(blindDesk(...options));
  const { body } = await desk.expenses.submit(telling());
  return { desk, id: body.id, card: await desk.slack.card() };
};

const answersOf = async (desk: Desk, id: string) => (await desk.expenses.get(id)).verdicts;

describe('a blind answer', () => {
  it('is kept, and said to be, also while what checked cases say cannot be read', async () => {
    const { desk, id, card } = await started();
    desk.app.store.sumTallies = () => Promise.reject(new Error('the disk does not answer'));
    const shown = await answerBlind(desk, 'ana', card, 'verdict_reject', REJECTION);
    expect(textOf([shown.view])).toMatch(/You: \*Reject\*.*The AI: \*Approve\*, own score 83 %/s);
    expect(textOf([shown.view])).not.toContain('checked case');
    expect((await desk.app.store.findCase(id))?.review?.verdicts).toMatchObject([{ option: 'reject' }]);
  });

  it('comes first, then the recommendation, and is final when it is kept', async () => {
    const { desk, id, card } = await started();
    expect(textOf(card.blocks)).toContain('Decide first: the AI’s recommendation is hidden until you answer');
    const shown = await answerBlind(desk, 'ana', card, 'verdict_reject', REJECTION);
    expect(shown.response_action).toBe('update');
    const revealed = textOf([shown.view]);
    expect(revealed).toMatch(/You: \*Reject\*.*The AI: \*Approve\*, own score 83 %/s);
    expect(revealed).toContain('canary-rationale');
    expect(revealed).toContain('Second choice: Reject, own score 14 %. canary-alternative');
    expect(revealed).toMatch(/canary-method/);
    // The answer stood before anything was revealed, and does not exist for the source yet.
    expect((await desk.app.store.findCase(id))?.review?.verdicts).toMatchObject([{ option: 'reject' }]);
    expect(await desk.expenses.get(id, 0)).toMatchObject({ status: 'pending', verdicts: [] });
    await desk.settled();
    const between = await desk.slack.again(card);
    expect(actionsOf(between)).not.toContain('undo');
    expect(textOf(between.blocks)).toMatch(/final by .* can change it until then/);

    expect(await desk.slack.fill('ana', {})).toMatchObject({ ok: true, response_action: 'clear' });
    const [callback] = await desk.callbacks.count(1);
    expect(callback?.data).toMatchObject({
      disposition: 'rejected',
      overridden: true,
      verdicts: [{ option: 'reject', blind: true }],
    });
    const [verdict] = await answersOf(desk, id);
    expect(verdict).toMatchObject({ option: 'reject', blind: true });
    expect(verdict).not.toHaveProperty('first');
    await desk.settled();
    const settled = textOf((await desk.slack.again(card)).blocks);
    expect(settled).toContain('overrides the AI (Approve)');
    expect(settled).toContain('answered before the AI’s recommendation was shown');
  });

  it('can still be kept or changed when its form arrives twice', async () => {
    const { desk, id, card } = await started();
    await desk.slack.press('ana', card, 'verdict_reject');
    await desk.slack.modal('ana');
    await desk.slack.fault({ kind: 'duplicate_delivery', method: 'interactive' });
    const { view } = await desk.slack.fill('ana', REJECTION);
    expect(view?.callback_id).toBe('reveal_modal');
    await desk.slack.fault({ kind: 'none' });
    await desk.settled();
    expect((await desk.app.store.findCase(id))?.review).toMatchObject({
      status: 'settling',
      verdicts: [{ option: 'reject', blind: { reveal: 'open' } }],
    });
    expect(desk.callbacks.received).toEqual([]);
  });

  it('is kept by closing the reveal', async () => {
    const { desk, id, card } = await started();
    await answerBlind(desk, 'ana', card, 'verdict_reject', REJECTION);
    await closeModal(desk, 'ana');
    await desk.callbacks.count(1);
    expect(await desk.expenses.get(id)).toMatchObject({ disposition: 'rejected' });
    expect((await desk.app.store.findCase(id))?.review?.verdicts[0]?.blind?.reveal).toBe('kept');
    expect(await desk.slack.modals('ana')).toEqual([]);
  });

  it('is kept by closing the form for another answer', async () => {
    const { desk, id, card } = await started();
    await answerBlind(desk, 'ana', card, 'verdict_reject', REJECTION);
    await changeMind(desk, 'ana');
    await closeModal(desk, 'ana');
    await desk.callbacks.count(1);
    expect(await answersOf(desk, id)).toMatchObject([{ option: 'reject', blind: true }]);
  });

  it('stays when nobody says anything, two minutes later', async () => {
    const { desk, id, card } = await started();
    await answerBlind(desk, 'ana', card, 'verdict_reject', REJECTION);
    await desk.advance(2 * MINUTE - 1_000);
    expect(await desk.expenses.get(id, 0)).toMatchObject({ status: 'pending' });
    await desk.advance(1_001);
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'resolved', disposition: 'rejected' });
    // Later presses in the reveal that is still on the screen say so, and change nothing.
    const { id: view_id } = await revealOf(desk, 'ana');
    await desk.slack.post('view-press', {
      user: desk.slack.userId('ana'),
      view_id,
      action_id: 'reveal_change',
    });
    expect(textOf([await revealOf(desk, 'ana', 'refusal')])).toMatch(
      /so the answer stays\.[^]*within 2 min and before that was closed\.[^]*\*Correct…\*/,
    );
    expect(await answersOf(desk, id)).toHaveLength(1);
  });

  it('can be changed once: both answers and both times are kept, shown and told', async () => {
    const { desk, id, card } = await started([], '10s');
    await answerBlind(desk, 'ana', card, 'verdict_reject', REJECTION);
    const form = await changeMind(desk, 'ana');
    const asked = textOf(form.blocks);
    for (const words of [
      'Approve',
      'Reject',
      'Approve with changes',
      'Within policy',
      'Duplicate',
      'Partly private',
    ])
      expect(asked).toContain(words);
    const chosen = form.blocks.filter(({ block_id }) => block_id === 'answer' || block_id === 'reason');
    expect(textOf(chosen)).not.toContain('initial_option');
    await desk.advance(30_000);
    const changed = {
      answer: 'approve',
      reason: 'approve/within_policy',
      rationale: 'The May one was another trip',
    };
    expect(await desk.slack.fill('ana', changed)).toMatchObject({ response_action: 'clear' });
    const [callback] = await desk.callbacks.count(1);
    const kept = [
      {
        option: 'approve',
        rationale: 'The May one was another trip',
        blind: true,
        first: { option: 'reject', reason_code: 'duplicate', rationale: 'Paid in May' },
      },
    ];
    expect(callback?.data).toMatchObject({ disposition: 'approved', overridden: false, verdicts: kept });
    const verdicts = await answersOf(desk, id);
    expect(verdicts).toMatchObject(kept);
    const [verdict] = verdicts;
    expect(Date.parse(verdict?.at ?? '') - Date.parse(verdict?.first?.at ?? '')).toBeGreaterThanOrEqual(
      30_000,
    );
    await desk.settled();
    expect(textOf((await desk.slack.again(card)).blocks)).toMatch(
      /First answer: Reject \(.*\)\. Changed once the AI’s recommendation was shown/,
    );
  });

  it('says under its inputs what does not fit together, and takes nothing', async () => {
    const { desk, id, card } = await started();
    await answerBlind(desk, 'ana', card, 'verdict_approve', APPROVAL);
    await changeMind(desk, 'ana');
    const overriding = { answer: 'reject', reason: 'reject/duplicate' };
    expect((await desk.slack.fill('ana', overriding)).errors).toHaveProperty('rationale');
    const other = { answer: 'reject', reason: 'approve/within_policy', rationale: 'So' };
    expect((await desk.slack.fill('ana', other)).errors).toEqual({
      reason: 'Choose a reason that stands under “Reject”.',
    });
    const unchanged = { answer: 'modify', reason: 'modify/partly_private', rationale: 'So' };
    expect((await desk.slack.fill('ana', unchanged)).errors).toHaveProperty('answer');
    const forgotten = { ...overriding, rationale: 'So', 'fact:amount': '1700' };
    expect((await desk.slack.fill('ana', forgotten)).errors).toHaveProperty('answer');
    const modified = {
      answer: 'modify',
      reason: 'modify/partly_private',
      rationale: 'One dinner',
      'fact:amount': '1700',
    };
    expect(await desk.slack.fill('ana', modified)).toMatchObject({ response_action: 'clear' });
    expect(await desk.expenses.get(id)).toMatchObject({
      disposition: 'modified',
      values: { amount: { value: 1700, currency: 'EUR' } },
      verdicts: [{ first: { option: 'approve' } }],
    });
  });

  it('may be a modification, which the reveal shows', async () => {
    const { desk, id, card } = await started();
    const values = { 'fact:amount': '1760', reason: 'over_policy_cap', rationale: 'Hotel capped at 180' };
    const shown = await answerBlind(desk, 'ana', card, 'modify', values);
    expect(textOf([shown.view])).toMatch(
      /You: \*Approve with changes \(Amount 1,840.50 EUR → 1,760.00 EUR\)\*/,
    );
    await desk.slack.fill('ana', {});
    expect(await desk.expenses.get(id)).toMatchObject({
      disposition: 'modified',
      verdicts: [{ blind: true }],
    });
  });

  it('that new facts have cleared cannot be kept: the person is told', async () => {
    const { desk, id, card } = await started();
    await answerBlind(desk, 'ana', card, 'verdict_reject', REJECTION);
    await desk.expenses.submit(telling({ facts: { amount: { value: 900, currency: 'EUR' } } }));
    const late = await desk.slack.fill('ana', {});
    expect(textOf([late.view])).toContain('revision 2 stands now');
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'pending', revision: 2, verdicts: [] });
    await desk.settled();
    expect(textOf((await desk.slack.again(card)).blocks)).not.toMatch(MARKS);
  });

  it('is one answer when two people give theirs at once: the other is told, and sees what was recommended no sooner', async () => {
    const { desk, id, card } = await started();
    await desk.slack.press('ana', card, 'verdict_reject');
    await desk.slack.press('ben', card, 'verdict_approve');
    await Promise.all([desk.slack.modal('ana'), desk.slack.modal('ben')]);
    meetAtCommit(desk);
    const answers = await Promise.all([desk.slack.fill('ana', REJECTION), desk.slack.fill('ben', APPROVAL)]);
    const texts = answers.map(({ view }) => textOf([view]));
    const winner = texts.findIndex((text) => text.includes('canary-rationale'));
    const loser = texts[1 - winner] ?? '';
    expect(loser).toContain('was first');
    expect(loser).not.toMatch(MARKS);
    expect((await desk.app.store.findCase(id))?.review?.verdicts).toHaveLength(1);
  });

  it('ends once when it is changed at the very moment at which it becomes final', async () => {
    const { desk, id, card } = await started();
    await answerBlind(desk, 'ana', card, 'verdict_reject', REJECTION);
    await changeMind(desk, 'ana');
    await desk.settled();
    meetAtCommit(desk);
    let arrived = false;
    const { commit } = desk.app.store;
    desk.app.store.commit = (change) => {
      // Cards are redrawn meanwhile, too: that is not what is waited for.
      arrived ||= change.some((write) => 'update' in write && write.update === 'reviews');
      return commit(change);
    };
    const changed = { answer: 'approve', reason: 'approve/within_policy', rationale: 'Fine' };
    const sent = desk.slack.fill('ana', changed);
    await until('the change is about to be kept', () => arrived);
    await Promise.all([sent, desk.advance(2 * MINUTE + 1)]);
    await desk.callbacks.count(1);
    const { events, verdicts } = await desk.expenses.get(id);
    expect(events.filter(({ type }) => type === 'resolved')).toHaveLength(1);
    expect(verdicts).toHaveLength(1);
    expect(desk.callbacks.received).toHaveLength(1);
  });
});
