import { describe, expect, it } from 'vitest';
import { type Desk, type DeskOptions, startDesk } from '../support/desk.ts';
import { pressSignedAs } from '../support/forged-press.ts';
import { meetAtCommit } from '../support/meet-at-commit.ts';
import { actionsOf, buttonOf, type Message, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Ask = { to?: string; question?: string; facts?: string[]; due?: number };

/** A card about Dana's expenses, and the person behind their address known. */
const raised = async (options?: DeskOptions, over: Parameters<typeof expense>[0] = {}) => {
  const desk = await startDesk(options);
  const { body } = await desk.expenses.submit(expense(over));
  const card = await desk.slack.card();
  await desk.settled();
  return { desk, id: body.id, card };
};

const ask = (
  desk: Desk,
  card: Message,
  { to = 'submitter', question = 'Which night?', facts, due }: Ask = {},
) =>
  desk.slack.answer('ana', card, 'request_info', {
    to,
    question,
    ...(facts === undefined ? {} : { facts }),
    ...(due === undefined ? {} : { due }),
  });

/** What Dana was sent in the conversation with the app, and what she was told there alone. */
const directs = async (desk: Desk) =>
  (await desk.slack.directs('dana')).filter(({ ephemeral }) => ephemeral !== true);
const privateNote = (desk: Desk) =>
  until(
    'a private note',
    async () => (await desk.slack.directs('dana')).find(({ ephemeral }) => ephemeral)?.text,
  );
const direct = (desk: Desk, where: (message: Message) => boolean = () => true) =>
  until('a message to dana', async () => {
    const last = (await directs(desk)).at(-1);
    return last !== undefined && where(last) ? last : undefined;
  });
const words = ({ blocks, text }: Message): string => text + textOf(blocks);
const thread = async (desk: Desk, card: Message): Promise<string[]> =>
  (await desk.slack.messages(card.channel)).flatMap(({ metadata, text }) =>
    metadata?.event_type === 'handraise_note' ? [text] : [],
  );
const events = async (desk: Desk, id: string) => (await desk.expenses.get(id)).events;
const typesOf = async (desk: Desk, id: string): Promise<string[]> =>
  (await events(desk, id)).map(({ type }) => type);
const inSeconds = (at: number): number => Math.floor(at / 1000);

describe('a question to the person who submitted it', () => {
  it('reaches them alone, with what it is about, and the card says whom it waits for', async () => {
    const { desk, id, card } = await raised();
    await ask(desk, card, { facts: ['receipts', 'nights'] });
    await desk.settled();
    const message = await direct(desk);
    expect(words(message)).toContain('Ana Lindqvist (finance) has a question');
    expect(words(message)).toContain('Expense report EXP-10422');
    expect(words(message)).toContain('Which night?');
    expect(words(message)).toMatch(/\*Receipts\*\\n11/);
    expect(words(message)).toMatch(/\*Nights\*\\nnot given/);
    expect(words(message)).not.toMatch(/approve|83 %|<@|Matches policy/i);
    expect(actionsOf(message)).toEqual(['answer_info']);
    const waiting = await desk.slack.again(card);
    expect(textOf(waiting.blocks)).toContain('Waiting for an answer from Dana Ruiz since');
    expect(actionsOf(waiting)).toEqual([]);
    expect(await thread(desk, card)).toEqual(['Ana Lindqvist asks Dana Ruiz: Which night?']);
    expect(desk.callbacks.received).toEqual([]);
    expect((await events(desk, id)).find(({ type }) => type === 'info_requested')).toMatchObject({
      data: {
        request: { question: 'Which night?', facts: ['receipts', 'nights'], to: 'submitter', due_at: null },
      },
    });
  });

  it('is answered with facts: a new revision, the difference on the card, the asker told once', async () => {
    const { desk, id, card } = await raised();
    await ask(desk, card, { facts: ['receipts', 'nights'] });
    await desk.settled();
    await desk.slack.answer('dana', await direct(desk), 'answer_info', {
      'fact:receipts': '12',
      'fact:nights': '2',
      note: 'The third night was private',
    });
    await desk.settled();
    expect(await desk.expenses.get(id)).toMatchObject({
      status: 'pending',
      revision: 2,
      facts: { receipts: 12, nights: 2, category: 'Travel' },
    });
    const dana = desk.slack.userId('dana');
    expect((await events(desk, id)).slice(-2)).toMatchObject([
      {
        type: 'info_answered',
        actor: { kind: 'person', id: dana },
        data: { note: 'The third night was private', facts: ['receipts', 'nights'] },
      },
      {
        type: 'revised',
        actor: { kind: 'person', id: dana },
        data: { revision: 2, because: 'info_answered' },
      },
    ]);
    const shown = textOf((await desk.slack.again(card)).blocks);
    expect(shown).toContain('Receipts: 11 → *12*');
    expect(shown).toContain('Nights: not given → *2*');
    expect(shown).toContain('Which night?');
    expect(shown).toContain('The third night was private');
    const told = await thread(desk, card);
    expect(told).toHaveLength(2);
    expect(told[1]).toBe(
      `Ana Lindqvist: Dana Ruiz answered your question: “The third night was private”. 2 facts came with it; the card shows what changed.`,
    );
    const after = await direct(desk, ({ blocks }) => actionsOf({ blocks }).length === 0);
    expect(words(after)).toContain('You answered');
    expect(words(after)).toContain('Receipts: *12*');
    expect(words(after)).toContain('The third night was private');
    expect(await directs(desk)).toHaveLength(1);
    const old = buttonOf(card, 'verdict_approve')?.value ?? '';
    await desk.slack.press('ana', await desk.slack.again(card), 'verdict_approve', { value: old });
    expect(await desk.slack.note('ana')).toContain('revision 2 stands now');
  });

  it('is answered in words alone: the same revision, and it can be decided again', async () => {
    const { desk, id, card } = await raised();
    await ask(desk, card);
    await desk.settled();
    await desk.slack.answer('dana', await direct(desk), 'answer_info', { note: 'With the team' });
    await desk.settled();
    expect(await desk.expenses.get(id)).toMatchObject({ revision: 1, status: 'pending' });
    const shown = await desk.slack.again(card);
    expect(textOf(shown.blocks)).toContain('Dana Ruiz answered');
    expect(textOf(shown.blocks)).toContain('With the team');
    await desk.slack.answer('ana', shown, 'verdict_reject', {
      reason: 'duplicate',
      rationale: 'Paid in May',
    });
    expect(await desk.expenses.get(id)).toMatchObject({ status: 'resolved', disposition: 'rejected' });
  });

  it('takes no value that the policy does not allow, and no empty answer', async () => {
    const { desk, id, card } = await raised();
    await ask(desk, card, { facts: ['receipts'] });
    await desk.settled();
    const message = await direct(desk);
    await desk.slack.press('dana', message, 'answer_info');
    expect(await desk.slack.fill('dana', { 'fact:receipts': '-3' })).toMatchObject({ ok: false });
    const empty = await desk.slack.fill('dana', { 'fact:receipts': '11' });
    expect(empty.errors).toEqual({ note: 'Write an answer, or change one of the facts.' });
    expect(await typesOf(desk, id)).not.toContain('info_answered');
  });

  it('is not offered where Slack does not know them', async () => {
    const { desk, card } = await raised(undefined, {
      requested_by: { id: 'emp_1', email: 'nobody@elsewhere.example' },
    });
    await desk.slack.press('ana', card, 'request_info');
    const modal = await desk.slack.modal('ana');
    expect(textOf(modal.blocks)).toContain('Slack does not know nobody@elsewhere.example');
    expect(modal.blocks.map(({ block_id }) => block_id)).not.toContain('to');
  });

  it('shows nobody what only some roles may see, and takes it all the same', async () => {
    const { desk, id, card } = await raised(
      {
        policy: ({ types }) => {
          const { facts } = types['expense.report'] as { facts: Record<string, unknown> };
          facts['city'] = { kind: 'text', sensitive: true };
        },
      },
      { facts: { ...expense().facts, city: 'Reykjavik' } },
    );
    await ask(desk, card, { facts: ['city'] });
    await desk.settled();
    const message = await direct(desk);
    expect(words(message)).not.toContain('Reykjavik');
    await desk.slack.press('dana', message, 'answer_info');
    expect(textOf((await desk.slack.modal('dana')).blocks)).not.toContain('Reykjavik');
    await desk.slack.fill('dana', { 'fact:city': 'Akureyri' });
    await desk.settled();
    expect((await desk.expenses.get(id)).facts).toMatchObject({ city: 'Akureyri' });
    expect(words(await direct(desk))).not.toMatch(/Reykjavik|Akureyri/);
    expect(textOf((await desk.slack.again(card)).blocks)).not.toMatch(/Reykjavik|Akureyri/);
  });
});

describe('nobody else answers it', () => {
  it('whoever presses, and whatever the button and the form say', async () => {
    const { desk, id, card } = await raised();
    await ask(desk, card, { facts: ['receipts'] });
    await desk.settled();
    const message = await direct(desk);
    const value = buttonOf(message, 'answer_info')?.value ?? '';
    // Somebody else sends Dana's button, as Slack would sign it.
    const forged = { action_id: 'answer_info', value };
    expect(await pressSignedAs(desk, desk.slack.userId('ben'), message, forged)).toBe(200);
    expect(await desk.slack.modals('ben')).toEqual([]);
    // Dana's own button with another question's id.
    await desk.slack.press('dana', message, 'answer_info', { value: value.replace(/inf_\w+/, 'inf_0') });
    expect(await privateNote(desk)).toContain('Nothing waits for an answer');
    expect(await typesOf(desk, id)).not.toContain('info_answered');
  });

  it('with a form of another decision', async () => {
    const { desk, card } = await raised();
    await ask(desk, card);
    await desk.settled();
    const other = await desk.expenses.submit(
      expense({ external_id: 'EXP-2', title: 'Of Ben', requested_by: { id: 'e', email: 'ben@example.com' } }),
    );
    const others = await desk.slack.card('finance-decisions', ({ text }) => text.includes('Of Ben'));
    await desk.settled();
    await desk.slack.answer('ana', others, 'request_info', { to: 'submitter', question: 'Why?' });
    await desk.settled();
    // Dana's form, made to speak of Ben's decision.
    await desk.slack.press('dana', await direct(desk), 'answer_info');
    const modal = await desk.slack.modal('dana');
    const bens = (await desk.app.store.findCase(other.body.id))?.review;
    const view = desk.sandbox.world.modals.find(({ id }) => id === modal.id);
    const forged = JSON.parse(modal.private_metadata) as Record<string, unknown>;
    Object.assign(view as object, {
      private_metadata: JSON.stringify({
        ...forged,
        review_id: bens?.id,
        request_id: bens?.info?.request_id,
      }),
    });
    const sent = await desk.slack.fill('dana', { note: 'I say so' });
    expect(textOf(sent.view?.blocks ?? [])).toContain('put to somebody else');
    expect(await typesOf(desk, other.body.id)).not.toContain('info_answered');
  });
});

describe('a question to both', () => {
  it('is settled by the source when it answers first, and the person is told', async () => {
    const { desk, id, card } = await raised();
    await ask(desk, card, { to: 'both', facts: ['nights'] });
    await desk.settled();
    expect(desk.callbacks.received.map(({ type }) => type)).toEqual(['decision.info_requested']);
    const message = await direct(desk);
    await desk.slack.fault({ kind: '500', method: 'chat.update', channel: message.channel });
    expect(await desk.expenses.about(id, 'info', { facts: { nights: 2 } })).toMatchObject({ status: 200 });
    // Their message still has the button.
    await desk.slack.press('dana', message, 'answer_info');
    expect(await privateNote(desk)).toContain('Nothing waits for an answer');
    await desk.slack.fault({ kind: 'none' });
    await desk.advance(2 * MINUTE);
    const after = await direct(desk, (one) => actionsOf(one).length === 0);
    expect(words(after)).toContain('Answered elsewhere');
    expect((await thread(desk, card)).at(-1)).toContain('expense-bot answered your question');
  });

  it('is settled by the person when they answer first; the source sees what came of it', async () => {
    const { desk, id, card } = await raised();
    await ask(desk, card, { to: 'both' });
    await desk.settled();
    await desk.slack.answer('dana', await direct(desk), 'answer_info', { note: 'The second' });
    expect(await desk.expenses.about(id, 'info', { note: 'Late' })).toMatchObject({
      status: 409,
      body: { type: '/problems/nothing-awaited' },
    });
    expect((await events(desk, id)).findLast(({ type }) => type === 'info_answered')).toMatchObject({
      data: { note: 'The second' },
    });
  });

  it('takes exactly one answer when both come at once, and tells the other', async () => {
    const { desk, id, card } = await raised();
    await ask(desk, card, { to: 'both', facts: ['receipts'] });
    await desk.settled();
    await desk.slack.press('dana', await direct(desk), 'answer_info');
    await desk.slack.modal('dana');
    meetAtCommit(desk);
    const [source, person] = await Promise.all([
      desk.expenses.about(id, 'info', { facts: { receipts: 12 } }),
      desk.slack.fill('dana', { 'fact:receipts': '13' }),
    ]);
    await desk.settled();
    expect((await typesOf(desk, id)).filter((type) => type === 'info_answered')).toHaveLength(1);
    const { facts, revision } = await desk.expenses.get(id);
    expect(revision).toBe(2);
    const sourceWon = source.status === 200;
    expect(source.status).toBe(sourceWon ? 200 : 409);
    expect(facts).toMatchObject({ receipts: sourceWon ? 12 : 13 });
    expect(textOf([person])).toContain(sourceWon ? 'Nothing waits for an answer' : 'clear');
    expect(words(await direct(desk))).toContain(sourceWon ? 'Answered elsewhere' : 'You answered');
  });
});

describe('by when', () => {
  it('gives it back to people when no answer came, tells the asker, and takes the button away', async () => {
    const { desk, id, card } = await raised();
    const wanted = desk.app.clock.now() + 2 * HOUR;
    await ask(desk, card, { due: inSeconds(wanted) });
    await desk.settled();
    expect(words(await direct(desk))).toContain('answer wanted by');
    await desk.advance(HOUR);
    expect(await typesOf(desk, id)).not.toContain('info_lapsed');
    await desk.advance(HOUR + MINUTE);
    expect((await events(desk, id)).at(-1)).toMatchObject({
      type: 'info_lapsed',
      actor: { kind: 'job' },
      data: {
        question: 'Which night?',
        lapsed: { because: 'time', wanted_by: new Date(inSeconds(wanted) * 1000).toISOString() },
      },
    });
    const open = await desk.slack.again(card);
    expect(textOf(open.blocks)).toContain('No answer came by');
    expect(actionsOf(open)).toContain('verdict_approve');
    expect((await thread(desk, card)).at(-1)).toMatch(
      /^Ana Lindqvist: No answer came by .* It can be decided again\.$/,
    );
    const late = await direct(desk, (message) => actionsOf(message).length === 0);
    expect(words(late)).toContain('No longer needed');
    expect(await desk.expenses.about(id, 'info', { note: 'Late' })).toMatchObject({ status: 409 });
  });

  it('moves what is due by the time that the answer took, but never the moment of the source', async () => {
    const { desk, id, card } = await raised();
    const due = Date.parse((await desk.expenses.get(id)).due_at ?? '');
    await ask(desk, card);
    await desk.advance(3 * HOUR);
    await desk.expenses.about(id, 'info', { note: 'Here' });
    const moved = Date.parse((await desk.expenses.get(id)).due_at ?? '') - due;
    expect(Math.abs(moved - 3 * HOUR)).toBeLessThan(MINUTE);
    const fixed = new Date(desk.app.clock.now() + 5 * HOUR).toISOString();
    const other = await desk.expenses.submit(
      expense({ external_id: 'EXP-2', title: 'Fixed', due_at: fixed }),
    );
    const second = await desk.slack.card('finance-decisions', ({ text }) => text.includes('Fixed'));
    await ask(desk, second, { facts: ['nights'] });
    await desk.advance(3 * HOUR);
    await desk.expenses.about(other.body.id, 'info', { facts: { nights: 1 } });
    expect((await desk.expenses.get(other.body.id)).due_at).toBe(fixed);
  });

  it('the clock stands still no longer than the policy allows', async () => {
    const { desk, id, card } = await raised({
      policy: (draft) => {
        Object.assign(draft, { sla_classes: { standard: { hours: 24, pause_cap: '2h' } } });
      },
    });
    const due = Date.parse((await desk.expenses.get(id)).due_at ?? '');
    await ask(desk, card, { facts: ['nights'] });
    await desk.advance(20 * HOUR);
    await desk.expenses.about(id, 'info', { facts: { nights: 1 } });
    expect(Date.parse((await desk.expenses.get(id)).due_at ?? '') - due).toBe(2 * HOUR);
  });
});

describe('while it waits', () => {
  it('a withdrawn decision needs no answer', async () => {
    const { desk, id, card } = await raised();
    await ask(desk, card);
    await desk.settled();
    await desk.expenses.about(id, 'cancel', { reason: 'Submitted twice' });
    await desk.settled();
    const after = await direct(desk);
    expect(actionsOf(after)).toEqual([]);
    expect(words(after)).toContain('it was withdrawn');
  });

  it('facts that come in unasked are shown, and the question stands', async () => {
    const { desk, id, card } = await raised();
    await ask(desk, card, { facts: ['receipts'] });
    await desk.settled();
    await desk.slack.press('dana', await direct(desk), 'answer_info');
    await desk.slack.modal('dana');
    await desk.expenses.submit(expense({ facts: { ...expense().facts, receipts: 20, city: 'Berlin' } }));
    await desk.settled();
    const waiting = textOf((await desk.slack.again(card)).blocks);
    expect(waiting).toContain('Waiting for an answer from Dana Ruiz');
    expect(waiting).toContain('Receipts: 11 → *20*');
    expect(words(await direct(desk))).toMatch(/\*Receipts\*\\n20/);
    // The form that was open before shows 11, which was left as it is: nothing to change back.
    await desk.slack.fill('dana', { 'fact:receipts': '11', note: 'As submitted' });
    await desk.settled();
    expect(await desk.expenses.get(id)).toMatchObject({
      revision: 2,
      facts: { receipts: 20, city: 'Berlin' },
    });
    expect(textOf((await desk.slack.again(card)).blocks)).toContain('As submitted');
  });

  it('an answer loses nothing of what the source sends at the same moment', async () => {
    const { desk, id, card } = await raised();
    await ask(desk, card, { facts: ['nights'] });
    await desk.settled();
    meetAtCommit(desk);
    const sent = desk.expenses.submit(expense({ facts: { ...expense().facts, city: 'Berlin' } }));
    await desk.slack.press('dana', await direct(desk), 'answer_info');
    const [source, person] = await Promise.all([sent, desk.slack.fill('dana', { 'fact:nights': '2' })]);
    expect([source.status, person.response_action]).toEqual([202, 'clear']);
    expect(await desk.expenses.get(id)).toMatchObject({ revision: 3, facts: { city: 'Berlin' } });
  });

  it('only the newest question is asked, each in a message of its own', async () => {
    const { desk, card } = await raised();
    await ask(desk, card, { question: 'First?' });
    await desk.settled();
    await desk.slack.answer('dana', await direct(desk), 'answer_info', { note: 'One' });
    await desk.settled();
    await ask(desk, await desk.slack.again(card), { question: 'Second?' });
    await desk.settled();
    const messages = await directs(desk);
    expect(messages.map((message) => actionsOf(message))).toEqual([[], ['answer_info']]);
    expect(words(messages[0] as Message)).toContain('One');
    expect(words(messages[1] as Message)).toContain('Second?');
  });
});

describe('when Slack has a bad day', () => {
  it.each([
    ['is away', { kind: '500', times: 1 }],
    ['stores it and the answer is lost', { kind: 'drop_after', times: 1 }],
  ] as const)('the question is sent once, later, when Slack %s', async (_, fault) => {
    const { desk, card } = await raised();
    const dm = desk.slack.dmId('dana');
    await desk.slack.fault({ ...fault, method: 'chat.postMessage', channel: dm });
    await ask(desk, card);
    await desk.settled();
    await desk.advance(2 * MINUTE);
    expect((await directs(desk)).map((message) => actionsOf(message))).toEqual([['answer_info']]);
  });

  it('waits as long as Slack says when it sends too much', async () => {
    const { desk, card } = await raised();
    await desk.slack.fault({
      kind: '429',
      method: 'chat.postMessage',
      channel: desk.slack.dmId('dana'),
      times: 1,
      retry_after: 1,
    });
    await ask(desk, card);
    await desk.settled();
    expect(await directs(desk)).toEqual([]);
    await desk.advance(2_000);
    await direct(desk);
    expect(await directs(desk)).toHaveLength(1);
  });

  it('is not sent at all when it was answered before Slack took it', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.fault({ kind: '500', method: 'conversations.open' });
    await ask(desk, card, { to: 'both' });
    await desk.settled();
    await desk.expenses.about(id, 'info', { note: 'Here' });
    await desk.slack.fault({ kind: 'none' });
    await desk.advance(2 * MINUTE);
    expect(await directs(desk)).toEqual([]);
  });

  it('comes back to people at once when the person cannot be written to, and goes to no channel instead', async () => {
    const { desk, id, card } = await raised();
    await desk.slack.person('dana', { deactivated: true });
    await ask(desk, card);
    await desk.settled();
    await desk.settled();
    expect((await events(desk, id)).findLast(({ type }) => type === 'info_lapsed')).toMatchObject({
      data: { lapsed: { because: 'unreachable' } },
    });
    expect(textOf((await desk.slack.again(card)).blocks)).toContain('Nobody could be asked');
    expect(await desk.slack.messages('handraise-alerts')).toEqual([]);
    expect(desk.logged.map(({ msg }) => msg)).toContain('a person cannot be sent messages');
  });
});
