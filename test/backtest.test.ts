import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { open } from '../db/open.ts';
import { type BacktestFlags, backtest, readSince } from '../src/backtest.ts';
import type { PastDecision } from '../src/core/report/past-decision.ts';
import type { Change } from '../src/ports.ts';
import { refundPolicy } from './core/policy/routing.ts';
import { answered, ofEuros, past } from './core/report/past.ts';
import { store as put } from './db/rows.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 12);
const old = refundPolicy();

/** A database with these decisions, and the old policy in a file, beside a store that stays open as a bot's would. */
const desk = async (decisions: PastDecision[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'backtest-'));
  const database = join(folder, 'store.sqlite');
  const store = await open({ url: database });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const rows = decisions.flatMap(
    ({ decision, revision }): Change => [
      { insert: 'decisions', row: decision },
      { insert: 'revisions', row: { ...revision, decision_id: decision.id } },
    ],
  );
  await put(store, ...rows);
  const policy = join(folder, 'new.yml');
  writeFileSync(policy, old.text.replace('medium: 100', 'medium: 500'));
  return { database, policy };
};

const run = async (flags: Omit<BacktestFlags, 'since'> & { since?: string }) => {
  const said: string[] = [];
  const complained: string[] = [];
  const exit = await backtest(
    { since: '90d', ...flags },
    { say: (line) => said.push(line), complain: (line) => complained.push(line) },
    NOW,
  );
  return { exit, said, complained };
};

describe('backtest', () => {
  it('goes over all stored decisions, however many pages they are', async () => {
    const decisions = Array.from({ length: 1201 }, (_, i) =>
      past(old, ofEuros(i % 2 === 0 ? 40 : 400), {
        id: `dec_${String(i).padStart(5, '0')}`,
        at: NOW - DAY,
        ...(i % 2 === 0 ? {} : answered(i % 3 === 0)),
      }),
    );
    const { exit, said } = await run({ ...(await desk(decisions)), json: true });
    expect(exit).toBe(0);
    expect(JSON.parse(said.join('\n'))).toMatchObject({
      decisions: 1201,
      replayed: 1201,
      less_care: 600,
      automation: { was: 601 / 1201, new: 1 },
      errors: { all: { labels: 600, wrong: 200, let_through: { new: { hits: 200, of: 600 } } } },
    });
  });

  it('keeps to the time asked for, and says it in words', async () => {
    const places = await desk([
      past(old, ofEuros(400), { id: 'dec_1', at: NOW - 40 * DAY }),
      past(old, ofEuros(400), { id: 'dec_2', at: NOW - 20 * DAY }),
    ]);
    expect((await run(places)).said[1]).toMatch(/^2 decisions from 2026-10-13 to 2026-11-22 \(40 days\)/);
    expect((await run({ ...places, since: '30d' })).said[1]).toMatch(/^1 decision from 2026-11-02/);
    expect((await run({ ...places, since: '10d' })).said[1]).toMatch(/^No decision came in/);
  });

  it('tries nothing without a policy, a time or a database that it can read', async () => {
    const places = await desk([]);
    const attempts = [
      run({ ...places, policy: '/nowhere/new.yml' }),
      run({ ...places, since: 'yesterday' }),
      run({ ...places, database: '/nowhere/store.sqlite' }),
      run({ ...places, database: 'mysql://host/db' }),
    ];
    for (const { exit, said, complained } of await Promise.all(attempts)) {
      expect({ exit, said }).toEqual({ exit: 2, said: [] });
      expect(complained).toHaveLength(1);
    }
  });
});

describe('--since', () => {
  it.each([
    ['90d', NOW - 90 * DAY],
    ['2w', NOW - 14 * DAY],
    ['36h', NOW - 1.5 * DAY],
    ['2026-10-01', Date.UTC(2026, 9, 1)],
    ['2026-10-01T12:00:00Z', Date.UTC(2026, 9, 1, 12)],
  ])('%s is a moment', (text, at) => {
    expect(readSince(text, NOW)).toEqual({ ok: true, value: at });
  });

  it.each(['', '90', 'd', '-3d', '2026-13-01', '90 days', 'Oct 1'])('%j is none', (text) => {
    expect(readSince(text, NOW)).toMatchObject({ ok: false, error: expect.stringContaining('90d') });
  });
});
