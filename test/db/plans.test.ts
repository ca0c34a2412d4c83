import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { drizzle, fillPlaceholders } from '../../db/drizzle.ts';
import type { Reader, Values } from '../../db/read/ask.ts';
import { reads } from '../../db/read/reads.ts';
import { connectToRead } from '../../db/sqlite/connect.ts';
import { tables } from '../../db/sqlite/tables.ts';
import { intake, store as put } from './rows.ts';
import { openFresh } from './sqlite-files.ts';

type Reads = ReturnType<typeof reads>;
const toSql = z
  .custom<{ toSQL: () => { sql: string; params: unknown[] } }>((query) => 'toSQL' in Object(query))
  .transform((query) => query.toSQL());
const planStep = z.object({ detail: z.string() });
const later = { updated_at: 9, id: 'dec_9' };

/** Every read of the store, as it is asked. */
const asked: Record<string, (of: Reads) => Promise<unknown>> = {
  findCase: (of) => of.findCase('a'),
  findCaseOfReview: (of) => of.findCaseOfReview('a'),
  findReviews: (of) => of.findReviews('a'),
  executedLike: (of) => of.executedLike({ stratum: 'a', limit: 9 }),
  'executedLike after a page': (of) =>
    of.executedLike({ stratum: 'a', before: { resolved_at: 9, id: 'b' }, limit: 9 }),
  answeredOf: (of) => of.answeredOf({ type: 'a', limit: 9 }),
  endedAbout: (of) => of.endedAbout({ subject_key: 'a', limit: 9 }),
  findMiss: (of) => of.findMiss('a'),
  findRechecks: (of) => of.findRechecks('a'),
  findRechecksOf: (of) => of.findRechecksOf('a'),
  findStop: (of) => of.findStop('a'),
  findStopById: (of) => of.findStopById('a'),
  listStops: (of) => of.listStops(),
  findDecision: (of) => of.findDecision('a'),
  findLive: (of) => of.findLive('a'),
  findRevision: (of) => of.findRevision('a', 1),
  findReview: (of) => of.findReview('a'),
  findIdempotencyKey: (of) => of.findIdempotencyKey('a', 'k'),
  findOutcomes: (of) => of.findOutcomes('a'),
  findSurfaces: (of) => of.findSurfaces('a'),
  findSurface: (of) => of.findSurface('a'),
  findDeliveries: (of) => of.findDeliveries('a'),
  findSetting: (of) => of.findSetting('a'),
  findPolicySince: (of) => of.findPolicySince('v1'),
  sumTallies: (of) => of.sumTallies([{ scope: 'type', key: 'a', from: 1 }]),
  'sumTallies of many': (of) =>
    of.sumTallies(['a', 'b', 'c'].map((key) => ({ scope: 'subject', key, from: 20_000 }))),
  'sumTallies of scores': (of) =>
    of.sumTallies(
      Array.from({ length: 11 }, (_, n) => ({ scope: 'type_score' as const, key: `["a","${n}"]`, from: 0 })),
    ),
  listOpen: (of) => of.listOpen({ queues: ['a'], limit: 9 }),
  'listOpen of types': (of) => of.listOpen({ queues: ['a'], types: ['b', 'c'], limit: 9 }),
  openReviews: (of) => of.openReviews({ queues: ['a'], types: ['b', 'c'], limit: 9 }),
  findCasesOfReviews: (of) => of.findCasesOfReviews(['a', 'b', 'c']),
  listOldest: (of) => of.listOldest(9),
  countQueues: (of) => of.countQueues(9, 10),
  countAnswered: (of) => of.countAnswered('a', 9),
  answersOf: (of) => of.answersOf({ person_id: 'a', since: 9, limit: 9 }),
  findHome: (of) => of.findHome('a'),
  dueHomes: (of) => of.dueHomes(9, 9),
  countHomes: (of) => of.countHomes(9),
  lastEvent: (of) => of.lastEvent(),
  listPast: (of) => of.listPast({ since: 0, limit: 9 }),
  dueChannels: (of) => of.dueChannels(9),
  dueSurfaces: (of) => of.dueSurfaces('a', 9, 9),
  dueDeliveryDecisions: (of) => of.dueDeliveryDecisions(9, 9),
  dueReviews: (of) => of.dueReviews(9, 9),
  directsSince: (of) => of.directsSince('a', 1, 9),
  lastAnswers: (of) => of.lastAnswers({ queue: 'a', since: 1, limit: 9 }),
  openItems: (of) => of.openItems({ queue: 'a', limit: 9 }),
  eachOpen: (of) => of.eachOpen({ limit: 9 }),
  'eachOpen after a page': (of) => of.eachOpen({ after: { opened_at: 9, id: 'b' }, limit: 9 }),
  unplannedReviews: (of) => of.unplannedReviews('v1', 9),
  duePeople: (of) => of.duePeople(9, 9),
  findPerson: (of) => of.findPerson('a'),
  pendingOf: (of) => of.pendingOf('a'),
  nextDue: (of) => of.nextDue(9),
  findDelegationsTo: (of) => of.findDelegationsTo('a', 9),
  findDelegationsFrom: (of) => of.findDelegationsFrom('a', 9),
  findPost: (of) => of.findPost('report', 'a', 'p'),
  duePostChannels: (of) => of.duePostChannels(9),
  duePosts: (of) => of.duePosts('a', 9, 9),
  countEndings: (of) => of.countEndings({ from: 1, until: 9 }),
  'countEndings of a queue': (of) => of.countEndings({ from: 1, until: 9, queue: 'a' }),
  countOverrides: (of) => of.countOverrides({ from: 1, until: 9 }),
  'countOverrides of a queue': (of) => of.countOverrides({ from: 1, until: 9, queue: 'a' }),
  medianWait: (of) => of.medianWait({ from: 1, until: 9 }),
  'medianWait of a queue': (of) => of.medianWait({ from: 1, until: 9, queue: 'a' }),
  findAbsence: (of) => of.findAbsence('a', 9),
  untoldPeople: (of) => of.untoldPeople(9),
  untoldAnswers: (of) => of.untoldAnswers('a', 9),
  listDecisions: (of) => of.listDecisions({ limit: 9 }),
  'listDecisions of a source': (of) => of.listDecisions({ source: 'a', since: 1, limit: 9 }),
  'listDecisions of a type': (of) => of.listDecisions({ type: 'a', limit: 9, after: later }),
  'listDecisions of a source and type': (of) =>
    of.listDecisions({ source: 'a', type: 'b', limit: 9, after: later }),
  'listDecisions of a source that wait': (of) =>
    of.listDecisions({ source: 'a', status: 'pending', limit: 9 }),
  'listDecisions of a source and type that wait': (of) =>
    of.listDecisions({ source: 'a', type: 'b', status: 'pending', limit: 9, after: later }),
  'listDecisions that ended': (of) =>
    of.listDecisions({ source: 'a', status: 'resolved', limit: 9, after: later }),
};

describe('a read stays quick however many rows there are', () => {
  test.each(Object.keys(asked))('%s goes by an index and sorts nothing', async (name) => {
    const { file, store } = await openFresh();
    await put(store, ...intake('a', { queue: 'a' }), ...intake('b', { queue: 'a' }));
    const connection = connectToRead(file);
    const plan: string[] = [];
    const explain: Reader['prepare'] = (query) => {
      const prepared = query.prepare();
      const { sql, params } = toSql.parse(query);
      return async (values: Values) => {
        const steps = connection.prepare(`explain query plan ${sql}`).all(fillPlaceholders(params, values));
        plan.push(...steps.map((step) => planStep.parse(step).detail));
        return prepared.all(values);
      };
    };
    await asked[name]?.(reads({ db: drizzle(connection), tables, prepare: explain }));
    connection.close();
    expect(plan).not.toEqual([]);
    // What counts a stretch of time groups what it found there, and finds all of it in one index.
    const counts = name.startsWith('countEndings');
    // The middle of a week's waits is found by sorting these numbers.
    const sorts = counts || name.startsWith('medianWait');
    const slow = sorts ? /^SCAN (?!.* USING )|ORDER BY/ : /^SCAN (?!.* USING )|TEMP B-TREE/;
    expect(plan.filter((step) => slow.test(step))).toEqual([]);
    // Few wait among many that ended.
    const few = name.endsWith('that wait') ? /decisions_pending/ : /USING/;
    expect(plan.join()).toMatch(counts ? /USING COVERING INDEX endings_by_time/ : few);
  });

  test('all of them are asked', async () => {
    const { store } = await openFresh();
    const covered = new Set(Object.keys(asked).map((name) => name.split(' ')[0]));
    const others = Object.keys(store).filter((name) => !covered.has(name));
    expect(others.sort()).toEqual(['beside', 'check', 'close', 'commit']);
  });
});
