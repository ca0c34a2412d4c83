import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { openToRead } from '../db/open.ts';
import { readShape } from '../handlers/http/read-shape.ts';
import type { Submission } from './core/decision/submission.ts';
import type { DecisionType, Policy } from './core/policy/policy.ts';
import type { RouteStats } from './core/policy/route-draft.ts';
import { isStat, STATS, type StatName } from './core/policy/stats.ts';
import type { Stop } from './core/policy/stop.ts';
import { joined } from './core/policy/wording.ts';
import { err, ok, type Result } from './core/result.ts';
import type { Instant } from './core/time.ts';
import { problemsOf } from './try-submission.ts';
import { readStatistics } from './usecases/read-statistics.ts';

/** Where the figures of other decisions come from: given in a file, read from a database, or nowhere. */
export type FiguresFlags = { stats?: string; database?: string };
type Asked = { submission: Submission; type: DecisionType; policy: Policy; shadow: boolean; now: Instant };
type Figures = { stats: RouteStats; stop?: Stop };

const figure = z.number('must be a number').min(0, 'must not be below 0');
const statsFile = z.strictObject({
  ...Object.fromEntries(Object.keys(STATS).map((name) => [name, figure.optional()])),
  queue_open: figure.optional(),
  similarity: figure.max(1, 'must be from 0 to 1').optional(),
});

/** The figures that the flags name. The errors are sentences, a line each. */
export const readFigures = async (flags: FiguresFlags, asked: Asked): Promise<Result<Figures, string[]>> => {
  if (flags.stats !== undefined && flags.database !== undefined)
    return err(['give the figures with --stats or with --database, not with both']);
  if (flags.stats !== undefined) return givenFigures(flags.stats);
  return flags.database === undefined ? ok({ stats: {} }) : storedFigures(flags.database, asked);
};

const givenFigures = async (file: string): Promise<Result<Figures, string[]>> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return err([`${file}: there is no such file, or it cannot be read`]);
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    return err([`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const read = readShape(statsFile, given);
  if (!read.ok)
    return err(
      problemsOf(read.error).map(({ path, message }) => `${file}: ${path === '' ? 'it' : path} ${message}`),
    );
  const { queue_open, similarity, ...rest } = read.value as Partial<Record<StatName, number>> & {
    queue_open?: number;
    similarity?: number;
  };
  return ok({
    stats: {
      figures: rest,
      ...(queue_open === undefined ? {} : { queue_open }),
      ...(similarity === undefined ? {} : { similarity }),
    },
  });
};

/** As the bot would find them for a submission that comes now, a stop of the type included. Reads only. */
const storedFigures = async (
  url: string,
  { submission, type, policy, shadow, now }: Asked,
): Promise<Result<Figures, string[]>> => {
  try {
    const store = await openToRead({ url });
    try {
      const asked = { type, submission, queue: type.queue, shadow, now };
      const [{ stats }, stop] = await Promise.all([
        readStatistics({ store }, policy, asked),
        store.findStop(type.name),
      ]);
      return ok({ stats, ...(stop === undefined ? {} : { stop }) });
    } finally {
      await store.close();
    }
  } catch (error) {
    return err([error instanceof Error ? error.message : String(error)]);
  }
};

/** Which figures the type looks at and are not known; undefined when all are. */
export const unknownFigures = (
  { type, submission }: Pick<Asked, 'type' | 'submission'>,
  { figures = {}, queue_open, similarity }: RouteStats,
  { stats, database }: FiguresFlags,
): string | undefined => {
  const computes = type.similar_by.length > 0 && submission.signals?.similarity === undefined;
  const known = (need: string): boolean =>
    isStat(need) ? figures[need] !== undefined : queue_open !== undefined;
  const unknown = [
    ...type.needs.filter((need) => !known(need)),
    ...(computes && similarity === undefined ? ['similarity'] : []),
  ];
  if (unknown.length === 0) return undefined;
  const names = joined(unknown);
  if (database !== undefined) return `${names}: too little is stored to tell`;
  if (stats !== undefined) return `${names}: not among those given, taken as unknown`;
  return `${type.name} looks at ${names}: taken as unknown. Give them with --stats, or the bot's own with --database`;
};
