import { describe, expect, it } from 'vitest';
import { type Desk, type DeskOptions, startDesk } from '../support/desk.ts';
import { meetAtCommit } from '../support/meet-at-commit.ts';
import { APPROVAL, REJECTION, seats } from '../support/quorums.ts';
import { actionsOf, type Message, textOf } from '../support/slack-side.ts';
import { plainExpense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

/** An expense of 900 EUR that these seats have to answer. */
const raised = async (
  roles: string[],
  over: Record<string, unknown> = {},
  options: DeskOptions = {},
): Promise<{ desk: Desk; id: string; card: Message }> => {
  const desk = await startDesk({ ...options, policy: seats(roles, over) });
  const { body } = await desk.expenses.submit(plainExpense(900, 0.8));
  return { desk, id: body.id, card: await desk.slack.card() };
};

/** Answers, and gives the card as it stands then. */
const answered = async (
  { desk, card }: { desk: Desk; card: Message },
  who: string,
  action: string,
  values: Record<string, unknown>,
): Promise<Message> => {
  await desk.slack.answer(who, card, action, values);
  await desk.settled();
  return desk.slack.again(card);
};

const wordsOf = ({ blocks }: { blocks: unknown[] }): string => textOf(blocks);

/** The newest private note of somebody, with its buttons. */
const privateNote = (desk: Desk, who: string): Promise<Message> =>
  until(`a private note for ${who}`, async () =>
    (await desk.slack.messages('finance-decisions', who)).findLast(({ ephemeral }) => ephemeral),
  );

describe('several who must answer', () => {
  it('are shown by seat: who has answered, not what they said, and who is still asked', async () => {
    const on = await raised(['finance-leads', 'finance']);
    expect(wordsOf(on.card)).toContain('*2 people must answer*; one rejection ends it.');
    expect(wordsOf(on.card)).toContain('1. Finance-leads: still to answer');
    const half = await answered(on, 'ben', 'verdict_approve', APPROVAL);
    expect(wordsOf(half)).toContain('2. Finance: Ben Okafor has answered');
    expect(wordsOf(half)).not.toContain('receipts are complete');
    expect(actionsOf(half)).toContain('verdict_approve');
    expect(await on.desk.expenses.get(on.id)).toMatchObject({ status: 'pending', verdicts: [] });
    expect(on.desk.callbacks.received).toEqual([]);

    const settled = await answered(on, 'ana', 'verdict_approve', APPROVAL);
    expect(wordsOf(settled)).toContain('Also answered: Ben Okafor (approve)');
    const { verdicts, quorum } = await on.desk.expenses.get(on.id, 5);
    expect(verdicts.map(({ by, seat }) => [by.name, seat])).toEqual([
      ['Ben Okafor', 2],
      ['Ana Lindqvist', 1],
    ]);
    expect(quorum).toMatchObject({ given: 2, needed: 2 });
    expect(await on.desk.callbacks.count(1)).toHaveLength(1);
  });

  it('are told in the form which seat their answer takes', async () => {
    const { desk, card } = await raised(['finance-leads', 'any']);
    await desk.slack.press('ben', card, 'verdict_approve');
    expect(textOf((await desk.slack.modal('ben')).blocks)).toContain(
      'Your answer takes seat 2 of 2, which anybody who may decide can take.',
    );
    await desk.slack.press('ana', card, 'verdict_approve');
    expect(textOf((await desk.slack.modal('ana')).blocks)).toContain(
      'Your answer takes seat 1 of 2, for the role *finance-leads*.',
    );
  });

  it('end with one rejection, and the source learns of that one', async () => {
    const on = await raised(['finance-leads', 'finance']);
    const settled = await answered(on, 'ben', 'verdict_reject', REJECTION);
    expect(wordsOf(settled)).toContain('*Rejected*');
    expect(await on.desk.expenses.get(on.id, 5)).toMatchObject({ disposition: 'rejected' });
  });

  it('are asked no more once they have answered, and nobody is for whom no seat is left', async () => {
    const on = await raised(['finance-leads', 'finance']);
    const half = await answered(on, 'ben', 'verdict_approve', APPROVAL);
    const { desk } = on;
    await desk.slack.press('ben', half, 'verdict_approve');
    expect(await desk.slack.note('ben')).toContain('You have answered this already');
    expect(textOf((await desk.slack.home('ben'))?.blocks ?? [])).toContain('Nothing waits for you');
    expect(textOf((await desk.slack.home('hugo'))?.blocks ?? [])).toContain('1 waits for you');
    expect(await desk.slack.modals('ben')).toEqual([]);
  });

  it('can take their own answer back from a private note, until the others have answered', async () => {
    const on = await raised(['finance-leads', 'finance']);
    const { desk, id } = on;
    await answered(on, 'ben', 'verdict_approve', APPROVAL);
    const note = await privateNote(desk, 'ben');
    expect(textOf(note.blocks)).toContain('1 more person has to answer');
    await desk.slack.press('ben', note, 'undo');
    await desk.settled();
    expect(wordsOf(await desk.slack.again(on.card))).toContain('2. Finance: still to answer');
    await answered(on, 'ana', 'verdict_approve', APPROVAL);
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'pending' });
  });

  it('can take it back from Full context as well, and nobody else can', async () => {
    const on = await raised(['finance-leads', 'finance']);
    const { desk } = on;
    const half = await answered(on, 'ben', 'verdict_approve', APPROVAL);
    const menu = buttonValue(half, 'full_context');
    await desk.slack.press('ana', half, 'more', { selected: menu });
    expect(textOf((await desk.slack.modal('ana')).blocks)).not.toContain('Take it back');
    await desk.slack.press('ben', half, 'more', { selected: menu });
    expect(textOf((await desk.slack.modal('ben')).blocks)).toContain('Take it back');
  });

  it('agree on one thing: whoever approves other values asks those before again, by name', async () => {
    const on = await raised(['finance-leads', 'finance']);
    await answered(on, 'ben', 'verdict_approve', APPROVAL);
    const changed = await answered(on, 'ana', 'modify', {
      'fact:amount': '850',
      reason: 'partly_private',
      rationale: 'One dinner was private',
    });
    expect(wordsOf(changed)).toContain('1. Finance-leads: Ana Lindqvist has answered');
    expect(wordsOf(changed)).toContain('2. Finance: still to answer');
    expect(wordsOf(changed)).toContain('Amount: 900.00 EUR → *850.00 EUR*');
    await on.desk.slack.press('ben', changed, 'modify');
    expect(textOf((await on.desk.slack.modal('ben')).blocks)).toContain('"initial_value":"850.00"');
    const told = (await on.desk.slack.messages('finance-decisions')).filter(({ text }) =>
      text.includes('has answered otherwise'),
    );
    expect(told.map(({ text }) => text)).toEqual([
      'Ben Okafor: Ana Lindqvist has answered otherwise since, so your answer counts no more and is asked for again.',
    ]);
  });
});

describe('one after the other', () => {
  it('asks the second when the first has answered, and says whose turn it is', async () => {
    const on = await raised(['finance', 'finance-leads'], { order: 'sequential' });
    on.desk.writePolicy(({ roles }) => {
      roles['finance'] = { members: ['ben@example.com'] };
    });
    await on.desk.policy.reread();
    expect(wordsOf(on.card)).toContain('*2 people must answer, one after the other*');
    expect(wordsOf(on.card)).toContain('2. Finance-leads: comes after');
    await on.desk.slack.press('ana', on.card, 'verdict_approve');
    expect(await on.desk.slack.note('ana')).toContain('The role *finance* answers before you');
    expect(textOf((await on.desk.slack.home('ana'))?.blocks ?? [])).toContain('Nothing waits for you');
    const half = await answered(on, 'ben', 'verdict_approve', APPROVAL);
    expect(wordsOf(half)).toContain('2. Finance-leads: still to answer');
    await answered(on, 'ana', 'verdict_approve', APPROVAL);
    expect(await on.desk.expenses.get(on.id, 5)).toMatchObject({ disposition: 'approved' });
  });
});

describe('a majority', () => {
  it('decides, and keeps what the others said', async () => {
    const on = await raised(['any', 'any', 'any'], { ends: 'majority' });
    expect(wordsOf(on.card)).toContain('most of them decide, a tie rejects');
    await answered(on, 'ben', 'verdict_reject', REJECTION);
    await answered(on, 'ana', 'verdict_approve', APPROVAL);
    const settled = await answered(on, 'hugo', 'verdict_approve', APPROVAL);
    expect(wordsOf(settled)).toContain('Ben Okafor (reject), Ana Lindqvist (approve)');
    expect(await on.desk.expenses.get(on.id, 5)).toMatchObject({ disposition: 'approved' });
  });
});

describe('two at the same moment', () => {
  it('for the last seat: one takes it, the other is told that enough have answered', async () => {
    const on = await raised(['finance-leads', 'finance', 'any'], { ends: 'any_reject' });
    const { desk } = on;
    desk.writePolicy(({ roles }) => {
      roles['finance'] = { members: ['ben@example.com', 'chiara@example.com', 'ines@example.com'] };
    });
    await desk.policy.reread();
    await answered(on, 'ben', 'verdict_approve', APPROVAL);
    for (const who of ['chiara', 'ines']) {
      await desk.slack.press(who, on.card, 'verdict_approve');
      await desk.slack.modal(who);
    }
    meetAtCommit(desk);
    const submitted = await Promise.all([
      desk.slack.fill('chiara', APPROVAL),
      desk.slack.fill('ines', APPROVAL),
    ]);
    expect(submitted.filter(({ response_action }) => response_action === 'clear')).toHaveLength(1);
    const refused = submitted.find(({ response_action }) => response_action === 'update');
    expect(JSON.stringify(refused?.view)).toContain('This still waits for the role *finance-leads*');
    await desk.settled();
    expect(wordsOf(await desk.slack.again(on.card))).toContain('2 of 3 answers given');
  });

  it('for different seats: both count', async () => {
    const on = await raised(['any', 'any']);
    const { desk } = on;
    for (const who of ['ben', 'ana']) {
      await desk.slack.press(who, on.card, 'verdict_approve');
      await desk.slack.modal(who);
    }
    meetAtCommit(desk);
    await Promise.all([desk.slack.fill('ben', APPROVAL), desk.slack.fill('ana', APPROVAL)]);
    await desk.settled();
    const { status, verdicts } = await desk.expenses.get(on.id, 5);
    expect(status).toBe('resolved');
    expect(verdicts).toHaveLength(2);
  });
});

const buttonValue = ({ blocks }: Message, item: string): string => {
  const all = JSON.stringify(blocks);
  const found = new RegExp(`"value":"((?:[^"\\\\]|\\\\.)*${item}(?:[^"\\\\]|\\\\.)*)"`).exec(all)?.[1] ?? '';
  return JSON.parse(`"${found}"`) as string;
};
