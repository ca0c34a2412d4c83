import { describe, expect, it } from 'vitest';
import { type Desk, type DeskOptions, startDesk } from '../support/desk.ts';
import { APPROVAL } from '../support/quorums.ts';
import { textOf } from '../support/slack-side.ts';
import { until } from '../support/until.ts';

const FACTS = { 'fact:amount': '420.50 EUR', 'fact:category': 'Training' };

/** Dana writes something in a channel and raises it; her form is open afterwards. */
const raising = async (options: DeskOptions = {}, text = 'Can I book the *Rust* course? <!channel>') => {
  const desk = await startDesk(options);
  const { slack } = desk;
  const where = { user: slack.userId('dana'), channel: slack.channelId('general') };
  const { ts } = await slack.post<{ ts: string }>('message', { ...where, text });
  const use = (user: string) =>
    slack.post<{ ok: boolean }>('shortcut', {
      ...where,
      user: slack.userId(user),
      callback_id: 'raise_hand',
      ts,
    });
  expect(await use('dana')).toMatchObject({ ok: true });
  return { desk, ts, use };
};

const theDecision = async (desk: Desk) => {
  const [decision] = await desk.app.store.listDecisions({ limit: 1 });
  if (decision === undefined) throw new Error('nothing was raised');
  return decision;
};

/** A course that Dana raised and Ana rejected. */
const rejected = async () => {
  const { desk } = await raising();
  await desk.slack.fill('dana', { ...FACTS, raise_title: 'Rust course' });
  const card = await desk.slack.card();
  await desk.slack.answer('ana', card, 'verdict_reject', {
    reason: 'not_business',
    rationale: 'There is no budget',
  });
  await desk.settled();
  return { desk, card };
};

describe('raising a hand from a message', () => {
  it('makes one decision of a form that Slack delivers twice', async () => {
    const { desk } = await raising();
    await desk.slack.modal('dana');
    await desk.slack.fault({ kind: 'duplicate_delivery', method: 'interactive' });
    const sent = await desk.slack.fill('dana', { ...FACTS, raise_title: 'Rust course' });
    expect(textOf(sent.view?.blocks ?? [])).toContain('waits in the queue finance');
    await desk.settled();
    expect(await desk.stored()).toBe(1);
  });

  it('makes a decision that people answer without an AI, with what was said and where', async () => {
    const { desk, ts } = await raising();
    const form = await desk.slack.modal('dana');
    expect(form.title.text).toBe('Raise a hand');
    expect(textOf(form.blocks)).toContain('"initial_value":"Can I book the *Rust* course? @channel"');
    // Nobody was asked before: a fact without a value is no fact that somebody left out.
    expect(textOf(form.blocks)).not.toContain('Not given');
    const sent = await desk.slack.fill('dana', {
      ...FACTS,
      raise_title: 'Rust course',
      raise_note: 'It is in May',
    });
    expect(sent).toMatchObject({ ok: true, response_action: 'update' });
    expect(textOf(sent.view?.blocks ?? [])).toContain('waits in the queue finance');

    const decision = await theDecision(desk);
    expect(decision).toMatchObject({ source: 'colleagues', level: 'human_only', title: 'Rust course' });
    const { body } = (await desk.app.store.findRevision(decision.id, 1)) ?? {};
    expect(body).toMatchObject({
      requested_by: { id: desk.slack.userId('dana'), email: 'dana@example.com' },
      facts: { amount: { value: 420.5, currency: 'EUR' }, category: 'Training' },
    });
    expect(body?.recommendation).toBeUndefined();
    expect(body?.attachments?.[0]?.url).toContain(`p${ts.replace('.', '')}`);
    const card = await desk.slack.card();
    expect(textOf(card.blocks)).toContain('Approve this expense report of 420.50 EUR by Dana Ruiz?');
    expect(textOf(card.blocks)).toContain('Note from Dana Ruiz: “It is in May”');
    expect(textOf(card.blocks)).toContain('“Can I book the');
    expect(textOf(card.blocks)).not.toContain('<!channel>');
  });

  it('shows what was said as people read it in Slack, whomever it mentions and whatever Slack escapes', async () => {
    const desk = await startDesk();
    const { slack } = desk;
    const where = { user: slack.userId('dana'), channel: slack.channelId('general') };
    const text = `R&D, <@${slack.userId('ben')}>: is 3 < 4 at <https://example.com/a?b=1&amp;c=2|the shop>?`;
    const { ts } = await slack.post<{ ts: string }>('message', { ...where, text });
    await slack.post('shortcut', { ...where, callback_id: 'raise_hand', ts });
    const form = textOf((await slack.modal('dana')).blocks);
    const said = 'R&D, @Ben Okafor: is 3 < 4 at the shop (https://example.com/a?b=1&c=2)?';
    expect(form).toContain(`"initial_value":"${said}"`);
    await slack.fill('dana', FACTS);
    const decision = await theDecision(desk);
    expect(decision.title).toBe(said);
    const { body } = (await desk.app.store.findRevision(decision.id, 1)) ?? {};
    expect(body?.history?.[0]?.note).toBe(said);
  });

  it('says on its card who raised it, by name and without a mention, open and settled', async () => {
    const { desk } = await raising();
    await desk.slack.fill('dana', { ...FACTS, raise_title: 'Rust course' });
    const card = await desk.slack.card();
    expect(textOf(card.blocks)).toContain('Expense report raised by Dana Ruiz · ');
    await desk.slack.choose('ana', card, 'Full context');
    const whole = textOf((await desk.slack.modal('ana')).blocks);
    expect(whole).toContain('Expense report raised by Dana Ruiz');
    await desk.slack.answer('ana', card, 'verdict_approve', APPROVAL);
    await desk.settled();
    const settled = await desk.slack.again(card);
    expect(textOf(settled.blocks)).toContain('Expense report raised by Dana Ruiz');
    for (const { text, blocks } of [card, settled]) {
      expect(`${text} ${textOf(blocks)}`).not.toContain('colleagues');
      expect(`${text} ${textOf(blocks)}`).not.toContain(`<@${desk.slack.userId('dana')}>`);
    }
  });

  it('tells the person who raised it the answer, whom, and why', async () => {
    const { desk } = await rejected();
    const direct = await until('a message to Dana', async () => {
      const messages = await desk.slack.get<{ messages?: { text: string; blocks: never[] }[] }>(
        `messages?channel=${desk.slack.userId('dana')}&user=${desk.slack.userId('dana')}`,
      );
      return messages.messages?.at(-1);
    });
    expect(textOf(direct.blocks)).toMatch(
      /What you raised has an answer: \*rejected\* by Ana Lindqvist\.[^]*Not for business\. “There is no budget”/,
    );
    expect(textOf(direct.blocks)).toContain('"Open"');
    expect(textOf(direct.blocks)).not.toContain('due <!date');
    expect(desk.callbacks.received).toEqual([]);
  });

  it('puts a question to the person who raised it, since no system could hear it', async () => {
    const { desk } = await raising();
    await desk.slack.fill('dana', { ...FACTS, raise_title: 'Rust course' });
    const card = await desk.slack.card();
    // Until the person was looked up nobody knows whom to ask.
    await desk.settled();
    await desk.slack.press('ana', card, 'request_info');
    const form = textOf((await desk.slack.modal('ana')).blocks);
    expect(form).toContain('Dana Ruiz, who raised this, gets the question in a message.');
    expect(form).not.toContain('colleagues');
    await desk.slack.fill('ana', { question: 'Which week is it?' });
    await desk.settled();
    const asked = await until('a question to Dana', async () => (await desk.slack.directs('dana')).at(-1));
    expect(textOf(asked.blocks)).toContain('Which week is it?');
    await desk.slack.press('dana', asked, 'answer_info');
    expect(textOf((await desk.slack.modal('dana')).blocks)).toContain('"Whoever decides reads this."');
    await desk.slack.fill('dana', { note: 'The second one of May' });
    await desk.settled();
    expect(textOf((await desk.slack.again(card)).blocks)).toContain('The second one of May');
    expect(desk.callbacks.received).toEqual([]);
  });

  it('tells the person who raised it of a correction, and nobody else', async () => {
    const { desk, card } = await rejected();
    await desk.slack.choose('ana', await desk.slack.again(card), 'Correct…');
    const form = textOf((await desk.slack.modal('ana')).blocks);
    expect(form).toContain('Dana Ruiz, who raised this, may have acted on it: they get a message');
    expect(form).toContain('Reviewers and Dana Ruiz will read it.');
    await desk.slack.fill('ana', {
      answer: 'approve',
      reason: 'approve/within_policy',
      rationale: 'There is one since Monday',
    });
    await desk.settled();
    const told = await until('a second message to Dana', async () => (await desk.slack.directs('dana'))[1]);
    expect(textOf(told.blocks)).toMatch(
      /The answer to what you raised was corrected by Ana Lindqvist: Reject → \*Approve\*\.[^]*Within policy\. “There is one since Monday”/,
    );
    expect(desk.callbacks.received).toEqual([]);
  });

  it('lets nobody decide what they raised themselves', async () => {
    const { desk } = await raising({
      policy: ({ roles }) => {
        roles['finance'] = { members: ['dana@example.com', 'ana@example.com'] };
      },
    });
    await desk.slack.fill('dana', { ...FACTS, raise_title: 'Rust course' });
    await desk.slack.press('dana', await desk.slack.card(), 'verdict_approve');
    expect(await desk.slack.note('dana')).toContain('your own request');
  });

  it('asks for what the type needs, under the input', async () => {
    const { desk } = await raising();
    const wrong = await desk.slack.fill('dana', { 'fact:amount': '420.50', raise_title: 'Rust course' });
    expect(wrong).toMatchObject({
      response_action: 'errors',
      errors: { 'fact:amount': 'Amount needs a currency, such as 1760.00 EUR.' },
    });
    expect(await desk.stored()).toBe(0);
  });

  it('offers every type that people may raise', async () => {
    const { desk } = await raising({
      policy: ({ sources }) => {
        sources['colleagues'] = { kind: 'people', types: ['expense.report', 'support.reply'] };
      },
    });
    const { id, blocks } = await desk.slack.modal('dana');
    expect(textOf(blocks)).toContain('fact:amount');
    await desk.slack.post('view-press', {
      user: desk.slack.userId('dana'),
      view_id: id,
      action_id: 'raise_type',
      selected: 'support.reply',
    });
    const changed = await desk.slack.modal('dana');
    expect(textOf(changed.blocks)).toMatch(/fact:draft/);
    expect(textOf(changed.blocks)).not.toContain('fact:amount');
    await desk.slack.fill('dana', { 'fact:draft': 'We are sorry', raise_title: 'A reply' });
    expect(await theDecision(desk)).toMatchObject({ type: 'support.reply', queue: 'support' });
  });

  it('says what is missing where the policy has no source for people, and where it was taken out meanwhile', async () => {
    const { desk, use } = await raising();
    desk.writePolicy(({ sources }) => {
      delete sources['colleagues'];
    });
    await until('the policy is read', () => desk.policy.current().sources['colleagues'] === undefined);
    const late = await desk.slack.fill('dana', { ...FACTS, raise_title: 'Rust course' });
    expect(textOf(late.view?.blocks ?? [])).toContain('kind: people');
    await use('ben');
    expect(textOf((await desk.slack.modal('ben')).blocks)).toContain('a source with `kind: people`');
    expect(await desk.stored()).toBe(0);
  });

  it('cannot be used over HTTP', async () => {
    const desk = await startDesk();
    const named = { 'handraise-source': 'colleagues' };
    for (const headers of [named, { ...named, authorization: 'Bearer ' }] as Record<string, string>[]) {
      const reply = await desk.expenses.ask('POST', '/v1/decisions', {
        body: JSON.stringify({ type: 'expense.report', title: 'x', facts: {} }),
        headers,
        bare: true,
      });
      expect(reply.status).toBe(401);
    }
  });
});
