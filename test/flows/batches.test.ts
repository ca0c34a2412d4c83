import { describe, expect, it } from 'vitest';
import { decodePress } from '../../blocks/wire.ts';
import { type Desk, type PolicyDraft, startDesk } from '../support/desk.ts';
import { homeOf } from '../support/home-side.ts';
import { type Modal, textOf } from '../support/slack-side.ts';
import { plainExpense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const WHY = { reason: 'within_policy', rationale: 'All within the meal allowance' };

type Accessory = { action_id?: string; value?: string };
const rowsOf = ({ blocks }: Modal) =>
  blocks.flatMap((block) => {
    const { action_id, value = '' } = (block['accessory'] ?? {}) as Accessory;
    return action_id === 'batch_open' ? [{ value, words: textOf([block]) }] : [];
  });

/** Small expenses that the AI is not quite sure of; ana has their batch open. */
const batchOf = async (count: number, policy?: (draft: PolicyDraft) => void) => {
  const desk = await startDesk(policy === undefined ? {} : { policy });
  const { body } = await desk.expenses.batch(
    Array.from({ length: count }, (_, n) =>
      plainExpense(40 + n, 0.8, { external_id: `EXP-${n}`, title: `Lunch ${n}.` }),
    ),
  );
  const ids = body.results.map(({ id }) => id);
  const ana = homeOf(desk, 'ana');
  await ana.open();
  await ana.shows(`*${count} × `);
  await ana.press('batch');
  return { desk, ids, ana, modal: await desk.slack.modal('ana') };
};

/** Opens all that are marked, and closes what was opened. */
const openMarked = async (desk: Desk, modal: Modal, who = 'ana'): Promise<string[]> => {
  const marked = rowsOf(modal).filter(({ words }) => words.includes('open this one first'));
  const user = desk.slack.userId(who);
  for (const { value } of marked) {
    await desk.slack.post('view-press', { user, view_id: modal.id, action_id: 'batch_open', value });
    const top = await desk.slack.modal(who);
    expect(top.callback_id).toBe('full_context_modal');
    await desk.slack.post('close', { user, view_id: top.id });
  }
  return marked.map(({ value }) => decodePress(value)?.review_id ?? '');
};

const statuses = (desk: Desk, ids: string[]) =>
  Promise.all(ids.map(async (id) => (await desk.expenses.get(id)).status));

describe('decisions that are alike', () => {
  it('are decided together as recommended, once those drawn were opened', async () => {
    const { desk, ids, modal } = await batchOf(4);
    expect(textOf(modal.blocks)).toMatch(
      /\*4 decisions, 166\.00 EUR together\*\\nThe AI recommends \*approve\* for all of these/,
    );
    const marked = await openMarked(desk, modal);
    expect(marked.length).toBeGreaterThan(0);
    expect(textOf((await desk.slack.modal('ana')).blocks)).not.toContain('open this one first');
    const sent = await desk.slack.fill('ana', WHY);
    expect(textOf(sent.view?.blocks ?? [])).toContain('4 decided together, 166.00 EUR in all: *Approve*.');
    await desk.settled();
    const cases = await Promise.all(ids.map((id) => desk.app.store.findCase(id)));
    const verdicts = cases.map((kase) => kase?.review?.verdicts.at(-1));
    expect(verdicts.map((verdict) => verdict?.option)).toEqual(Array(4).fill('approve'));
    expect(new Set(verdicts.map((verdict) => verdict?.batch?.id)).size).toBe(1);
    // Only what was looked at by itself says that the AI was right.
    const opened = cases.filter((kase) => marked.includes(kase?.review?.id ?? ''));
    expect(verdicts.filter((verdict) => verdict?.batch?.opened === true)).toHaveLength(opened.length);
    expect((await desk.slack.cards()).every(({ text }) => !text.includes('Review:'))).toBe(true);
  });

  it('count as opened also while somebody else has their forms open', async () => {
    const { desk, ids, modal } = await batchOf(3);
    await desk.settled();
    for (const card of await desk.slack.cards()) {
      await desk.slack.press('ben', card, 'verdict_approve');
      await desk.slack.modal('ben');
    }
    const holders = () =>
      Promise.all(ids.map(async (id) => (await desk.app.store.findCase(id))?.review?.claim?.by.name));
    const bens = (names: unknown[]): boolean => names.every((name) => name === 'Ben Okafor');
    // Who has a form open is kept after it is there.
    await until('ben has all of them open', async () => bens(await holders()));
    await openMarked(desk, modal);
    expect(textOf((await desk.slack.modal('ana')).blocks)).not.toContain('open this one first');
    expect(await holders()).toSatisfy(bens);
  });

  it('are not decided together by somebody who could only recommend them', async () => {
    const desk = await startDesk({
      policy: (draft) => {
        const authority = [
          { role: 'finance', up_to: { EUR: 41 } },
          { role: 'finance-leads', up_to: { EUR: 5_000 } },
        ];
        Object.assign(draft, { authority });
      },
    });
    const { body } = await desk.expenses.batch(
      Array.from({ length: 4 }, (_, n) =>
        plainExpense(40 + n, 0.8, { external_id: `EXP-${n}`, title: `Lunch ${n}.` }),
      ),
    );
    const ben = homeOf(desk, 'ben');
    await ben.open();
    await ben.shows('*4 × ');
    await ben.press('batch');
    expect(rowsOf(await desk.slack.modal('ben')).map(({ words }) => /Lunch \d/.exec(words)?.[0])).toEqual([
      'Lunch 0',
      'Lunch 1',
    ]);
    desk.writePolicy((draft) =>
      Object.assign(draft, { authority: [{ role: 'finance', up_to: { EUR: 1 } }] }),
    );
    await desk.policy.reread();
    const modal = await desk.slack.modal('ben');
    await openMarked(desk, modal, 'ben');
    const sent = await desk.slack.fill('ben', WHY);
    expect(textOf([sent.view])).toContain('Nothing of this batch was decided');
    const ids = body.results.map(({ id }) => id);
    for (const kase of await Promise.all(ids.map((id) => desk.app.store.findCase(id))))
      expect(kase?.review).toMatchObject({ status: 'open', verdicts: [], endorsements: [] });
  });

  it('are not decided while one that was drawn is unopened', async () => {
    const { desk, ids } = await batchOf(3);
    const sent = await desk.slack.fill('ana', WHY);
    // What is filled in stays, and the marked one can be opened now.
    expect(sent.response_action).toBe('errors');
    expect(sent.errors?.['reason']).toMatch(/^Open “.*” above first/);
    expect(await statuses(desk, ids)).toEqual(['pending', 'pending', 'pending']);
  });

  it('dissolve when one of them was answered otherwise, changed or withdrawn meanwhile', async () => {
    const { desk, ids, modal } = await batchOf(3);
    await openMarked(desk, modal);
    await desk.expenses.submit(
      plainExpense(45, 0.8, { external_id: 'EXP-0', title: 'Lunch 0, with a guest' }),
    );
    const sent = await desk.slack.fill('ana', WHY);
    expect(textOf(sent.view?.blocks ?? [])).toMatch(
      /Nothing of this batch was decided\.[^]*Lunch 0[^]*revision 2 stands now/,
    );
    expect(await statuses(desk, ids)).toEqual(['pending', 'pending', 'pending']);
  });

  it('are told apart where it fails on its way: those that were decided, and those that still wait', async () => {
    const { desk, ids, modal } = await batchOf(4);
    await openMarked(desk, modal);
    const { store } = desk.app;
    const { commit } = store;
    let verdicts = 0;
    store.commit = (change) => {
      const isVerdict = change.some((write) => 'insert' in write && write.insert === 'answers');
      return isVerdict && ++verdicts > 2 ? Promise.reject(new Error('the disk is full')) : commit(change);
    };
    const sent = await desk.slack.fill('ana', WHY);
    store.commit = commit;
    const said = textOf(sent.view?.blocks ?? []);
    expect(said).toMatch(
      /2 decided together, \d\d\.00 EUR in all[^]*2 not:[^]*something went wrong on our side/,
    );
    await desk.settled();
    expect((await statuses(desk, ids)).toSorted()).toEqual(['pending', 'pending', 'resolved', 'resolved']);
    expect(desk.logged.map(({ msg }) => msg)).toContain('a batch failed on its way');
  });

  it('show no sum where not all of their amounts may be seen', async () => {
    const { modal } = await batchOf(3, ({ types }) => {
      Object.assign(types['expense.report'] ?? {}, {
        question: 'Approve this expense report?',
        sensitive_roles: ['payments'],
      });
      const facts = types['expense.report']?.['facts'] as Record<string, Record<string, unknown>>;
      facts['amount'] = { ...facts['amount'], sensitive: true };
    });
    const said = textOf(modal.blocks);
    expect(said).toContain('The AI recommends *approve* for all of these');
    expect(said).not.toMatch(/together|\d EUR/);
  });

  it('need a reason and a text for all', async () => {
    const { desk } = await batchOf(2);
    const sent = await desk.slack.fill('ana', { reason: 'within_policy', rationale: ' ' });
    expect(!sent.ok || sent.response_action === 'errors').toBe(true);
  });

  it('are offered neither for medium consequence nor when they are alone', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(plainExpense(40, 0.8, { title: 'Lunch' }));
    for (const n of [1, 2])
      await desk.expenses.submit(plainExpense(900, 0.8, { external_id: `BIG-${n}`, title: `Trip ${n}` }));
    expect(await homeOf(desk, 'ana').open()).not.toContain('Decide together');
  });

  it('are offered to nobody who asked for one of them', async () => {
    const { desk } = await batchOf(2);
    expect(await homeOf(desk, 'greta').open()).not.toContain('Decide together');
  });
});
