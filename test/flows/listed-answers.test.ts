import { describe, expect, it } from 'vitest';
import { answerBlind, blindDesk, changeMind, closeModal, REJECTION, telling } from '../support/blind.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { type Modal, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const NOTHING = 'Nothing is changed yet';
const AMOUNT = 'Amount: 1,840.50 EUR → *1,760.00 EUR*';
const CUT = { answer: 'modify', reason: 'modify/over_policy_cap', rationale: 'Hotel capped at 180 a night' };

const formOf = async ({ slack }: Desk): Promise<Modal> => {
  const form = (await slack.modals('ana')).at(-1);
  if (form === undefined) throw new Error('Ana has no form open');
  return form;
};
/** What Ana's form says once these words are among it: the list comes after the ack. */
const shown = (desk: Desk, words: string): Promise<string> =>
  until(`the form says ${words}`, async () => {
    const now = textOf((await formOf(desk)).blocks);
    return now.includes(words) ? now : undefined;
  });
/** Where things stand in a form, by what they are called. */
const order = ({ blocks }: Modal): string[] =>
  blocks.flatMap((block) => {
    if (textOf([block]).includes(NOTHING)) return ['list'];
    if (block.block_id?.startsWith('fact:') === true) return ['value'];
    return block.type === 'input' ? [block.block_id ?? ''] : [];
  });

/** Ana has answered blind, seen what the AI says, and thinks again. */
const changing = async (): Promise<{ desk: Desk; id: string; form: Modal }> => {
  const desk = await startDesk(blindDesk());
  const { body } = await desk.expenses.submit(telling());
  const card = await desk.slack.card();
  await answerBlind(desk, 'ana', card, 'verdict_reject', REJECTION);
  return { desk, id: body.id, form: await changeMind(desk, 'ana') };
};
/** Ana corrects what she has rejected. */
const correcting = async (): Promise<{ desk: Desk; id: string; form: Modal }> => {
  const desk = await startDesk();
  const { body } = await desk.expenses.submit(expense());
  const card = await desk.slack.card();
  await desk.slack.answer('ana', card, 'verdict_reject', REJECTION);
  await desk.callbacks.count(1);
  await desk.settled();
  await desk.slack.choose('ana', await desk.slack.again(card), 'Correct…');
  return { desk, id: body.id, form: await desk.slack.modal('ana') };
};

describe.each([
  ['another answer after the reveal', changing],
  ['a correction', correcting],
])('the form of %s', (_, opened) => {
  it('has the values and what they change between the answer and its reason', async () => {
    const { form } = await opened();
    const named = order(form);
    expect([...new Set(named)]).toEqual(['answer', 'value', 'list', 'reason', 'rationale', 'tags']);
  });

  it('lists what is changed as it is typed, and one press sends just that', async () => {
    const { desk, form } = await opened();
    for (const typed of ['1', '17', '176', '1760'])
      expect(await desk.slack.enter('ana', 'fact:amount', typed)).toMatchObject({ ok: true });
    await shown(desk, AMOUNT);
    await desk.slack.enter('ana', 'fact:amount', '-5');
    await shown(desk, 'Does not fit yet: Amount must be at least 0.');
    await desk.slack.enter('ana', 'fact:amount', '1760');
    expect(await shown(desk, AMOUNT)).not.toContain('Does not fit');
    const { title, submit } = await formOf(desk);
    expect([title, submit]).toEqual([form.title, form.submit]);
    expect(await desk.slack.fill('ana', CUT)).toMatchObject({ response_action: 'clear' });
  });

  it('asks again, once, where the list showed something else than what is sent', async () => {
    const { desk } = await opened();
    await desk.slack.enter('ana', 'fact:amount', '1700');
    await shown(desk, '*1,700.00 EUR*');
    await desk.slack.fault({ kind: '429', method: 'views.update', times: 1 });
    await desk.slack.enter('ana', 'fact:amount', '1760');
    const asked = await desk.slack.fill('ana', CUT);
    expect(asked.response_action).toBe('update');
    expect(textOf([asked.view])).toContain(AMOUNT);
    expect(textOf([asked.view])).toContain('Press again to send it');
    expect(await desk.slack.fill('ana', {})).toMatchObject({ response_action: 'clear' });
  });

  it('says under the answer that values were changed for nothing, and asks for no second press', async () => {
    const { desk } = await opened();
    await desk.slack.enter('ana', 'fact:amount', '1760');
    await shown(desk, AMOUNT);
    const approve = { answer: 'approve', reason: 'approve/within_policy', rationale: 'Another trip' };
    expect((await desk.slack.fill('ana', approve)).errors).toHaveProperty('answer');
    await desk.slack.enter('ana', 'fact:amount', '1840.50');
    await shown(desk, NOTHING);
    expect(await desk.slack.fill('ana', {})).toMatchObject({ response_action: 'clear' });
  });
});

describe('what came of it', () => {
  it('is the answer with the values listed', async () => {
    const { desk, id } = await changing();
    await desk.slack.enter('ana', 'fact:amount', '1760');
    await shown(desk, AMOUNT);
    await desk.slack.fill('ana', CUT);
    expect(await desk.expenses.get(id)).toMatchObject({
      disposition: 'modified',
      values: { amount: { value: 1760, currency: 'EUR' } },
    });
  });

  it('is still refused where somebody corrected first, however often the list was drawn', async () => {
    const { desk, id } = await correcting();
    await desk.slack.enter('ana', 'fact:amount', '1700');
    await shown(desk, '*1,700.00 EUR*');
    const card = await desk.slack.card();
    await desk.slack.choose('ben', card, 'Correct…');
    await desk.slack.modal('ben');
    await desk.slack.fill('ben', { answer: 'approve', reason: 'approve/within_policy', rationale: 'Fine' });
    await desk.slack.enter('ana', 'fact:amount', '1760');
    await shown(desk, AMOUNT);
    expect(textOf([(await desk.slack.fill('ana', CUT)).view])).toContain(
      'corrected this while you were at it',
    );
    expect((await desk.expenses.get(id)).corrections).toHaveLength(1);
  });

  it('is nothing once the form was closed: the first answer stays', async () => {
    const { desk, id } = await changing();
    await desk.slack.enter('ana', 'fact:amount', '1760');
    await shown(desk, AMOUNT);
    await closeModal(desk, 'ana');
    expect(await desk.expenses.get(id, 5)).toMatchObject({ disposition: 'rejected' });
  });

  it('is left alone once facts are others: its submission says why', async () => {
    const { desk } = await changing();
    await desk.expenses.submit(telling({ facts: { amount: { value: 900, currency: 'EUR' } } }));
    await desk.settled();
    await desk.slack.enter('ana', 'fact:amount', '1760');
    // What follows a key comes after its ack.
    await desk.settled();
    expect(textOf((await formOf(desk)).blocks)).toContain(NOTHING);
    expect(textOf([(await desk.slack.fill('ana', CUT)).view])).toContain('revision 2 stands now');
  });
});
