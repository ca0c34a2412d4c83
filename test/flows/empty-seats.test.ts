import { describe, expect, it } from 'vitest';
import { type Desk, type PolicyDraft, startDesk } from '../support/desk.ts';
import { APPROVAL, seats } from '../support/quorums.ts';
import { textOf } from '../support/slack-side.ts';
import { plainExpense } from '../support/submissions.ts';

const MINUTE = 60_000;

/** Finance answers first, then the controllers, whom nobody is. */
const noControllers = (draft: PolicyDraft): void => {
  draft.roles['controllers'] = { members: ['nobody@example.com'] };
  seats(['finance', 'controllers'], { order: 'sequential' })(draft);
  const type = draft.types['expense.report'];
  if (type !== undefined) type['deciders'] = ['finance', 'finance-leads', 'controllers'];
};

/** Expenses for which the first seat has been answered. */
const half = async (desk: Desk, ...euros: number[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const one of euros) {
    const { body } = await desk.expenses.submit(plainExpense(one, 0.8));
    const card = await desk.slack.card('finance-decisions', ({ text }) => text.includes(`${one}`));
    await desk.slack.answer('ben', card, 'verdict_approve', APPROVAL);
    ids.push(body.id);
  }
  await desk.settled();
  return ids;
};

const alerts = (desk: Desk) => desk.slack.messages('handraise-alerts');

describe('a seat for a role that nobody holds', () => {
  it('is told to those who look after the policy once it is asked, once for each decision', async () => {
    const desk = await startDesk({ policy: noControllers });
    await desk.expenses.submit(plainExpense(900, 0.8));
    await desk.advance(10 * MINUTE);
    expect(await alerts(desk)).toEqual([]);
    await half(desk, 901, 902);
    await desk.advance(10 * MINUTE);
    await desk.advance(60 * MINUTE);
    const told = await alerts(desk);
    expect(told.map(({ text }) => text)).toEqual([
      'Nobody holds the role *controllers*, for which 2 decisions wait.',
    ]);
    const said = textOf(told[0]?.blocks ?? []);
    expect(said).toContain('Expense report of 901 EUR (seat 2 of 2)');
    expect(said).toContain('Give somebody the role');
    expect(desk.logged.map(({ msg }) => msg)).toEqual(['decisions wait for a role that nobody holds']);

    await half(desk, 903);
    await desk.advance(10 * MINUTE);
    expect((await alerts(desk)).map(({ text }) => text)).toEqual([
      told[0]?.text,
      'Nobody holds the role *controllers*, for which 1 decision waits.',
    ]);
  });

  it('is told when Slack says so, and not before', async () => {
    const desk = await startDesk({ policy: noControllers });
    await desk.slack.fault({ kind: '500', method: 'users.lookupByEmail', times: 1_000 });
    await half(desk, 901);
    await desk.advance(10 * MINUTE);
    expect(await alerts(desk)).toEqual([]);
    await desk.slack.fault({ kind: 'none' });
    await desk.advance(10 * MINUTE);
    expect(await alerts(desk)).toHaveLength(1);
  });

  it('is not told where somebody holds the role', async () => {
    const desk = await startDesk({
      policy: (draft) => {
        noControllers(draft);
        draft.roles['controllers'] = { usergroup: 'finance-leads' };
      },
    });
    await half(desk, 901);
    await desk.advance(10 * MINUTE);
    expect(await alerts(desk)).toEqual([]);
  });

  it('is not told of a type that has left the policy, which is told by itself', async () => {
    const desk = await startDesk({
      policy: (draft) => {
        noControllers(draft);
        draft.roles['controllers'] = { usergroup: 'finance-leads' };
      },
    });
    await half(desk, 901);
    desk.writePolicy((draft) => {
      delete draft.roles['controllers'];
      delete draft.types['expense.report'];
      delete draft.sources['colleagues'];
      draft.sources['expense-bot'] = { ...draft.sources['expense-bot'], types: ['invoice.payment'] };
    });
    await desk.policy.reread();
    await desk.settled();
    const told = (await alerts(desk)).map(({ text }) => text);
    expect(told).toEqual([expect.stringContaining('of a type that the policy has no more')]);
  });

  it('is told also where all are asked at once, and where the policy has the role no more', async () => {
    const desk = await startDesk({
      policy: (draft) => {
        noControllers(draft);
        seats(['finance', 'controllers'])(draft);
        draft.roles['controllers'] = { usergroup: 'finance-leads' };
      },
    });
    await desk.expenses.submit(plainExpense(901, 0.8));
    await desk.settled();
    desk.writePolicy((draft) => {
      delete draft.roles['controllers'];
      const type = draft.types['expense.report'];
      if (type !== undefined) type['deciders'] = ['finance'];
      delete type?.['quorum'];
    });
    await desk.policy.reread();
    await desk.settled();
    expect((await alerts(desk)).map(({ text }) => text)).toEqual([
      'Nobody holds the role *controllers*, for which 1 decision waits.',
    ]);
  });
});
