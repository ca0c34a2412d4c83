import {
  ANSWER_NOTE,
  answerErrors,
  answerInfoModal,
  readAnswerInfoModal,
} from '../../blocks/answer-info-modal.ts';
import { factBlockId } from '../../blocks/fact-input.ts';
import { refusalModal, refusalNotice } from '../../blocks/refusal-notice.ts';
import { ACTIONS, CALLBACKS, decodeForm, decodeQuestion } from '../../blocks/wire.ts';
import type { FactDefinition } from '../../src/core/policy/policy.ts';
import type { Refusal } from '../../src/core/refusal.ts';
import { whyNotAnswer } from '../../src/core/review/submitter.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { answerQuestion } from '../../src/usecases/answer-question.ts';
import { findReviewCase } from '../../src/usecases/find-review-case.ts';
import { audienceOf, whoAsks } from '../../src/usecases/who-asks.ts';
import type { Conversation, SubmissionAnswer } from './desk.ts';
import { type OnForm, refused } from './submitted-form.ts';

/** The person who submitted something answers a question about it, from the message that asked them. */
export const answerInfoConversation: Conversation = {
  name: 'answer-info',
  actions: [
    {
      id: ACTIONS.answer_info,
      handle: async (desk, press) => {
        const { world } = desk;
        const pressed = decodeQuestion(press.value);
        const found = await findReviewCase(world, pressed?.review_id);
        if (!found.ok) return press.tell(refusalNotice(found.error).text);
        if (pressed === undefined) return press.tell(refusalNotice({ code: 'not_found' }).text);
        const { kase, type } = found.value;
        const refusal = whyNotAnswer(kase.review, kase.requester, { by: press.asker, ...pressed });
        if (refusal !== undefined) return press.tell(refusalNotice(refusal).text);
        const known = await whoAsks(world, press.asker);
        // Without knowing their roles they see what anybody who was asked sees.
        const audience =
          known === undefined
            ? ({ kind: 'person', id: press.asker.id, roles: [] } as const)
            : audienceOf(known);
        const view = viewFor(kase, type, audience, world.clock.now());
        if (view.waiting === null) return press.tell(refusalNotice({ code: 'nothing_awaited' }).text);
        const { id: review_id, revision } = kase.review;
        const form = { review_id, revision, digest: kase.revision.digest, opened_at: desk.wallNow() };
        await press.open(answerInfoModal(view, view.waiting, form));
      },
    },
  ],
  submissions: [
    {
      callbackId: CALLBACKS.answer_info,
      handle: async (desk, submission) => {
        const { world } = desk;
        // Who may answer is no question of roles, so an answer is taken while Slack says nothing about people.
        const form = decodeForm(submission.privateMetadata);
        const found = await findReviewCase(world, form?.review_id);
        if (!found.ok) return { kind: 'replace', view: refusalModal(found.error) };
        if (form === undefined) return { kind: 'replace', view: refusalModal({ code: 'not_found' }) };
        const { kase, type } = found.value;
        const { request_id } = form;
        const { asker } = submission;
        const refusal = whyNotAnswer(kase.review, kase.requester, { by: asker, request_id });
        if (refusal !== undefined || request_id === undefined)
          return { kind: 'replace', view: refusalModal(refusal ?? { code: 'nothing_awaited' }) };
        const asked = type.facts.filter(({ name }) => kase.review.info?.facts.includes(name));
        const opened = await world.store.findRevision(kase.decision.id, form.revision);
        const facts = (opened ?? kase.revision).body.facts;
        const input = readAnswerInfoModal(submission.values, asked, facts);
        const errors = answerErrors(input);
        if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
        const answered = await answerQuestion(world, kase, asker, { request_id, ...input });
        return answered.ok ? { kind: 'close' } : refusedAnswer(answered.error, found.value, asked);
      },
    },
  ],
};

/** What is wrong with facts that the form has no input for stands under the answer: Slack takes no error without one. */
const refusedAnswer = (
  refusal: Refusal,
  on: Pick<OnForm, 'type' | 'kase'>,
  asked: FactDefinition[],
): SubmissionAnswer => {
  const answer = refused(refusal, on);
  if (answer.kind !== 'errors') return answer;
  const blocks = new Set(asked.map(({ name }) => factBlockId(name)));
  const entries = Object.entries(answer.errors).map(
    ([block, message]) => [blocks.has(block) ? block : ANSWER_NOTE, message] as const,
  );
  return { kind: 'errors', errors: Object.fromEntries(entries) };
};
