// How many decisions a second are taken (signature, validation, routing, one durable commit of decision, review,
// events and surfaces, 202) against the floor of bench/intake/floor.ts, in turns in one run. `node bench/intake.ts`.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Submission } from '../src/core/decision/submission.ts';
import { postMany, type Taken } from './intake/load.ts';

const COUNT = Number(process.env.REQUESTS ?? 3000);
const ROUNDS = 5;
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'handraise-intake-'));
const secret = `whsec_${randomBytes(32).toString('base64')}`;

let made = 0;
/** As the documentation's sample: 1.3 KB, reviewed. */
const decision = (): Submission => ({
  type: 'expense.report',
  external_id: `EXP-${made++}`,
  title: 'Expense report: Berlin offsite, 1,840.50 EUR',
  subject: { id: `emp_${made % 500}`, name: 'Dana Ruiz', kind: 'employee' },
  requested_by: { id: `emp_${made % 500}`, email: `emp${made % 500}@example.com` },
  facts: { amount: { value: 1840.5, currency: 'EUR' }, category: 'Travel', receipts: 11, tenure_days: 45 },
  recommendation: {
    option: 'approve',
    confidence: 0.83,
    rationale: 'Matches policy 4.2; receipts complete',
    alternatives: [{ option: 'reject', confidence: 0.14, why_lower: 'Hotel above the city cap by 6 %' }],
    model: 'expense-llm',
    model_version: '2026-10-01',
  },
  signals: { similarity: 0.62, rule_match: 'ambiguous', opinions: [{ method: 'rules', option: 'reject' }] },
  consequence: { customer_impact: 'none', compliance: false, reputation: 'low', reversible: true },
  history: [{ at: '2026-09-02', title: 'EXP-9981 Paris, 910 EUR', disposition: 'approved' }],
  policy_refs: [
    {
      title: 'Expense policy 4.2',
      url: 'https://example.com/policy#4.2',
      excerpt: 'Hotel cap 180 EUR a night',
    },
  ],
});

const firstMatch = (child: ChildProcess, stream: 'stdout' | 'stderr', pattern: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    child[stream]?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-10_000);
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`ended before it was ready: ${text}`)));
  });

const startFloor = async (): Promise<{ url: string; child: ChildProcess }> => {
  const args = [join(root, 'bench/intake/floor.ts'), join(folder, 'floor.sqlite'), secret];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, url: await firstMatch(child, 'stdout', /(http:\S+)\n/) };
};

/** The bot as it is, beside a Slack that is away: cards wait, decisions are taken. */
const startBot = async (): Promise<{ url: string; child: ChildProcess }> => {
  const env = {
    PATH: process.env.PATH,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: 'bench',
    SLACK_API_URL: 'http://127.0.0.1:1/',
    DATABASE_URL: join(folder, 'bot.sqlite'),
    HANDRAISE_POLICY: join(root, 'handraise.yml'),
    HANDRAISE_SECRET_EXPENSE_BOT: secret,
    HOST: '127.0.0.1',
    PORT: '0',
  };
  const child = spawn(process.execPath, [join(root, 'src/cli.ts'), 'serve'], {
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  return { child, url: await firstMatch(child, 'stderr', /"api":"(http:[^"]+)"/) };
};

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const floor = await startFloor();
const bot = await startBot();
try {
  const rounds: { bot: Taken; floor: Taken }[] = [];
  await postMany(bot.url, secret, COUNT / 3, decision);
  await postMany(floor.url, secret, COUNT / 3, decision);
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({
      bot: await postMany(bot.url, secret, COUNT, decision),
      floor: await postMany(floor.url, secret, COUNT, decision),
    });
  }
  const of = (who: 'bot' | 'floor', what: keyof Taken): number =>
    median(rounds.map((round) => round[who][what]));
  say(`intake  ${of('bot', 'perSecond').toFixed(0)} decisions/s, p99 ${of('bot', 'p99').toFixed(1)} ms`);
  say(`floor   ${of('floor', 'perSecond').toFixed(0)} decisions/s, p99 ${of('floor', 'p99').toFixed(1)} ms`);
  say(
    `ratio   ${median(rounds.map((round) => round.bot.perSecond / round.floor.perSecond)).toFixed(2)} × the floor`,
  );
} finally {
  bot.child.kill('SIGKILL');
  floor.child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
