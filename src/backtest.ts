import { openToRead } from '../db/open.ts';
import { type Backtest, createBacktest } from './core/report/backtest.ts';
import { backtestText } from './core/report/backtest-text.ts';
import type { PastDecision } from './core/report/past-decision.ts';
import { warmUpFrom } from './core/report/warm-up.ts';
import { err, ok, type Result } from './core/result.ts';
import type { Instant } from './core/time.ts';
import type { Store } from './ports.ts';
import { readPolicy } from './read-policy.ts';
import type { Terminal } from './terminal.ts';

export type BacktestFlags = {
  policy: string;
  /** How far back: `90d`, `12w`, `36h`, or a day such as `2026-10-01`. */
  since: string;
  /** As `DATABASE_URL`. */
  database: string;
  json?: boolean;
};

/** Decisions that are in memory at a time. */
const PAGE = 500;

/**
 * Replays stored decisions through another policy and says what would have been different. Reads only. Answers with
 * the exit code: 0 replayed, 2 nothing was tried, since the policy, the time or the database cannot be read.
 */
export const backtest = async (
  flags: BacktestFlags,
  { say, complain }: Pick<Terminal, 'say' | 'complain'>,
  now: Instant,
): Promise<0 | 2> => {
  const policy = await readPolicy(flags.policy);
  const since = readSince(flags.since, now);
  if (!policy.ok || !since.ok) {
    for (const line of policy.ok ? [] : policy.error) complain(line);
    if (!since.ok) complain(since.error);
    return 2;
  }
  let found: Backtest;
  try {
    const store = await openToRead({ url: flags.database });
    try {
      const inForce = await store.findPolicySince(policy.value.version);
      const test = createBacktest(policy.value, { since: since.value, until: now, inForce });
      const from = warmUpFrom(policy.value, since.value);
      for await (const past of pastDecisions(store, from)) test.add(past);
      found = test.result();
    } finally {
      await store.close();
    }
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return 2;
  }
  if (flags.json === true) say(JSON.stringify(found, null, 2));
  else for (const line of backtestText(found, flags.policy)) say(line);
  return 0;
};

/** All decisions from a moment on, a page at a time. */
async function* pastDecisions(
  store: Pick<Store, 'listPast'>,
  since: Instant,
): AsyncGenerator<PastDecision, void> {
  let after: string | undefined;
  for (;;) {
    const page = await store.listPast({ since, limit: PAGE, ...(after === undefined ? {} : { after }) });
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.decision.id;
  }
}

const UNITS_MS = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** The moment that `--since` means. */
export const readSince = (text: string, now: Instant): Result<Instant, string> => {
  const length = /^(\d{1,6})([hdw])$/.exec(text);
  if (length !== null) return ok(now - Number(length[1]) * UNITS_MS[length[2] as keyof typeof UNITS_MS]);
  const day = /^\d{4}-\d{2}-\d{2}(?:T.*)?$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(day)
    ? err(`--since ${text}: must be a length of time such as 90d, 12w or 36h, or a day such as 2026-10-01`)
    : ok(day);
};
