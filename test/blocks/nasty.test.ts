import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerInfoModal } from '../../blocks/answer-info-modal.ts';
import { cardFor } from '../../blocks/card.ts';
import { checkBlocks, checkModal } from '../../blocks/check-blocks.ts';
import { fullContextModal } from '../../blocks/full-context-modal.ts';
import { infoModal } from '../../blocks/info-modal.ts';
import { infoRequest } from '../../blocks/info-request.ts';
import { LIMITS } from '../../blocks/limits.ts';
import { modifyModal } from '../../blocks/modify-modal.ts';
import type { Modal } from '../../blocks/pieces.ts';
import { verdictModal } from '../../blocks/verdict-modal.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { questionView } from '../../src/core/review/view-question.ts';
import { checkMessageBlocks } from '../../src/sandbox/slack/check/message.ts';
import { checkView } from '../../src/sandbox/slack/check/view.ts';
import { aCase, expenseType, NOW, revision } from './a-case.ts';
import { build, world } from './nasty-world.ts';
import { liveIn, wordsOf } from './read-blocks.ts';

const runs = Number(process.env.NASTY_RUNS ?? 150);
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
      const { text, blocks } = cardFor(viewFor(kase, type, { kind: 'channel' }, NOW));
      expect(checkBlocks(blocks)).toEqual([]);
      expect(checkMessageBlocks(blocks, '/blocks')).toEqual([]);
      expect(text.length).toBeLessThan(3000);
      expect(text.trim()).not.toBe('');
      expect(liveIn(blocks, [text])).toEqual([]);
      expect(JSON.stringify(blocks).isWellFormed()).toBe(true);
      expect(wordsOf(blocks)).not.toMatch(/undefined|NaN|\[object/);
    }),
    { numRuns: runs },
  );
}, 120_000);

it('every form fits Slack and is harmless, whatever was submitted', () => {
  const isFine = (modal: Modal) => {
    expect(checkModal(modal)).toEqual([]);
    expect(checkView(modal, 'modal')).toEqual([]);
    expect(liveIn(modal)).toEqual([]);
  };
  fc.assert(
    fc.property(world, (it) => {
      const { kase, type } = build(it);
      const view = viewFor(kase, type, { kind: 'person', id: 'U1', roles: [it.label] }, NOW);
      for (const option of view.options.slice(0, 2)) isFine(verdictModal(view, option, form));
      isFine(modifyModal(view, form));
      isFine(infoModal(view, form));
      if (view.waiting !== null) isFine(answerInfoModal(view, view.waiting, form));
    }),
    { numRuns: runs },
  );
}, 120_000);

it('every question to a person fits Slack and is harmless, while it waits and afterwards', () => {
  let asked = 0;
  fc.assert(
    fc.property(world, (it) => {
      const { kase, type } = build(it);
      const question = questionView(kase, type, NOW);
      if (question === undefined) return;
      asked += 1;
      const { text, blocks } = infoRequest(question);
      expect(checkBlocks(blocks)).toEqual([]);
      expect(checkMessageBlocks(blocks, '/blocks')).toEqual([]);
      expect(text.length).toBeLessThan(3000);
      expect(liveIn(blocks, [text])).toEqual([]);
      expect(wordsOf(blocks)).not.toMatch(/undefined|NaN|\[object/);
    }),
    { numRuns: runs },
  );
  expect(asked).toBeGreaterThan(0);
}, 120_000);

it('every page of the full context fits Slack and is harmless', () => {
  fc.assert(
    fc.property(
      world,
      fc.constantFrom('full_context' as const, 'why' as const),
      fc.nat(3),
      (it, start, page) => {
        const { kase, type } = build({ ...it, title: it.title.slice(0, 300) });
        const modal = fullContextModal(
          viewFor(kase, type, { kind: 'person', id: 'U1', roles: [] }, NOW),
          { ...form, page },
          start,
        );
        expect(checkModal(modal)).toEqual([]);
        expect(checkView(modal, 'modal')).toEqual([]);
        expect(liveIn(modal)).toEqual([]);
      },
    ),
    { numRuns: Math.ceil(runs / 5) },
  );
}, 120_000);

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
