import { describe, expect, it } from 'vitest';
import { type Desk, startDesk } from '../support/desk.ts';
import { meetAtCommit } from '../support/meet-at-commit.ts';
import { type Message, menuOf, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';

const REJECTION = { reason: 'duplicate', rationale: 'Paid in May' };

const raised = async () => {
  const desk = await startDesk();
  const { body } = await desk.expenses.submit(expense());
  return { desk, id: body.id, card: await desk.slack.card() };
};
const entries = (card: Message): string[] => menuOf(card).map(({ text }) => text.text);
const now = async (desk: Desk, card: Message): Promise<Message> => {
  await desk.settled();
  return desk.slack.again(card);
};
const eventsOf = async (desk: Desk, id: string): Promise<string[]> => {
  await desk.settled();
  return (await desk.expenses.get(id)).events.map(({ type }) => type);
};

describe('taking it', () => {
  it('shows on the card who has it, and gives it back', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.choose('ben', card, 'Take it');
    const taken = await now(desk, card);
    expect(textOf(taken.blocks)).toContain('Ben Okafor has this since');
    expect(entries(taken)).toContain('Give it back');
    await desk.slack.choose('ben', taken, 'Give it back');
    const free = await now(desk, card);
    expect(textOf(free.blocks)).not.toContain('has this since');
    expect(entries(free)).toContain('Take it');
    expect(await eventsOf(desk, id)).toEqual(['received', 'routed', 'card_posted', 'claimed', 'released']);
    // The card says it: no message beside it, to anybody.
    expect(await desk.slack.messages('finance-decisions', 'ben')).toHaveLength(1);
  });

  it('lets one of two who press at once have it, and tells the other', async () => {
    const { desk, id, card } = await raised();
    meetAtCommit(desk);
    await Promise.all([desk.slack.choose('ana', card, 'Take it'), desk.slack.choose('ben', card, 'Take it')]);
    const notes = await Promise.all(
      ['ana', 'ben'].map(async (who) =>
        (await desk.slack.messages('finance-decisions', who)).filter(({ ephemeral }) => ephemeral),
      ),
    );
    expect(notes.flat()).toHaveLength(1);
    expect(notes.flat()[0]?.text).toContain('has this already. You can still answer it');
    expect((await eventsOf(desk, id)).filter((type) => type === 'claimed')).toHaveLength(1);
  });

  it('warns others inside the form and keeps nobody from answering', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.choose('ben', card, 'Take it');
    const taken = await now(desk, card);
    await desk.slack.press('ana', taken, 'verdict_reject');
    expect(textOf((await desk.slack.modal('ana')).blocks)).toContain('Ben Okafor has this since');
    await desk.slack.press('ben', taken, 'verdict_reject');
    expect(textOf((await desk.slack.modal('ben')).blocks)).not.toContain('has this since');
    await desk.slack.fill('ana', REJECTION);
    expect(await desk.expenses.get(id)).toMatchObject({ disposition: 'rejected' });
    expect(await desk.slack.fill('ben', REJECTION)).toMatchObject({ response_action: 'update' });
  });

  it('warns whoever opens a form that another one has open', async () => {
    const { desk, card } = await raised();
    await desk.slack.press('ben', card, 'verdict_reject');
    await desk.slack.modal('ben');
    const opened = await now(desk, card);
    await desk.slack.press('ana', opened, 'modify');
    expect(textOf((await desk.slack.modal('ana')).blocks)).toContain('Ben Okafor opened this at');
    expect(textOf((await now(desk, card)).blocks)).toContain('opened by Ben Okafor');
  });

  it('is refused to whoever may not decide it, and gives back nothing of another', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.choose('chiara', card, 'Take it');
    expect(await desk.slack.note('chiara')).toContain('*finance* or *finance-leads*');
    await desk.slack.choose('ben', card, 'Take it');
    await desk.slack.choose('ana', await now(desk, card), 'Give it back');
    expect(await desk.slack.note('ana')).toContain('Ben Okafor has this, so only they can give it back');
    expect((await eventsOf(desk, id)).filter((type) => type !== 'card_posted')).toEqual([
      'received',
      'routed',
      'claimed',
    ]);
  });

  it('is over once somebody answered', async () => {
    const { desk, card } = await raised();
    const old = menuOf(card).find(({ text }) => text.text === 'Take it')?.value ?? '';
    await desk.slack.answer('ana', card, 'verdict_reject', REJECTION);
    const settled = await now(desk, card);
    expect(entries(settled)).toEqual([]);
    await desk.slack.press('ben', settled, 'more', { value: old });
    const note = await desk.slack.note('ben');
    expect(note).toContain('Ana Lindqvist was first');
    expect(note).toContain('Nothing was changed');
  });
});

describe('the menu', () => {
  it.each([
    ['nothing of ours', 'take'],
    ['an entry that is none', '["m1","pay","rev_1",1]'],
    ['a review that does not exist', '["m1","take","rev_00000000000000000000000000",1]'],
  ])('changes nothing with %s', async (_, value) => {
    const { desk, id, card } = await raised();
    await desk.slack.press('ana', card, 'more', { value });
    expect(await desk.slack.note('ana')).toContain('Nothing was changed');
    expect(await eventsOf(desk, id)).toEqual(['received', 'routed', 'card_posted']);
  });

  it('still opens what an entry of an older card promised', async () => {
    const { desk, card } = await raised();
    const [, , review] = JSON.parse(menuOf(card)[0]?.value ?? '') as string[];
    await desk.slack.press('ana', card, 'more', { value: JSON.stringify(['m1', 'why', review, 1]) });
    const modal = await desk.slack.modal('ana');
    expect(textOf(modal.blocks.slice(0, 1))).toContain('Why it reached you');
  });
});
