import { describe, expect, it } from 'vitest';
import { answerBlind, blindDesk, closeModal, MARKS, telling } from '../support/blind.ts';
import { type Desk, type DeskOptions, startDesk } from '../support/desk.ts';
import { liveTexts } from '../support/live-text.ts';
import { APPROVAL, REJECTION, seats } from '../support/quorums.ts';
import { type Message, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';

const HOUR = 3_600_000;

/** What Ben is told in messages of his own. */
const directs = async ({ slack }: Desk): Promise<Message[]> =>
  (await slack.directs('ben')).filter(({ ephemeral }) => ephemeral !== true);
const told = async (desk: Desk): Promise<Message> => {
  await desk.settled();
  const [message, ...more] = await directs(desk);
  if (message === undefined || more.length > 0) throw new Error('Ben has not one message of his own');
  return message;
};
const wordsOf = ({ blocks }: Message): string => textOf(blocks);
/** What can be pressed in it. */
const waysIn = ({ blocks }: Message): string[] =>
  blocks.flatMap(({ accessory, elements = [] }) =>
    [accessory, ...(elements as unknown[])].flatMap((it) => (it as { action_id?: string })?.action_id ?? []),
  );
const redraws = async (desk: Desk): Promise<number> => {
  const { ts } = await told(desk);
  return (await desk.slack.calls('chat.update')).filter(({ body }) => body['ts'] === ts).length;
};

/** An expense that Ana hands over to Ben, who is told of it in a message of his own. */
const handedOver = async (
  options: DeskOptions = {},
  submission = expense(),
): Promise<{ desk: Desk; id: string; card: Message }> => {
  const desk = await startDesk(options);
  const { body } = await desk.expenses.submit(submission);
  const card = await desk.slack.card();
  await desk.slack.choose('ana', card, 'Hand over…');
  await desk.slack.fill('ana', { person: desk.slack.userId('ben'), rationale: 'You know the hotel' });
  const asks = await told(desk);
  expect(waysIn(asks)).toEqual(['more']);
  expect(asks.text).toContain('Ana Lindqvist hands this to you.');
  return { desk, id: body.id, card: await desk.slack.again(card) };
};

const expectOver = (message: Message, became: string): void => {
  expect(waysIn(message)).toEqual([]);
  expect(wordsOf(message)).toContain(`*${became}*`);
  expect(wordsOf(message)).toContain('nothing is asked here any more');
  expect(message.text).toContain(`${became}. Expense report EXP-10422`);
  expect(liveTexts(message)).toEqual([]);
};

describe('a message that asks somebody to decide, once that is over', () => {
  it('says who answered instead of its button', async () => {
    const { desk, card } = await handedOver();
    await desk.slack.answer('ana', card, 'verdict_reject', REJECTION);
    expectOver(await told(desk), 'Rejected by Ana Lindqvist');
    // What was written with the answer is for those who read the card.
    expect(wordsOf(await told(desk))).not.toContain(REJECTION.rationale);
  });

  it('says so to whoever answered it themselves', async () => {
    const { desk, card } = await handedOver();
    await desk.slack.answer('ben', card, 'verdict_approve', APPROVAL);
    expectOver(await told(desk), 'Approved by you');
    expect(await redraws(desk)).toBe(1);
  });

  it('asks again where the answer is taken back', async () => {
    const { desk, card } = await handedOver({ undoWindow: '10s' });
    await desk.slack.answer('ana', card, 'verdict_reject', REJECTION);
    expectOver(await told(desk), 'Rejected by Ana Lindqvist');
    await desk.slack.press('ana', await desk.slack.again(card), 'undo');
    const again = await told(desk);
    expect(waysIn(again)).toEqual(['more']);
    expect(again.text).toContain('Ana Lindqvist hands this to you.');
    await desk.slack.answer('ana', await desk.slack.again(card), 'verdict_reject', REJECTION);
    await desk.advance(10_001);
    expectOver(await told(desk), 'Rejected by Ana Lindqvist');
  });

  it('says that it was withdrawn', async () => {
    const { desk, id } = await handedOver();
    await desk.expenses.about(id, 'cancel', { reason: 'Sent by mistake' });
    expectOver(await told(desk), 'Withdrawn by the source');
    expect(await desk.expenses.get(id)).toMatchObject({ disposition: 'cancelled' });
  });

  it('says that nobody answered in time', async () => {
    const { desk, id } = await handedOver({
      policy: (draft) => {
        Object.assign(draft, { sla_classes: { urgent: '20h', standard: '20h', complex: '20h' } });
        draft.queues['finance'] = {
          channel: '#finance-decisions',
          chain: [{ at: 'due', do: 'reject' }],
        };
      },
    });
    await desk.advance(20 * HOUR + 1);
    expectOver(await told(desk), 'Expired: nobody answered in time');
    expect(await desk.expenses.get(id)).toMatchObject({ disposition: 'expired' });
  });

  it('says what an audit found', async () => {
    const { desk, id, card } = await handedOver();
    await desk.slack.answer('ana', card, 'verdict_reject', REJECTION);
    await desk.callbacks.count(1);
    await desk.expenses.about(id, 'contest', { by: 'Dana Ruiz', note: 'Please look again' });
    await desk.settled();
    const audit = await desk.slack.card('finance-decisions', ({ blocks }) =>
      textOf(blocks).includes('audit_wrong'),
    );
    await desk.slack.choose('hugo', audit, 'Hand over…');
    await desk.slack.fill('hugo', { person: desk.slack.userId('ben') });
    await desk.settled();
    const [, asks] = await directs(desk);
    expect(asks === undefined ? [] : waysIn(asks)).toEqual(['more']);
    const wrong = { correct_option: 'approve', reason: 'within_policy', rationale: 'Right after all' };
    await desk.slack.answer('hugo', audit, 'audit_wrong', wrong);
    await desk.settled();
    const [first, second] = await directs(desk);
    if (first === undefined || second === undefined) throw new Error('Ben has not two messages');
    expectOver(first, 'Rejected by Ana Lindqvist');
    expectOver(second, 'It was wrong, says Hugo Martins');
  });

  it('is drawn anew for nothing else that happens to the decision', async () => {
    const { desk, card } = await handedOver();
    await desk.slack.press('ana', card, 'verdict_reject');
    await desk.slack.modal('ana');
    await closeModal(desk, 'ana');
    await desk.slack.answer('ana', await desk.slack.again(card), 'request_info', {
      question: 'How many?',
      facts: ['receipts'],
    });
    expect(await redraws(desk)).toBe(0);
    expect(waysIn(await told(desk))).toEqual(['more']);
  });
});

describe('where several have to answer', () => {
  it('is over for whoever has answered, and says what became of it once all have', async () => {
    const { desk, card } = await handedOver({ policy: seats(['finance', 'finance-leads']) });
    await desk.slack.answer('ben', card, 'verdict_approve', APPROVAL);
    const waits = await told(desk);
    expectOver(waits, 'You have answered; it waits for others now');
    expect(wordsOf(waits)).not.toMatch(/approve/i);
    await desk.slack.answer('hugo', await desk.slack.again(card), 'verdict_approve', APPROVAL);
    expect(waysIn(await told(desk))).toEqual([]);
    expect(wordsOf(await told(desk))).toMatch(/\*Approved by (?:Hugo Martins|you)\*/);
  });

  it('still asks while only others have answered', async () => {
    const { desk, card } = await handedOver({ policy: seats(['finance', 'finance-leads']) });
    await desk.slack.answer('hugo', card, 'verdict_approve', APPROVAL);
    expect(waysIn(await told(desk))).toEqual(['more']);
    expect(await redraws(desk)).toBe(0);
  });

  it('asks again where new facts have cleared the answer', async () => {
    const { desk, card } = await handedOver({ policy: seats(['finance', 'finance-leads']) });
    await desk.slack.answer('ben', card, 'verdict_approve', APPROVAL);
    expectOver(await told(desk), 'You have answered; it waits for others now');
    const { facts } = expense();
    await desk.expenses.submit(expense({ facts: { ...facts, receipts: 12 } }));
    expect(waysIn(await told(desk))).toEqual(['more']);
  });
});

describe('where the answer comes before the recommendation', () => {
  it('tells no more than the channel is told', async () => {
    const { desk, card } = await handedOver(blindDesk(), telling());
    await answerBlind(desk, 'ana', card, 'verdict_reject', REJECTION);
    const over = await told(desk);
    expect(waysIn(over)).toEqual([]);
    expect(`${over.text}${wordsOf(over)}`).not.toMatch(MARKS);
    await closeModal(desk, 'ana');
    await desk.settled();
    expect(`${(await told(desk)).text}${wordsOf(await told(desk))}`).not.toMatch(MARKS);
  });
});
