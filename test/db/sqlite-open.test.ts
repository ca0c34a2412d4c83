import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { describe, expect, test } from 'vitest';
import { open } from '../../db/open.ts';
import { connectToRead, connectToWrite } from '../../db/sqlite/connect.ts';
import { intake, store as put, surface } from './rows.ts';
import { freshFolder, openFresh } from './sqlite-files.ts';

describe('opening a SQLite file', () => {
  test('makes the folder, and leaves one file when it closes', async () => {
    const folder = join(await freshFolder(), 'deep', 'er');
    const store = await open({ url: `sqlite:${folder}/store.sqlite` });
    await put(store, ...intake('dec_1'));
    await store.close();
    expect(await readdir(folder)).toEqual(['store.sqlite']);
  });

  test('keeps every commit durable and every reference whole, on both connections', async () => {
    const file = join(await freshFolder(), 'store.sqlite');
    for (const connect of [connectToWrite, connectToRead]) {
      const connection = connect(file);
      const said = ['journal_mode', 'synchronous', 'foreign_keys'].map((name) =>
        connection.pragma(name, { simple: true }),
      );
      expect(said).toEqual(['wal', 2, 1]);
      connection.close();
    }
  });

  test('lets the reading connection write nothing', async () => {
    const { file } = await openFresh();
    const connection = connectToRead(file);
    expect(() => connection.exec("insert into settings values ('a', 'b')")).toThrow(/readonly/);
    connection.close();
  });

  test('brings the tables of an earlier version up to date, and loses nothing of a card', async () => {
    const file = join(await freshFolder(), 'store.sqlite');
    const old = new Database(file);
    old.exec(
      'create table __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)',
    );
    const migrationsFolder = new URL('../../db/migrations/sqlite', import.meta.url).pathname;
    const first = readMigrationFiles({ migrationsFolder }).slice(0, 6);
    for (const { sql, hash, folderMillis } of first) {
      for (const statement of sql) old.exec(statement);
      old
        .prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
        .run(hash, folderMillis);
    }
    old.pragma('foreign_keys = OFF');
    old.exec(`insert into decisions (id, source, type, revision, status, title, level, queue, policy_version, created_at, updated_at)
      values ('dec_1', 'bot', 'expense.report', 1, 'pending', 'Berlin', 'review', 'finance', 'v1', 1, 1)`);
    old.exec(`insert into surfaces (id, decision_id, kind, channel, ts, wanted, posted, status, attempts, due_at, created_at)
      values ('srf_1', 'dec_1', 'card', '#finance', '1.2', 7, 7, 'posted', 0, 3, 2)`);
    old.close();
    const store = await open({ url: file });
    expect(await store.findSurface('srf_1')).toEqual(
      surface('dec_1', 'srf_1', {
        ts: '1.2',
        wanted: 7,
        posted: 7,
        status: 'posted',
        due_at: 3,
        created_at: 2,
      }),
    );
    await store.close();
  });

  test('twice at once brings the tables up to date once', async () => {
    const file = join(await freshFolder(), 'store.sqlite');
    const stores = await Promise.all([1, 2, 3].map(() => open({ url: file })));
    await Promise.all(stores.map((store, i) => put(store, ...intake(`dec_${i}`))));
    expect(await stores[0]?.findDecision('dec_2')).toBeDefined();
    await Promise.all(stores.map((store) => store.close()));
  });

  test('refuses a file that is no database, and leaves it alone', async () => {
    const file = join(await freshFolder(), 'notes.txt');
    await writeFile(
      file,
      'these are notes, and long enough to be mistaken for a header, perhaps\n'.repeat(20),
    );
    const before = await stat(file);
    await expect(open({ url: file })).rejects.toThrow(/notes\.txt: the file is not a SQLite database/);
    expect((await stat(file)).size).toBe(before.size);
  });

  test('refuses the database of another program', async () => {
    const file = join(await freshFolder(), 'other.sqlite');
    const other = new Database(file);
    other.exec('create table songs (title text)');
    other.close();
    await expect(open({ url: file })).rejects.toThrow(
      /other program|another program \(it has a table "songs"\)/,
    );
  });

  test('refuses a file that a newer version wrote', async () => {
    const { file, store } = await openFresh();
    await store.close();
    const newer = new Database(file);
    newer.exec("insert into __drizzle_migrations (hash, created_at) values ('from the future', 9e15)");
    newer.close();
    await expect(open({ url: file })).rejects.toThrow(/written by another version of Handraise/);
  });

  test('says what is wrong with a path that is a folder', async () => {
    const folder = join(await freshFolder(), 'store.sqlite');
    await mkdir(folder);
    await expect(open({ url: folder })).rejects.toThrow(/cannot use the database .*cannot be opened/);
  });

  test('refuses what is no file with a sentence', async () => {
    await expect(open({ url: ':memory:' })).rejects.toThrow(/in-memory/);
    await expect(open({ url: 'postgres://db/x' })).rejects.toThrow(/Postgres comes later/);
  });
});
