import { describe, expect, it } from 'vitest';
import { checkModal } from '../../blocks/check-blocks.ts';
import { fullContextModal, readPage } from '../../blocks/full-context-modal.ts';
import { PAGE_ACTION } from '../../blocks/wire.ts';
import { viewFor } from '../../src/core/review/view.ts';
import {
  aCase,
  expenseType,
  fact,
  NOW,
  revision,
  route,
  settledCase,
  submission,
  verdict,
} from './a-case.ts';
import { pressable, wordsOf } from './read-blocks.ts';

const form = { review_id: 'rev_1', revision: 1, digest: 'd', opened_at: NOW };
const person = { kind: 'person', id: 'U1', roles: [] } as const;

/** All pages, turned by their own Next buttons. */
const pagesOf = (view: Parameters<typeof fullContextModal>[0]) => {
  const pages = [fullContextModal(view, form)];
  for (let next = nextOf(pages[0]); next !== undefined; next = nextOf(pages.at(-1)))
    pages.push(fullContextModal(view, { ...form, page: next }));
  return pages;
};
const nextOf = (modal: unknown) => {
  const button = pressable(modal).get('full_context_page_next');
  return button === undefined ? undefined : readPage(String(button.value));
};

describe('the full context', () => {
  it('holds every part', () => {
    const said = wordsOf(
      fullContextModal(viewFor(settledCase(verdict(), 'approved'), expenseType(), person, NOW), form),
    );
    for (const heading of [
      'The question',
      'Facts',
      'The AI',
      'Why it reached you',
      'What happened before',
      'Policy',
      'Attached',
      'The answer',
    ])
      expect(said).toContain(`${heading}\n`);
    expect(said).toContain('Model: expense-llm 2026-10-01');
    expect(said).toContain('rules: Reject');
  });

  it('reaches the whole text that a card cuts', () => {
    const mail = Array.from({ length: 4000 }, (_, n) => `word${n}`).join(' ');
    const type = expenseType({ facts: [fact('mail', 'text')] });
    const kase = aCase({
      revision: revision({
        body: submission({
          facts: { mail },
          recommendation: { option: 'approve', confidence: 0.8, rationale: mail },
        }),
      }),
    });
    const all = pagesOf(viewFor(kase, type, person, NOW))
      .map(wordsOf)
      .join('')
      .replaceAll('\n', '');
    expect(all.split('word3999')).toHaveLength(3);
    expect(all).toContain('word0 word1 word2');
    expect(all).not.toContain('(cut)');
  });

  it('takes as many pages as it needs, each within the limits', () => {
    const history = Array.from({ length: 50 }, (_, n) => ({
      at: '2026-09-02',
      title: `Case ${n}`,
      note: 'ü'.repeat(20_000),
    }));
    const pages = pagesOf(
      viewFor(aCase({ revision: revision({ body: submission({ history }) }) }), expenseType(), person, NOW),
    );
    expect(pages.length).toBeGreaterThan(5);
    for (const page of pages) expect(checkModal(page)).toEqual([]);
    expect(wordsOf(pages.at(-1))).toContain(`Page ${pages.length} of ${pages.length}`);
    expect([...pressable(pages[1]).keys()].every((id) => PAGE_ACTION.test(id))).toBe(true);
  });

  it('opens at the reasons when that was asked for', () => {
    const view = viewFor(aCase(), expenseType(), person, NOW);
    expect(wordsOf(fullContextModal(view, form, 'why')).split('\n')[2]).toBe('Why it reached you');
    expect(wordsOf(fullContextModal(view, form)).split('\n')[2]).toBe('The question');
  });

  it('keeps the AI out where only a human decides, and hidden facts hidden', () => {
    const alone = aCase({
      revision: revision({ route: route({ level: 'human_only', flags: [], trace: [] }) }),
    });
    const said = wordsOf(fullContextModal(viewFor(alone, expenseType(), person, NOW), form));
    expect(said).not.toMatch(/AI|expense-llm|own score|DE8937/);
  });

  it.each(['-1', 'x', '', undefined, '1.5'])('reads page %s as the first', (value) => {
    expect(readPage(value)).toBe(0);
  });
});
