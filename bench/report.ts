// How long the figures of a weekly report take to read, with a year of 1,000,000 endings in the store: the week, the
// four before it and the median wait. The floor, in the same run: `select count(*)` of the same five weeks over the same
// index. In processor time, since machines are shared. `node bench/report.ts`; ENDINGS=100000 for a quick look.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from '../db/open.ts';
import { connectToWrite } from '../db/sqlite/connect.ts';

const ENDINGS = Number(process.env.ENDINGS ?? 1_000_000);
const ROUNDS = 15;
const WEEKS = 52;
const WEEK_MS = 7 * 86_400_000;
const START = Date.UTC(2026, 0, 5);

const folder = mkdtempSync(join(tmpdir(), 'handraise-report-'));
const file = join(folder, 'desk.sqlite');
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

/** Evenly over a year: twelve types in four queues, three of four executed, one in five answers changed. */
const fill = (): void => {
  const connection = connectToWrite(file);
  // What is measured are figures about decisions that are not there.
  connection.pragma('foreign_keys = OFF');
  const insert = connection.prepare(
    `insert into endings (id, decision_id, kind, ended_at, type, queue, level, consequence, band, disposition, overridden,
       reason_code, "right", sampled, met, escalated, waited_ms)
     values (?, ?, ?, ?, ?, ?, 'review', 'medium', ?, ?, ?, ?, null, ?, ?, ?, ?)`,
  );
  connection.transaction(() => {
    for (let n = 0; n < ENDINGS; n++) {
      const answered = n % 4 === 0;
      const changed = answered && n % 20 === 0;
      const at = START + Math.floor((n * WEEKS * WEEK_MS) / ENDINGS);
      // A step that shares no factor with the others mixes what is counted.
      const mixed = (n * 7919) % 1009;
      insert.run(
        `rev_${n}`,
        `dec_${n}`,
        answered ? 'answered' : 'executed',
        at,
        `type.t${mixed % 12}`,
        `queue-${mixed % 4}`,
        ['high', 'medium', 'low'][mixed % 3],
        changed ? 'rejected' : 'approved',
        answered ? Number(changed) : null,
        changed ? `reason_${mixed % 5}` : null,
        Number(!answered && mixed % 20 === 0),
        answered ? Number(mixed % 25 > 0) : null,
        Number(answered && mixed % 30 === 0),
        answered ? (mixed * 86_400_000) / 1009 : null,
      );
    }
  })();
  connection.close();
};

const store = await open({ url: file });
try {
  fill();
  const bare = connectToWrite(file);
  const counting = bare.prepare(
    'select count(*) from endings indexed by endings_by_time where ended_at >= ? and ended_at < ?',
  );
  const timed = async (work: () => unknown): Promise<number> => {
    const begun = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  };
  const week = (n: number): { from: number; until: number } => ({
    from: START + n * WEEK_MS,
    until: START + (n + 1) * WEEK_MS,
  });
  const report = (of: { queue?: string }): Promise<unknown> =>
    Promise.all([
      store.countEndings({ ...week(51), ...of }),
      ...[50, 49, 48, 47].map((n) => store.countOverrides({ ...week(n), ...of })),
      store.medianWait({ ...week(51), ...of }),
    ]);
  const rounds: Record<'all' | 'queue' | 'wait' | 'floor', number[]> = {
    all: [],
    queue: [],
    wait: [],
    floor: [],
  };
  for (let round = 0; round < ROUNDS; round++) {
    rounds.all.push(await timed(() => report({})));
    rounds.queue.push(await timed(() => report({ queue: 'queue-1' })));
    rounds.wait.push(await timed(() => store.medianWait(week(51))));
    rounds.floor.push(await timed(() => counting.get(week(47).from, week(51).until)));
  }
  bare.close();
  const [all, queue, wait, floor] = [rounds.all, rounds.queue, rounds.wait, rounds.floor].map(median) as [
    number,
    number,
    number,
    number,
  ];
  const rows = await store.countEndings(week(51));
  say(`${ENDINGS.toLocaleString('en')} endings in a year; medians of ${ROUNDS} rounds`);
  say(`report of all queues   ${all.toFixed(1)} ms (target 50), ${rows.length} kinds of endings in its week`);
  say(`report of one queue    ${queue.toFixed(1)} ms`);
  say(`median wait alone      ${wait.toFixed(1)} ms`);
  say(`floor, count(*)        ${floor.toFixed(1)} ms; the report takes ${(all / floor).toFixed(2)} x that`);
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
