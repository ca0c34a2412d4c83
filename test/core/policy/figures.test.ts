import { describe, expect, test } from 'vitest';
import { type Asked, figuresOf, queriesFor } from '../../../src/core/policy/figures.ts';
import { isStat, STATS, type StatName } from '../../../src/core/policy/stats.ts';
import { dayOf, type TallyCounts } from '../../../src/core/policy/tally.ts';
import { refund, refundPolicy } from './routing.ts';

const type = refundPolicy().types['refund.request'];
if (type === undefined) throw new Error('no type');
const now = Date.UTC(2026, 10, 22, 12);
const today = dayOf(now);
const asked = (more: Partial<Asked> = {}): Asked => ({
  type,
  submission: refund({
    euros: 40,
    subject: { id: 'cus_1' },
    recommendation: { option: 'approve', confidence: 0.9, model: 'm', model_version: '3' },
  }),
  queue: 'finance',
  shadow: false,
  now,
  ...more,
});
const all = Object.keys(STATS).filter(isStat);
const zero: TallyCounts = {
  asked: 0,
  cases: 0,
  reviewed: 0,
  overridden: 0,
  checked: 0,
  wrong: 0,
  total: 0,
  squares: 0,
};
const figure = (name: StatName, sum: Partial<TallyCounts>, of = asked()) =>
  figuresOf(new Map([[name, { ...zero, ...sum }]]), of)[name];

describe('the figures that rules see', () => {
  test('are looked up in whole days, never fewer than they say', () => {
    const queries = queriesFor(all, asked());
    const from = (name: StatName) => today - (queries.get(name)?.from ?? Number.NaN);
    expect([from('override_rate'), from('error_rate_7d'), from('subject_amount_7d')]).toEqual([28, 7, 7]);
    expect(from('executed_today')).toBe(0);
    expect(queries.get('subject_decisions')?.from).toBe(0);
    expect(queries.size).toBe(all.length - 1);
  });

  test('name no person in their keys, and nothing of what cannot be looked up', () => {
    const keys = [...queriesFor(all, asked()).values()].map(({ key }) => key);
    expect(keys.join()).not.toContain('cus_1');
    const { subject: _nobody, recommendation: _nothing, ...bare } = asked().submission;
    const names = [...queriesFor(all, asked({ submission: bare })).keys()];
    expect(names.filter((name) => /^(?:subject|model)_/.test(name))).toEqual([]);
  });

  test('are other ones for shadow sources', () => {
    const keys = (shadow: boolean) => [...queriesFor(all, asked({ shadow })).values()].map(({ key }) => key);
    expect(keys(true).filter((key) => keys(false).includes(key))).toEqual([]);
  });

  test('are not known of too few', () => {
    expect(figure('override_rate', { reviewed: 19, overridden: 19 })).toBeUndefined();
    expect(figure('override_rate', { reviewed: 20, overridden: 5 })).toBe(0.25);
    expect(figure('subject_error_rate', { checked: 5, wrong: 1 })).toBe(0.2);
    expect(figure('group_error_rate_7d', { checked: 0, wrong: 0 })).toBeUndefined();
  });

  test('count this decision, once', () => {
    expect(figure('subject_amount_7d', { total: 0.1 + 0.2 })).toBe(40.3);
    expect(figure('subject_requests_7d', { asked: 2 })).toBe(3);
    const standing = (euros: number, at = now) =>
      asked({ standing: { tallied: { ...asked(), submission: refund({ euros }) }, at } });
    expect(figure('subject_amount_7d', { total: 100 }, standing(60))).toBe(80);
    expect(figure('subject_amount_7d', { total: 100 }, standing(60, now - 9 * 86_400_000))).toBe(140);
    expect(figure('subject_requests_7d', { asked: 2 }, standing(60))).toBe(2);
  });
});
