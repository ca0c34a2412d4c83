import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Step, stepMaker } from '../../db/change/steps.ts';
import { drizzle } from '../../db/drizzle.ts';
import { connectToWrite } from '../../db/sqlite/connect.ts';
import { groupCommitter } from '../../db/sqlite/group-commit.ts';
import { migrate } from '../../db/sqlite/migrate.ts';
import { tables } from '../../db/sqlite/tables.ts';
import { type Change, StoreUnavailable } from '../../src/ports.ts';
import { decision, intake, revision } from './rows.ts';
import { freshFolder } from './sqlite-files.ts';

const openCommitter = async () => {
  const file = join(await freshFolder(), 'store.sqlite');
  const connection = connectToWrite(file);
  onTestFinished(() => void connection.close());
  migrate(connection, file);
  const step = stepMaker(drizzle(connection), tables);
  const commit = groupCommitter(connection);
  return {
    connection,
    commit: (...changes: Change[]) =>
      commit(
        changes.map((change): Step[] => change.map(step)),
        50,
      ),
    decisions: () => connection.prepare('select id from decisions order by id').pluck().all(),
  };
};

describe('a group of changes', () => {
  test('is stored as a whole or not at all when the database is full', async () => {
    const { connection, commit, decisions } = await openCommitter();
    const fitting = Number(connection.pragma('page_count', { simple: true }));
    connection.pragma(`max_page_count = ${fitting + 2}`);
    const large: Change = [{ insert: 'decisions', row: decision('dec_2', { title: 'x'.repeat(100_000) }) }];
    expect(() => commit(intake('dec_1'), large)).toThrow(StoreUnavailable);
    expect(() => commit(intake('dec_1'), large)).toThrow(/full/);
    expect(decisions()).toEqual([]);
    connection.pragma('max_page_count = 1000000');
    expect(commit(intake('dec_1'), large)).toEqual([{ ok: true }, { ok: true }]);
    expect(decisions()).toEqual(['dec_1', 'dec_2']);
  });

  test('answers for each change in its place', async () => {
    const { commit, decisions } = await openCommitter();
    const orphan: Change = [...intake('dec_2'), { insert: 'revisions', row: revision('dec_9') }];
    expect(commit(intake('dec_1'), intake('dec_1'), orphan, intake('dec_3'))).toEqual([
      { ok: true },
      { ok: false, because: 'duplicate', table: 'decisions' },
      { fault: expect.stringMatching(/FOREIGN KEY/) },
      { ok: true },
    ]);
    expect(decisions()).toEqual(['dec_1', 'dec_3']);
  });
});
