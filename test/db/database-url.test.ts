import { describe, expect, test } from 'vitest';
import { readDatabaseUrl } from '../../db/database-url.ts';

describe('DATABASE_URL', () => {
  test.each([
    ['sqlite:data/handraise.sqlite', 'data/handraise.sqlite'],
    ['sqlite:/var/lib/handraise.sqlite', '/var/lib/handraise.sqlite'],
    ['sqlite:///var/lib/handraise.sqlite', '/var/lib/handraise.sqlite'],
    ['file:handraise.sqlite', 'handraise.sqlite'],
    ['file:///var/lib/a%20b.sqlite', '/var/lib/a b.sqlite'],
    ['./handraise.sqlite', './handraise.sqlite'],
    ['  handraise.sqlite\n', 'handraise.sqlite'],
    ['C:\\data\\handraise.sqlite', 'C:\\data\\handraise.sqlite'],
  ])('%j is a SQLite file', (url, file) => {
    expect(readDatabaseUrl(url)).toEqual({ ok: true, value: { dialect: 'sqlite', file } });
  });

  test.each([
    ['postgres://u:secret@db/handraise', /Postgres comes later/],
    ['postgresql://db/handraise', /Postgres comes later/],
    ['mysql://db/handraise', /"mysql:" is not a database/],
    [':memory:', /in-memory/],
    ['sqlite::memory:', /in-memory/],
    ['file::memory:?cache=shared', /in-memory/],
    ['', /no path/],
    ['sqlite:', /no path/],
    ['file:a.sqlite?mode=ro', /no options/],
  ])('%j is refused with a reason and what to set', (url, reason) => {
    const read = readDatabaseUrl(url);
    expect(read).toMatchObject({ ok: false, error: expect.stringMatching(reason) });
    expect(read).toMatchObject({ error: expect.stringContaining('sqlite:data/handraise.sqlite') });
    expect(JSON.stringify(read)).not.toContain('secret');
  });
});
