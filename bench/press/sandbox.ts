import { type ChildProcess, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Ready = { slack: string; api: string; sources: Record<string, { api_key: string }> };

export type View = {
  id: string;
  private_metadata: string;
  blocks: {
    type: string;
    block_id: string;
    optional?: boolean;
    element?: { type: string; action_id: string; options?: { value: string }[] };
  }[];
};

/** The local Slack with the bot beside it, and what somebody can do there. */
export type Sandbox = {
  /** Calls the sandbox's control interface; throws when it refuses. */
  call: <T = Acked>(path: string, body?: unknown) => Promise<T>;
  /** Sends an expense for review. */
  submit: (n: number) => Promise<void>;
  end: () => void;
};

/** `ack_ms`: milliseconds until the bot had acked. */
export type Acked = { ok: boolean; ack_ms: number; error?: string };

/** Starts a program of ours as `npm run` does; what its first line says. */
const start = async (args: string[]): Promise<{ child: ChildProcess; said: unknown }> => {
  const child = spawn(process.execPath, ['--v8-pool-size=0', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  if (text === '') throw new Error(`${args.join(' ')} ended before it was ready; see above`);
  return { child, said: JSON.parse(text) };
};

const agent = new Agent({ keepAlive: true });

/**
 * What is answered to a GET, or to a POST of JSON. Over Node's own HTTP: a global fetch gives this program's collector so much
 * to do that presses are sent late, several at once.
 */
const ask = (url: string, body: string | undefined): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = body ?? '';
    const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(sent)) };
    const asking = request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => resolve(text));
      answer.on('error', reject);
    });
    asking.on('error', reject);
    asking.end(sent);
  });

/** Calls a sandbox's control interface; throws when it refuses. */
const callerOf =
  (slack: string): Sandbox['call'] =>
  async <T>(path: string, body?: unknown): Promise<T> => {
    const said = JSON.parse(
      await ask(`${slack}/_sandbox/${path}`, body === undefined ? undefined : JSON.stringify(body)),
    ) as T & { ok?: boolean };
    if (said.ok === false) throw new Error(`${path} was refused: ${JSON.stringify(said)}`);
    return said;
  };

/** The floor: a bot that only acks, and a message of its to press on. */
export const startFloor = async (): Promise<
  Pick<Sandbox, 'call' | 'end'> & { channel: string; ts: string }
> => {
  const slack = await start(['bench/press/floor.ts', 'slack']);
  const {
    slack: url,
    token,
    secret,
    port,
  } = slack.said as Record<'slack' | 'token' | 'secret' | 'port', string>;
  const bot = await start(['bench/press/floor.ts', 'bot', url, token, secret, port]);
  const message = bot.said as { channel: string; ts: string };
  const end = (): void => {
    bot.child.kill('SIGTERM');
    slack.child.kill('SIGTERM');
  };
  return { call: callerOf(url), ...message, end };
};

export const startSandbox = async (database: string): Promise<Sandbox> => {
  const options = ['--headless', '--quiet-source', '--port', '0', '--api-port', '0', '--database', database];
  const { child, said } = await start(['src/cli.ts', 'demo', ...options]);
  const ready = said as Ready;
  return {
    call: callerOf(ready.slack),
    submit: async (n) => {
      const taken = await fetch(`${ready.api}/v1/decisions`, {
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
      await taken.arrayBuffer();
      if (taken.status !== 202) throw new Error(`a decision was not taken: ${taken.status}`);
    },
    end: () => child.kill('SIGTERM'),
  };
};

/** What a person would fill in: the first choice of each, a sentence where one must be written. */
export const filled = ({ blocks }: View): Record<string, Record<string, string>> =>
  Object.fromEntries(
    blocks.flatMap(({ type, block_id, optional, element }) => {
      if (type !== 'input' || element === undefined || optional === true) return [];
      const value = element.options?.[0]?.value ?? 'Checked it';
      return [[block_id, { [element.action_id]: value }]];
    }),
  );
