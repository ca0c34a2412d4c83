import { describe, expect, it } from 'vitest';
import { ALL_AUDITED, audits, missOf, RIGHT, small, WRONG } from '../support/audits.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { actionsOf, buttonOf, type Message, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const audited = async (options = ALL_AUDITED) => {
  const desk = await startDesk(options);
  const { body } = await desk.expenses.submit(small());
  const [card] = await audits(desk);
  if (card === undefined) throw new Error('no audit');
  return { desk, id: body.id, card };
};

/** The decision stays exactly as it ran. */
const expectExecuted = async (desk: Desk, id: string) => {
  const decision = await desk.expenses.get(id);
  expect(decision).toMatchObject({
    status: 'resolved',
    option: 'approve',
    disposition: 'auto_executed',
    overridden: null,
    verdicts: [],
  });
  return decision;
};

describe('an audit of what ran by itself', () => {
  it('asks whether it was right, and nothing that would decide it', async () => {
    const { desk, id, card } = await audited();
    expect(textOf(card.blocks)).toMatch(/Already executed .*: Approve. Was it right\?/);
    expect(actionsOf(card)).toEqual(['audit_right', 'audit_wrong', 'more']);
    await desk.callbacks.count(1);
    const { events, audits: shown } = (await expectExecuted(desk, id)) as unknown as Shown;
    // Nobody learns what is watched while it is.
    expect(textOf([events, shown])).not.toMatch(/audit|card_posted/);
  });

  it('found right, is settled with its reason, and the source is told nothing new', async () => {
    const { desk, id, card } = await audited();
    await desk.slack.answer('ana', card, 'audit_right', RIGHT);
    await desk.settled();
    const settled = await desk.slack.again(card);
    expect(textOf(settled.blocks)).toMatch(/It was right.*Within policy/);
    expect(actionsOf(settled)).not.toContain('audit_right');
    const decision = (await expectExecuted(desk, id)) as unknown as Shown;
    expect(decision.audits).toMatchObject([
      { because: 'sampled', status: 'answered', right: true, verdicts: [{ option: 'approve' }] },
    ]);
    expect(decision.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['audit_sampled', 'verdict_given', 'audit_agreed']),
    );
    expect(decision.explanation).toContain('A person checked it afterwards and agreed');
    expect(desk.callbacks.received.map(({ type }) => type)).toEqual(['decision.resolved']);
  });

  it('found wrong, calls back what would have been right and leaves the decision as it ran', async () => {
    const { desk, id, card } = await audited();
    desk.callbacks.answerWith({ status: 200, body: { result: 'reversed' } });
    await desk.slack.answer('ana', card, 'audit_wrong', WRONG);
    const [, told] = await desk.callbacks.count(2);
    expect(told).toMatchObject({
      verified: 'expense-bot',
      type: 'audit.disagreed',
      data: {
        id,
        external_id: 'EXP-40',
        revision: 1,
        executed_option: 'approve',
        correct_option: 'reject',
        reason: WRONG.rationale,
        reason_code: 'duplicate',
      },
    });
    expect(Object.keys(told?.data ?? {})).not.toContain('review_id');
    await until('the source has reversed it', async () =>
      textOf((await desk.slack.again(card)).blocks).includes('expense-bot has reversed it'),
    );
    const decision = (await expectExecuted(desk, id)) as unknown as Shown;
    expect(decision.audits).toMatchObject([{ right: false, verdicts: [{ option: 'reject' }] }]);
    expect(decision.events.map(({ type }) => type)).toContain('remedied');
    const receipts = decision.events.filter(({ type }) => type === 'resolved');
    expect(receipts).toHaveLength(1);
  });

  it('shows what the source did about it later, told with the outcome', async () => {
    const { desk, id, card } = await audited();
    await desk.slack.answer('ana', card, 'audit_wrong', WRONG);
    await desk.callbacks.count(2);
    const outcome = { correct: 'reject', observed_at: '2026-11-22T10:00:00Z', remedy: 'impossible' };
    expect(await desk.expenses.about(id, 'outcome', outcome)).toMatchObject({ status: 201 });
    await until('the card says so', async () =>
      textOf((await desk.slack.again(card)).blocks).includes('expense-bot cannot reverse it'),
    );
  });

  it('asks for what would have been right and why before it takes a no', async () => {
    const { desk, card } = await audited();
    await desk.slack.press('ana', card, 'audit_wrong');
    expect(await desk.slack.fill('ana', { correct_option: 'reject', reason: 'duplicate' })).toMatchObject({
      ok: false,
      errors: { rationale: expect.any(String) },
    });
    expect(await desk.slack.fill('ana', WRONG)).toMatchObject({ ok: true, response_action: 'clear' });
  });

  it('is as closed to others as any review: no role, own request, second press, forged value', async () => {
    const { desk, id, card } = await audited();
    await desk.slack.press('chiara', card, 'audit_wrong');
    expect(await desk.slack.note('chiara')).toContain('You cannot decide this');
    const value = buttonOf(card, 'audit_right')?.value ?? '';
    await desk.slack.press('ana', card, 'audit_right', { value: value.replace(/"[^"]+"\]$/, '"forged"]') });
    expect(await desk.slack.note('ana')).toContain('changed while you were looking');
    await desk.slack.press('ben', card, 'audit_right');
    await desk.slack.answer('ana', card, 'audit_right', RIGHT);
    const late = await desk.slack.fill('ben', RIGHT);
    expect(late).toMatchObject({ response_action: 'update' });
    expect(textOf([late.view?.blocks])).toContain('was first');
    await expectExecuted(desk, id);
  });

  it('lets nobody audit their own request', async () => {
    const desk = await startDesk({
      ...ALL_AUDITED,
      policy: (draft) => {
        ALL_AUDITED.policy?.(draft);
        draft.roles['finance'] = { members: ['dana@example.com'] };
      },
    });
    await desk.expenses.submit({ ...small(), requested_by: { id: 'emp_1', email: 'dana@example.com' } });
    const [card] = await audits(desk);
    await desk.slack.press('dana', card as Message, 'audit_right');
    expect(await desk.slack.note('dana')).toContain('your own request');
  });

  it('can be undone for a while, and nobody outside hears of it before that is over', async () => {
    const { desk, id, card } = await audited({ ...ALL_AUDITED, undoWindow: '10s' });
    await desk.slack.answer('ana', card, 'audit_wrong', WRONG);
    await until('an undo button', async () => actionsOf(await desk.slack.again(card)).includes('undo'));
    expect(textOf([(await desk.expenses.get(id)).events])).not.toMatch(/audit|verdict/);
    await desk.slack.press('ana', card, 'undo');
    await until('the questions', async () => actionsOf(await desk.slack.again(card)).includes('audit_right'));
    await desk.slack.answer('ana', card, 'audit_right', RIGHT);
    await desk.advance(11_000);
    const { audits: shown } = (await expectExecuted(desk, id)) as unknown as Shown;
    expect(shown).toMatchObject([{ right: true }]);
    expect(desk.callbacks.received.map(({ type }) => type)).toEqual(['decision.resolved']);
  });

  it('waits in the queue of those who may answer it', async () => {
    const { desk } = await audited();
    expect(textOf((await desk.slack.home('ana'))?.blocks ?? [])).toContain('1 waits for you');
  });

  it('leaves what people decide alone', async () => {
    const desk = await startDesk(ALL_AUDITED);
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    expect(actionsOf(card)).toContain('verdict_approve');
    await desk.slack.answer('ana', card, 'verdict_reject', {
      reason: 'duplicate',
      rationale: 'Paid in March',
    });
    expect(await desk.expenses.get(body.id)).toMatchObject({ disposition: 'rejected', audits: [] });
  });
});

describe('a miss', () => {
  /** Executes `n` of them, contests the oldest and finds it wrong. */
  const missed = async (n: number) => {
    const desk = await startDesk();
    const ids: string[] = [];
    for (let i = 0; i < n; i++) {
      const { body } = await desk.expenses.submit(small(40, `EXP-${i}`));
      ids.push(body.id);
      await desk.advance((i + 1) * 1000);
    }
    await desk.expenses.about(ids[0] ?? '', 'contest', { by: 'Dana Ruiz', note: 'I never took that taxi' });
    const [card] = await audits(desk);
    await desk.slack.answer('ana', card as Message, 'audit_wrong', WRONG);
    return { desk, ids };
  };

  it('tells the channel what else ran like it, how many and for how much', async () => {
    const { desk } = await missed(4);
    const miss = await missOf(desk);
    expect(textOf(miss.blocks)).toContain('3 others were executed like it and not checked, for 120.00 EUR');
    expect(textOf(miss.blocks)).toContain('low consequence, high confidence');
    expect(actionsOf(miss)).toEqual(['stop_type', 'recheck']);
  });

  it('counts from the last one before it that an audit found right', async () => {
    const desk = await startDesk();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      ids.push((await desk.expenses.submit(small(10, `EXP-${i}`))).body.id);
      await desk.advance((i + 1) * 1000);
    }
    const contest = async (id = '', answer: Record<string, string>) => {
      await desk.expenses.about(id, 'contest', { by: 'Dana', note: 'Look again' });
      const [card] = await audits(desk);
      const action = 'correct_option' in answer ? 'audit_wrong' : 'audit_right';
      await desk.slack.answer('ana', card as Message, action, answer);
      await audits(desk, 0);
    };
    await contest(ids[1], RIGHT);
    await contest(ids[3], WRONG);
    // Not the clean one, not what ran before it, not the wrong one itself.
    expect(textOf((await missOf(desk)).blocks)).toContain('2 others were executed like it');
  });

  it('has them looked at again, newest first, a few at a time, and counts each to its end', async () => {
    const { desk, ids } = await missed(8);
    const miss = await missOf(desk);
    await desk.slack.press('ana', miss, 'recheck');
    const open = await audits(desk, 5);
    expect(open.map(({ text }) => text).join()).toContain('Another look');
    await missOf(desk, '5 open in this channel, 2 to come');
    await desk.slack.press('ana', miss, 'recheck');
    desk.callbacks.answerWith({ status: 200, body: { result: 'impossible' } });
    await desk.slack.answer('ben', open[0] as Message, 'audit_wrong', WRONG);
    await missOf(desk, '1 of 7*, 0 right, 1 wrong (1 cannot be reversed)');
    for (let left = 6; left > 0; left--) {
      await desk.settled();
      const [next] = await audits(desk, Math.min(5, left));
      await desk.slack.answer('ben', next as Message, 'audit_right', RIGHT);
    }
    await missOf(desk, '7 of 7*, 6 right, 1 wrong (1 cannot be reversed); all are answered');
    // One message only: what a re-check finds is counted where it was asked for.
    const misses = (await desk.slack.cards()).filter(({ blocks }) =>
      textOf(blocks).includes('wrong execution'),
    );
    expect(misses).toHaveLength(1);
    const newest = (await desk.expenses.get(ids.at(-1) ?? '')) as unknown as Shown;
    expect(newest.audits).toMatchObject([{ because: 'recheck', right: false }]);
  });

  it('lets only deciders and managers stop and re-check', async () => {
    const { desk } = await missed(2);
    const miss = await missOf(desk);
    for (const action of ['recheck', 'stop_type']) {
      await desk.slack.press('chiara', miss, action);
      await until(`a refusal of ${action}`, async () =>
        (await desk.slack.note('chiara')).includes('*finance* or *finance-leads* or *managers*'),
      );
    }
    expect((await desk.slack.again(miss)).blocks).toEqual(miss.blocks);
    await desk.slack.press('ines', miss, 'stop_type');
    expect(actionsOf(await missOf(desk, 'Stopped'))).toEqual(['recheck']);
    expect((await desk.expenses.submit(small(41))).body).toMatchObject({ status: 'pending' });
  });
});

type Shown = {
  events: { type: string }[];
  audits: { right?: boolean }[];
  explanation: string;
};
