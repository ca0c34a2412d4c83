import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkCards, sampleCards, validateCards } from '../../src/check/cards.ts';
import { createLogger } from '../../src/logger.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { slackLogger } from '../../src/slack/clients.ts';
import { examplePolicy } from '../core/policy/routing.ts';

const logger = slackLogger(createLogger('silent'));
const NOW = Date.UTC(2026, 10, 22, 12);

describe('sample cards', () => {
  it('are held to the known limits before Slack is asked', () => {
    const [sample] = sampleCards(examplePolicy(), NOW);
    if (sample === undefined) throw new Error('no card');
    const header = { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(200) } } as const;
    const long = { ...sample, card: { ...sample.card, blocks: [...sample.card.blocks, header] } };
    expect(checkCards([sample, long])).toEqual([
      {
        state: 'problem',
        about: 'cards',
        says: expect.stringMatching(/^expense\.report at auto_execute: blocks\[\d+\]\.text: 200 characters/),
      },
    ]);
  });

  it('lives with a Slack that cannot validate blocks', async () => {
    const asked: unknown[] = [];
    const client = {
      blocks: {
        validate: (given: unknown) => {
          asked.push(given);
          return Promise.reject(new WebAPIPlatformError({ ok: false, error: 'unknown_method' }));
        },
      },
    };
    const found = await validateCards(client, sampleCards(examplePolicy(), NOW));
    expect(found).toEqual([
      { state: 'warning', about: 'cards', says: expect.stringContaining('blocks.validate') },
    ]);
    expect(asked).toHaveLength(1);
  });

  it('hands on what Slack has against a card, with its place', async () => {
    const sandbox = await startSandbox({ port: 0 });
    onTestFinished(() => sandbox.stop());
    const client = new WebClient(sandbox.botToken, { slackApiUrl: `${sandbox.url}/api/`, logger });
    const block = { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(200) } } as const;
    const found = await validateCards(client, [
      { name: 'a.b at review', card: { text: '', blocks: [block] } },
    ]);
    expect(found).toEqual([
      {
        state: 'problem',
        about: 'cards',
        says: expect.stringMatching(/^a\.b at review: Slack says .*blocks\/0/),
      },
    ]);
  });
});
