import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchModal } from '../../blocks/batch-modal.ts';
import { homeView } from '../../blocks/home.ts';
import { raiseModal } from '../../blocks/raise-modal.ts';
import type { DeskView } from '../../src/core/review/desk.ts';
import type { Home, HomeChoice } from '../../src/core/review/home.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { aCase, expenseType, HOUR, MINUTE, NOW } from './a-case.ts';
import { homeFaults, modalFaults } from './nasty-checks.ts';
import { build, runsOf, TIME_FOR_RUNS, world } from './nasty-world.ts';
import { wordsOf } from './read-blocks.ts';

const everything: HomeChoice = { filter: { show: 'all' }, page: 0 };
const nothing = { answerable: [], taken: [], asked: [], others_asked: [], snoozed: [] };
const week = { answered: 0, median_ms: null, corrected: 0, right: 0, wrong: 0, last_at: null };

const homeWith = (desk: Partial<DeskView>, over: Partial<Home> = {}): Home => ({
  desk: { ...nothing, ...desk },
  more: false,
  week,
  stops: [],
  queues: null,
  ...over,
});
const views = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...viewFor(aCase(), expenseType(), { kind: 'channel' }, NOW),
    title: `Thing ${index + 1}.`,
  }));
const shown = (home: Home, choice = everything) => wordsOf(homeView(home, choice, NOW).blocks);

describe('Home', () => {
  it('says when nothing waits, and when the last decision was', () => {
    expect(shown(homeWith({}))).toContain('Nothing waits for you');
    const answered = { ...week, answered: 1, median_ms: 90_000, last_at: NOW - HOUR };
    expect(shown(homeWith({}, { week: answered }))).toContain('Your last decision was 2026-11-20 11:00 UTC.');
  });

  it('counts what waits, is overdue and is due within the hour', () => {
    const due = [NOW - 1, NOW + 30 * MINUTE, NOW + 2 * HOUR];
    const answerable = views(3).map((view, index) => ({
      ...view,
      due: { at: due[index] ?? 0, overdue: index === 0, stopped: false },
    }));
    expect(shown(homeWith({ answerable }))).toContain('3 wait for you, 1 overdue, 1 due within the hour');
    expect(shown(homeWith({ answerable }, { more: true }))).toContain('3 wait for you and more');
    const [first] = answerable.map((view) => ({ ...view, amount: null }));
    expect(shown(homeWith({ answerable: first === undefined ? [] : [first] }))).toMatch(
      /^(?:Low|Medium|High) consequence · \*overdue\* since/m,
    );
  });

  it('says until when something is put aside', () => {
    const snoozed = views(1).map((view) => ({ ...view, snoozed: { by: { id: 'U1' }, until: NOW + HOUR } }));
    expect(shown(homeWith({ snoozed }))).toMatch(
      /Put aside by you[^]*Thing 1\.[^]*put aside until 2026-11-20 13:00 UTC/,
    );
  });

  it('turns pages, and stays on the last one when there are fewer than before', () => {
    const home = homeWith({ answerable: views(32) });
    expect(shown(home)).toMatch(/Thing 1\.[^]*Thing 15\.[^]*Page 1 of 3/);
    expect(shown(home)).not.toContain('Thing 16.');
    expect(shown(home, { ...everything, page: 9 })).toMatch(/Thing 31\.[^]*Thing 32\.[^]*Page 3 of 3/);
  });

  it('shows what was taken once, above the rest', () => {
    const answerable = views(3);
    const words = shown(homeWith({ answerable, taken: answerable.slice(2) }));
    expect(words.indexOf('Thing 3.')).toBeLessThan(words.indexOf('Thing 1.'));
    expect(words.split('Thing 3.')).toHaveLength(2);
  });

  it('tells a person’s own week in words that claim no more than is known', () => {
    const some = { ...week, answered: 12, median_ms: 220_000, last_at: NOW };
    expect(shown(homeWith({}, { week: some }))).toMatch(
      /You decided 12, half of them within 4 min of being asked\.[^]*What became of them is not known yet\./,
    );
    const known = { ...some, right: 9, wrong: 2, corrected: 1 };
    expect(shown(homeWith({}, { week: known }))).toMatch(
      /Of 11 whose outcome is known, 9 were right\.[^]*1 was corrected later\./,
    );
  });

  it('has a line a queue for managers, the worst first', () => {
    const calm = { name: 'support', open: 0, overdue: 0, soon: 0, oldest: null, answered: 4 };
    const late = {
      name: 'finance',
      open: 5,
      overdue: 2,
      soon: 1,
      oldest: NOW - 3 * HOUR,
      answered: 9,
      late: { items: 2, first_due: NOW + 3 * HOUR, could_take: ['Ana', 'Ben'] },
    };
    const words = shown(homeWith({}, { queues: { queues: [calm, late], oldest: views(1) } }));
    expect(words).toMatch(
      /\*finance\* · 5 wait · \*2 overdue\* · 1 due within the hour · \*2 will be late at this pace\*, the first at 2026-11-20 15:00 UTC; Ana, Ben could take some · the oldest came 2026-11-20 09:00 UTC · 9 answered in 24 h\s+\*support\* · nothing waits · 4 answered in 24 h/,
    );
    expect(words).toMatch(/Waiting longest[^]*Thing 1\./);
  });

  it(
    'fits Slack and is harmless, whatever was submitted and however much waits',
    () => {
      const choices = fc.constantFrom<HomeChoice['filter']>(
        { show: 'all' },
        { show: 'mine' },
        { show: 'waiting' },
        { show: 'type', type: 'x'.repeat(60) },
      );
      fc.assert(
        fc.property(world, choices, fc.nat(4), (it, filter, page) => {
          const { kase, type } = build(it);
          const view = viewFor(kase, type, { kind: 'person', id: 'U1', roles: [] }, NOW);
          const many = Array.from({ length: 40 }, () => ({ ...view }));
          const desk = { answerable: many, taken: many, asked: many, others_asked: many, snoozed: many };
          const queue = { name: it.label, open: 3, overdue: 1, soon: 1, oldest: NOW, answered: 2 };
          const home = homeWith(desk, {
            queues: { queues: Array.from({ length: 70 }, () => queue), oldest: many.slice(0, 5) },
            week: { ...week, answered: 3, median_ms: 5, last_at: NOW },
          });
          const drawn = homeView(home, { filter, page }, NOW);
          expect(homeFaults(drawn)).toEqual([]);
          const item = { review_id: 'rev_01KAE7M4T9ZC3V1QWX5J8RBN2D', revision: 1, digest: 'd'.repeat(64) };
          const lines = many
            .slice(0, 20)
            .map((one) => ({ item, view: one, mustOpen: true, opened: page > 2 }));
          const batch = batchModal(lines, {
            batch_id: 'bat_01KAE7M4T9ZC3V1QWX5J8RBN2D',
            items: lines.map(() => item),
            opened_at: NOW,
          });
          expect(modalFaults(batch)).toEqual([]);
          const types = [type, { ...type, name: 'another' }];
          const raise = raiseModal(types, type, { channel: 'C1', ts: '1.2', text: it.title });
          expect(modalFaults(raise)).toEqual([]);
        }),
        runsOf(100),
      );
    },
    TIME_FOR_RUNS.testTimeout,
  );
});
