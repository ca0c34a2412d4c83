import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { expect, test } from 'vitest';
import { open } from '../../db/open.ts';
import { migrationsFolder } from '../../db/sqlite/migrate.ts';
import { countTruth } from '../../src/core/policy/counting.ts';
import { createCounts } from '../../src/core/report/counts.ts';
import { refund, refundPolicy } from '../core/policy/routing.ts';
import { freshFolder } from './sqlite-files.ts';

const type = refundPolicy().types['refund.request'];
if (type === undefined) throw new Error('no type');
const ADDED = '0016_score_counts';

/** A database as it was before cases were counted by score. */
const olderFile = async (): Promise<{ file: string; old: Database.Database }> => {
  const file = join(await freshFolder(), 'store.sqlite');
  const old = new Database(file);
  old.exec(
    'create table __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)',
  );
  const folder = migrationsFolder();
  const all = readMigrationFiles({ migrationsFolder: folder });
  const { entries } = (await import(join(folder, 'meta/_journal.json'), { with: { type: 'json' } }))
    .default as { entries: { tag: string }[] };
  for (const { sql, hash, folderMillis } of all.slice(
    0,
    entries.findIndex(({ tag }) => tag === ADDED),
  )) {
    for (const statement of sql) old.exec(statement);
    old.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run(hash, folderMillis);
  }
  return { file, old };
};

const SCORES = [0, 0.004, 0.005, 0.285, 0.83, 0.834, 0.835, 0.8449, 0.995, 1];
const MODELS = [{}, { model: 'm' }, { model: 'größer "neu"\\\n\u0001', model_version: '2026-10-01' }];
const TRUTHS = ['approve', 'reject', null];

test('what is stored of truths is counted by score as it would have been from the beginning', async () => {
  const { file, old } = await olderFile();
  const addDecision = old.prepare(
    `insert into decisions (id, source, type, revision, status, title, level, queue, policy_version, created_at, updated_at, shadow, correct)
     values (?, 'bot', ?, 2, ?, 'Refund', 'review', 'finance', 'v1', 1, 1, ?, ?)`,
  );
  const addRevision = old.prepare(
    `insert into revisions (decision_id, revision, body, route, digest, created_at) values (?, ?, ?, '{}', 'd', 1)`,
  );
  const expected = createCounts();
  const keys = new Set<string>();
  let n = 0;
  old.exec('begin');
  for (const status of ['resolved', 'pending'])
    for (const shadow of [false, true])
      for (const correct of TRUTHS)
        for (const model of MODELS)
          for (const score of [...SCORES, undefined]) {
            const { recommendation, ...bare } = refund();
            const body =
              score === undefined || recommendation === undefined
                ? bare
                : { ...bare, recommendation: { ...recommendation, confidence: score, ...model } };
            const id = `dec_${n++}`;
            addDecision.run(id, type.name, status, Number(shadow), correct);
            // Only the revision that was decided on counts.
            addRevision.run(id, 1, JSON.stringify(refund({ confidence: 0.5 })));
            addRevision.run(id, 2, JSON.stringify(body));
            if (status === 'pending' || correct === null) continue;
            const tallied = { type, submission: body, queue: 'finance', shadow };
            const counted = countTruth(
              tallied,
              { at: 1, disposition: 'approved', option: 'approve' },
              { before: null, correct },
            ).filter(({ key }) => key.scope.endsWith('_score'));
            expected.add(counted);
            for (const { key } of counted) keys.add(JSON.stringify(key));
          }
  old.exec('commit');
  old.close();

  await (await open({ url: file })).close();
  const now = new Database(file, { readonly: true });
  const found = now
    .prepare("select scope, key, day, checked, wrong from tallies where scope like '%\\_score' escape '\\'")
    .all() as {
    scope: 'type_score' | 'model_score';
    key: string;
    day: number;
    checked: number;
    wrong: number;
  }[];
  now.close();
  expect(new Set(found.map(({ scope, key, day }) => JSON.stringify({ scope, key, day })))).toEqual(keys);
  const sums = expected.sums(found.map(({ scope, key }) => ({ scope, key, from: 0 })));
  expect(found.map(({ checked, wrong }) => ({ checked, wrong }))).toEqual(
    sums.map(({ checked, wrong }) => ({ checked, wrong })),
  );
});
