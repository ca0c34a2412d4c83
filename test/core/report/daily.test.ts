import { describe, expect, it } from 'vitest';
import { dailyDigest, type OpenItem } from '../../../src/core/report/daily.ts';

const NOW = Date.parse('2026-11-25T08:30:00Z');
const HOUR = 3_600_000;
const about = {
  period: { name: '2026-11-25', from: NOW, until: NOW + 24 * HOUR },
  queue: 'finance',
  now: NOW,
  until: NOW + 24 * HOUR,
};
const open = (title: string, over: Partial<OpenItem> = {}): OpenItem => ({
  review_id: `rev_${title}`,
  revision: 1,
  title,
  queue: 'finance',
  due_at: null,
  opened_at: NOW - HOUR,
  held_by: null,
  waiting_for_answer: false,
  ...over,
});

describe('the daily digest', () => {
  it('is none when nobody needs to do anything before the next', () => {
    expect(dailyDigest([], about)).toBeNull();
    expect(dailyDigest([open('later', { due_at: NOW + 48 * HOUR }), open('undated')], about)).toBeNull();
  });

  it('names what is overdue first, then what is due soon, and counts the rest', () => {
    const soon = Array.from({ length: 6 }, (_, i) => open(`soon ${i}`, { due_at: NOW + (i + 1) * HOUR }));
    const digest = dailyDigest([...soon, open('late', { due_at: NOW - HOUR }), open('undated')], about);
    expect(digest).toMatchObject({ open: 8, overdue: 1, due_soon: 6, more: 2 });
    expect(digest?.lines.map(({ title }) => title)).toEqual(['late', 'soon 0', 'soon 1', 'soon 2', 'soon 3']);
    expect(digest?.lines[0]?.why).toBe('overdue');
  });

  it('names what will be late at the pace of the queue, also when it is due only later', () => {
    const item = open('crowded', { due_at: NOW + 30 * HOUR });
    const risks = new Map([[item.review_id, NOW + 40 * HOUR]]);
    const digest = dailyDigest([item], { ...about, risks, away: ['Ana'], could_take: ['Ben'] });
    expect(digest).toMatchObject({ due_soon: 0, at_risk: 1, away: ['Ana'], could_take: ['Ben'] });
    expect(digest?.lines[0]).toMatchObject({ why: 'at_risk', expected_at: NOW + 40 * HOUR });
    const late = open('late', { due_at: NOW - 1 });
    expect(dailyDigest([late], { ...about, risks: new Map([[late.review_id, NOW]]) })?.at_risk).toBe(0);
  });

  it('knows the oldest of all that is open', () => {
    const old = open('old', { opened_at: NOW - 99 * HOUR });
    expect(dailyDigest([open('late', { due_at: NOW - 1 }), old], about)?.oldest).toEqual(old);
  });
});
