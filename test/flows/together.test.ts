import { describe, expect, it } from 'vitest';
import { type Desk, startDesk } from '../support/desk.ts';
import { liveTexts } from '../support/live-text.ts';
import { meetAtCommit } from '../support/meet-at-commit.ts';
import { type Message, menuOf, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';

const REJECTION = { reason: 'duplicate', rationale: 'Paid in May' };

const raised = async (submission = expense()) => {
  const desk = await startDesk();
  const { body } = await desk.expenses.submit(submission);
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

describe('handing it over', () => {
  const toBen = { person: 'U3', rationale: 'You know the <!channel> trip' };

  it('gives it to the person, says so in the thread, and tells them alone', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.choose('ana', card, 'Hand over…');
    const form = await desk.slack.modal('ana');
    expect(form.title.text).toBe('Hand over EXP-10422');
    expect(textOf(form.blocks)).toContain('finance or finance-leads');
    expect(await desk.slack.fill('ana', toBen)).toMatchObject({ response_action: 'clear' });
    const handed = await now(desk, card);
    expect(textOf(handed.blocks)).toContain('Ben Okafor has this since');
    const note = (await desk.slack.messages('finance-decisions')).at(-1);
    expect(note).toMatchObject({ thread_ts: card.ts });
    expect(note?.text).toBe('Ana Lindqvist hands this to Ben Okafor. “You know the &lt;!channel&gt; trip”');
    const [told, ...more] = await desk.slack.directs('ben');
    expect(more).toEqual([]);
    expect(told?.text).toContain('Ana Lindqvist hands this to you.');
    expect(liveTexts(told)).toEqual([]);
    if (told !== undefined) await desk.slack.press('ben', told, 'more');
    expect(textOf((await desk.slack.modal('ben')).blocks)).toContain('Berlin offsite');
    // What colleagues write to each other stays with them.
    const { events } = await desk.expenses.get(id);
    expect(events.at(-1)).toMatchObject({ type: 'reassigned' });
    expect(JSON.stringify(events)).not.toContain('You know');
  });

  it.each([
    [
      'somebody without the role',
      'chiara',
      {},
      'Chiara Moretti cannot decide this: it takes the role finance or',
    ],
    ['whoever asked for it', 'ben', { requested_by: { id: 'U3' } }, 'Ben Okafor’s own request'],
  ])('refuses %s under the input', async (_, who, about, sentence) => {
    const { desk, card } = await raised(expense(about));
    await desk.slack.choose('ana', card, 'Hand over…');
    const filled = await desk.slack.fill('ana', { person: desk.slack.userId(who) });
    expect(filled).toMatchObject({ response_action: 'errors' });
    expect(filled.errors?.['person']).toContain(sentence);
    expect((await desk.slack.messages('finance-decisions')).length).toBe(1);
  });

  it('asks once more before it goes to somebody who is away', async () => {
    const { desk, card } = await raised();
    const since = desk.app.clock.now();
    await desk.app.store.commit([
      { insert: 'absences', row: { person_id: 'U3', since, until: since + 3_600_000, note: '' } },
    ]);
    await desk.slack.choose('ana', card, 'Hand over…');
    const warned = await desk.slack.fill('ana', toBen);
    expect(warned).toMatchObject({ response_action: 'update' });
    expect(textOf([warned.view])).toContain('Ben Okafor said that they are away until');
    expect(textOf([warned.view])).toContain('Hand over anyway');
    expect(await desk.slack.directs('ben')).toEqual([]);
    expect(await desk.slack.fill('ana', {})).toMatchObject({ response_action: 'clear' });
    await desk.settled();
    expect((await desk.slack.directs('ben'))[0]?.text).toContain('You know the');
  });

  it('is over when somebody answered meanwhile', async () => {
    const { desk, card } = await raised();
    await desk.slack.choose('ana', card, 'Hand over…');
    await desk.slack.modal('ana');
    await desk.slack.answer('hugo', card, 'verdict_reject', REJECTION);
    const late = await desk.slack.fill('ana', toBen);
    expect(late).toMatchObject({ response_action: 'update' });
    expect(textOf([late.view])).toContain('Hugo Martins was first');
    expect(await desk.slack.directs('ben')).toEqual([]);
  });

  it('refuses a form of somebody who lost the role, and one about nothing of ours', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.choose('ana', card, 'Hand over…');
    await desk.slack.modal('ana');
    desk.writePolicy(({ roles }) => {
      roles['finance'] = { members: ['ben@example.com'] };
      roles['finance-leads'] = { members: ['hugo@example.com'] };
    });
    await desk.policy.reread();
    const refused = await desk.slack.fill('ana', toBen);
    expect(textOf([refused.view])).toContain('You cannot decide this');
    expect(await eventsOf(desk, id)).not.toContain('reassigned');
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
