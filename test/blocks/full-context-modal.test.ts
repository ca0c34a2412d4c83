import { describe, expect, it } from 'vitest';
import { checkModal } from '../../blocks/check-blocks.ts';
import { fullContextModal, pageOfTab, readPage } from '../../blocks/full-context-modal.ts';
import { PAGE_ACTION } from '../../blocks/wire.ts';
import type { DecisionEvent } from '../../src/core/decision/decision.ts';
import { viewFor } from '../../src/core/review/view.ts';
import {
  aCase,
  event,
  expenseType,
  fact,
  NOW,
  revision,
  robin,
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
    const pages = pagesOf(viewFor(settledCase(verdict(), 'approved'), expenseType(), person, NOW));
    const said = pages.map(wordsOf).join('\n');
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

  it('leaves nothing standing for what an earlier case does not say', () => {
    const history = [{ at: '2026-09-02', title: 'EXP-9981 Paris' }];
    const page = pagesOf(
      viewFor(aCase({ revision: revision({ body: submission({ history }) }) }), expenseType(), person, NOW),
    ).find((modal) => wordsOf(modal).includes('EXP-9981'));
    expect(wordsOf(page)).not.toMatch(/^–$/m);
  });

  it('names the way to its card', () => {
    const view = viewFor(aCase(), expenseType(), person, NOW);
    const card = 'https://example.slack.com/archives/C2/p1';
    expect(wordsOf(fullContextModal(view, { ...form, card }))).toContain(`<${card}|Its card in the channel>`);
    const odd = fullContextModal(view, { ...form, card: 'javascript:alert(1)' });
    expect(wordsOf(odd)).toMatch(/^Its card in the channel$/m);
  });

  it('opens at the reasons when that was asked for', () => {
    const view = viewFor(aCase(), expenseType(), person, NOW);
    const headings = (modal: { blocks: { type: string }[] }) =>
      wordsOf(modal.blocks.filter(({ type }) => type === 'header')).split('\n')[0];
    expect(headings(fullContextModal(view, form, 'why'))).toBe('Why it reached you');
    expect(headings(fullContextModal(view, form))).toBe('The question');
  });

  it('has a button for each tab with something in it, which leads to where it begins', () => {
    const view = viewFor(aCase({ events: [event('claimed')] }), expenseType(), person, NOW);
    const tabs = [...pressable(fullContextModal(view, form))].filter(([id]) => id.includes('_tab_'));
    expect(tabs.map(([, { text }]) => (text as { text: string }).text)).toEqual([
      '• Decision',
      'Why',
      'Before',
      'Policy',
      'People',
      'Events',
    ]);
    for (const [id, { value }] of tabs) {
      expect(PAGE_ACTION.test(id)).toBe(true);
      const page = fullContextModal(view, { ...form, page: readPage(String(value)) });
      expect(pressable(page).get(id)?.accessibility_label).toContain('shown now');
    }
  });

  it('opens at a tab, or at the start where it has nothing to show', () => {
    const events = [event('claimed', { actor: { kind: 'person', id: robin.id } })];
    const view = viewFor(aCase({ events }), expenseType(), person, NOW);
    expect(wordsOf(fullContextModal(view, { ...form, page: pageOfTab(view, 'events') }))).toContain(
      'took it',
    );
    expect(pageOfTab(viewFor(aCase(), expenseType(), person, NOW), 'events')).toBe(0);
  });

  it('tells who did what and when, in sentences', () => {
    const by = (type: DecisionEvent['type'], data: DecisionEvent['data'] = {}) =>
      event(type, { actor: { kind: 'person', id: robin.id }, data });
    const events = [
      event('received', { actor: { kind: 'source', id: 'expense-bot' } }),
      event('card_posted'),
      event('audit_sampled'),
      by('claimed', { assignee: robin }),
      by('reassigned', { by: robin, assignee: { id: 'U2', name: 'Ana' }, note: 'Knows the trip' }),
      by('snoozed', { snooze: { by: robin, until: NOW } }),
      by('escalated', { by: robin, to: { queue: 'payments' }, because: 'asked', note: '' }),
      by('noted', { by: robin, text: 'Ask the hotel', tags: ['policy_issue'] }),
    ];
    const view = viewFor(aCase({ events }), expenseType(), person, NOW);
    const page = (tab: 'events' | 'people') =>
      wordsOf(fullContextModal(view, { ...form, page: pageOfTab(view, tab) }));
    expect(
      page('events')
        .split('\n')
        .filter((line) => line.startsWith('2026'))
        .map((line) => line.replace('2026-11-20 12:00 UTC · ', '')),
    ).toEqual([
      'expense-bot submitted it',
      'Robin Okafor took it',
      'Robin Okafor handed it to Ana',
      'Robin Okafor put it aside until 2026-11-20 12:00 UTC',
      'Robin Okafor escalated it to payments',
      'Robin Okafor left a note: policy issue',
    ]);
    expect(page('events')).toContain('Knows the trip');
    expect(page('people')).toContain('Robin Okafor · 2026-11-20 12:00 UTC · policy issue\nAsk the hotel');
    expect(page('people')).toContain('Escalated to payments by <@U0ROBIN>');
  });

  it('keeps to itself how others answered while somebody still has to, and what they wrote after they saw the AI', () => {
    const ana = { id: 'U2', name: 'Ana' };
    const given = verdict({ by: ana, blind: { reveal: 'kept', until: NOW } });
    const byAna = (type: DecisionEvent['type'], data: DecisionEvent['data'] = {}) =>
      event(type, { actor: { kind: 'person', id: ana.id }, data });
    const kase = aCase({
      revision: revision({ route: route({ blind: true }) }),
      review: { verdicts: [given] },
      events: [
        byAna('verdict_given', { verdict: given, revision: 1 }),
        byAna('answer_kept'),
        byAna('noted', { by: ana, text: 'The AI is right here', tags: ['train_on_this'] }),
      ],
    });
    const log = (id: string) => viewFor(kase, expenseType(), { ...person, id }, NOW);
    expect(log('U1').log.map(({ type, about, text, tags }) => [type, about, text, tags])).toEqual([
      ['verdict_given', null, '', []],
      ['noted', null, '', []],
    ]);
    expect(log('U1').notes).toEqual([]);
    expect(log('U2').notes).toMatchObject([{ text: 'The AI is right here' }]);
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
