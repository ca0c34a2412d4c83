import type { Submission } from '../../src/client/contract.ts';
import type { Desk, DeskOptions } from './desk.ts';
import type { Message, Modal, Submitted } from './slack-side.ts';
import { expense } from './submissions.ts';
import { until } from './until.ts';

type Rule = Record<string, unknown>;

/** A desk on which expenses are answered before the recommendation is seen, by a rule, and by whatever else is given. */
export const blindDesk = (more: Rule[] = [], undoWindow?: string): DeskOptions => ({
  ...(undoWindow === undefined ? {} : { undoWindow }),
  policy: ({ types }) => {
    const type = types['expense.report'] ?? {};
    const rule = {
      name: 'Answered first',
      when: 'above(facts.amount, {"EUR": 100})',
      raise_to: 'review',
      blind: true,
    };
    type['rules'] = [...(type['rules'] as Rule[]), rule, ...more];
  },
});

/** What the AI says in words that occur nowhere else. */
export const telling = (over: Partial<Submission> = {}): Submission =>
  expense({
    recommendation: {
      option: 'approve',
      confidence: 0.8347,
      rationale: 'canary-rationale',
      alternatives: [{ option: 'reject', confidence: 0.1389, why_lower: 'canary-alternative' }],
      model: 'canary-model',
      model_version: 'canary-version',
    },
    signals: {
      similarity: 0.9,
      rule_match: 'clear',
      opinions: [
        { method: 'canary-method', option: 'reject' },
        { method: 'llm', option: 'approve', confidence: 0.8347 },
      ],
    },
    ...over,
  });

/** Anything that tells what was recommended, how surely, by whom, or what others think of it. */
export const MARKS =
  /canary|0\.8347|83 %|0\.1389|14 %|73 %|own score|AI recommends|AI’s view|overrides the AI|agrees with the AI|unsure|disagree(?!, speak)|second choice|checked case|78–88|it was right in|others were right|medium confidence|high confidence|low confidence|of medium|\bband\b/i;

export const REJECTION = { reason: 'duplicate', rationale: 'Paid in May' };
export const APPROVAL = { reason: 'within_policy', rationale: 'All receipts are there' };

/** Presses, fills and submits; answers with what the form became. */
export const answerBlind = async (
  { slack }: Desk,
  user: string,
  card: Message,
  action: string,
  values: Record<string, unknown>,
): Promise<Submitted> => {
  await slack.press(user, card, action);
  await slack.modal(user);
  return slack.fill(user, values);
};

/** The reveal that a person has open. */
export const revealOf = (desk: Desk, user: string, callback = 'reveal_modal'): Promise<Modal> =>
  until(`the ${callback} of ${user}`, async () =>
    (await desk.slack.modals(user)).findLast(({ callback_id }) => callback_id === callback),
  );

export const closeModal = async ({ slack }: Desk, user: string): Promise<void> => {
  const { id } = await slack.modal(user);
  await slack.post('close', { user: slack.userId(user), view_id: id });
};

/** Presses Change… in the reveal and waits for the form with all answers. */
export const changeMind = async (desk: Desk, user: string): Promise<Modal> => {
  const { id } = await revealOf(desk, user);
  await desk.slack.post('view-press', {
    user: desk.slack.userId(user),
    view_id: id,
    action_id: 'reveal_change',
  });
  return revealOf(desk, user, 'change_modal');
};
