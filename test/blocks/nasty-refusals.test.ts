import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { decidedTogether, dissolved } from '../../blocks/batch-words.ts';
import { escalateModal } from '../../blocks/escalate-modal.ts';
import { handOverModal } from '../../blocks/hand-over-modal.ts';
import { LIMITS } from '../../blocks/limits.ts';
import { refusalErrors, refusalModal, refusalNotice } from '../../blocks/refusal-notice.ts';
import type { Refusal } from '../../src/core/refusal.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { REASONS_FOR_ABSENCE } from '../../src/core/sla/availability.ts';
import { aCase, expenseType, NOW, robin } from './a-case.ts';
import { answerFaults, messageFaults, modalFaults } from './nasty-checks.ts';
import { nasty, runsOf, TIME_FOR_RUNS } from './nasty-world.ts';
import { liveIn } from './read-blocks.ts';

vi.setConfig(TIME_FOR_RUNS);

const none = fc.constant({});
const at = fc.constantFrom(NOW, 0, NOW + 1e11);
const person = fc.record(
  { id: fc.oneof(nasty, fc.constant(robin.id)), name: nasty },
  { requiredKeys: ['id'] },
);
/** As long as a submission takes them. */
const factName = nasty.map((text) => text.slice(0, 100));
const several = fc.oneof(
  fc.array(nasty, { maxLength: 3 }),
  nasty.map((one) => Array.from({ length: 120 }, () => one)),
);

/** Every refusal that there is, each with the worst that can stand in it. */
const REFUSALS = {
  not_found: none,
  type_gone: fc.record({ type: nasty }),
  already_decided: fc.record(
    {
      disposition: fc.constantFrom(null, 'approved', 'modified', 'auto_executed', 'expired', 'cancelled'),
      option: fc.option(nasty),
      by: person,
      at,
    },
    { requiredKeys: ['disposition', 'option', 'at'] },
  ),
  stale_card: fc.record({ revision: fc.nat() }),
  not_a_decider: fc.record({ roles: several }),
  own_request: fc.record({ of: person }, { requiredKeys: [] }),
  answered_already: fc.record({ at, by: person }, { requiredKeys: ['at'] }),
  no_seat: fc.record({ roles: several }),
  not_your_turn: fc.record({ roles: several }),
  above_authority: fc.record({ roles: several }),
  answered_blind: none,
  cannot_be_given: fc.record({
    to: person,
    because: fc.constantFrom('role', 'own_request', 'decided_before', 'answered'),
    roles: several,
  }),
  away: fc.record({
    who: person,
    because: fc.constantFrom(...REASONS_FOR_ABSENCE),
    until: fc.option(at),
  }),
  nobody_known: none,
  taken: fc.record({ by: person }),
  not_yours: fc.record({ by: person }, { requiredKeys: [] }),
  there_already: fc.record({ queue: nasty }),
  snooze_too_long: fc.record({ latest: at }),
  due_already: fc.record({ at }),
  nothing_to_correct: none,
  takes_several: fc.record({ needed: fc.nat() }),
  corrected_meanwhile: fc.record({ by: person, at }),
  decided_before: none,
  only_an_audit: none,
  may_not_stop: fc.record({ type: nasty, roles: several }),
  unknown_type: fc.record({ type: nasty, types: several }),
  already_stopped: fc.record({ type: nasty, by: nasty, at }),
  not_stopped: fc.record({ type: nasty }),
  waiting_for_info: fc.record({ question: nasty }),
  nothing_awaited: none,
  not_asked: none,
  nobody_to_ask: none,
  undo_closed: fc.record({ at }),
  not_your_verdict: fc.record({ by: person }),
  unknown_option: fc.record({ option: nasty, options: several }),
  unknown_reason: fc.record({ reason: nasty }),
  rationale_required: none,
  document_required: fc.record({ labels: several }),
  values_invalid: fc.record({
    problems: fc.array(fc.record({ fact: factName, message: nasty }), { maxLength: 20 }),
  }),
  nothing_changed: none,
  unclear_time: fc.record({
    text: nasty,
    because: fc.constantFrom('unclear', 'ambiguous', 'past', 'too_far'),
  }),
  stands_in_self: none,
  cannot_stand_in: fc.record({ who: person }),
  too_many_stand_ins: fc.record({ most: fc.nat() }),
  no_delegation: none,
  not_away: none,
  cannot_check_authority: none,
  try_again: none,
} as const satisfies {
  [Code in Refusal['code']]: fc.Arbitrary<Omit<Extract<Refusal, { code: Code }>, 'code'>>;
};

/** Some of them at a time: all together are more than one can be shown. */
const AT_ONCE = 6;
const codes = Object.keys(REFUSALS) as Refusal['code'][];
const refusals: fc.Arbitrary<Refusal[]> = fc
  .subarray(codes, { minLength: AT_ONCE, maxLength: AT_ONCE })
  .chain((some) =>
    fc.tuple(...some.map((code) => REFUSALS[code].map((about) => ({ code, ...about }) as Refusal))),
  );

/** What a form shows under its inputs: plain text by the ids of its blocks. */
const areFineErrors = (errors: Record<string, string>): void => {
  for (const [block, words] of Object.entries(errors)) {
    expect(block.length).toBeLessThanOrEqual(LIMITS.blockId);
    expect(words.trim()).not.toBe('');
    expect(words.length).toBeLessThan(500);
    expect(words.isWellFormed()).toBe(true);
    expect(liveIn({ type: 'plain_text', text: words })).toEqual([]);
  }
};

it('every refusal fits Slack and is harmless, as a note, as a modal and under the inputs of a form', () => {
  fc.assert(
    fc.property(refusals, nasty, fc.boolean(), (each, name, unanswered) => {
      const words = {
        options: [{ id: name, label: name }],
        facts: [{ name, label: name }],
        source: name,
        ...(unanswered ? { unanswered } : {}),
      };
      for (const refusal of each) {
        const notice = refusalNotice(refusal, words);
        expect(messageFaults(notice, [robin.id])).toEqual([]);
        expect(answerFaults(notice.text, [robin.id])).toEqual([]);
        expect(modalFaults(refusalModal(refusal, words), [robin.id])).toEqual([]);
        areFineErrors(refusalErrors(refusal, words) ?? {});
      }
    }),
    runsOf(100),
  );
});

const view = viewFor(aCase(), expenseType(), { kind: 'person', id: 'U1', roles: [] }, NOW);

it('what became of a batch fits Slack and is harmless, whatever its decisions are called and whyever they were left', () => {
  fc.assert(
    fc.property(refusals, nasty, nasty, (each, title, label) => {
      const problems = each.map((why) => ({ title, why }));
      expect(answerFaults(dissolved(problems), [robin.id])).toEqual([]);
      expect(answerFaults(decidedTogether(label, [view, view], problems.slice(2)), [robin.id])).toEqual([]);
    }),
    runsOf(100),
  );
});

it('a form that comes back with a warning holds what was typed, and is harmless', () => {
  const form = {
    review_id: 'rev_01KAE7M4T9ZC3V1QWX5J8RBN2D',
    revision: 1,
    digest: 'd'.repeat(32),
    opened_at: NOW,
  };
  fc.assert(
    fc.property(REFUSALS.away, nasty, (absence, typed) => {
      const note = typed.trim().slice(0, LIMITS.inputValue);
      const again = { note, because: refusalNotice({ code: 'away', ...absence }).text, person: robin.id };
      expect(modalFaults(handOverModal(view, [typed], form, { ...again, to: robin.id }), [robin.id])).toEqual(
        [],
      );
      const asked = {
        targets: [{ id: typed, kind: 'queue', name: typed, next: false }] as const,
        deciders: [typed],
      };
      expect(modalFaults(escalateModal(view, asked, form, { ...again, where: typed }), [robin.id])).toEqual(
        [],
      );
    }),
    runsOf(100),
  );
});
