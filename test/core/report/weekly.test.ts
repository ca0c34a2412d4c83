import { describe, expect, it } from 'vitest';
import { wilson } from '../../../src/core/learning/wilson.ts';
import type { EndingCount } from '../../../src/core/report/ending.ts';
import { type WeekFacts, weeklyReport } from '../../../src/core/report/weekly.ts';
import { weeklyCsv } from '../../../src/core/report/weekly-csv.ts';
import { endingCount } from '../../support/endings.ts';

const period = { name: '2026-W47', from: 0, until: 7 * 86_400_000 };
const nothing = { open: 0, overdue: 0, oldest: [] };

const ending = (over: Partial<EndingCount>): EndingCount =>
  endingCount({ type: 'refund.request', queue: 'support', ...over });
const executed = (n: number, sampled = false): EndingCount =>
  ending({
    kind: 'executed',
    disposition: 'auto_executed',
    overridden: null,
    reason_code: null,
    met: null,
    sampled,
    n,
  });
const audited = (right: boolean, n: number): EndingCount =>
  ending({ kind: 'audited', disposition: null, overridden: null, right, met: true, n });

const reportOf = (counts: EndingCount[], before: WeekFacts['before'] = []) =>
  weeklyReport({ period, queue: null, counts, before, median_wait_ms: null, now: nothing });

describe('the weekly report', () => {
  it('counts what ran by itself and what audits of it found, with the exact interval', () => {
    const report = reportOf([executed(1165), executed(140, true), audited(true, 130), audited(false, 1)]);
    expect(report.executed).toBe(1305);
    expect(report.audits).toMatchObject({ drawn: 140, answered: 131, wrong: 1 });
    expect(report.audits.interval.high).toBeCloseTo(0.042, 3);
  });

  it('takes lapses and withdrawals for nobody’s answer, and answers without a recommendation for no override', () => {
    const report = reportOf([
      ending({ overridden: true, n: 18 }),
      ending({ n: 82 }),
      ending({ disposition: 'expired', overridden: null, reason_code: null, met: false, n: 5 }),
      ending({ overridden: null, n: 7 }),
    ]);
    expect(report.reviews).toMatchObject({ k: 18, n: 100 });
    expect(report.expired).toBe(5);
    expect(report.measures.find(({ name }) => name === 'sla')?.share).toMatchObject({ k: 107, n: 112 });
  });

  it('names the type that people change most, unless too few were reviewed to say so', () => {
    const few = ending({ type: 'rare', overridden: true, n: 3 });
    const many = [ending({ overridden: true, n: 4 }), ending({ n: 16 })];
    expect(reportOf([few, ...many]).largest).toMatchObject({ key: 'refund.request', share: { k: 4, n: 20 } });
    expect(reportOf([few]).largest).toBeNull();
    expect(reportOf([few, ...many]).byType.map(({ key }) => key)).toEqual(['rare', 'refund.request']);
  });

  it('shows the range of the weeks before, without those in which nobody reviewed', () => {
    const week = (overridden: number, answered: number) => ({ answered, overridden });
    expect(reportOf([], [week(1, 10), week(0, 0), week(3, 10)]).before).toEqual({ low: 0.1, high: 0.3 });
    expect(reportOf([], [week(0, 0), week(0, 0)]).before).toBeNull();
  });

  it('holds its figures to their targets, and says nothing where there is nothing to count', () => {
    const met = (counts: EndingCount[], name: string) =>
      reportOf(counts).measures.find((one) => one.name === name)?.met;
    expect(met([executed(75), ending({ n: 25 })], 'automation')).toBe(true);
    expect(met([executed(90), ending({ n: 10 })], 'automation')).toBe(false);
    expect(met([ending({ n: 99 }), ending({ met: false })], 'sla')).toBe(true);
    expect(met([ending({ n: 100 })], 'overrides')).toBe(false);
    expect(met([], 'sla')).toBeNull();
    expect(met([ending({ n: 94 }), ending({ escalated: true, n: 6 })], 'escalated')).toBe(false);
  });

  it('ranks the reasons of overrides, and only of those', () => {
    const report = reportOf([
      ending({ overridden: true, reason_code: 'duplicate', n: 3 }),
      ending({ overridden: true, reason_code: 'other', n: 5 }),
      ending({ reason_code: 'duplicate', n: 50 }),
    ]);
    expect(report.byReason).toMatchObject([
      { type: 'refund.request', key: 'other', share: { k: 5, n: 8 } },
      { type: 'refund.request', key: 'duplicate', share: { k: 3, n: 8, interval: wilson(3, 8) } },
    ]);
  });
});

describe('Wilson’s interval', () => {
  // Reference: Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is what is published', (k, n, low, high) => {
    expect(wilson(k, n).low).toBeCloseTo(low, 4);
    expect(wilson(k, n).high).toBeCloseTo(high, 4);
  });
});

describe('the counts as a file', () => {
  it('are a header and a row each, and no cell runs as a formula', () => {
    const text = weeklyCsv([ending({ reason_code: '=1+1', queue: 'a,"b"' }), executed(2)]);
    const [header, first, second] = text.split('\r\n');
    expect(header).toBe(
      'kind,type,queue,confidence_band,disposition,overridden,reason_code,audit_right,audit_drawn,answered_in_time,escalated,count',
    );
    expect(first).toBe('answered,refund.request,"a,""b""",medium,approved,false,\'=1+1,,false,true,false,1');
    expect(second).toBe('executed,refund.request,support,medium,auto_executed,,,,false,,false,2');
  });
});
