import { describe, expect, it } from 'vitest';
import type { Submission } from '../../src/client/contract.ts';
import { ALL_AUDITED, audits, RIGHT, small, WRONG } from '../support/audits.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { buttonOf, type Message, textOf } from '../support/slack-side.ts';
import { plainExpense } from '../support/submissions.ts';

const FINANCE = 'finance-decisions';

/** A review of an expense of so many euros, scored so. */
const raise = async (desk: Desk, euros: number, score: number, over: Partial<Submission> = {}) => {
  const { body } = await desk.expenses.submit(
    plainExpense(euros, score, { external_id: `EXP-${euros}`, ...over }),
  );
  const card = await desk.slack.card(FINANCE, ({ blocks }) => textOf(blocks).includes(`${euros} EUR`));
  return { id: body.id, card };
};

const scored = (model_version: string, confidence = 0.96): Submission['recommendation'] => ({
  option: 'approve',
  confidence,
  model: 'expense-llm',
  model_version,
});

const tell = (desk: Desk, id: string, correct: string) =>
  desk.expenses.about(id, 'outcome', { correct, observed_at: '2026-11-22T10:00:00Z' });

const approve = async (desk: Desk, card: Message): Promise<void> => {
  await desk.slack.answer('ana', card, 'verdict_approve', {
    reason: 'within_policy',
    rationale: 'Receipts are there',
  });
  await desk.settled();
};

/** The first page of a card’s full context. */
const fullContext = async (desk: Desk, user: string, card: Message): Promise<string> => {
  await desk.slack.choose(user, card, 'Full context');
  return textOf((await desk.slack.modal(user)).blocks);
};

describe('the card says of how many checked cases with such a score the AI was right', () => {
  it('from audits and outcomes, each decision once, as its latest truth has it', async () => {
    const desk = await startDesk(ALL_AUDITED);
    const first = await raise(desk, 900, 0.95);
    expect(textOf(first.card.blocks)).toContain('No checked cases yet');

    // Two audits: one right, one wrong.
    const small1 = (await desk.expenses.submit(small(40))).body;
    const small2 = (await desk.expenses.submit(small(50))).body;
    const [one, two] = await audits(desk, 2);
    // An audit is a look of its own: nothing says how often it is right.
    expect(textOf(one?.blocks ?? [])).not.toContain('checked case');
    expect(await fullContext(desk, 'ben', one as Message)).not.toContain('checked case');
    await desk.slack.answer('ana', one as Message, 'audit_right', RIGHT);
    await desk.slack.answer('ana', two as Message, 'audit_wrong', WRONG);
    await desk.settled();
    // What people answered, and an outcome that was known before they did.
    await approve(desk, first.card);
    await tell(desk, first.id, 'reject');
    const early = await raise(desk, 910, 0.92);
    expect(textOf(early.card.blocks)).toContain(
      'Of 3 checked cases scored 87–97 %, it was right in 1 (1–91 %)',
    );
    await tell(desk, early.id, 'approve');
    await approve(desk, early.card);
    const next = await raise(desk, 920, 0.95);
    expect(textOf(next.card.blocks)).toContain(
      'Of 4 checked cases scored 90–100 %, it was right in 2 (7–93 %)',
    );

    // What the audits found turns out otherwise: the last truth stands.
    const wrongOne = textOf(two?.blocks ?? []).includes('Taxi, 50 EUR') ? small2.id : small1.id;
    await tell(desk, wrongOne, 'approve');
    await tell(desk, first.id, 'approve');
    const last = await raise(desk, 930, 0.95);
    expect(textOf(last.card.blocks)).toContain(
      'Of 4 checked cases scored 90–100 %, it was right in 4 (40–100 %)',
    );
    const far = await raise(desk, 940, 0.75);
    expect(textOf(far.card.blocks)).toContain('No checked cases scored 70–80 % yet');
    const all = await fullContext(desk, 'ben', last.card);
    expect(all).toContain('Of 4 checked cases scored 90–100 %');
    expect(all).toContain('no random sample');
    expect(desk.logged).toEqual([]);
  });

  it('of its model in its version, and of others where there is none', async () => {
    const desk = await startDesk();
    const first = await raise(desk, 900, 0, { recommendation: scored('1') });
    await approve(desk, first.card);
    await tell(desk, first.id, 'reject');
    const same = await raise(desk, 910, 0, { recommendation: scored('1') });
    expect(textOf(same.card.blocks)).toContain('The one checked case scored 91–100 % was wrong');
    const newer = await raise(desk, 920, 0, { recommendation: scored('2') });
    expect(textOf(newer.card.blocks)).toContain(
      'No checked case of this model version scored 91–100 % yet; the one of another was wrong',
    );
    await approve(desk, newer.card);
    await tell(desk, newer.id, 'approve');
    const again = await raise(desk, 930, 0, { recommendation: scored('2') });
    expect(textOf(again.card.blocks)).toContain('The one checked case scored 91–100 % was right');
    expect(await fullContext(desk, 'ben', again.card)).toContain(
      'Not counted there, as they are not of this model version: the one of another was wrong',
    );
  });
});

describe('a truth that comes while a card is open', () => {
  const updates = async (desk: Desk) => (await desk.slack.calls('chat.update')).length;

  it('redraws nothing; its buttons still count, and the card says it when it is drawn anew', async () => {
    const desk = await startDesk();
    const known = await raise(desk, 900, 0.95);
    await approve(desk, known.card);
    const open = await raise(desk, 910, 0.95);
    const drawn = await updates(desk);
    await tell(desk, known.id, 'approve');
    await desk.settled();
    expect(await updates(desk)).toBe(drawn);
    expect((await desk.slack.again(open.card)).blocks).toEqual(open.card.blocks);

    await desk.slack.choose('ben', open.card, 'Take it');
    await desk.settled();
    const taken = await desk.slack.again(open.card);
    expect(textOf(taken.blocks)).toContain('The one checked case scored 90–100 % was right');
    const pressed = ({ blocks }: Message) => buttonOf({ blocks }, 'verdict_approve')?.value;
    expect(pressed(taken)).toBe(pressed(open.card));
    // The old card's own button: what it carries is what was decided on, and that is the same.
    await desk.slack.press('ben', open.card, 'verdict_approve', {
      value: buttonOf(open.card, 'verdict_approve')?.value ?? '',
    });
    await desk.slack.modal('ben');
    await desk.slack.fill('ben', { reason: 'within_policy', rationale: 'Receipts are there' });
    await desk.settled();
    expect(await desk.expenses.get(open.id)).toMatchObject({ disposition: 'approved' });
  });

  it('makes a card that is drawn anew be posted once, and one that says the same not at all', async () => {
    const desk = await startDesk();
    const known = await raise(desk, 900, 0.95);
    await approve(desk, known.card);
    const near = await raise(desk, 910, 0.95);
    const drawAnew = async () => {
      const [card] = await desk.app.store.findSurfaces(near.id);
      if (card === undefined) throw new Error('it has no card');
      const due = { wanted: card.wanted + 1, status: 'due', due_at: desk.app.clock.now() } as const;
      await desk.app.store.commit([{ update: 'surfaces', where: { id: card.id }, set: due }]);
      await desk.advance(60_000);
      const [after] = await desk.app.store.findSurfaces(near.id);
      return { drawn: after?.posted === due.wanted, status: after?.status };
    };
    await desk.settled();
    const drawn = await updates(desk);
    expect(await drawAnew()).toEqual({ drawn: true, status: 'posted' });
    expect(await updates(desk)).toBe(drawn);
    await tell(desk, known.id, 'approve');
    expect(await drawAnew()).toEqual({ drawn: true, status: 'posted' });
    expect(await updates(desk)).toBe(drawn + 1);
    expect(await drawAnew()).toEqual({ drawn: true, status: 'posted' });
    expect(await updates(desk)).toBe(drawn + 1);
  });
});
