import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Change, CommitResult } from '../../src/ports.ts';
import { stepMaker } from '../change/steps.ts';
import type { Connection } from './connect.ts';
import { isDuplicate, outageOf } from './outage.ts';
import { tables } from './tables.ts';

/** What became of one change; `fault` is a bug in it: it alone was left out. */
export type Verdict = CommitResult | { fault: string };

/**
 * Commits a group of changes in one transaction, each in its savepoint, so that one durable write carries all
 * and a refused change leaves nothing. Throws `StoreUnavailable` when the database cannot take the group:
 * then nothing of it was stored. `lockWaitMs` is how long a lock by another process is waited for.
 */
export const groupCommitter = (connection: Connection) => {
  const step = stepMaker(drizzle(connection), tables, (query) => query.prepare());
  // By hand: drizzle's transactions on better-sqlite3 are one callback each and know no groups.
  const begin = connection.prepare<[]>('begin immediate');
  const commit = connection.prepare<[]>('commit');
  const rollback = connection.prepare<[]>('rollback');
  const mark = connection.prepare<[]>('savepoint a_change');
  const release = connection.prepare<[]>('release a_change');
  const undo = connection.prepare<[]>('rollback to a_change');
  let waitMs: number | undefined;

  const apply = (change: Change): CommitResult => {
    for (const write of change) {
      const { statement, values, atLeast, refusal } = step(write);
      try {
        if (statement.run(values).changes < atLeast) return refusal;
      } catch (error) {
        // An update can break a unique key, too.
        if (isDuplicate(error)) return { ...refusal, because: 'duplicate' };
        throw error;
      }
    }
    return { ok: true };
  };

  const applyWhole = (change: Change): Verdict => {
    mark.run();
    let verdict: Verdict;
    try {
      verdict = apply(change);
    } catch (error) {
      if (outageOf(error) !== undefined) throw error;
      verdict = { fault: String(error) };
    }
    if (!('ok' in verdict && verdict.ok)) undo.run();
    release.run();
    return verdict;
  };

  return (changes: Change[], lockWaitMs: number): Verdict[] => {
    if (waitMs !== lockWaitMs) connection.pragma(`busy_timeout = ${lockWaitMs}`);
    waitMs = lockWaitMs;
    try {
      begin.run();
      const verdicts = changes.map(applyWhole);
      commit.run();
      return verdicts;
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (connection.inTransaction) rollback.run();
      throw outageOf(error) ?? error;
    }
  };
};
