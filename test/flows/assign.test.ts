import { describe, expect, it } from 'vitest';
import { atRisk } from '../../src/usecases/at-risk.ts';
import { type Desk, type PolicyDraft, startDesk } from '../support/desk.ts';
import { actionsOf, type Message, textOf } from '../support/slack-side.ts';
import { expense, plainExpense } from '../support/submissions.ts';

const HOUR = 3_600_000;

const queue =
  (finance: Record<string, unknown>, more: (draft: PolicyDraft) => void = () => undefined) =>
  (draft: PolicyDraft): void => {
    draft.queues['finance'] = { channel: '#finance-decisions', ...finance };
    more(draft);
  };

const given = async (desk: Desk, id: string): Promise<string | undefined> =>
  (await desk.app.store.findCase(id))?.review?.assignee?.name;

const submit = async (desk: Desk, count: number): Promise<string[]> => {
  const { body } = await desk.expenses.batch(
    Array.from({ length: count }, (_, n) =>
      plainExpense(300 + n, 0.8, { external_id: `E${n}`, subject: { id: `emp_${n}`, kind: 'employee' } }),
    ),
  );
  await desk.settled();
  return body.results.map(({ id }) => id);
};

describe('a queue that gives its decisions to single people', () => {
  it('gives each who is there as many in turn, though all come at once; the card says who has it', async () => {
    const desk = await startDesk({ policy: queue({ assign: 'round_robin' }) });
    await desk.slack.person('hugo', { status_emoji: ':palm_tree:' });
    const ids = await submit(desk, 4);
    const names = await Promise.all(ids.map((id) => given(desk, id)));
    const counts = Object.groupBy(names, (name) => name ?? 'nobody');
    expect(Object.fromEntries(Object.entries(counts).map(([name, all]) => [name, all?.length]))).toEqual({
      'Ana Lindqvist': 2,
      'Ben Okafor': 2,
    });
    expect(textOf((await desk.slack.card()).blocks)).toMatch(/Ana Lindqvist|Ben Okafor|<@U[23]>/);
    const { events } = await desk.expenses.get(ids[0] ?? '');
    expect(events.filter(({ type }) => type === 'reassigned')).toMatchObject([{ actor: { kind: 'policy' } }]);
  });

  it('gives nobody more than the cap: the rest is everybody’s until there is room', async () => {
    const desk = await startDesk({ policy: queue({ assign: 'least_loaded', cap: 1 }) });
    const ids = await submit(desk, 4);
    const names = await Promise.all(ids.map((id) => given(desk, id)));
    expect(names.filter((name) => name !== undefined).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'Ana Lindqvist',
      'Ben Okafor',
      'Hugo Martins',
    ]);
  });

  it('never gives somebody their own request, and keeps a subject with whoever answered about it', async () => {
    const desk = await startDesk({ policy: queue({ assign: 'round_robin', sticky: 'subject' }) });
    const own = await desk.expenses.submit(
      expense({ external_id: 'OWN', requested_by: { id: 'x', email: 'ana@example.com' } }),
    );
    await desk.settled();
    expect(await given(desk, own.body.id)).not.toBe('Ana Lindqvist');
    const card = await desk.slack.card();
    await desk.slack.answer('hugo', card, 'verdict_reject', {
      reason: 'duplicate',
      rationale: 'Paid in May',
    });
    await desk.settled();
    const next = await desk.expenses.submit(expense({ external_id: 'NEXT' }));
    await desk.settled();
    expect(await given(desk, next.body.id)).toBe('Hugo Martins');
  });

  it('sends what comes while too many wait to the queue that the policy names', async () => {
    const desk = await startDesk({ policy: queue({ overflow: { above: 2, to: 'payments' } }) });
    const ids = await submit(desk, 3);
    const queues = await Promise.all(ids.map(async (id) => (await desk.app.store.findDecision(id))?.queue));
    expect(queues.filter((name) => name === 'finance')).toHaveLength(2);
    expect(textOf((await desk.slack.card('payments')).blocks)).toContain('Expense report');
  });
});

describe('what will be late', () => {
  it('is known hours ahead from the pace of the queue, with who could take it', async () => {
    const desk = await startDesk({
      policy: queue({}, (draft) => {
        Object.assign(draft, { sla_classes: { urgent: '4h', standard: '4h', complex: '4h' } });
      }),
    });
    for (let n = 0; n < 6; n++) {
      await desk.expenses.submit(expense({ external_id: `A${n}` }));
      const open = (card: Message): boolean => actionsOf(card).includes('verdict_reject');
      await desk.slack.answer('ben', await desk.slack.card('finance-decisions', open), 'verdict_reject', {
        reason: 'duplicate',
        rationale: 'Paid in May',
      });
      await desk.advance(HOUR);
    }
    const ids = await submit(desk, 6);
    const risk = await atRisk(desk.app.world, 'finance');
    expect((risk.pace_ms ?? 0) / HOUR).toBeCloseTo(1, 1);
    // The fourth is due as it is answered; those after it are late.
    expect(risk.items.map(({ decision_id }) => decision_id).slice(-2)).toEqual(ids.slice(-2));
    expect(risk.items.length).toBeLessThanOrEqual(3);
    expect(risk.could_take.map(({ name }) => name)).toContain('Ana Lindqvist');
  });
});
