// How soon Slack is told that a press or a submitted form was taken, with the commit before it: presses of reviewers on
// cards in the sandbox, evenly at a rate. `node bench/press.ts`; PRESSES=500, RATE=100 (a second).
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PRESSES = Number(process.env.PRESSES ?? 300);
const RATE = Number(process.env.RATE ?? 100);
const PORTS = ['--port', '4860', '--api-port', '4861'];
const root = fileURLToPath(new URL('..', import.meta.url));

type Ready = { slack: string; api: string; sources: Record<string, { api_key: string }> };
type Message = { ts: string; blocks: { elements?: { action_id?: string; value?: string }[] }[] };
type View = {
  id: string;
  blocks: {
    type: string;
    block_id: string;
    optional?: boolean;
    element?: { type: string; action_id: string; options?: { value: string }[] };
  }[];
};

const start = async (): Promise<{ child: ChildProcess; ready: Ready }> => {
  const child = spawn(process.execPath, ['src/cli.ts', 'demo', '--headless', '--quiet-source', ...PORTS], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return { child, ready: JSON.parse(text) as Ready };
};

const { child, ready } = await start();
const call = async <T>(path: string, body?: unknown): Promise<T> => {
  const answer = await fetch(
    `${ready.slack}/_sandbox/${path}`,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  return (await answer.json()) as T;
};

const submit = async (n: number): Promise<void> => {
  await fetch(`${ready.api}/v1/decisions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ready.sources['expense-bot']?.api_key ?? ''}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      type: 'expense.report',
      external_id: `EXP-${n}`,
      title: `Expense report EXP-${n}`,
      facts: { amount: { value: 420, currency: 'EUR' }, category: 'Travel' },
      recommendation: { option: 'approve', confidence: 0.83 },
    }),
  });
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Median and 99th percentile in milliseconds. */
const summary = (waits: number[]): string => {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  return `median ${at(0.5)} ms, p99 ${at(0.99)} ms of ${sorted.length}`;
};

/** Evenly, so many a second, whatever the answers take. */
const evenly = async (count: number, press: (n: number) => Promise<number>): Promise<number[]> => {
  const begun = performance.now();
  const all: Promise<number>[] = [];
  for (let n = 0; n < count; n++) {
    const wait = begun + (n * 1000) / RATE - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    all.push(press(n));
  }
  return Promise.all(all);
};

/** What a person would fill in: the first choice of each, a sentence where one must be written. */
const filled = ({ blocks }: View): Record<string, Record<string, { value: string }>> =>
  Object.fromEntries(
    blocks.flatMap(({ type, block_id, optional, element }) => {
      if (type !== 'input' || element === undefined || optional === true) return [];
      const value = element.options?.[0]?.value ?? 'Checked it';
      return [[block_id, { [element.action_id]: { value } }]];
    }),
  );

try {
  const { users, channels } = await call<{
    users: { id: string; name: string }[];
    channels: { id: string; name: string }[];
  }>('state');
  const channel = channels.find(({ name }) => name === 'finance-decisions')?.id ?? '';
  const user = users.find(({ name }) => name === 'ben')?.id ?? users[0]?.id ?? '';
  for (let n = 0; n < 4; n++) await submit(n);
  const cards = async (): Promise<Message[]> =>
    (await call<{ messages: Message[] }>(`messages?channel=${channel}&user=${user}`)).messages;
  const actions = ({ blocks }: Message) => blocks.flatMap(({ elements = [] }) => elements);
  let open: Message[] = [];
  while (open.length < 4)
    open = (await cards()).filter((card) => actions(card).some(({ action_id }) => action_id === 'modify'));
  const press = async (n: number, action_id: string): Promise<number> => {
    const card = open[n % open.length];
    const pressed = await call<{ ack_ms: number; ok: boolean; error?: string }>('press', {
      user,
      channel,
      ts: card?.ts,
      action_id,
    });
    if (!pressed.ok) throw new Error(`a press was refused: ${pressed.error ?? ''}`);
    return pressed.ack_ms;
  };
  // The first presses compile and connect.
  for (let n = 0; n < 20; n++) await press(n, 'verdict_reject');
  say(
    `opening a form, ${RATE} a second: ${summary(await evenly(PRESSES, (n) => press(n, 'verdict_reject')))}`,
  );
  const waits: number[] = [];
  for (const card of open) {
    await call('press', { user, channel, ts: card.ts, action_id: 'verdict_reject' });
    const view = (await call<{ views: View[] }>(`views?user=${user}`)).views.at(-1);
    if (view === undefined) continue;
    const begun = performance.now();
    const sent = await call<{ ok: boolean }>('submit', { user, view_id: view.id, values: filled(view) });
    if (sent.ok) waits.push(performance.now() - begun);
  }
  say(`a form submitted, its verdict committed before the ack: ${summary(waits)}`);
} finally {
  child.kill('SIGTERM');
}
