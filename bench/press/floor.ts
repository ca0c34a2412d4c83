// What an ack costs where nothing is kept: a bot of Slack's own framework that checks the signature and acks, beside the
// same local Slack, each in a process of its own. `slack` and `bot` are its two halves; bench/press.ts starts them.
import { createServer } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import { startSandbox } from '../../src/sandbox/server.ts';

const say = (about: object): void => void process.stdout.write(`${JSON.stringify(about)}\n`);

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const slack = async (): Promise<void> => {
  const port = await freePort();
  const sandbox = await startSandbox({ port: 0, botUrl: `http://127.0.0.1:${port}/slack/events` });
  say({ slack: sandbox.url, token: sandbox.botToken, secret: sandbox.signingSecret, port: String(port) });
};

const bot = async (url: string, token: string, secret: string, port: number): Promise<void> => {
  const app = new App({
    token,
    signingSecret: secret,
    clientOptions: { slackApiUrl: `${url}/api/` },
    logLevel: LogLevel.ERROR,
  });
  app.action('floor', async ({ ack }) => ack());
  await app.start({ port, host: '127.0.0.1' });
  const { channels = [] } = await app.client.conversations.list();
  const channel = channels.find(({ name }) => name === 'finance-decisions')?.id ?? '';
  const element = { type: 'button', text: { type: 'plain_text', text: 'Ack' }, action_id: 'floor' } as const;
  const blocks = [{ type: 'actions', elements: [element] }] as const;
  const { ts } = await app.client.chat.postMessage({ channel, text: 'Floor', blocks: [...blocks] });
  say({ channel, ts });
};

const [half, url = '', token = '', secret = '', port = '0'] = process.argv.slice(2);
await (half === 'slack' ? slack() : bot(url, token, secret, Number(port)));
