import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { freePort, handraise } from '../support/processes.ts';
import { sourceSide } from '../support/source-side.ts';
import { expense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'handraise-process-'));
});

const KEY = { api_key: 'hr_0123456789abcdef0123', secret: `whsec_${Buffer.alloc(24, 3).toString('base64')}` };
const TOKEN = 'xoxb-not-a-real-token';

/** Enough of an environment to start, with a Slack that is not there. */
const settings = async (): Promise<Record<string, string> & { PORT: string }> => ({
  SLACK_BOT_TOKEN: TOKEN,
  SLACK_SIGNING_SECRET: 'not-a-real-signing-secret',
  SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/`,
  DATABASE_URL: join(scratch, 'handraise.sqlite'),
  HANDRAISE_KEY_EXPENSE_BOT: KEY.api_key,
  HOST: '127.0.0.1',
  PORT: String(await freePort()),
});

describe('the process', { timeout: 60_000 }, () => {
  it('says every problem of its environment at once, without their values, and exits 1', async () => {
    const bot = handraise(['serve'], {
      SLACK_APP_TOKEN: 'wrong-secret',
      PORT: 'high',
      SLACK_API_URL: 'nowhere',
    });
    expect(await bot.ended).toBe(1);
    const said = bot.stderr();
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'PORT', 'SLACK_API_URL'])
      expect(said).toContain(name);
    expect(said).toContain('xoxb-');
    expect(said).not.toContain('wrong-secret');
    expect(said).not.toContain('    at ');
  });

  it('says every error of its policy with its line, and exits 1', async () => {
    const policy = join(scratch, 'broken.yml');
    writeFileSync(
      policy,
      [
        'queues: { finance: "#finance" }',
        'roles: { finance: { usergroup: finance } }',
        'types:',
        '  expense.report:',
        '    question: Approve?',
        '    queue: finanse',
        '    deciders: [finance, nobody]',
        '    bandz: { high: 0.9 }',
        '',
      ].join('\n'),
    );
    const bot = handraise(['serve'], { ...(await settings()), HANDRAISE_POLICY: policy });
    const check = handraise(['check', '--policy', policy]);
    expect([await bot.ended, await check.ended]).toEqual([1, 1]);
    for (const said of [bot.stderr(), check.stdout()]) {
      expect(said).toMatch(/broken\.yml:6:\d+.*finanse.*Did you mean "finance"/);
      expect(said).toMatch(/broken\.yml:7:\d+.*nobody/);
      expect(said).toMatch(/broken\.yml:8:\d+.*bandz/);
    }
  });

  it('says which port is taken', async () => {
    const env = await settings();
    const taken = createServer().listen(Number(env.PORT), '127.0.0.1');
    onTestFinished(() => void taken.close());
    const bot = handraise(['serve'], env);
    expect(await bot.ended).toBe(1);
    expect(bot.stderr()).toContain(`port ${env.PORT} is taken`);
  });

  it('takes decisions without Slack, and answers what is open when it is told to stop', async () => {
    const env = await settings();
    const bot = handraise(['serve'], env);
    const api = `http://127.0.0.1:${env.PORT}`;
    const expenses = sourceSide(api, KEY);
    await until(
      'it lives',
      () =>
        fetch(`${api}/healthz`)
          .then(({ ok }) => ok)
          .catch(() => false),
      20_000,
    );
    const { status, body } = await expenses.submit(expense());
    expect(status).toBe(202);
    await until('it knows that Slack is away', async () => {
      const ready = await expenses.ask('GET', '/readyz');
      return ready.status === 200 && (ready.body as unknown as { slack: string }).slack === 'degraded';
    });
    const held = expenses.get(body.id, 30);
    await expenses.get(body.id); // behind the held one on the wire, so that one is being held now
    const asked = performance.now();
    bot.signal('SIGTERM');
    expect(await held).toMatchObject({ id: body.id, status: 'pending' });
    expect(await bot.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(5_000);
    expect(bot.stderr()).not.toContain(TOKEN);
    expect(bot.stderr()).not.toContain(KEY.api_key);
  });
});
