import { describe, expect, it } from 'vitest';
import { type Desk, type DeskOptions, startDesk } from '../support/desk.ts';
import { pressSignedAs } from '../support/forged-press.ts';
import { homeOf } from '../support/home-side.ts';
import { APPROVAL } from '../support/quorums.ts';
import { buttonOf, textOf } from '../support/slack-side.ts';
import { expense, plainExpense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const DAY_MS = 86_400_000;

/** Ana alone leads; Farah decides nothing of her own. */
const anaLeads: NonNullable<DeskOptions['policy']> = ({ roles, types }) => {
  roles['finance-leads'] = { members: ['ana@example.com'] };
  const type = types['expense.report'];
  if (type !== undefined) type['deciders'] = ['finance-leads'];
};

/** What the command answers to somebody. */
const said = async (desk: Desk, who: string, text: string): Promise<string> => {
  const before = (await desk.slack.messages('general', who)).length;
  await desk.slack.command(who, text, 'general');
  return until('an answer to the command', async () => {
    const all = await desk.slack.messages('general', who);
    return all.length > before ? all.at(-1)?.text : undefined;
  });
};

const raised = async (desk: Desk, submission = plainExpense(900, 0.8)) => {
  const { body } = await desk.expenses.submit(submission);
  return { id: body.id, card: await desk.slack.card() };
};

describe('standing in for somebody', () => {
  it('is set by a command, told to whoever is named, and lets them decide, for that person', async () => {
    const desk = await startDesk({ policy: anaLeads });
    const { id, card } = await raised(desk);
    await desk.slack.press('chiara', card, 'verdict_approve');
    expect(await desk.slack.note('chiara')).toContain('You cannot decide this');

    expect(await said(desk, 'ana', 'delegate @chiara for 3 days trade fair')).toContain(
      '*Chiara Moretti* stands in for you until',
    );
    await desk.settled();
    expect((await desk.slack.directs('chiara')).at(-1)?.text).toContain(
      '*Ana Lindqvist* asks you to stand in',
    );
    expect(textOf((await desk.slack.home('chiara'))?.blocks ?? [])).toContain('1 waits for you');

    await desk.slack.press('chiara', card, 'verdict_approve');
    expect(textOf((await desk.slack.modal('chiara')).blocks)).toContain('You answer for *Ana Lindqvist*');
    await desk.slack.fill('chiara', APPROVAL);
    await desk.settled();
    expect(textOf((await desk.slack.again(card)).blocks)).toContain('for Ana Lindqvist');
    const { verdicts } = await desk.expenses.get(id, 5);
    expect(verdicts).toMatchObject([{ by: { name: 'Chiara Moretti' }, for: { name: 'Ana Lindqvist' } }]);
  });

  it('ends by itself, and when it is ended, of which the other is told', async () => {
    const desk = await startDesk({ policy: anaLeads });
    const { card } = await raised(desk);
    await said(desk, 'ana', 'delegate @chiara for 3 days');
    expect(await said(desk, 'chiara', 'delegate list')).toContain('You stand in for *Ana Lindqvist* until');
    await desk.advance(3 * DAY_MS + 1_000);
    await desk.slack.press('chiara', card, 'verdict_approve');
    expect(await desk.slack.note('chiara')).toContain('You cannot decide this');

    await said(desk, 'ana', 'delegate @farah');
    expect(await said(desk, 'ana', 'delegate list')).toContain(
      '*Farah Haddad* stands in for you until further',
    );
    expect(await said(desk, 'ana', 'delegate end')).toBe('Farah Haddad stands in for you no more.');
    await desk.settled();
    expect((await desk.slack.directs('farah')).at(-1)?.text).toContain(
      'You stand in for *Ana Lindqvist* no more',
    );
    expect(await said(desk, 'ana', 'delegate end')).toContain('nothing to end');
    expect(await said(desk, 'ana', 'delegate list')).toContain('Nobody stands in for you');
  });

  it.each([
    ['@ana', 'Nobody stands in for themselves'],
    ['@handraise', 'cannot stand in for you'],
    ['ben', 'Say who stands in for you'],
    ['@ben until 5/12', 'can be read in two ways'],
    ['@ben until yesterday', 'no day or time that can be read'],
    ['@ben until 2026-01-01', 'is over already'],
  ])('is not set by `delegate %s`', async (text, sentence) => {
    const desk = await startDesk({ policy: anaLeads });
    expect(await said(desk, 'ana', `delegate ${text}`)).toContain(sentence);
    expect(await said(desk, 'ana', 'delegate list')).toContain('Nobody stands in for you');
  });

  it('is for twenty people at a time: one more is refused, another time for one of them is not', async () => {
    const desk = await startDesk({ policy: anaLeads });
    await said(desk, 'ana', 'delegate @chiara');
    const now = desk.app.clock.now();
    const [first] = await desk.app.store.findDelegationsFrom(desk.slack.userId('ana'), now);
    if (first === undefined) throw new Error('nobody stands in for Ana');
    const others = Array.from({ length: 19 }, (_, i) => ({ ...first, id: `dlg_${i}`, to_id: `U0NO${i}` }));
    await desk.app.store.commit(others.map((row) => ({ insert: 'delegations', row })));
    expect(await said(desk, 'ana', 'delegate @farah')).toContain('20 people stand in for you already');
    expect(await desk.slack.directs('farah')).toEqual([]);
    expect(await said(desk, 'ana', 'delegate @chiara for 3 days')).toContain('stands in for you until');
    await said(desk, 'ana', 'delegate end @chiara');
    expect(await said(desk, 'ana', 'delegate @farah')).toContain('*Farah Haddad* stands in for you');
  });

  it('decides nothing that the absent person asked for, also by a forged press', async () => {
    const desk = await startDesk({
      policy: (draft) => {
        draft.roles['finance'] = { members: ['ben@example.com', 'dana@example.com'] };
      },
    });
    await said(desk, 'dana', 'delegate @chiara');
    const { id, card } = await raised(desk, expense());
    await desk.settled();
    await desk.slack.press('chiara', card, 'verdict_approve');
    expect(await desk.slack.note('chiara')).toContain('whose own request this is');
    const value = buttonOf(card, 'verdict_approve')?.value ?? '';
    await pressSignedAs(desk, desk.slack.userId('chiara'), card, { action_id: 'verdict_approve', value });
    expect(await desk.slack.modals('chiara')).toEqual([]);
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'pending' });
  });

  it('keeps nobody from answering as themselves: who asked cannot name those away who would decide', async () => {
    const desk = await startDesk({
      policy: (draft) => {
        draft.roles['finance'] = { members: ['ben@example.com', 'dana@example.com'] };
      },
    });
    const { id, card } = await raised(desk, expense());
    await said(desk, 'dana', 'delegate @ben');
    await desk.settled();
    expect(await homeOf(desk, 'ben').open()).toContain('1 waits for you');
    await desk.slack.answer('ben', card, 'verdict_approve', APPROVAL);
    const ended = await desk.expenses.get(id, 5);
    expect(ended).toMatchObject({ disposition: 'approved' });
    expect(ended.verdicts.map(({ by, for: other }) => [by.name, other])).toEqual([['Ben Okafor', undefined]]);
  });

  it('lets nobody decide who is not of this workspace, or is no more', async () => {
    const desk = await startDesk({ policy: anaLeads });
    await said(desk, 'ana', 'delegate @chiara');
    const { id, card } = await raised(desk);
    await desk.settled();
    const refused = async (team?: string) => {
      await desk.slack.press('chiara', card, 'verdict_approve', team === undefined ? {} : { team });
      expect(await desk.slack.note('chiara')).toContain('You cannot decide this');
      expect(await desk.slack.modals('chiara')).toEqual([]);
    };
    await refused('T0OTHER');
    await desk.slack.person('chiara', { deactivated: true });
    await refused();
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'pending' });
  });

  it('leaves a decision to others where somebody without the role names them: they are given nothing by it', async () => {
    const desk = await startDesk({ policy: anaLeads });
    await said(desk, 'dana', 'delegate @ana');
    const { id, card } = await raised(desk, expense());
    await desk.settled();
    await desk.slack.answer('ana', card, 'verdict_approve', APPROVAL);
    expect(await desk.expenses.get(id, 5)).toMatchObject({ disposition: 'approved' });
  });

  it('takes no answer when it ended while the form was open', async () => {
    const desk = await startDesk({ policy: anaLeads });
    await said(desk, 'ana', 'delegate @chiara');
    const { id, card } = await raised(desk);
    await desk.slack.press('chiara', card, 'verdict_approve');
    await desk.slack.modal('chiara');
    await said(desk, 'ana', 'delegate end @chiara');
    const late = await desk.slack.fill('chiara', APPROVAL);
    expect(JSON.stringify(late.view)).toContain('You cannot decide this');
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'pending' });
  });
});

describe('being away', () => {
  it('is said and ended by a command, which tells what was decided meanwhile', async () => {
    const desk = await startDesk({ policy: anaLeads });
    expect(await said(desk, 'ana', 'away for 3 days')).toContain('Nobody stands in for you');
    await said(desk, 'ana', 'delegate @chiara for 3 days');
    expect(await said(desk, 'ana', 'away for 3 days')).toContain('Chiara Moretti stands in for you');
    const { card } = await raised(desk);
    await desk.slack.answer('chiara', card, 'verdict_approve', APPROVAL);
    await desk.settled();
    const back = await said(desk, 'ana', 'back');
    expect(back).toContain('*Decided in your stead*');
    expect(back).toContain('Expense report of 900 EUR: *approve*, Chiara Moretti');
    expect(back).toContain('*Chiara Moretti* still stands in for you');
    expect(await said(desk, 'ana', 'back')).toContain('You were not marked as away');
  });

  it('tells of no sensitive fact in a title: a role may have been lost meanwhile', async () => {
    const desk = await startDesk({
      policy: (draft) => {
        anaLeads(draft);
        const facts = draft.types['expense.report']?.['facts'] as Record<string, unknown>;
        facts['category'] = { kind: 'text', sensitive: true };
      },
    });
    await said(desk, 'ana', 'delegate @chiara for 3 days');
    await said(desk, 'ana', 'away for 3 days');
    const facts = { ...plainExpense(900, 0.8).facts, category: 'Bail for Dana' };
    const { card } = await raised(desk, {
      ...plainExpense(900, 0.8),
      title: 'Bail for Dana, 900 EUR',
      facts,
    });
    await desk.slack.answer('chiara', card, 'verdict_approve', APPROVAL);
    await desk.settled();
    const back = await said(desk, 'ana', 'back');
    expect(back).toContain('900 EUR: *approve*, Chiara Moretti');
    expect(back).not.toContain('Bail');
  });

  it('ends by itself, with one message about all of it and none where there was nothing', async () => {
    const desk = await startDesk({ policy: anaLeads });
    await said(desk, 'ana', 'delegate @chiara for 3 days');
    await said(desk, 'ana', 'away for 3 days');
    for (const euros of [900, 950]) {
      await desk.expenses.submit(plainExpense(euros, 0.8));
      const card = await desk.slack.card(undefined, ({ text }) => text.includes(String(euros)));
      await desk.slack.answer('chiara', card, 'verdict_approve', APPROVAL);
      await desk.settled();
    }
    const summaries = async () =>
      (await desk.slack.directs('ana')).filter(({ text }) => text.includes('Decided in your stead'));
    await desk.settled();
    expect(await summaries()).toEqual([]);
    await desk.advance(3 * DAY_MS + 1_000);
    for (let tick = 0; tick < 3; tick++) await desk.settled();
    await desk.settled();
    const told = await summaries();
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toMatch(/900 EUR[^]*950 EUR/);
  });
});
