import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backtest } from '../../src/backtest.ts';
import type { Submission } from '../../src/client/contract.ts';
import type { Route } from '../../src/core/policy/route-result.ts';
import type { Backtest } from '../../src/core/report/backtest.ts';
import { createReplay } from '../../src/core/report/replay-decisions.ts';
import { audits, RIGHT } from '../support/audits.ts';
import { type Desk, openDesk } from '../support/desk.ts';
import type { Message } from '../support/slack-side.ts';
import { plainExpense } from '../support/submissions.ts';

const DAY = 24 * 3_600_000;
const EACH_DAY = 5;
const DAYS = 4;

/** Expenses whose route hangs on everything that is counted. */
const COUNTING = {
  floor: 'auto_execute',
  exposure_cap: { EUR: 250 },
  caution: {
    new_subject: { decisions: 2, raise_bands_by: 0.04 },
    new_policy: { days: 1, raise_bands_by: 0.01 },
  },
  similarity: { computed_from: ['amount', 'category'] },
  peak: { open_above: 2, lower_bands_by: 0.1, audit_share: 0.2 },
  certified: { high: 0.85, by: 'ana@example.com', on: '2020-01-01' },
  rules: [
    { name: 'Often', when: 'stats.subject_requests_7d > 4.0', raise_to: 'review' },
    { name: 'Split', when: 'stats.subject_amount_7d > 260.0', raise_to: 'human_decides' },
    {
      name: 'Known',
      when: 'stats.subject_decisions > 3.0 && stats.subject_requests_7d < 3.0',
      lower_to: 'auto_audit',
    },
    {
      name: 'Wrong',
      when: 'has(stats.subject_error_rate) && stats.subject_error_rate > 0.3',
      raise_to: 'review',
      flag: 'Often wrong about this subject',
    },
    {
      name: 'Overridden',
      when: 'has(stats.subject_override_rate) && stats.subject_override_rate > 0.35',
      raise_to: 'human_decides',
    },
  ],
};

const openCounting = (): Promise<Desk> =>
  openDesk({
    sampling: true,
    policy: (draft) => {
      draft.defaults['audit_share'] = { auto_execute: 0.1, auto_audit: 0.1 };
      draft.types['expense.report'] = { ...draft.types['expense.report'], ...COUNTING };
    },
  });

const of = (subject: string, euros: number, confidence: number, more: Partial<Submission> = {}): Submission =>
  plainExpense(euros, confidence, {
    subject: { id: subject, name: 'Dana Ruiz' },
    signals: { rule_match: 'clear' },
    ...more,
  });

const replayed = async (desk: Desk, since: string, policy = desk.files.policy): Promise<Backtest> => {
  const said: string[] = [];
  const terminal = { say: (line: string) => said.push(line), complain: (line: string) => said.push(line) };
  const now = desk.app.clock.now() + 1;
  expect(await backtest({ ...desk.files, policy, since, json: true }, terminal, now)).toBe(0);
  return JSON.parse(said.join('\n')) as Backtest;
};

/** Many alike at first, then days of expenses: sure and unsure, answered, revised, withdrawn, audited, found out. */
const live = async (desk: Desk, days: number): Promise<void> => {
  for (let n = 0; n < 32; n++) await desk.expenses.submit(of(`old_${n}`, 3 + (n % 3), 0.97));
  await desk.advance(DAY);
  for (let turn = 0; turn < days * EACH_DAY; turn++) {
    const confidence = [0.97, 0.93, 0.97, 0.88, 0.6][turn % EACH_DAY] ?? 0.97;
    const euros = 20 + ((turn * 37) % 90);
    const asked = of(`emp_${turn % 2}`, euros, confidence, { external_id: `EXP-${turn}` });
    const { id, status } = (await desk.expenses.submit(asked)).body;
    if (status === 'pending' && turn % 4 === 0) {
      const facts = { ...asked.facts, amount: { value: euros + 30, currency: 'EUR' } };
      await desk.expenses.submit({ ...asked, facts });
    }
    if (status === 'pending' && turn % 7 === 0) await desk.expenses.about(id, 'cancel', { reason: 'Twice' });
    if (turn % 2 === 0) {
      const correct = turn % 4 === 0 ? 'reject' : 'approve';
      await desk.expenses.about(id, 'outcome', { correct, observed_at: '2026-11-22T10:00:00Z' });
    }
    if (turn % EACH_DAY !== EACH_DAY - 1) continue;
    const day = Math.floor(turn / EACH_DAY);
    await desk.settled();
    await answerSome(desk, day);
    await desk.advance(day === 2 ? 6 * DAY : DAY);
  }
};

/** Known people who asked for nothing lately, an unlike expense, and more in a day than its cap. */
const quietWeekLater = async (desk: Desk): Promise<void> => {
  await desk.advance(9 * DAY);
  for (const subject of ['emp_0', 'emp_1']) await desk.expenses.submit(of(subject, 60, 0.89));
  const facts = { amount: { value: 199, currency: 'EUR' }, category: 'Training', receipts: 1 };
  await desk.expenses.submit(of('old_1', 199, 0.97, { facts }));
  for (const subject of ['old_2', 'old_3', 'old_4', 'old_5'])
    await desk.expenses.submit(of(subject, 90, 0.99));
};

/** People answer what is open, or leave the last of it for another day. */
const answerSome = async (desk: Desk, day: number): Promise<void> => {
  const open = (await desk.slack.cards()).filter(({ blocks }) => JSON.stringify(blocks).includes('verdict_'));
  for (const card of day % 2 === 0 ? open : open.slice(0, -2)) {
    const approves = day % 3 !== 0;
    await desk.slack.press('ana', card, approves ? 'verdict_approve' : 'verdict_reject');
    const asks = JSON.stringify((await desk.slack.modal('ana')).blocks);
    const filled = await desk.slack.fill('ana', {
      reason: approves ? 'within_policy' : 'over_policy_cap',
      rationale: 'As the policy says',
      ...(asks.includes('convinced_by') ? { convinced_by: 'amount' } : {}),
    });
    expect(filled.response_action).toBe('clear');
  }
  for (const card of await openAudits(desk)) await desk.slack.answer('ben', card, 'audit_right', RIGHT);
};

const openAudits = async (desk: Desk): Promise<Message[]> => {
  const cards = await desk.slack.cards();
  const count = cards.filter(({ blocks }) => JSON.stringify(blocks).includes('"audit_right"')).length;
  return count === 0 ? [] : audits(desk, count);
};

describe('a replay by the same policy', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openCounting();
    await live(desk, DAYS);
    await quietWeekLater(desk);
  }, 120_000);
  afterAll(() => desk.stop());

  it('moves nothing, whatever figures the policy looks at', async () => {
    const whole = await replayed(desk, '90d');
    expect(whole.examples).toEqual([]);
    const counts = { decisions: 32 + DAYS * EACH_DAY + 7, less_care: 0, more_care: 0, stopped: 0 };
    expect(whole).toMatchObject({ ...counts, replayed: counts.decisions });
    expect(whole.audits.new).toBeCloseTo(whole.audits.was, 9);
  });

  it('moves nothing either where it begins in the middle, with what came before', async () => {
    const part = await replayed(desk, '15d');
    expect(part.decisions).toBeGreaterThan(5);
    expect(part.decisions).toBeLessThan(DAYS * EACH_DAY);
    expect(part.examples).toEqual([]);
  });

  it('takes the same steps for the same reasons, and each figure has decided something', async () => {
    const policy = desk.policy.current();
    const type = policy.types['expense.report'];
    if (type === undefined) throw new Error('no type');
    const inForce = (await desk.app.store.findPolicySince(policy.version)) ?? 0;
    const [was, is]: [string[], string[]] = [[], []];
    const replay = createReplay(policy, {
      since: 0,
      inForce,
      onRouted: ({ revision }, { route }) => {
        was.push(...stepsOf(revision.route));
        is.push(...stepsOf(route));
      },
    });
    for (const one of await desk.app.store.listPast({ since: 0, limit: 500 })) replay.add(one, type);
    replay.finish();
    expect(is).toEqual(was);
    const told = is.join('\n');
    const silent = [
      'the subject is new',
      'the policy changed less than',
      '85 % is certified',
      'Rule “Known”',
      'Daily cap reached',
      'Unlike earlier cases: similarity',
      ...['Often', 'Split', 'Wrong', 'Overridden'].map((name) => `“${name}”`),
    ].filter((reason) => !told.includes(reason));
    expect(silent).toEqual([]);
  });
});

/** The steps of a route but for its draw and for what only intake does with a later revision. */
const stepsOf = ({ trace, flags }: Route): string[] => [
  ...trace
    .filter(({ step }) => step !== 'sampling' && step !== 'revision')
    .map(({ step, saw, did }) => `${step}: ${saw} → ${did}`),
  ...flags.filter(({ code }) => code !== 'already_waiting').map(({ sentence }) => sentence),
];
