import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openToRead } from '../../db/open.ts';
import { intake, store as put } from './rows.ts';
import { freshFolder, openFresh } from './sqlite-files.ts';

describe('a database opened to read', () => {
  test('shows what the running bot commits, and can write nothing', async () => {
    const { file, store } = await openFresh();
    await put(store, ...intake('dec_1'));
    const reader = await openToRead({ url: `sqlite:${file}` });
    onTestFinished(() => reader.close());
    expect(await reader.listPast({ since: 0, limit: 9 })).toHaveLength(1);
    await put(store, ...intake('dec_2'));
    expect(await reader.listPast({ since: 0, limit: 9 })).toHaveLength(2);
    expect(Object.keys(reader)).not.toContain('commit');
  });

  test('is never made', async () => {
    const file = join(await freshFolder(), 'nothing.sqlite');
    await expect(openToRead({ url: file })).rejects.toThrow(/nothing\.sqlite: there is no such file/);
    expect(existsSync(file)).toBe(false);
  });

  test('is never migrated: an older one is refused with what to do', async () => {
    const { file, store } = await openFresh();
    await store.close();
    const older = new Database(file);
    older.exec('delete from __drizzle_migrations where id = (select max(id) from __drizzle_migrations)');
    older.close();
    await expect(openToRead({ url: file })).rejects.toThrow(
      /another version of Handraise: start the bot on it/,
    );
  });

  test('must be ours', async () => {
    const file = join(await freshFolder(), 'other.sqlite');
    const other = new Database(file);
    other.pragma('journal_mode = WAL');
    other.exec('create table songs (title text)');
    other.close();
    await expect(openToRead({ url: file })).rejects.toThrow(/another program \(it has a table "songs"\)/);
  });
});
