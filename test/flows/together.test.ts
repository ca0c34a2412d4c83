import { describe, expect, it } from 'vitest';
import { type Desk, startDesk } from '../support/desk.ts';
import { liveTexts } from '../support/live-text.ts';
import { meetAtCommit } from '../support/meet-at-commit.ts';
import { actionsOf, type Message, menuOf, textOf } from '../support/slack-side.ts';
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
    const isOpened = ({ blocks }: Message): boolean => textOf(blocks).includes('Opened by Ben Okafor');
    const opened = await desk.slack.card('finance-decisions', isOpened);
    await desk.slack.press('ana', opened, 'modify');
    expect(textOf((await desk.slack.modal('ana')).blocks)).toContain('Ben Okafor opened this at');
    // It says so for five minutes, and no longer.
    await desk.advance(301_000);
    expect(isOpened(await now(desk, card))).toBe(false);
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
    expect(entries(settled)).toEqual(['Full context', 'Correct…']);
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
      {
        insert: 'leaves',
        row: { id: 'lve_1', person_id: 'U3', since, until: since + 3_600_000, note: '', ended_at: null },
      },
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

describe('escalating it', () => {
  const toPayments = { where: 'queue:payments', rationale: 'They know the <!here> vendor' };
  const escalated = async (values: Record<string, unknown> = toPayments) => {
    const { desk, id, card } = await raised();
    await desk.slack.choose('ben', card, 'Take it');
    await desk.slack.choose('ben', await now(desk, card), 'Escalate…');
    const filled = await desk.slack.fill('ben', values);
    await desk.settled();
    return { desk, id, card, filled };
  };

  it('puts a card before the other queue; both say so, both can be answered, and both show the answer', async () => {
    const { desk, id, card } = await escalated();
    const there = await desk.slack.card('payments');
    const here = await desk.slack.again(card);
    for (const one of [here, there])
      expect(textOf(one.blocks)).toContain('Escalated to payments by Ben Okafor');
    expect(textOf(here.blocks)).not.toContain('has this since');
    const note = (await desk.slack.messages('payments', 'chiara')).find(({ text }) =>
      text.includes('asks the queue'),
    );
    expect(note).toMatchObject({ thread_ts: there.ts });
    expect(note?.text).toContain(
      'Ben Okafor asks the queue payments to decide this. “They know the &lt;!here&gt;',
    );
    await desk.slack.answer('ana', there, 'verdict_reject', REJECTION);
    await desk.settled();
    for (const one of [here, there])
      expect(textOf((await desk.slack.again(one)).blocks)).toContain('Rejected');
    expect(await desk.expenses.get(id)).toMatchObject({ disposition: 'rejected' });
  });

  it('goes to a person, who has it then and is told alone', async () => {
    const { desk, card } = await escalated({ person: 'U8', rationale: 'Above me' });
    expect(textOf((await desk.slack.again(card)).blocks)).toContain('Hugo Martins has this since');
    expect((await desk.slack.directs('hugo')).map(({ text }) => text)).toEqual([
      expect.stringContaining('Ben Okafor asks you to decide this. “Above me”'),
    ]);
  });

  it.each([
    ['no reason', { where: 'queue:payments' }, 'rationale'],
    ['no place', { rationale: 'Why not' }, 'where'],
    ['two places', { where: 'queue:payments', person: 'U8', rationale: 'Both' }, 'person'],
    ['somebody who may not decide it', { person: 'U5', rationale: 'He is nice' }, 'person'],
  ])('is not taken with %s', async (_, values, block) => {
    const { desk, id, filled } = await escalated(values);
    expect(Object.keys(filled.errors ?? {})).toEqual([block]);
    expect(await eventsOf(desk, id)).not.toContain('escalated');
  });

  it('goes to one place once, though two ask at once', async () => {
    const { desk, id, card } = await raised();
    for (const who of ['ana', 'ben']) await desk.slack.choose(who, card, 'Escalate…');
    await Promise.all([desk.slack.modal('ana'), desk.slack.modal('ben')]);
    meetAtCommit(desk);
    const answers = await Promise.all([
      desk.slack.fill('ana', toPayments),
      desk.slack.fill('ben', toPayments),
    ]);
    expect(answers.filter(({ response_action }) => response_action === 'clear')).toHaveLength(1);
    const refused = answers.find(({ response_action }) => response_action === 'update');
    expect(textOf([refused?.view])).toContain('in the queue payments already');
    expect((await eventsOf(desk, id)).filter((type) => type === 'escalated')).toHaveLength(1);
    expect(await desk.slack.cards('payments')).toHaveLength(1);
  });

  it('takes no place that the form did not offer', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.choose('ben', card, 'Escalate…');
    const { id: viewId } = await desk.slack.modal('ben');
    const open = desk.sandbox.world.modals.find((view) => view.id === viewId);
    const list = open?.blocks.find(({ block_id }) => block_id === 'where');
    if (list !== undefined) (list['element'] as { options: unknown[] }).options = [];
    const filled = await desk.slack.fill('ben', { where: 'queue:security', rationale: 'Hm' });
    expect(filled).toMatchObject({ response_action: 'update' });
    expect(await eventsOf(desk, id)).not.toContain('escalated');
  });
});

describe('putting it aside', () => {
  const HOUR = 3_600_000;
  const optionsOf = async (desk: Desk, who: string): Promise<{ value: string; text: { text: string } }[]> => {
    const { blocks } = await desk.slack.modal(who);
    const list = blocks.find(({ block_id }) => block_id === 'until_choice');
    return (list?.['element'] as { options: { value: string; text: { text: string } }[] })?.options ?? [];
  };

  it('says until when and by whom, and comes back by itself with one message', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.choose('ben', card, 'Snooze…');
    const [hour] = await optionsOf(desk, 'ben');
    expect(hour?.text.text).toMatch(/^For 1 hour, until \d\d:\d\d$/);
    expect(await desk.slack.fill('ben', { until_choice: hour?.value })).toMatchObject({
      response_action: 'clear',
    });
    const aside = await now(desk, card);
    expect(textOf(aside.blocks)).toMatch(/Put aside until .* by Ben Okafor/);
    expect((await desk.slack.messages('finance-decisions')).at(-1)?.text).toContain(
      'Ben Okafor puts this aside until',
    );
    await desk.advance(HOUR - 60_000);
    expect(await desk.slack.directs('ben')).toEqual([]);
    await desk.advance(60_000);
    const back = await now(desk, card);
    expect(textOf(back.blocks)).not.toMatch(/put aside/i);
    const told = await desk.slack.directs('ben');
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('This is back on your desk');
    await desk.advance(HOUR);
    expect(await desk.slack.directs('ben')).toHaveLength(1);
    expect((await eventsOf(desk, id)).filter((type) => type === 'snooze_ended')).toHaveLength(1);
  });

  it('says nothing more once somebody answered', async () => {
    const { desk, card } = await raised();
    await desk.slack.choose('ben', card, 'Snooze…');
    await desk.slack.fill('ben', { until_choice: (await optionsOf(desk, 'ben'))[0]?.value });
    await desk.slack.answer('ana', await now(desk, card), 'verdict_reject', REJECTION);
    await desk.advance(2 * HOUR);
    expect(await desk.slack.directs('ben')).toEqual([]);
  });

  it('offers and takes nothing past the moment when it is due', async () => {
    const { desk, id, card } = await raised(
      expense({ due_at: new Date(Date.now() + 2 * HOUR).toISOString() }),
    );
    await desk.slack.choose('ben', card, 'Snooze…');
    expect(await optionsOf(desk, 'ben')).toHaveLength(1);
    const late = Math.floor(Date.now() / 1000) + 3 * 3600;
    const filled = await desk.slack.fill('ben', { until: late });
    expect(filled.errors).toEqual({ until: 'It is due before that. Choose an earlier moment.' });
    await desk.advance(2 * HOUR);
    const tooLate = await desk.slack.fill('ben', { until: late });
    expect(textOf([tooLate.view])).toContain('so it cannot be put aside');
    await desk.slack.choose('ana', await now(desk, card), 'Snooze…');
    expect(await desk.slack.note('ana')).toContain('so it cannot be put aside');
    expect(await eventsOf(desk, id)).not.toContain('snoozed');
  });

  it('takes a moment of one’s own before one of the list, whose choice nobody can take back', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.choose('ben', card, 'Snooze…');
    const own = Math.floor(Date.now() / 1000) + 2 * 3600;
    const [hour] = await optionsOf(desk, 'ben');
    await desk.slack.fill('ben', { until_choice: hour?.value, until: own });
    await desk.settled();
    const { events } = await desk.expenses.get(id);
    expect(events.findLast(({ type }) => type === 'snoozed')?.data).toMatchObject({
      snooze: { until: own * 1000 },
    });
  });

  it.each([
    ['nothing chosen', {}, 'Choose until when.'],
    ['a moment that has passed', { until: 1_000 }, 'This moment has passed. Choose a later one.'],
  ])('is not taken with %s', async (_, values, sentence) => {
    const { desk, card } = await raised();
    await desk.slack.choose('ben', card, 'Snooze…');
    expect((await desk.slack.fill('ben', values)).errors).toEqual({ until: sentence });
  });
});

describe('a note', () => {
  const opened = async (who = 'ben') => {
    const { desk, id, card } = await raised();
    await desk.slack.choose(who, card, 'Full context');
    await desk.slack.modal(who);
    return { desk, id, card };
  };

  it('is left once when its form is delivered twice', async () => {
    const { desk, id } = await opened();
    await desk.slack.pressIn('ben', 'add_note');
    await desk.slack.fault({ kind: 'duplicate_delivery', method: 'interactive' });
    await desk.slack.fill('ben', { rationale: 'Look at the hotel' });
    expect((await eventsOf(desk, id)).filter((type) => type === 'noted')).toHaveLength(1);
  });

  it('is left from the full context, told in the thread, and shown there with who and when', async () => {
    const { desk, id, card } = await opened();
    await desk.slack.pressIn('ben', 'add_note');
    expect((await desk.slack.modal('ben')).title.text).toBe('Note on EXP-10422');
    const left = await desk.slack.fill('ben', {
      rationale: 'Ask the <!channel> hotel',
      tags: ['policy_issue'],
    });
    expect(left).toMatchObject({ response_action: 'update' });
    const shown = await desk.slack.modal('ben');
    expect(textOf(shown.blocks)).toContain('Ask the <!channel> hotel');
    expect(liveTexts(shown.blocks)).toEqual([]);
    await desk.settled();
    const told = (await desk.slack.messages('finance-decisions')).at(-1);
    expect(told).toMatchObject({ thread_ts: card.ts });
    expect(told?.text).toBe('Ben Okafor notes: “Ask the &lt;!channel&gt; hotel” Marked: policy issue.');
    const { events } = await desk.expenses.get(id);
    expect(JSON.stringify(events)).not.toContain('Ask the');
    await desk.slack.pressIn('ben', 'full_context_page_tab_events');
    expect(textOf((await desk.slack.modal('ben')).blocks)).toContain('Ben Okafor left a note: policy issue');
  });

  it('says something, or marks something', async () => {
    const { desk } = await opened();
    await desk.slack.pressIn('ben', 'add_note');
    expect((await desk.slack.fill('ben', {})).errors).toEqual({
      rationale: 'Write a note, or choose a tag.',
    });
  });

  it('is for those who may decide it', async () => {
    const { desk, id } = await opened('chiara');
    expect(actionsOf(await desk.slack.modal('chiara'))).not.toContain('add_note');
    expect(await eventsOf(desk, id)).not.toContain('noted');
  });

  it('is refused to whoever lost the role meanwhile', async () => {
    const { desk, id } = await opened();
    await desk.slack.pressIn('ben', 'add_note');
    desk.writePolicy(({ roles }) => {
      roles['finance'] = { members: ['ana@example.com'] };
    });
    await desk.policy.reread();
    const refused = await desk.slack.fill('ben', { rationale: 'I was here' });
    expect(textOf([refused.view])).toContain('You cannot decide this');
    expect(await eventsOf(desk, id)).not.toContain('noted');
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
    expect(textOf(modal.blocks.slice(1, 2))).toContain('Why it reached you');
  });
});
