import type { CommitResult } from '../../src/ports.ts';
import type { Step } from '../change/steps.ts';
import type { Connection } from './connect.ts';
import { isDuplicate, outageOf } from './outage.ts';

/** What became of one change; `fault` is a bug in it: it alone was left out. */
export type Verdict = CommitResult | { fault: string };

/**
 * Commits a group of changes in one transaction, each in its savepoint, so that one durable write carries all
 * and a refused change leaves nothing. Throws `StoreUnavailable` when the database cannot take the group:
 * then nothing of it was stored. `lockWaitMs` is how long a lock by another process is waited for.
 */
export const groupCommitter = (connection: Connection) => {
  const prepare = (statement: string) => connection.prepare<[]>(statement);
  // By hand: drizzle's transactions on better-sqlite3 are one callback each and know no groups.
  const begin = prepare('begin immediate');
  const commit = prepare('commit');
  const rollback = prepare('rollback');
  const mark = prepare('savepoint a_change');
  const release = prepare('release a_change');
  const undo = prepare('rollback to a_change');
  const kept = new Map<string, ReturnType<Connection['prepare']>>();
  let waitMs: number | undefined;

  const statementOf = (sql: string) => {
    const statement = kept.get(sql) ?? connection.prepare(sql);
    kept.set(sql, statement);
    return statement;
  };

  const apply = (steps: Step[]): CommitResult => {
    for (const { sql, params, atLeast, refusal } of steps) {
      try {
        if (statementOf(sql).run(params).changes < atLeast) return refusal;
      } catch (error) {
        // An update can break a unique key, too.
        if (isDuplicate(error)) return { ...refusal, because: 'duplicate' };
        throw error;
      }
    }
    return { ok: true };
  };

  const applyWhole = (steps: Step[]): Verdict => {
    mark.run();
    let verdict: Verdict;
    try {
      verdict = apply(steps);
    } catch (error) {
      if (outageOf(error) !== undefined) throw error;
      verdict = { fault: String(error) };
    }
    if (!('ok' in verdict && verdict.ok)) undo.run();
    release.run();
    return verdict;
  };

  return (changes: Step[][], lockWaitMs: number): Verdict[] => {
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
