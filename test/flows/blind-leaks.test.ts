import { describe, expect, it } from 'vitest';
import type { Submission } from '../../src/client/contract.ts';
import { APPROVAL, answerBlind, blindDesk, closeModal, MARKS, REJECTION, telling } from '../support/blind.ts';
import { type Desk, type DeskOptions, startDesk } from '../support/desk.ts';
import { buttonOf, type Message, textOf } from '../support/slack-side.ts';
import { everythingShown, tryEverything } from '../support/walk.ts';

/** Rules that look at what models say, beside the one that hides it. */
const TELLING_RULES = [
  { name: 'canary rule', when: 'recommendation.option == "approve"', flag: 'canary flag' },
  {
    name: 'canary opinions',
    when: 'signals.disagreement',
    flag: 'canary dissent',
    raise_to: 'human_decides',
  },
];

const sampled: DeskOptions = {
  sampling: true,
  policy: ({ defaults, types }) => {
    defaults['blind_share'] = 1;
    const type = types['expense.report'] ?? {};
    type['rules'] = [...(type['rules'] as object[]), TELLING_RULES[0]];
  },
};
const two = { name: 'Two of them', when: 'above(facts.amount, {"EUR": 100})', approvals: 2 };

/** The first thing in all that was shown that tells of the recommendation, with what stands around it. */
const leakIn = (shown: string): string | undefined => {
  const found = MARKS.exec(shown);
  return found === null ? undefined : shown.slice(Math.max(0, found.index - 200), found.index + 200);
};

/** People look at everything, ask, are refused, get new facts, and fill a form wrongly. */
const beforeTheAnswer = async (desk: Desk, id: string, card: Message): Promise<string[]> => {
  const { slack } = desk;
  for (const user of ['ana', 'ben', 'dana', 'ines']) await tryEverything(desk, user, card);
  const stale = await slack.again(card);
  await slack.press('ben', stale, 'request_info');
  await slack.modal('ben');
  await slack.fill('ben', { to: 'both', question: 'Which hotel was it?' });
  await desk.settled();
  await desk.expenses.about(id, 'info', { note: 'The one at the fair', facts: { receipts: 12 } });
  await desk.settled();
  await slack.press('ben', card, 'verdict_reject', { value: buttonOf(stale, 'verdict_reject')?.value ?? '' });
  await tryEverything(desk, 'ana', await slack.again(card));
  const wrong = await answerBlind(desk, 'ana', await slack.again(card), 'verdict_reject', {
    reason: 'other',
    rationale: ' ',
  });
  return [JSON.stringify(wrong)];
};

/** So many cases with such scores were checked, by this model and by others. */
const CHECKED = 'Of 212 checked cases scored 78–88 %, it was right in 157';
const checkBefore = async ({ app }: Desk): Promise<void> => {
  const counted = (scope: 'model_score' | 'type_score', parts: string[], checked: number, wrong: number) => ({
    add: 'tallies' as const,
    key: { scope, key: JSON.stringify(['expense.report', ...parts]), day: 0 },
    by: { checked, wrong },
  });
  const kept = await app.store.commit([
    counted('model_score', ['canary-model', 'canary-version', '80'], 212, 55),
    counted('type_score', ['80'], 240, 60),
  ]);
  expect(kept).toEqual({ ok: true });
};

const start = async (options: DeskOptions, over: Partial<Submission> = {}) => {
  const desk = await startDesk(options);
  await checkBefore(desk);
  const { body } = await desk.expenses.submit(telling(over));
  const card = await desk.slack.card();
  return { desk, id: body.id, card };
};

describe('until the reveal nothing tells what was recommended', () => {
  it.each<[string, DeskOptions]>([
    ['by rule', blindDesk(TELLING_RULES)],
    ['by sample', sampled],
  ])(
    '%s: on no card, form, note, Home, page or answer, to nobody',
    async (_, options) => {
      const { desk, id, card } = await start(options);
      const acks = await beforeTheAnswer(desk, id, card);
      expect(leakIn(await everythingShown(desk))).toBeUndefined();
      expect(leakIn(acks.join('\n'))).toBeUndefined();
      const revealed = await desk.slack.fill('ana', REJECTION);
      expect(textOf([revealed.view])).toMatch(/canary-rationale/);
      expect(textOf([revealed.view])).toContain(CHECKED);
      // Ana sees it now, and still nobody else.
      await desk.settled();
      await desk.slack.press('ben', await desk.slack.again(card), 'more');
      await tryEverything(desk, 'ben', await desk.slack.again(card));
      await tryEverything(desk, 'dana', await desk.slack.again(card));
      expect(leakIn(await everythingShown(desk))).toBeUndefined();

      expect(await desk.slack.fill('ana', {})).toMatchObject({ response_action: 'clear' });
      await desk.settled();
      expect(textOf((await desk.slack.again(card)).blocks)).toContain('overrides the AI (Approve)');
      // The net holds: it finds what is shown once it may be.
      expect(leakIn(await everythingShown(desk))).toBeDefined();
    },
    60_000,
  );

  it('with a quorum of two: the second one answers as blind as the first', async () => {
    const { desk, id, card } = await start(blindDesk([...TELLING_RULES, two]));
    await beforeTheAnswer(desk, id, card);
    await closeModal(desk, 'ana');
    await answerBlind(desk, 'ana', await desk.slack.again(card), 'verdict_approve', APPROVAL);
    await desk.slack.fill('ana', {});
    await desk.settled();
    expect((await desk.app.store.findCase(id))?.review).toMatchObject({
      status: 'open',
      verdicts: [{ option: 'approve' }],
    });
    for (const user of ['ben', 'dana', 'hugo']) await tryEverything(desk, user, await desk.slack.again(card));
    expect(leakIn(await everythingShown(desk))).toBeUndefined();
    const open = textOf((await desk.slack.again(card)).blocks);
    expect(open).not.toContain(APPROVAL.rationale);
    const second = await answerBlind(desk, 'ben', await desk.slack.again(card), 'verdict_approve', APPROVAL);
    expect(textOf([second.view])).toContain('canary-rationale');
    await desk.slack.fill('ben', {});
    expect(await desk.expenses.get(id)).toMatchObject({
      disposition: 'approved',
      verdicts: [{ blind: true }, { blind: true }],
    });
  }, 60_000);

  it('above somebody’s authority: those whose authority reaches see neither the AI’s view nor theirs', async () => {
    const options = blindDesk(TELLING_RULES);
    const { desk, id, card } = await start({
      policy: (draft) => {
        options.policy?.(draft);
        (draft as unknown as Record<string, unknown>)['authority'] = [
          { role: 'finance', up_to: { EUR: 500 } },
        ];
      },
    });
    const shown = await answerBlind(desk, 'ben', card, 'verdict_approve', APPROVAL);
    expect(textOf([shown.view])).toContain('canary-rationale');
    await desk.slack.fill('ben', {});
    await desk.settled();
    expect((await desk.app.store.findCase(id))?.review).toMatchObject({
      verdicts: [],
      endorsements: [{ option: 'approve', blind: { reveal: 'kept' } }],
    });
    for (const user of ['ana', 'hugo', 'dana']) await tryEverything(desk, user, await desk.slack.again(card));
    const all = await everythingShown(desk);
    expect(leakIn(all)).toBeUndefined();
    expect(all).not.toContain(APPROVAL.rationale);
    await answerBlind(desk, 'ana', await desk.slack.again(card), 'verdict_reject', REJECTION);
    await desk.slack.fill('ana', {});
    expect(await desk.expenses.get(id)).toMatchObject({
      disposition: 'rejected',
      verdicts: [{ blind: true }],
    });
  }, 60_000);

  it('a card is the same whatever was recommended, but for a digest that nobody can guess', async () => {
    const recommendations: Submission['recommendation'][] = [
      { option: 'approve', confidence: 0.83 },
      { option: 'reject', confidence: 0.4, rationale: 'canary', model: 'canary' },
      { option: 'reject', confidence: 0.4, rationale: 'canary', model: 'canary' },
    ];
    const cards: string[] = [];
    const digests: string[] = [];
    const desk = await startDesk(blindDesk(TELLING_RULES));
    await checkBefore(desk);
    for (const recommendation of recommendations) {
      const { external_id: _, ...rest } = telling({
        recommendation,
        signals: {},
      });
      await desk.expenses.submit(rest);
      await desk.settled();
      const newest = (await desk.slack.cards()).at(-1);
      const value = newest === undefined ? '' : (buttonOf(newest, 'verdict_approve')?.value ?? '');
      const [, reviewId = '', , digest = ''] = JSON.parse(value) as string[];
      digests.push(digest);
      cards.push(
        JSON.stringify([newest?.text, newest?.blocks])
          .replaceAll(reviewId, 'ID')
          .replaceAll(digest, 'DIGEST')
          .replace(/"block_id":"\w+"|<!date[^>]*>/g, ''),
      );
    }
    expect(new Set(cards).size).toBe(1);
    // The second and the third say the very same, and their digests differ: there is no guess to be tried.
    expect(new Set(digests).size).toBe(3);
  });
});
