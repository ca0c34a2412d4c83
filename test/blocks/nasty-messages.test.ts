import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { decidedTogether, dissolved } from '../../blocks/batch-words.ts';
import { digestMessage } from '../../blocks/digest.ts';
import { emptySeatAlert, goneTypesAlert } from '../../blocks/policy-alerts.ts';
import { raisedAnswer, raisedCorrection } from '../../blocks/raised-answer.ts';
import { standingInMessage, whileAwayMessage } from '../../blocks/standing-in.ts';
import { stopNotice } from '../../blocks/stop-notice.ts';
import { weeklyReportMessage } from '../../blocks/weekly-report.ts';
import { dailyDigest, type OpenItem } from '../../src/core/report/daily.ts';
import { weeklyReport } from '../../src/core/report/weekly.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { endingCount } from '../support/endings.ts';
import { aCase, expenseType, HOUR, NOW } from './a-case.ts';
import { answerFaults, messageFaults } from './nasty-checks.ts';
import { build, nasty, runsOf, TIME_FOR_RUNS, world } from './nasty-world.ts';

vi.setConfig(TIME_FOR_RUNS);

const many = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);
const decided = viewFor(aCase(), expenseType(), { kind: 'channel' }, NOW);
const period = { name: '2026-W47', from: NOW - 168 * HOUR, until: NOW };

it('every message about no single decision fits Slack and is harmless, whatever names and titles are in it', () => {
  fc.assert(
    fc.property(nasty, nasty, fc.nat(40), (title, name, n) => {
      const item: OpenItem = {
        review_id: 'rev_01KAE7M4T9ZC3V1QWX5J8RBN2D',
        revision: 1,
        title,
        queue: name,
        due_at: NOW - n * HOUR,
        opened_at: NOW - 20 * HOUR,
        held_by: name,
        waiting_for_answer: true,
      };
      const names = many(n, name);
      const about = { period, queue: name, now: NOW, until: NOW + HOUR, away: names, could_take: names };
      const digest = dailyDigest(many(n + 1, item), about);
      expect(digest === null ? ['nothing is due'] : messageFaults(digestMessage(digest))).toEqual([]);
      const counts = many(
        n + 1,
        endingCount({ n: 12, type: name, disposition: 'rejected', overridden: true, reason_code: title }),
      );
      const now = { open: n, overdue: n, oldest: many(5, { title, opened_at: NOW, queue: name }) };
      const report = weeklyReport({ period, queue: name, counts, before: [], median_wait_ms: 5, now });
      const words = { types: new Map([[name, title]]), reasons: new Map([[`${name} ${title}`, title]]) };
      expect(messageFaults(weeklyReportMessage(report, words))).toEqual([]);
      const answer = { title, label: title, by: name, at: NOW, final: n % 2 === 0 };
      expect(messageFaults(whileAwayMessage({ answers: many(n + 1, answer), more: n }))).toEqual([]);
      for (const ended of [true, false])
        expect(
          messageFaults(standingInMessage({ from: { id: 'U1', name }, until: NOW, note: title, ended })),
        ).toEqual([]);
      expect(
        messageFaults(goneTypesAlert({ types: many(n + 1, { type: name, decisions: n + 1, audits: n }) })),
      ).toEqual([]);
      expect(
        messageFaults(
          emptySeatAlert({ role: name, decisions: many(n % 6, { title, seat: 1, of: 3 }), more: n + 1 }),
        ),
      ).toEqual([]);
      for (const said of [
        decidedTogether(title, many(n, decided), many(n, { title, why: { code: 'failed' } })),
        dissolved(many(n, { title, why: { code: 'type_gone', type: name } })),
      ]) {
        expect(answerFaults(said)).toEqual([]);
      }
    }),
    runsOf(100),
  );
});

it('every word about a stop, and every answer to what somebody raised, fits Slack and is harmless', () => {
  let answered = 0;
  fc.assert(
    fc.property(world, nasty, (it, reason) => {
      const { kase, type } = build(it);
      const by = { kind: 'source', id: 'bot', name: it.person } as const;
      const stop = {
        id: 'stp_1',
        type: it.label,
        by,
        at: NOW,
        reason,
        started_by: by,
        started_at: NOW,
        start_reason: reason,
      };
      expect(messageFaults(stopNotice(stop, type, 'stop'))).toEqual([]);
      expect(messageFaults(stopNotice(stop, type, 'start'))).toEqual([]);
      expect(
        messageFaults(
          stopNotice({ ...stop, started_by: null, started_at: null, start_reason: null }, type, 'stop'),
        ),
      ).toEqual([]);
      const view = viewFor(kase, type, { kind: 'person', id: 'U1', roles: [] }, NOW);
      expect(answerFaults(decidedTogether(it.label, [view, view], []))).toEqual([]);
      const change = { label: it.label, from: it.words, to: it.words };
      const correction = {
        by: { id: 'U1', name: it.person },
        at: NOW,
        was: it.label,
        now: reason,
        changes: many(12, change),
        reason_label: it.label,
        reason,
        told_at: NOW,
        remedy: null,
      };
      expect(messageFaults(raisedCorrection(view, correction))).toEqual([]);
      if (view.story === null) return;
      answered += 1;
      expect(
        messageFaults(raisedAnswer({ ...view, story: { ...view.story, by: null, note: reason } })),
      ).toEqual([]);
    }),
    runsOf(100),
  );
  expect(answered).toBeGreaterThan(0);
});
