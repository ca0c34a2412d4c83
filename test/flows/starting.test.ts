import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startApp } from '../../src/app.ts';
import { createLogger } from '../../src/logger.ts';
import { readPolicyText } from '../../src/policy-file.ts';
import { freePort } from '../support/processes.ts';
import { until } from '../support/until.ts';

const POLICY = `
sources: { bot: { types: [desk.case], api_key_env: KEY } }
queues: { desk: "#desk" }
roles: { clerks: { members: [U11] } }
types: { desk.case: { question: Do it?, queue: desk, deciders: [clerks] } }
`;

/** Asks again and again until somebody listens; then what they answer, as it comes. */
const askFirst = (port: number): { said: () => string } => {
  let said = '';
  const attempt = (): void => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () =>
      socket.write('GET /healthz HTTP/1.1\r\nHost: bot\r\nConnection: close\r\n\r\n'),
    );
    socket.once('error', () => setImmediate(attempt));
    socket.on('data', (part) => {
      said += part.toString();
    });
  };
  attempt();
  return { said: () => said };
};

it('answers whoever asks the moment it listens, on a database that is new', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'handraise-start-'));
  const policy = readPolicyText(POLICY);
  if (!policy.ok) throw new Error('the policy is broken');
  const port = await freePort();
  const apiUrl = `http://127.0.0.1:${await freePort()}/api/`;
  const asked = askFirst(port);
  const app = await startApp(
    {
      slack: { botToken: 'xoxb-none', signingSecret: 'none', appToken: undefined, apiUrl },
      databaseUrl: join(scratch, 'handraise.sqlite'),
      policyPath: '',
      publicUrl: undefined,
      sampling: false,
      sandbox: false,
      clockOffsetMs: 0,
      host: '127.0.0.1',
      port,
      logLevel: 'fatal',
    },
    { current: () => policy.value },
    createLogger('fatal', { write: () => undefined }),
    { env: {}, background: 'here' },
  );
  onTestFinished(async () => {
    await app.stop();
    rmSync(scratch, { recursive: true, force: true });
  });
  await until('it answers', () => asked.said() !== '');
  expect(asked.said()).toMatch(/^HTTP\/1\.1 200 /);
});
