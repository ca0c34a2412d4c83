import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Submission } from '../../../src/client/index.ts';
import { checkFacts } from '../../../src/core/decision/facts.ts';
import { submissionSchema } from '../../../src/core/decision/submission.ts';
import { parsePolicy } from '../../../src/core/policy/parse.ts';
import { route } from '../../../src/core/policy/route.ts';
import { DESIGN_SAMPLE } from '../../../src/sandbox/source/design-sample.ts';
import { FIRST, GENERATORS, makeUp } from '../../../src/sandbox/source/plan.ts';
import { makeSamples } from '../../../src/sandbox/source/samples.ts';

const NOW = Date.parse('2026-10-05T12:00:00Z');
const parsed = parsePolicy(readFileSync('handraise.yml', 'utf8'));
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const policy = parsed.value;
const typeOf = ({ type }: Submission) => {
  const found = policy.types[type];
  if (found === undefined) throw new Error(`the example policy has no type ${type}`);
  return found;
};

/** All that the API would refuse about a submission. */
const problemsOf = (submission: Submission): unknown[] => {
  const read = submissionSchema.safeParse(submission);
  if (!read.success) return read.error.issues;
  const type = typeOf(submission);
  const { problems, missing } = checkFacts(type, read.data.facts);
  const undeclared = Object.keys(read.data.facts).filter(
    (name) => !type.facts.some((fact) => fact.name === name),
  );
  const { recommendation, signals } = submission;
  const named = [recommendation, ...(recommendation?.alternatives ?? []), ...(signals?.opinions ?? [])];
  const strange = named.filter((one) => one && !type.options.some(({ id }) => id === one.option));
  return [...problems, ...missing, ...undeclared, ...strange];
};

const levelOf = (submission: Submission) =>
  route({
    policy,
    type: typeOf(submission),
    submission: submissionSchema.parse(submission),
    stats: {},
    now: NOW,
    draw: () => 0.99,
    sampling: false,
  }).level;

const SEEDS = Array.from({ length: 200 }, (_, index) => index * 7919);

describe.each(Object.entries(GENERATORS))('made-up %s', (type, { make }) => {
  const many = SEEDS.map((seed) => make(seed, NOW));

  it('is what the example policy accepts', () => {
    expect(many.flatMap(problemsOf)).toEqual([]);
    expect(new Set(many.map((submission) => submission.type))).toEqual(new Set([type]));
  });

  it('is the same for the same seed and has its own id for each', () => {
    expect(make(4711, NOW)).toEqual(make(4711, NOW));
    expect(new Set(many.map(({ external_id }) => external_id)).size).toBe(many.length);
  });

  it('varies in confidence from unsure to sure', () => {
    const scores = many.map(({ recommendation }) => recommendation?.confidence ?? 0);
    expect(Math.min(...scores)).toBeLessThan(0.5);
    expect(Math.max(...scores)).toBeGreaterThan(0.97);
    expect(scores.filter((score) => score >= 0.4 && score <= 0.99)).toHaveLength(many.length);
  });

  it('holds characters that a careless renderer would trip over', () => {
    expect(JSON.stringify(many)).toMatch(/&/);
    expect(JSON.stringify(many)).toMatch(/</);
    expect(JSON.stringify(many)).toMatch(/\p{Emoji_Presentation}/u);
    expect(JSON.stringify(many)).toMatch(/[áéíóúñçşłüö]/);
  });

  it('never gives the second choice a higher confidence than the first', () => {
    const upsideDown = many.filter(
      ({ recommendation: first }) => (first?.alternatives?.[0]?.confidence ?? 0) > (first?.confidence ?? 0),
    );
    expect(upsideDown).toEqual([]);
  });
});

describe('the first handful', () => {
  it.each([1, 2, 3])('covers four levels with seed %i, and every type', (seed) => {
    const madeUp = FIRST.flatMap((step, n) => makeUp(step, seed, n, NOW) ?? []);
    expect(new Set(madeUp.map(levelOf))).toEqual(
      new Set(['auto_execute', 'review', 'human_decides', 'human_only']),
    );
    expect(madeUp.slice(0, 3).filter((one) => levelOf(one) === 'review').length).toBeGreaterThanOrEqual(2);
    expect(new Set(FIRST.map(({ type }) => type))).toEqual(new Set(Object.keys(policy.types)));
  });
});

describe('the samples of the form', () => {
  const samples = makeSamples(1, NOW);

  it('are accepted, and routed to what their labels say', () => {
    expect(samples.flatMap(({ body }) => problemsOf(body))).toEqual([]);
    expect(Object.fromEntries(samples.map(({ label, body }) => [label, levelOf(body)]))).toMatchObject({
      'Expense report of the documentation': 'review',
      'Small expense, the AI is sure': 'auto_execute',
      'Large expense, the AI is unsure': 'human_decides',
      'Routine invoice': 'auto_execute',
      'Very large invoice': 'human_only',
    });
  });

  it('hold the documented one as it stands, and no id in the others', () => {
    expect(samples[0]?.body).toEqual(DESIGN_SAMPLE);
    expect(samples.slice(1).filter(({ body }) => body.external_id !== undefined)).toEqual([]);
  });
});
