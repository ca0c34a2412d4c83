import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { migrationsFolder } from '../../db/sqlite/migrate.ts';
import { tables } from '../../db/sqlite/tables.ts';
import type { Tables } from '../../db/tables.ts';
import type { Rows } from '../../src/ports.ts';

type Own = { [T in keyof Tables]: Omit<Tables[T]['$inferSelect'], T extends 'events' ? 'seq' : never> };

describe('the tables', () => {
  test('hold exactly the rows that use cases write', () => {
    // Checked by the compiler. Only the sequence of events is the database's own.
    expectTypeOf<Own>().toExtend<Rows>();
    expectTypeOf<Rows>().toExtend<Own>();
    expect(Object.keys(tables)).toHaveLength(22);
  });

  test('are what the generated migrations make', async () => {
    const read = async (name: string) =>
      JSON.parse(await readFile(join(migrationsFolder(), 'meta', name), 'utf8'));
    const newest = (await read('_journal.json')).entries.length - 1;
    const generated = await read(`${String(newest).padStart(4, '0')}_snapshot.json`);
    const declared = await generateSQLiteDrizzleJson(tables, generated.id);
    // Not empty: run `npm run migrations` and commit what it writes.
    expect(await generateSQLiteMigration(generated, declared)).toEqual([]);
  });
});
