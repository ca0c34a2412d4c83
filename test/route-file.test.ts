import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RouteFlags, routeFile } from '../src/route-file.ts';

const example = new URL('../handraise.yml', import.meta.url).pathname;
/** The submission of the API's contract, in short. */
const berlin = {
  type: 'expense.report',
  title: 'Berlin offsite, 1,840.50 EUR',
  facts: { amount: { value: 1840.5, currency: 'EUR' }, category: 'Travel', receipts: 11, tenure_days: 45 },
  recommendation: { option: 'approve', confidence: 0.83 },
};
const small = {
  ...berlin,
  facts: { amount: { value: 40, currency: 'EUR' } },
  recommendation: { option: 'approve', confidence: 0.97 },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'route-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = async (given: unknown, flags: Partial<RouteFlags> = {}) => {
  const said: string[] = [];
  const complained: string[] = [];
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  const file = join(folder, 'decision.json');
  writeFileSync(file, text);
  const exit = await routeFile(
    { file, policy: example, ...flags },
    {
      say: (line) => said.push(line),
      complain: (line) => complained.push(line),
      input: Readable.from([text]),
    },
    Date.UTC(2026, 10, 22),
  );
  return { exit, said, complained };
};
const fileOf = (text: string): string => {
  const path = join(folder, 'policy.yml');
  writeFileSync(path, text);
  return path;
};

describe('figures of other decisions', () => {
  const counting = () =>
    fileOf(`
queues: { finance: "#finance" }
roles: { finance: { usergroup: finance } }
types:
  expense.report:
    question: Do it?
    queue: finance
    deciders: [finance]
    facts: { amount: { kind: money, required: true }, category: text, receipts: number, tenure_days: number }
    amount: { bands: { EUR: { medium: 200, high: 5000 } } }
    exposure_cap: { EUR: 500 }
    similarity: computed
    rules: [{ name: Often, when: stats.subject_requests_7d > 3.0, raise_to: human_decides }]
`);
  const statsFile = (stats: unknown): string => {
    const path = join(folder, 'stats.json');
    writeFileSync(path, JSON.stringify(stats));
    return path;
  };
  const figuresLine = (said: string[]): string | undefined => said.find((line) => line.startsWith('Figures'));

  it('are unknown unless given, and the answer says which the type looks at', async () => {
    const { exit, said } = await run(small, { policy: counting() });
    expect(exit).toBe(0);
    expect(figuresLine(said)).toBe(
      "Figures        expense.report looks at executed_today, subject_requests_7d and similarity: taken as unknown. Give them with --stats, or the bot's own with --database",
    );
    const json = await run(small, { policy: counting(), json: true });
    expect(JSON.parse(json.said.join('\n'))).toMatchObject({ level: 'human_decides' });
    expect(json.complained).toEqual([expect.stringContaining('taken as unknown')]);
    expect(figuresLine((await run(small)).said)).toBeUndefined();
  });

  it('decide as they do in the bot when they are given', async () => {
    const given = (stats: Record<string, number>) =>
      run(small, { policy: counting(), stats: statsFile(stats) });
    const calm = await given({ subject_requests_7d: 2, executed_today: 100, similarity: 0.9 });
    expect(calm.said[0]).toMatch(/^Level +auto_execute/);
    expect(figuresLine(calm.said)).toBeUndefined();
    const often = await given({ subject_requests_7d: 4, executed_today: 100 });
    expect(often.said[0]).toMatch(/^Level +human_decides/);
    expect(figuresLine(often.said)).toContain('similarity: not among those given, taken as unknown');
    const capped = await given({ subject_requests_7d: 1, executed_today: 480, similarity: 0.9 });
    expect(capped.said[0]).toMatch(/^Level +review/);
  });

  it.each([
    [
      'a name that is none',
      { subject_request_7d: 2 },
      'subject_request_7d is not a field; did you mean "subject_requests_7d"?',
    ],
    ['a figure that is no number', { queue_open: 'many' }, 'queue_open must be a number'],
    ['no figures at all', [], 'it Invalid input'],
  ])('tries nothing with %s', async (_what, stats, message) => {
    const { exit, said, complained } = await run(small, { policy: counting(), stats: statsFile(stats) });
    expect({ exit, said }).toEqual({ exit: 2, said: [] });
    expect(complained).toEqual([expect.stringContaining(message)]);
  });

  it('come from one place only, which must be there', async () => {
    const both = await run(small, { stats: statsFile({}), database: 'x.sqlite' });
    expect(both).toMatchObject({ exit: 2, complained: [expect.stringContaining('not with both')] });
    const nowhere = await run(small, { database: join(folder, 'none.sqlite') });
    expect(nowhere).toMatchObject({
      exit: 2,
      complained: [expect.stringContaining('there is no such file')],
    });
  });
});

describe('route --file', () => {
  it('says level, queue, confidence, flags and each step', async () => {
    const { exit, said, complained } = await run(berlin);
    expect({ exit, complained }).toEqual({ exit: 0, complained: [] });
    expect(said).toEqual(
      expect.arrayContaining([
        'Level          review: a person answers, seeing the recommendation',
        'Queue          finance → #finance-decisions',
        'Answer within  24 h (standard)',
        'Confidence     83 % from the source, 83 % used: medium',
        '  rule_raised  New employee: more than 500 EUR in the first 90 days',
        '  matrix        Medium consequence, medium confidence',
        '                → Review',
      ]),
    );
  });

  it('aligns the sentences of the trace under each other', async () => {
    const { said } = await run(berlin);
    const trace = said.slice(said.indexOf('Trace') + 1);
    expect(trace.length).toBeGreaterThan(10);
    const column = trace[0]?.indexOf('Every required fact');
    expect(new Set(trace.map((line) => /(?<=^ {2}\S+ {2,})\S|→/.exec(line)?.index))).toEqual(
      new Set([column]),
    );
  });

  it('reads the standard input for -', async () => {
    const { exit, said } = await run(small, { file: '-' });
    expect(exit).toBe(0);
    expect(said[0]).toMatch(/^Level +auto_execute/);
  });

  it('draws nothing, and says so instead of a result that no decision had', async () => {
    const { said } = await run(small, { json: true });
    const route = JSON.parse(said.join('\n'));
    expect(route).toMatchObject({ level: 'auto_execute', inclusion_probability: 0.02 });
    expect(route.draws).toBeUndefined();
    expect(Object.keys(route.trace[0])).toEqual(['step', 'saw', 'did']);
    expect(route.trace.at(-1)).toMatchObject({ step: 'sampling', did: expect.stringContaining('not here') });
  });

  it('lists every problem of a submission with its path, as the API would', async () => {
    const wrong = { ...berlin, facts: { amount: 12 }, recommendation: { option: 'aprove', confidence: 0.5 } };
    const { exit, said } = await run(wrong);
    expect(exit).toBe(1);
    expect(said[0]).toContain('422');
    expect(said.slice(1).map((line) => line.trim().split(/ {2,}/)[0])).toEqual([
      'facts.amount',
      'recommendation.option',
    ]);
  });

  it('holds a source to its types and its callback hosts', async () => {
    expect((await run(berlin, { source: 'mail-filter' })).said[0]).toContain('403');
    expect((await run(berlin, { source: 'expense-bot' })).exit).toBe(0);
    const elsewhere = await run({ ...berlin, callback_url: 'https://elsewhere.example/hook' });
    expect(elsewhere.said.join('\n')).toMatch(/callback_url +the host elsewhere\.example is not/);
  });

  it('says how many people must answer, and that they answer before they see the recommendation', async () => {
    const policy = fileOf(`
queues: { finance: "#finance" }
roles: { finance: { usergroup: finance } }
types:
  expense.report:
    question: Do it?
    queue: finance
    deciders: [finance]
    facts: { amount: money, category: text, receipts: number, tenure_days: number }
    rules: [{ name: Two, when: "true", approvals: 2, blind: true }]
`);
    const { exit, said } = await run(small, { policy });
    expect(exit).toBe(0);
    expect(said).toContain('Answers        2 people must answer');
    expect(said).toContain('Blind          people answer before they see the recommendation');
  });

  it('routes by a policy that names no source yet', async () => {
    const policy = fileOf(`
queues: { finance: "#finance" }
roles: { finance: { usergroup: finance } }
types:
  expense.report: { question: Do it?, queue: finance, deciders: [finance], facts: { amount: money } }
`);
    expect((await run(small, { policy })).exit).toBe(0);
  });

  it.each([
    ['a file that is not JSON', '{"type":', {}],
    ['a file that is not there', small, { file: '/nowhere/decision.json' }],
    ['a policy that is not there', small, { policy: '/nowhere/handraise.yml' }],
    ['a source that is not there', small, { source: 'nobody' }],
  ])('tries nothing with %s', async (_what, given, flags) => {
    const { exit, said, complained } = await run(given, flags);
    expect({ exit, said }).toEqual({ exit: 2, said: [] });
    expect(complained).toHaveLength(1);
  });

  it('tries nothing with a broken policy, and says each problem with its place', async () => {
    const { exit, complained } = await run(small, { policy: fileOf('queues: {}\nroles: {}\ntypes: []\n') });
    expect(exit).toBe(2);
    expect(complained.join('\n')).toMatch(/policy\.yml:3:8 types: /);
  });
});
