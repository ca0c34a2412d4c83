// How fast changes become durable: the store's group commit against one transaction a request, and what drizzle
// costs against raw statements. `node bench/commit.ts`. All in one run, since machines differ: read the ratios.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Step, stepMaker } from '../db/change/steps.ts';
import { drizzle, eq, sql } from '../db/drizzle.ts';
import { open } from '../db/open.ts';
import { connectToWrite } from '../db/sqlite/connect.ts';
import { groupCommitter } from '../db/sqlite/group-commit.ts';
import { tables } from '../db/sqlite/tables.ts';
import type { Change } from '../src/ports.ts';
import { intake } from '../test/db/rows.ts';

const REQUESTS = Number(process.env.REQUESTS ?? 4000);
const CONCURRENT = 64;
const ROUNDS = 5;
const READS = 20_000;

const folder = mkdtempSync(join(tmpdir(), 'handraise-bench-'));
const say = (line: string) => process.stdout.write(`${line}\n`);
let made = 0;

/** A decision with its revision, its review and two events: five rows, about 1.5 KB. */
const nextIntake = (): Change => intake(`dec_${String(made++).padStart(26, '0')}`);
const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
const rate = (count: number, since: number) => (count * 1000) / (performance.now() - since);

/** An empty store file with its tables, and a connection that writes to it. */
const freshConnection = async (name: string) => {
  const file = join(folder, name);
  await (await open({ url: file })).close();
  return connectToWrite(file);
};

/** Requests a second when 64 callers each wait for their commit before the next. */
const grouped = async (round: number): Promise<{ perSecond: number; p99: number }> => {
  const store = await open({ url: join(folder, `grouped-${round}.sqlite`) });
  let left = REQUESTS;
  const waits: number[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CONCURRENT }, async () => {
      while (left-- > 0) {
        const asked = performance.now();
        const result = await store.commit(nextIntake());
        if (!result.ok) throw new Error('refused');
        waits.push(performance.now() - asked);
      }
    }),
  );
  const perSecond = rate(REQUESTS, started);
  await store.close();
  return { perSecond, p99: waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0 };
};

/** Requests a second with raw better-sqlite3 statements and one durable transaction for each. */
const oneByOne = async (round: number): Promise<number> => {
  const connection = await freshConnection(`one-${round}.sqlite`);
  const step = stepMaker(drizzle(connection), tables);
  const statements = nextIntake().map((write) => connection.prepare(step(write).sql));
  const transaction = connection.transaction((rows: unknown[][]) => {
    for (const [i, row] of rows.entries()) statements[i]?.run(row);
  });
  const requests = Array.from({ length: REQUESTS }, () => nextIntake().map((write) => step(write).params));
  const started = performance.now();
  for (const rows of requests) transaction.immediate(rows);
  const perSecond = rate(REQUESTS, started);
  connection.close();
  return perSecond;
};

/** Writes as somebody without drizzle would write them: one string a table, values encoded by hand. */
const rawSteps = () => {
  const kept = new Map<string, string>();
  return (write: Change[number]): Step => {
    if (!('insert' in write)) throw new Error('an intake only inserts');
    let sql = kept.get(write.insert);
    if (sql === undefined) {
      const names = Object.keys(write.row);
      sql = `insert into ${write.insert} ("${names.join('","')}") values (${names.map(() => '?').join()})`;
      kept.set(write.insert, sql);
    }
    const params = Object.values(write.row).map((value: unknown) => {
      if (typeof value === 'boolean') return Number(value);
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
    });
    return { sql, params, atLeast: 1, refusal: { ok: false, because: 'duplicate', table: write.insert } };
  };
};

/** Changes a second in groups of 64 on this thread, from rows to durable. */
const inGroups = async (name: string, how: 'drizzle' | 'raw'): Promise<number> => {
  const connection = await freshConnection(name);
  const step = how === 'drizzle' ? stepMaker(drizzle(connection), tables) : rawSteps();
  const commit = groupCommitter(connection);
  const changes = Array.from({ length: REQUESTS }, nextIntake);
  const started = performance.now();
  for (let i = 0; i < REQUESTS; i += CONCURRENT) {
    commit(
      changes.slice(i, i + CONCURRENT).map((change) => change.map(step)),
      5000,
    );
  }
  const perSecond = rate(REQUESTS, started);
  connection.close();
  return perSecond;
};

/** Decisions a second read by id, as rows with their JSON parsed. */
const readById = async (name: string) => {
  const connection = await freshConnection(name);
  const db = drizzle(connection);
  groupCommitter(connection)([nextIntake().map(stepMaker(db, tables))], 5000);
  const id = `dec_${String(made - 1).padStart(26, '0')}`;
  const { decisions } = tables;
  const prepared = db
    .select()
    .from(decisions)
    .where(eq(decisions.id, sql.placeholder('id')))
    .prepare();
  const raw = connection.prepare<[string], Record<string, unknown>>('select * from decisions where id = ?');
  const timed = (read: () => unknown) => {
    const started = performance.now();
    for (let i = 0; i < READS; i++) read();
    return rate(READS, started);
  };
  const rates = {
    drizzle: timed(() => prepared.all({ id })),
    raw: timed(() =>
      raw.all(id).map((row) => ({
        ...row,
        values: typeof row.values === 'string' ? JSON.parse(row.values) : null,
        overridden: row.overridden === null ? null : row.overridden === 1,
      })),
    ),
  };
  connection.close();
  return rates;
};

const rounds = {
  grouped: [],
  p99: [],
  one: [],
  drizzle: [],
  raw: [],
  readDrizzle: [],
  readRaw: [],
} as Record<string, number[]>;
const note = (name: string, value: number) => rounds[name]?.push(value);
try {
  for (let round = 0; round < ROUNDS; round++) {
    const { perSecond, p99 } = await grouped(round);
    note('grouped', perSecond);
    note('p99', p99);
    note('one', await oneByOne(round));
    note('drizzle', await inGroups(`drizzle-${round}`, 'drizzle'));
    note('raw', await inGroups(`raw-${round}`, 'raw'));
    const reads = await readById(`read-${round}`);
    note('readDrizzle', reads.drizzle);
    note('readRaw', reads.raw);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const of = (name: string) => median(rounds[name] ?? []);
const ratio = (name: string, peer: string) => (of(name) / of(peer)).toFixed(2);
say(`commits of 5 rows, ${REQUESTS} a round, medians of ${ROUNDS} rounds`);
say(`store, ${CONCURRENT} callers      ${of('grouped').toFixed(0)}/s, p99 ${of('p99').toFixed(1)} ms`);
say(`one transaction each   ${of('one').toFixed(0)}/s`);
say(`  group commit         ${ratio('grouped', 'one')} x one transaction a request`);
say(`drizzle in groups      ${of('drizzle').toFixed(0)}/s, raw ${of('raw').toFixed(0)}/s`);
say(`  drizzle              ${ratio('raw', 'drizzle')} x the time of raw statements`);
say(`read by id             ${of('readDrizzle').toFixed(0)}/s, raw ${of('readRaw').toFixed(0)}/s`);
say(`  drizzle              ${ratio('readRaw', 'readDrizzle')} x the time of raw statements`);
