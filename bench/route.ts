/**
 * Routes per second of processor time with 50 types of 20 rules each, and the time to read that policy.
 * The floor, measured in the same run: what any router must do to answer, a look-up and a route of the same shape
 * with the same trace, written as JSON.
 *
 *   node bench/route.ts
 */
import type { Submission } from '../src/core/decision/submission.ts';
import { parsePolicy } from '../src/core/policy/parse.ts';
import { route } from '../src/core/policy/route.ts';

const TYPES = 50;
const RULES = 20;
const SECONDS = 2;

const conditions = [
  (n: number) => `has(facts.tenure_days) && facts.tenure_days < ${n}`,
  (n: number) => `above(facts.amount, {"EUR": ${n * 1000}, "USD": ${n * 1000}})`,
  (n: number) => `facts.category == "C${n}" || facts.receipts > ${100 + n}`,
  (n: number) => `signals.disagreement && consequence.level == "high" && facts.receipts == ${n}`,
  (n: number) => `has(facts.tags) && facts.tags.exists(t, t == "tag${n}")`,
];

const policyText = (): string => {
  const types = Array.from({ length: TYPES }, (_, t) => {
    const rules = Array.from({ length: RULES }, (_, r) => {
      // Every second rule is worded alike in all types, the others differ in their figures.
      const when = conditions[r % conditions.length]?.(r % 2 === 0 ? r : r + t * RULES) ?? 'false';
      return `      - { name: rule ${r}, when: '${when}', raise_to: review, flag: Flag ${r} }`;
    });
    return `  type.t${t}:
    question: Approve {amount}?
    queue: finance
    deciders: [finance]
    facts:
      amount: { kind: money, required: true }
      category: text
      receipts: number
      tenure_days: number
      tags: list
      received: date
    amount: { bands: { EUR: { medium: 200, high: 5000 } } }
    rules:
${rules.join('\n')}`;
  });
  return `queues: { finance: "#finance" }\nroles: { finance: { usergroup: finance } }\ntypes:\n${types.join('\n')}\n`;
};

const text = policyText();
/** Milliseconds of processor time so far: unlike the clock on the wall, it does not count what other programs take. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const loads = Array.from({ length: 5 }, () => {
  const start = cpu();
  parsePolicy(text);
  return cpu() - start;
});
const read = parsePolicy(text);
if (!read.ok) throw new Error(JSON.stringify(read.error.slice(0, 3)));
const policy = read.value;

const submissions = Array.from(
  { length: 500 },
  (_, n): Submission => ({
    type: `type.t${n % TYPES}`,
    title: `Decision ${n}`,
    subject: { id: `s${n}`, name: 'Dana' },
    facts: {
      amount: { value: (n * 37) % 9000, currency: 'EUR' },
      category: 'Travel',
      receipts: n % 12,
      tenure_days: n % 400,
      tags: ['a', 'b', 'c'],
      received: '2026-10-01',
    },
    recommendation: { option: 'approve', confidence: (n % 100) / 100 },
    signals: { similarity: 0.8, opinions: [{ method: 'rules', option: n % 3 === 0 ? 'reject' : 'approve' }] },
  }),
);

const routeOne = (submission: Submission): unknown => {
  const type = policy.types[submission.type];
  return type === undefined
    ? undefined
    : route({ policy, type, submission, stats: {}, now: 1_790_000_000_000, draw: () => 0.5, sampling: true });
};

const answers = new Map(submissions.map((submission) => [submission, routeOne(submission)]));
const floorOne = (submission: Submission): unknown => JSON.parse(JSON.stringify(answers.get(submission)));

/** How often a processor second `work` is done, over all submissions in turn. */
const rate = (work: (submission: Submission) => unknown): number => {
  let done = 0;
  const start = cpu();
  while (cpu() < start + SECONDS * 1000) {
    for (const submission of submissions) work(submission);
    done += submissions.length;
  }
  return (done * 1000) / (cpu() - start);
};

rate(routeOne);
const floor = rate(floorOne);
const routes = rate(routeOne);
const first = loads[0] ?? 0;
const best = Math.min(...loads);
const whole = (value: number): string => Math.round(value).toLocaleString('en');
process.stdout.write(
  `route   ${whole(routes)} a second (target 20,000), ${(routes / floor).toFixed(2)} × the floor of ${whole(floor)}\n` +
    `load    ${whole(first)} ms cold, ${whole(best)} ms warm, ${TYPES} types × ${RULES} rules (target 300)\n`,
);
