import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/core/decision/decision.ts';
import type { Standing } from '../../../src/core/review/authority.ts';
import { deskOf, filtered, readFilter, writeFilter } from '../../../src/core/review/desk.ts';
import type { Quorum } from '../../../src/core/review/quorum.ts';
import type { Review } from '../../../src/core/review/review.ts';
import { ana, ben, grounds, NOW, openReview } from './review-building.ts';

const { revision, type } = grounds();
const HOUR = 3_600_000;

const decision = {
  id: 'dec_1',
  source: 'expense-bot',
  type: 'expense.report',
  external_id: null,
  title: 'Berlin',
  created_at: NOW,
} as Decision;

const caseWith = (review: Partial<Review>) => ({
  decision,
  revision,
  review: openReview(review),
  events: [],
});

const asAna: Standing = { by: ana, roles: ['finance'] };

const deskFor = (standing: Standing, ...reviews: Partial<Review>[]) =>
  deskOf(reviews.map(caseWith), {
    standing,
    audience: { kind: 'person', id: standing.by.id, roles: standing.roles },
    types: { [type.name]: type },
    limits: [],
    now: NOW,
  });

/** The names of the lists that it is on. */
const placesOf = (standing: Standing, review: Partial<Review>): string[] =>
  Object.entries(deskFor(standing, review)).flatMap(([name, list]) => (list.length > 0 ? [name] : []));

const asked = { request_id: 'inf_1', question: 'Which hotel?', facts: [], asked_at: NOW, due_at: null };
const answerBy = (by: typeof ana, seat?: number) => ({
  by,
  option: 'approve',
  reason_code: 'within_policy',
  rationale: 'Fine',
  tags: [],
  at: NOW,
  ...(seat === undefined ? {} : { seat }),
});
const quorum = (order: Quorum['order']): Quorum => ({
  seats: [{ role: 'finance' }, { role: 'finance-leads' }],
  order,
  ends: 'any_reject',
});
const lead: Standing = { by: ben, roles: ['finance-leads'] };

describe('somebody’s desk', () => {
  it('holds what they may decide and nothing else', () => {
    expect(placesOf(asAna, {})).toEqual(['answerable']);
    expect(placesOf({ by: ana, roles: ['support'] }, {})).toEqual([]);
    expect(placesOf(asAna, { status: 'settling', verdicts: [answerBy(ben)], settle_at: NOW })).toEqual([]);
    const own = { by: { ...ana, email: 'dana@example.com' }, roles: ['finance'] };
    expect(placesOf(own, {})).toEqual([]);
  });

  it('leaves out what this person has answered while others still must', () => {
    const half = { quorum: quorum('parallel'), verdicts: [answerBy(ana, 0)] };
    expect(placesOf(asAna, half)).toEqual([]);
    expect(placesOf(lead, half)).toEqual(['answerable']);
    expect(placesOf(asAna, { endorsements: [answerBy(ana)] })).toEqual([]);
  });

  it('holds only what has a seat for them that is asked now', () => {
    expect(placesOf(lead, { quorum: quorum('sequential') })).toEqual([]);
    expect(placesOf(asAna, { quorum: quorum('sequential') })).toEqual(['answerable']);
    expect(placesOf(asAna, { quorum: quorum('parallel'), verdicts: [answerBy(ben, 0)] })).toEqual([]);
  });

  it('keeps apart what they took, asked about, and put aside', () => {
    expect(placesOf(asAna, { assignee: ana })).toEqual(['answerable', 'taken']);
    expect(placesOf(asAna, { assignee: ben })).toEqual(['answerable']);
    expect(placesOf(asAna, { status: 'waiting_info', info: { ...asked, by: ana } })).toEqual(['asked']);
    const others = { status: 'waiting_info', info: { ...asked, by: ben } } as const;
    expect(placesOf(asAna, others)).toEqual(['others_asked']);
    expect(placesOf(asAna, { ...others, assignee: ana })).toEqual(['taken', 'others_asked']);
    expect(placesOf(asAna, { snooze: { by: ana, until: NOW + HOUR } })).toEqual(['snoozed']);
    expect(placesOf(asAna, { snooze: { by: ana, until: NOW } })).toEqual(['answerable']);
    expect(placesOf(asAna, { snooze: { by: ben, until: NOW + HOUR } })).toEqual(['answerable']);
  });

  it('shows what was chosen', () => {
    const desk = deskFor(
      asAna,
      { id: 'late', due_at: NOW - 1 },
      { id: 'mine', assignee: ana },
      { id: 'waits', status: 'waiting_info', info: { ...asked, by: ben } },
    );
    const shown = (text: string) => filtered(desk, readFilter(text)).map(({ review_id }) => review_id);
    expect(shown('all')).toEqual(['late', 'mine']);
    expect(shown('mine')).toEqual(['mine']);
    expect(shown('overdue')).toEqual(['late']);
    expect(shown('waiting')).toEqual(['waits']);
    expect(shown('type:expense.report')).toEqual(['late', 'mine']);
    expect(shown('type:nothing')).toEqual([]);
    expect(shown('no filter of ours')).toEqual(['late', 'mine']);
  });

  it.each(['all', 'mine', 'overdue', 'waiting', 'type:expense.report'])('%s is read as written', (text) => {
    expect(writeFilter(readFilter(text))).toBe(text);
  });
});
