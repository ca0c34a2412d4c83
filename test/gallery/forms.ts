import { answerInfoModal } from '../../blocks/answer-info-modal.ts';
import { auditModal } from '../../blocks/audit-modal.ts';
import { batchModal } from '../../blocks/batch-modal.ts';
import { correctModal } from '../../blocks/correct-modal.ts';
import { escalateModal } from '../../blocks/escalate-modal.ts';
import { fullContextModal } from '../../blocks/full-context-modal.ts';
import { handOverModal } from '../../blocks/hand-over-modal.ts';
import { infoModal } from '../../blocks/info-modal.ts';
import { modifyModal } from '../../blocks/modify-modal.ts';
import { noteModal } from '../../blocks/note-modal.ts';
import type { Modal } from '../../blocks/pieces.ts';
import { refusalModal } from '../../blocks/refusal-notice.ts';
import { changeModal, isReveal, type RevealView, revealModal } from '../../blocks/reveal-modal.ts';
import { snoozeModal } from '../../blocks/snooze-modal.ts';
import { verdictModal } from '../../blocks/verdict-modal.ts';
import type { CardView } from '../../src/core/review/card-view.ts';
import type { Case } from '../../src/core/review/case.ts';
import { snoozeChoices } from '../../src/core/review/snooze-choices.ts';
import { expenseType, HOUR, MINUTE, NOW, settledCase, verdict } from '../blocks/a-case.ts';
import { audited } from './audit-cards.ts';
import { FORM, mail, plain, routed, usual, viewOf } from './cases.ts';
import type { Cast, State } from './state.ts';

const form = (says: string, draw: (cast: Cast) => Modal): State => ({
  kind: 'form',
  says,
  on: 'modal',
  draw,
});

const verdictForm = (view: CardView, id: string): Modal => {
  const option = view.options.find((one) => one.id === id);
  if (option === undefined) throw new Error(`the gallery has no option ${id}`);
  return verdictModal(view, option, FORM);
};

/** What was typed into a form. */
const ENTERED = {
  values: { amount: { value: 1760, currency: 'EUR' }, receipts: 9 },
  problems: {},
};

/** A form as it stands when that was typed into it. */
const filledIn = (modal: Modal): Modal => {
  const typed: Record<string, string> = { 'fact:amount': '1760', 'fact:receipts': '9' };
  const filled = modal.blocks.map((block) =>
    block.type === 'input' && block.element.type === 'number_input'
      ? { ...block, element: { ...block.element, initial_value: typed[block.block_id ?? ''] ?? '' } }
      : block,
  );
  return { ...modal, blocks: filled };
};

const auditForm = (cast: Cast, right: boolean): Modal => {
  const view = viewOf(audited(), cast);
  if (view.audit === null) throw new Error('the gallery has no audit');
  return auditModal({ ...view, audit: view.audit }, right, FORM);
};

const revealed = (cast: Cast): RevealView => {
  const given = verdict({
    by: cast.ana,
    option: 'reject',
    reason_code: 'over_cap',
    blind: { reveal: 'open', until: NOW + 2 * MINUTE },
  });
  const view = viewOf(
    routed(
      { blind: true },
      { review: { status: 'settling', verdicts: [given], settle_at: NOW + 2 * MINUTE } },
    ),
    cast,
  );
  if (!isReveal(view)) throw new Error('the gallery has no reveal');
  return view;
};

const waiting = ({ ben }: Cast): Case =>
  usual({
    review: {
      status: 'waiting_info',
      info: {
        request_id: 'inf_1',
        question: 'How many nights was it, and was breakfast included?',
        facts: ['receipts', 'per_diem'],
        by: ben,
        asked_at: NOW,
        due_at: NOW + 3 * HOUR,
      },
    },
  });

/** Every form, and what answers in the place of one. */
export const forms: State[] = [
  form('Agreeing on little: one tap more', (cast) => verdictForm(viewOf(plain(), cast), 'approve')),
  form('The same where words are asked for by lot, and what was missing', (cast) =>
    verdictForm(
      viewOf({ ...plain(), asks: { agreement_text: true, missing_on_card: true } }, cast),
      'approve',
    ),
  ),
  form('Agreeing from medium consequence on', (cast) => verdictForm(viewOf(usual(), cast), 'approve')),
  form('Overriding the AI, with what the role documents', (cast) =>
    verdictForm(
      viewOf({ kase: usual(), type: expenseType({ document: { finance_lead: ['Cost centre'] } }) }, cast),
      'reject',
    ),
  ),
  form('Answering before the recommendation is seen', (cast) =>
    verdictForm(viewOf(routed({ blind: true }), cast), 'approve'),
  ),
  form('An option of the type’s own', (cast) => verdictForm(viewOf(mail(), cast), 'deliver')),
  form('After a blind answer: keep it or change it', (cast) => revealModal(revealed(cast), FORM)),
  form('Changing a blind answer', (cast) => changeModal(revealed(cast), FORM)),
  form('The same, with what is changed below the values', (cast) =>
    filledIn(changeModal(revealed(cast), FORM, ENTERED)),
  ),
  form('Modify', (cast) => modifyModal(viewOf(usual(), cast), FORM)),
  form('Modify, with what is changed below the values', (cast) =>
    filledIn(modifyModal(viewOf(usual(), cast), FORM, ENTERED)),
  ),
  form('Modify, pressed before the list had caught up', (cast) =>
    filledIn(modifyModal(viewOf(usual(), cast), FORM, ENTERED, true)),
  ),
  form('Request info', (cast) => infoModal(viewOf(usual(), cast), FORM)),
  form('Answering a question', (cast) => {
    const view = viewOf(waiting(cast), cast);
    if (view.waiting === null) throw new Error('the gallery has no question');
    return answerInfoModal(view, view.waiting, FORM);
  }),
  form('Hand over', (cast) => handOverModal(viewOf(usual(), cast), ['finance_lead'], FORM)),
  form('Escalate', (cast) =>
    escalateModal(
      viewOf(usual(), cast),
      {
        targets: [
          { id: 'queue:finance-leads', kind: 'queue', name: 'finance-leads', next: true },
          { id: 'manager', kind: 'manager', next: false },
        ],
        deciders: ['finance_lead'],
      },
      FORM,
    ),
  ),
  form('Snooze', (cast) =>
    snoozeModal(
      viewOf(usual(), cast),
      {
        choices: snoozeChoices(NOW, NOW + 5 * HOUR, 'Europe/Berlin'),
        latest: NOW + 5 * HOUR,
        zone: 'Europe/Berlin',
      },
      FORM,
    ),
  ),
  form('Adding a note', (cast) => noteModal(viewOf(usual(), cast), FORM)),
  form('Correcting a final answer', (cast) => {
    const answered = settledCase(verdict({ by: cast.ben }), 'approved');
    return correctModal(viewOf(answered, cast), FORM);
  }),
  form('The same of an answer with changes, with what is changed below the values', (cast) => {
    const values = { amount: { value: 1790, currency: 'EUR' } };
    const answered = settledCase(verdict({ by: cast.ben, values, reason_code: 'over_cap' }), 'modified', {
      decision: { values },
    });
    return filledIn(correctModal(viewOf(answered, cast), FORM, ENTERED));
  }),
  form('Some that are alike, decided together', (cast) => {
    const view = viewOf(plain(), cast);
    const lines = [true, false, false].map((mustOpen) => ({ item: FORM, view, mustOpen, opened: false }));
    return batchModal(lines, { batch_id: 'bat_1', items: [FORM, FORM, FORM], opened_at: NOW });
  }),
  form('It was right', (cast) => auditForm(cast, true)),
  form('It was wrong', (cast) => auditForm(cast, false)),
  form('Full context', (cast) => fullContextModal(viewOf(usual(), cast), FORM)),
  form('Too late: somebody was first', ({ ben }) =>
    refusalModal({ code: 'already_decided', disposition: 'rejected', option: 'reject', by: ben, at: NOW }),
  ),
];
