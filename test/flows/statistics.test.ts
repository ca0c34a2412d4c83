import { describe, expect, it } from 'vitest';
import type { Submission } from '../../src/client/contract.ts';
import { ALL_AUDITED, audits, RIGHT, small, WRONG } from '../support/audits.ts';
import { type Desk, openDesk, startDesk } from '../support/desk.ts';
import { meetAtCommit } from '../support/meet-at-commit.ts';
import type { Message } from '../support/slack-side.ts';
import { plainExpense } from '../support/submissions.ts';

/** A desk whose expenses have these settings as well. */
const deskWith = (settings: Record<string, unknown>): Promise<Desk> =>
  startDesk({
    policy: (draft) => {
      draft.types['expense.report'] = { ...draft.types['expense.report'], ...settings };
    },
  });

const of = (subject: string, euros: number, more: Partial<Submission> = {}): Submission =>
  plainExpense(euros, 0.97, { subject: { id: subject, name: 'Dana Ruiz' }, ...more });

/** All that was counted of a scope, from the first day on. */
const counted = async (desk: Desk, scope: 'type' | 'queue' | 'group', key: string) =>
  (await desk.app.store.sumTallies([{ scope, key: JSON.stringify([key]), from: 0 }]))[0];

const levels = (replies: { route: { level: string } }[]): string[] =>
  replies.map(({ route }) => route.level).sort();

describe('what a subject asks for in a week', () => {
  const split = {
    rules: [
      {
        name: 'Split',
        when: 'stats.subject_amount_7d > 300.0',
        raise_to: 'review',
        flag: 'Asked for in parts',
      },
    ],
  };

  it('counts with what came before, so that a split amount is seen', async () => {
    const desk = await deskWith(split);
    expect((await desk.expenses.submit(of('emp_1', 199))).body.route.level).toBe('auto_execute');
    expect((await desk.expenses.submit(of('emp_2', 199))).body.route.level).toBe('auto_execute');
    const second = (await desk.expenses.submit(of('emp_1', 199))).body;
    expect(second.route.level).toBe('review');
    expect(second.route.flags.map(({ sentence }) => sentence)).toContain('Asked for in parts');
    expect(second.route.trace).toContainEqual({
      step: 'figures',
      saw: 'subject_amount_7d 398',
      did: 'What the rules may look at',
    });
    await desk.advance(8 * 24 * 3_600_000);
    expect((await desk.expenses.submit(of('emp_1', 199))).body.route.level).toBe('auto_execute');
  });

  it('is not passed by asking twice at the same moment', async () => {
    const desk = await deskWith(split);
    const { results } = (await desk.expenses.batch([1, 2, 3, 4].map(() => of('emp_1', 199)))).body;
    expect(levels(results)).toEqual(['auto_execute', 'review', 'review', 'review']);
  });

  it('forgets what was withdrawn, and counts a revision once', async () => {
    const desk = await deskWith(split);
    const big = of('emp_1', 290, { external_id: 'EXP-1' });
    const first = (await desk.expenses.submit(big)).body;
    expect(first.route.level).toBe('review');
    const revised = (await desk.expenses.submit({ ...big, facts: { ...big.facts, receipts: 5 } })).body;
    expect(revised).toMatchObject({ id: first.id, revision: 2 });
    expect(revised.route.trace).toContainEqual(
      expect.objectContaining({ step: 'figures', saw: 'subject_amount_7d 290' }),
    );
    await desk.expenses.about(first.id, 'cancel', { reason: 'entered twice' });
    expect((await desk.expenses.submit(of('emp_1', 199))).body.route.level).toBe('auto_execute');
  });
});

describe('a cap for what runs by itself in a day', () => {
  it('sends everything above it to people, with the reason, until the next day', async () => {
    const desk = await deskWith({ exposure_cap: { EUR: 100 } });
    expect((await desk.expenses.submit(of('emp_1', 60))).body.route.level).toBe('auto_execute');
    const over = (await desk.expenses.submit(of('emp_2', 60))).body;
    expect(over.route.level).toBe('review');
    expect(over.route.flags[0]?.sentence).toBe(
      'Daily cap reached: 60.00 EUR of this type ran by itself today, at most 100.00 EUR may',
    );
    expect((await desk.expenses.submit(of('emp_3', 40))).body.route.level).toBe('auto_execute');
    await desk.advance(24 * 3_600_000);
    expect((await desk.expenses.submit(of('emp_4', 60))).body.route.level).toBe('auto_execute');
  });

  it('holds for any number that come at the same moment', async () => {
    const desk = await deskWith({ exposure_cap: { EUR: 100 } });
    const { results } = (await desk.expenses.batch(Array.from({ length: 6 }, (_, n) => of(`emp_${n}`, 30))))
      .body;
    expect(levels(results).filter((level) => level === 'auto_execute')).toHaveLength(3);
  });
});

it('asks for more confidence until enough about the subject was decided', async () => {
  const desk = await deskWith({ caution: { new_subject: { decisions: 2, raise_bands_by: 0.05 } } });
  const level = async (confidence: number) =>
    (
      await desk.expenses.submit(
        of('emp_1', 40, { recommendation: { option: 'approve', confidence, rationale: 'x' } }),
      )
    ).body.route.level;
  expect(await level(0.93)).toBe('review');
  expect(await level(0.97)).toBe('auto_execute');
  expect(await level(0.97)).toBe('auto_execute');
  expect(await level(0.93)).toBe('auto_execute');
});

it('compares with earlier cases where the source does not', async () => {
  const desk = await deskWith({ similarity: { computed_from: ['amount', 'category'] } });
  const signals = { rule_match: 'clear' as const };
  const many = Array.from({ length: 40 }, (_, n) => of(`emp_${n}`, 30 + (n % 10), { signals }));
  const { results } = (await desk.expenses.batch(many)).body;
  expect(levels(results)).toEqual(many.map(() => 'auto_execute'));
  const usual = (await desk.expenses.submit(of('emp_x', 36, { signals }))).body;
  expect(usual.route.flags).toEqual([]);
  const odd = (
    await desk.expenses.submit(
      of('emp_x', 190, {
        signals,
        facts: { amount: { value: 190, currency: 'EUR' }, category: 'Training', receipts: 3 },
      }),
    )
  ).body;
  expect(odd.route.flags.map(({ code, sentence }) => [code, sentence])).toContainEqual([
    'dissimilar',
    expect.stringMatching(/^Unlike earlier cases: similarity \d+(\.\d)? %$/),
  ]);
});

describe('running counts', () => {
  it('know what waits, what ended and what people changed, each once', async () => {
    const desk = await openDesk();
    try {
      const { body } = await desk.expenses.submit(of('emp_1', 900));
      expect(await counted(desk, 'queue', 'finance')).toMatchObject({ cases: 1 });
      await desk.slack.answer('ana', await desk.slack.card(), 'verdict_reject', {
        reason: 'over_policy_cap',
        rationale: 'Above the cap',
      });
      await desk.settled();
      expect((await desk.expenses.get(body.id)).status).toBe('resolved');
      expect(await counted(desk, 'queue', 'finance')).toMatchObject({ cases: 0 });
      for (const [scope, key] of [
        ['type', 'expense.report'],
        ['group', 'finance'],
      ] as const)
        expect(await counted(desk, scope, key)).toMatchObject({ cases: 1, reviewed: 1, overridden: 1 });
    } finally {
      await desk.stop();
    }
  });

  it('take the last of several truths about a decision, however they come', async () => {
    const desk = await deskWith({});
    const { id } = (await desk.expenses.submit(of('emp_1', 40))).body;
    const tell = (correct: string) =>
      desk.expenses.about(id, 'outcome', { correct, observed_at: '2026-11-22T10:00:00Z' });
    expect((await tell('reject')).status).toBeLessThan(300);
    expect(await counted(desk, 'type', 'expense.report')).toMatchObject({ checked: 1, wrong: 1 });
    await Promise.all([tell('approve'), tell('approve')]);
    expect(await counted(desk, 'type', 'expense.report')).toMatchObject({ checked: 1, wrong: 0 });
  });

  describe('of a decision with both an audit and an outcome', () => {
    const OBSERVED = '2026-11-22T10:00:00Z';
    const audited = async () => {
      const desk = await startDesk(ALL_AUDITED);
      const { id } = (await desk.expenses.submit(small())).body;
      const [card] = await audits(desk);
      return {
        desk,
        found: () => counted(desk, 'type', 'expense.report'),
        tell: (correct: string) => desk.expenses.about(id, 'outcome', { correct, observed_at: OBSERVED }),
        audit: async (right: boolean) => {
          const answer = right ? RIGHT : WRONG;
          const action = right ? 'audit_right' : 'audit_wrong';
          await desk.slack.answer('ana', card as Message, action, answer);
          await desk.settled();
        },
      };
    };

    it('count it once, and the outcome that comes last stands', async () => {
      const { found, audit, tell } = await audited();
      await audit(true);
      expect(await found()).toMatchObject({ checked: 1, wrong: 0 });
      await tell('reject');
      expect(await found()).toMatchObject({ checked: 1, wrong: 1 });
    });

    it('count it once, and the audit that comes last stands', async () => {
      const { found, audit, tell } = await audited();
      await tell('approve');
      await audit(false);
      expect(await found()).toMatchObject({ checked: 1, wrong: 1 });
      await tell('approve');
      expect(await found()).toMatchObject({ checked: 1, wrong: 0 });
    });

    it('count it once when both come at the same moment', async () => {
      const { desk, found, audit, tell } = await audited();
      meetAtCommit(desk, 2, ({ table }) => table === 'reviews' || table === 'outcomes');
      await Promise.all([audit(false), tell('reject')]);
      expect(await found()).toMatchObject({ checked: 1, wrong: 1 });
    });
  });

  it('count a truth that was told before people answered, with their answer', async () => {
    const desk = await deskWith({});
    const { id } = (await desk.expenses.submit(of('emp_1', 900))).body;
    await desk.expenses.about(id, 'outcome', { correct: 'reject', observed_at: '2026-11-22T10:00:00Z' });
    expect(await counted(desk, 'type', 'expense.report')).toMatchObject({ checked: 0 });
    await desk.slack.answer('ana', await desk.slack.card(), 'verdict_approve', {
      reason: 'within_policy',
      rationale: 'Receipts are there',
    });
    await desk.settled();
    for (const [scope, key] of [
      ['type', 'expense.report'],
      ['group', 'finance'],
    ] as const)
      expect(await counted(desk, scope, key)).toMatchObject({ cases: 1, checked: 1, wrong: 1 });
  });

  it('of shadow sources are their own', async () => {
    const desk = await startDesk({
      policy: (draft) => {
        draft.sources['expense-bot'] = { ...draft.sources['expense-bot'], mode: 'shadow' };
        draft.types['expense.report'] = { ...draft.types['expense.report'], exposure_cap: { EUR: 50 } };
      },
    });
    expect((await desk.expenses.submit(of('emp_1', 40))).body.route.level).toBe('auto_execute');
    expect((await desk.expenses.submit(of('emp_2', 40))).body.route.level).toBe('review');
    expect(await counted(desk, 'queue', 'finance')).toMatchObject({ cases: 0 });
    expect(await counted(desk, 'type', 'expense.report')).toMatchObject({ cases: 0 });
  });
});
