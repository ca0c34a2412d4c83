import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parse, stringify } from 'yaml';
import { startDemo } from '../support/processes.ts';
import { plainExpense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const HOUR = 3_600_000;
const STEPS = ['reminded', 'backup_notified', 'expired'] as const;

/** The example policy with a queue that follows a chain, as a file. */
const policyWithChain = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'handraise-kills-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const example = new URL('../../handraise.yml', import.meta.url);
  const draft = parse(readFileSync(example, 'utf8')) as { queues: Record<string, unknown> };
  draft.queues['finance'] = {
    channel: '#finance-decisions',
    backups: 'finance-leads',
    chain: [
      { at: '50%', do: 'remind' },
      { at: '75%', do: 'ask_backups' },
      { at: 'due', do: 'reject' },
    ],
  };
  const path = join(folder, 'handraise.yml');
  writeFileSync(path, stringify(draft));
  return path;
};

it('takes each step of a chain once, whenever the bot is killed', { timeout: 120_000 }, async () => {
  const demo = await startDemo('--policy', policyWithChain());
  const ids: string[] = [];
  for (let n = 0; n < 6; n++) {
    const { body } = await demo.expenses.submit(plainExpense(400 + n, 0.8, { external_id: `EXP-${n}` }));
    ids.push(body.id);
  }
  // A day until they are due: each move makes some step due, and the bot dies while it is at it, a little later each time.
  for (let round = 0; round < 9; round++) {
    const moved = demo.advance(3 * HOUR).catch(() => undefined);
    const dies = new Promise((resolve) => {
      setTimeout(resolve, round * 12);
    });
    await dies;
    await demo.bot('kill');
    await moved;
    await demo.bot('start');
  }
  const ended = await until(
    'all of them to end',
    async () => {
      // What was taken late gives people as long until the end as the chain would have.
      await demo.advance(HOUR);
      const found = await Promise.all(ids.map((id) => demo.expenses.get(id)));
      return found.every(({ status }) => status === 'resolved') && found;
    },
    30_000,
  );
  for (const { events } of ended) {
    const taken = events
      .map(({ type }) => type)
      .filter((type) => (STEPS as readonly string[]).includes(type));
    expect(taken).toEqual([...STEPS]);
  }
  const told = await until('each source to be told', async () => {
    const found = (await demo.callbacks()).filter(({ body }) => body.type === 'decision.expired');
    return new Set(found.map(({ headers }) => headers['webhook-id'])).size === ids.length && found;
  });
  expect(told.every(({ verified }) => verified)).toBe(true);
});
