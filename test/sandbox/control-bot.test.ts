import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BotProcess, createBot } from '../../src/sandbox/bot.ts';
import { type Asking, eventually, startAlone } from './slack-small-bot.ts';

/** Speaks the IPC contract: says `ready`, does its work on a clock order, leaves when its parent is gone. */
const wellBehaved = `
const { appendFileSync } = require('node:fs');
const note = (line) => appendFileSync(process.env.NOTES, line + '\\n');
note('start ' + process.env.HANDRAISE_CLOCK_OFFSET_MS + ' ' + process.env.DATABASE_URL);
process.on('message', ({ type, id, offset_ms }) => {
  if (type === 'clock') setImmediate(() => { note('clock ' + offset_ms); process.send({ type: 'clock_done', id }); });
});
process.on('SIGTERM', () => { note('term'); process.exit(0); });
process.on('disconnect', () => { note('alone'); process.exit(0); });
process.send({ type: 'ready', api: 'http://127.0.0.1:3999' });
`;

let dir: string;
let notes: string;
const script = (name: string, code: string): string => {
  const path = join(dir, `${name}.cjs`);
  writeFileSync(path, code);
  return path;
};
const noted = (): string[] => readFileSync(notes, 'utf8').trim().split('\n');
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bot-'));
  notes = join(dir, 'notes');
});
const options = (code: string) => ({
  env: { NOTES: notes, DATABASE_URL: 'the-same.sqlite' },
  logFile: join(dir, 'bot.log'),
  command: [script('bot', code)],
});

describe('a bot beside the sandbox', () => {
  let slack: Asking;
  let bot: BotProcess;
  beforeEach(async () => {
    slack = await startAlone();
    bot = createBot(options(wellBehaved));
    slack.sandbox.setBot(bot);
    await bot.start();
  });
  afterEach(async () => {
    if (bot.pid() !== undefined) await bot.end('SIGKILL');
    await slack.sandbox.stop();
  });

  it('is ready where it says', async () => {
    expect(bot.api()).toBe('http://127.0.0.1:3999');
    expect(await bot.start()).toBe('it runs already');
    expect((await slack.get('bot')).body).toMatchObject({ running: true, pid: bot.pid() });
    expect((await slack.post('bot', { action: 'start' })).status).toBe(409);
  });

  it('has done its work when the clock answers', async () => {
    expect((await slack.post('clock', { advance_ms: 5_000 })).body).toMatchObject({
      ok: true,
      offset_ms: 5_000,
    });
    expect(noted()).toEqual(['start 0 the-same.sqlite', 'clock 5000']);
  });

  it('is killed without a chance to tidy up, and starts again on the same database at the same time', async () => {
    await slack.post('clock', { advance_ms: 7_000 });
    const before = bot.pid() ?? 0;
    expect((await slack.post('bot', { action: 'kill' })).body).toEqual({
      ok: true,
      running: false,
      pid: null,
      transport: 'http',
    });
    expect(isAlive(before)).toBe(false);
    expect((await slack.post('bot', { action: 'kill' })).status).toBe(409);
    expect((await slack.post('bot', { action: 'start' })).body).toMatchObject({ ok: true, running: true });
    expect(noted()).toEqual(['start 0 the-same.sqlite', 'clock 7000', 'start 7000 the-same.sqlite']);
  });

  it('is asked to leave, and gone when that answers', async () => {
    expect((await slack.post('bot', { action: 'term' })).body).toMatchObject({ ok: true, running: false });
    expect(noted()).toContain('term');
  });

  it('gets the time at its next start when the clock moves while it is away', async () => {
    await slack.post('bot', { action: 'kill' });
    expect((await slack.post('clock', { advance_ms: 9_000 })).body).toMatchObject({ ok: true });
    await slack.post('bot', { action: 'start' });
    expect(noted().at(-1)).toBe('start 9000 the-same.sqlite');
  });
});

describe('a bot that does not start', () => {
  it('is reported with its last words', async () => {
    const bot = createBot(
      options('process.stderr.write("handraise.yml:7: unknown fact\\n"); process.exit(1);'),
    );
    expect(await bot.start()).toMatch(/exit code 1[^]*handraise\.yml:7: unknown fact/);
    expect(bot.pid()).toBeUndefined();
  });

  it('is not waited for without end', async () => {
    const bot = createBot({ ...options('setInterval(() => {}, 1000);'), startWithinMs: 300 });
    expect(await bot.start()).toContain('not ready within 0.3 s');
    await bot.end('SIGKILL');
  });
});

it('does not stay behind when the sandbox is killed', async () => {
  const command = [script('bot', wellBehaved)];
  const parent = join(dir, 'parent.mjs');
  const bot = pathToFileURL(join(import.meta.dirname, '../../src/sandbox/bot.ts')).href;
  const created = JSON.stringify({ env: { NOTES: notes }, logFile: join(dir, 'bot.log'), command });
  writeFileSync(
    parent,
    `import { createBot } from '${bot}';\nconst bot = createBot(${created});\nawait bot.start();\nprocess.stdout.write(String(bot.pid()));\nsetInterval(() => {}, 1000);`,
  );
  const child = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  const pid = Number(await eventually('the bot runs', () => out || undefined));
  child.kill('SIGKILL');
  await eventually('the bot leaves', () => !isAlive(pid) || undefined);
  expect(noted()).toContain('alone');
});
