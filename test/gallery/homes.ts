import { homeUnknown, homeView } from '../../blocks/home.ts';
import type { Case } from '../../src/core/review/case.ts';
import type { Home } from '../../src/core/review/home.ts';
import { HOUR, MINUTE, NOW } from '../blocks/a-case.ts';
import { mail, plain, routed, usual, viewOf } from './cases.ts';
import type { Cast, State } from './state.ts';

const EMPTY: Home = {
  desk: { answerable: [], taken: [], asked: [], others_asked: [], snoozed: [] },
  more: false,
  week: { answered: 0, median_ms: null, corrected: 0, right: 0, wrong: 0, last_at: null },
  stops: [],
  queues: null,
};
const WEEK: Home['week'] = {
  answered: 31,
  median_ms: 130_000,
  corrected: 1,
  right: 9,
  wrong: 2,
  last_at: NOW - 20 * MINUTE,
};

const home = (says: string, of: (cast: Cast) => Home): State => ({
  kind: 'home',
  says,
  on: 'home',
  draw: (cast) => homeView(of(cast), { filter: { show: 'all' }, page: 0 }, NOW),
});

const due = (kase: Case, at: number): Case =>
  kase.review === undefined ? kase : { ...kase, review: { ...kase.review, due_at: at } };

const waiting = (cast: Cast) => [
  viewOf(due(routed({ consequence: 'high' }), NOW - 2 * HOUR), cast),
  viewOf(due(usual(), NOW + 40 * MINUTE), cast),
  viewOf(plain(), cast),
  viewOf(mail(), cast),
];

/** The app's Home tab. */
export const homes: State[] = [
  home('A reviewer: four wait', (cast) => ({
    ...EMPTY,
    desk: { ...EMPTY.desk, answerable: waiting(cast), taken: waiting(cast).slice(1, 2) },
    week: WEEK,
  })),
  home('A manager: how the queues stand', (cast) => ({
    ...EMPTY,
    week: WEEK,
    queues: {
      queues: [
        { name: 'finance', open: 12, overdue: 2, soon: 3, oldest: NOW - 26 * HOUR, answered: 41 },
        { name: 'payments', open: 0, overdue: 0, soon: 0, oldest: null, answered: 7 },
      ],
      oldest: waiting(cast).slice(0, 2),
    },
  })),
  home('Nothing waits', () => ({ ...EMPTY, week: { ...EMPTY.week, last_at: NOW - HOUR } })),
  { kind: 'home', says: 'Slack does not say who it is', on: 'home', draw: homeUnknown },
];
