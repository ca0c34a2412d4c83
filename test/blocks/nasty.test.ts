import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { answerInfoModal } from '../../blocks/answer-info-modal.ts';
import { cardFor } from '../../blocks/card.ts';
import { correctModal } from '../../blocks/correct-modal.ts';
import { directMessage } from '../../blocks/direct-message.ts';
import { directOver } from '../../blocks/direct-over.ts';
import { escalateModal } from '../../blocks/escalate-modal.ts';
import { fullContextModal } from '../../blocks/full-context-modal.ts';
import { handOverModal } from '../../blocks/hand-over-modal.ts';
import { infoModal } from '../../blocks/info-modal.ts';
import { infoRequest } from '../../blocks/info-request.ts';
import { LIMITS } from '../../blocks/limits.ts';
import { modifyModal, readModifyModal } from '../../blocks/modify-modal.ts';
import { noteModal } from '../../blocks/note-modal.ts';
import { changeModal, revealModal } from '../../blocks/reveal-modal.ts';
import { snoozeModal } from '../../blocks/snooze-modal.ts';
import { threadNote } from '../../blocks/thread-note.ts';
import { verdictModal } from '../../blocks/verdict-modal.ts';
import type { DecisionEvent } from '../../src/core/decision/decision.ts';
import { namesIn } from '../../src/core/review/names.ts';
import { snoozeChoices } from '../../src/core/review/snooze-choices.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { questionView } from '../../src/core/review/view-question.ts';
import { aCase, expenseType, NOW, revision } from './a-case.ts';
import { messageFaults, modalFaults } from './nasty-checks.ts';
import { build, runsOf, TIME_FOR_RUNS, world } from './nasty-world.ts';
import { wordsOf } from './read-blocks.ts';

vi.setConfig(TIME_FOR_RUNS);
const form = {
  review_id: 'rev_01KAE7M4T9ZC3V1QWX5J8RBN2D',
  revision: 1,
  digest: '9f86d081884c7d659a2feaa0c55ad015',
  opened_at: NOW,
};

it('every card fits Slack and is harmless, whatever was submitted', () => {
  fc.assert(
    fc.property(world, (it) => {
      const { kase, type } = build(it);
      const card = cardFor(viewFor(kase, type, { kind: 'channel' }, NOW));
      expect(messageFaults(card)).toEqual([]);
      expect(card.text.length).toBeLessThan(3000);
    }),
    runsOf(150),
  );
});

const correctionsOf = ({ words, person, label }: { words: string; person: string; label: string }) =>
  Array.from({ length: 2 }, () => ({
    by: { id: 'U1', name: person },
    at: NOW,
    was: label,
    now: words,
    changes: [
      { label, from: words, to: words },
      { label, from: null, to: words },
    ],
    reason_label: label,
    reason: words,
    told_at: NOW,
    remedy: 'reversed' as const,
  }));

it('a settled card with corrections and a changed mind fits Slack and is harmless', () => {
  fc.assert(
    fc.property(world, (it) => {
      const { kase, type } = build({ ...it, state: 'settled' });
      const view = viewFor(kase, type, { kind: 'channel' }, NOW);
      if (view.story === null) return;
      const story = { ...view.story, blind: true, first: { label: it.words, at: NOW } };
      const card = cardFor({ ...view, story, corrections: correctionsOf(it) });
      expect(messageFaults(card)).toEqual([]);
      expect(card.text.length).toBeLessThan(3000);
    }),
    runsOf(150),
  );
});

it('every form fits Slack and is harmless, whatever was submitted', () => {
  fc.assert(
    fc.property(world, (it) => {
      const { kase, type } = build(it);
      const view = viewFor(kase, type, { kind: 'person', id: 'U1', roles: [it.label] }, NOW);
      for (const option of view.options.slice(0, 2))
        expect(modalFaults(verdictModal(view, option, form))).toEqual([]);
      expect(modalFaults(modifyModal(view, form))).toEqual([]);
      const values = Object.fromEntries(type.facts.map(({ name }) => [name, `${it.words}!`]));
      const entered = { values, problems: { 'fact:x': it.words } };
      expect(modalFaults(modifyModal(view, form, entered, true))).toEqual([]);
      const asked = {
        targets: [{ id: `queue:${it.words}`, kind: 'queue', name: it.words, next: true }] as const,
        deciders: [it.label],
      };
      expect(modalFaults(escalateModal(view, asked, form))).toEqual([]);
      expect(modalFaults(escalateModal(view, { ...asked, targets: [] }, form))).toEqual([]);
      expect(modalFaults(handOverModal(view, [it.label], form))).toEqual([]);
      expect(modalFaults(noteModal(view, form))).toEqual([]);
      const choices = snoozeChoices(NOW, null, 'Europe/Berlin');
      expect(
        modalFaults(snoozeModal(view, { choices, latest: NOW + 1, zone: 'Europe/Berlin' }, form)),
      ).toEqual([]);
      expect(modalFaults(infoModal(view, form))).toEqual([]);
      const { waiting } = view;
      expect(waiting === null ? [] : modalFaults(answerInfoModal(view, waiting, form))).toEqual([]);
      expect(modalFaults(correctModal({ ...view, corrections: correctionsOf(it) }, form))).toEqual([]);
      expect(
        modalFaults(correctModal({ ...view, corrections: correctionsOf(it) }, form, entered, true)),
      ).toEqual([]);
      const option = view.options[0];
      if (option === undefined) return;
      const own_answer = {
        option,
        changes: [{ label: it.label, from: it.words, to: it.words }],
        rationale: it.words,
        reveal_until: NOW + 1,
        undoable: false,
      };
      expect(modalFaults(revealModal({ ...view, own_answer }, form))).toEqual([]);
      expect(modalFaults(changeModal({ ...view, own_answer }, form))).toEqual([]);
      expect(modalFaults(changeModal({ ...view, own_answer }, form, entered, true))).toEqual([]);
    }),
    runsOf(150),
  );
});

it('a form that is sent as it was opened changes no text and no list', () => {
  let held = 0;
  fc.assert(
    fc.property(world, (it) => {
      const { kase, type } = build(it);
      const { blocks } = modifyModal(
        viewFor(kase, type, { kind: 'person', id: 'U1', roles: [it.label] }, NOW),
        form,
      );
      const state = Object.fromEntries(
        blocks.flatMap((block) =>
          block.type === 'input' && block.element.type === 'plain_text_input'
            ? [[block.block_id, { value: { value: block.element.initial_value ?? null } }]]
            : [],
        ),
      );
      held += Object.keys(state).length;
      const { values, problems } = readModifyModal(state, type.facts, kase.revision.body.facts);
      expect({ values, problems }).toEqual({ values: {}, problems: {} });
    }),
    runsOf(100),
  );
  expect(held).toBeGreaterThan(0);
});

it('every question to a person fits Slack and is harmless, while it waits and afterwards', () => {
  let asked = 0;
  fc.assert(
    fc.property(world, (it) => {
      const { kase, type } = build(it);
      const question = questionView(kase, type, NOW);
      if (question === undefined) return;
      asked += 1;
      const message = infoRequest(question);
      expect(messageFaults(message)).toEqual([]);
      expect(message.text.length).toBeLessThan(3000);
    }),
    runsOf(150),
  );
  expect(asked).toBeGreaterThan(0);
});

it('every note in a thread and every message to one person is harmless, whatever was written', () => {
  fc.assert(
    fc.property(world, (it) => {
      const { kase, type } = build(it);
      const by = { id: it.person.slice(0, 50) || 'x', name: it.person };
      const actor = { kind: 'person', id: by.id } as const;
      const data: Partial<Record<DecisionEvent['type'], DecisionEvent['data']>> = {
        reassigned: { by, assignee: { id: 'U2', name: it.words }, note: it.words },
        escalated: { by, to: { queue: it.words }, because: 'asked', note: it.words },
        snoozed: { snooze: { by, until: NOW } },
        snooze_ended: { snooze: { by, until: NOW } },
        noted: { by, text: it.words, tags: [it.words, 'policy_issue'] },
        verdict_undone: { option: it.words, by: by.id },
        contested: { by: it.person, note: it.words },
        info_answered: { note: it.words },
        cancelled: { reason: it.words },
        info_requested: { request: { question: it.words, to: 'both', person: by, due_at: NOW } },
        info_lapsed: { lapsed: { because: 'time', wanted_by: NOW } },
        revised: { revision: 2 },
        reminded: { due_at: NOW },
        backup_notified: { role: it.words, people: [by, by] },
        lapsed: { instead_of: 'execute' },
        corrected: { was: it.words, now: it.label, reason: it.words },
        verdict_given: { option: it.words },
      };
      const view = viewFor(kase, type, { kind: 'channel' }, NOW);
      for (const [name, about] of Object.entries(data)) {
        const event = { type: name as DecisionEvent['type'], at: NOW, actor, data: about };
        const told = { event, names: namesIn([event]), source: it.label };
        expect(messageFaults(threadNote(told))).toEqual([]);
        expect(messageFaults(threadNote({ ...told, to: 'U0TOLD' }), ['U0TOLD'])).toEqual([]);
        expect(
          messageFaults(directMessage(view, threadNote({ ...told, to: 'U2', direct: true }).text)),
        ).toEqual([]);
        const over = directOver(view, { id: by.id, answered: 'self' }, 3);
        expect(over && messageFaults(over)).toEqual([]);
      }
    }),
    runsOf(50),
  );
});

it('every page of the full context fits Slack and is harmless', () => {
  fc.assert(
    fc.property(
      world,
      fc.constantFrom('full_context' as const, 'why' as const),
      // Also the last one, however many there are.
      fc.oneof({ weight: 4, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: fc.constant(1e6) }),
      (it, start, page) => {
        const { kase: bare, type } = build({ ...it, title: it.title.slice(0, 300) });
        const actor = { kind: 'person', id: it.person } as const;
        const said = {
          text: it.words,
          note: it.words,
          tags: [it.words],
          assignee: { id: 'U2', name: it.words },
        };
        const left = (['noted', 'reassigned', 'claimed'] as const).map((name) => ({
          type: name,
          at: NOW,
          actor,
          data: said,
        }));
        const kase = { ...bare, events: [...bare.events, ...left] };
        const modal = fullContextModal(
          viewFor(kase, type, { kind: 'person', id: 'U1', roles: [] }, NOW),
          { ...form, page },
          start,
        );
        expect(modalFaults(modal)).toEqual([]);
      },
    ),
    runsOf(30),
  );
});

it('a card that was cut shows where', () => {
  const type = expenseType();
  const long = aCase({
    decision: { title: 'x'.repeat(500) },
    revision: revision({ body: { type: 't', title: 'x', facts: { note: 'y'.repeat(5000) } } }),
  });
  const said = wordsOf(cardFor(viewFor(long, type, { kind: 'channel' }, NOW)).blocks);
  expect(said).toMatch(/x…/);
  expect(said).toMatch(/y… \(cut\)/);
  expect(LIMITS.messageBlocks).toBeLessThan(13_200);
});
