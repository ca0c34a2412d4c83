import { readFile } from 'node:fs/promises';
import { WebClient } from '@slack/web-api';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Policy } from '../core/policy/policy.ts';
import { createLogger } from '../logger.ts';
import { slackLogger } from '../slack/clients.ts';
import { type SampleCard, validateCards } from './cards.ts';
import { checkChannels } from './channels.ts';
import type { Finding } from './finding.ts';
import { checkGroups } from './groups.ts';
import { checkPeople } from './people.ts';
import { checkScopes } from './scopes.ts';
import { slackRefusal } from './slack-refusal.ts';

export type SlackAccess = { token: string; apiUrl: string };

const TIMEOUT_MS = 10_000;
const OWN_MANIFEST = new URL('../../manifest.yml', import.meta.url);

/** Everything of the policy that only Slack can tell: a finding each. Changes nothing there. */
export const checkSlack = async (
  { token, apiUrl }: SlackAccess,
  policy: Policy,
  cards: SampleCard[],
): Promise<Finding[]> => {
  // Waits out a 429 by itself: nobody presses a button meanwhile.
  const client = new WebClient(token, {
    slackApiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`,
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 1 },
    logger: slackLogger(createLogger('silent')),
  });
  let who: Awaited<ReturnType<typeof client.auth.test>>;
  try {
    who = await client.auth.test();
  } catch (error) {
    return [slackRefusal('slack', error)];
  }
  const asked: [string, () => Finding[] | Promise<Finding[]>][] = [
    ['scopes', async () => checkScopes(who.response_metadata?.scopes, await manifestScopes())],
    ['channels', () => checkChannels(client, policy)],
    ['groups', () => checkGroups(client, policy)],
    ['people', () => checkPeople(client, policy)],
    ['cards', () => validateCards(client, cards)],
  ];
  const found: Finding[] = [
    { state: 'ok', about: 'slack', says: `${who.team ?? 'the workspace'}, as @${who.user ?? 'the bot'}` },
  ];
  // One after the other: a workspace allows few calls a minute of some of these.
  for (const [about, ask] of asked) {
    try {
      found.push(...(await ask()));
    } catch (error) {
      found.push(slackRefusal(about, error));
    }
  }
  return found;
};

const manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

const manifestScopes = async (): Promise<string[]> =>
  manifest.parse(parse(await readFile(OWN_MANIFEST, 'utf8'))).oauth_config.scopes.bot;
