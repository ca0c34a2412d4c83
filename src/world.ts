import type { Config } from './config.ts';
import { createHeartbeat } from './heartbeat.ts';
import { createIds } from './ids.ts';
import type { Logger } from './logger.ts';
import type { Clock, PolicyBook, Store, WakeUps, World } from './ports.ts';
import { createSalts } from './salts.ts';
import type { ServerKeys } from './server-keys.ts';
import { createClients, type SlackClients } from './slack/clients.ts';
import { createDirectory } from './slack/directory.ts';
import { createWorkspace, type SlackWorkspace } from './slack/workspace.ts';
import type { SourceSecrets } from './source-secrets.ts';

/** What a world is made from. Each thread makes its own, over the same store. */
export type WorldParts = Pick<World, 'changes' | 'publicUrl'> & {
  config: Pick<Config, 'sampling' | 'heartbeatUrl'>;
  store: Store;
  clock: Clock;
  policies: PolicyBook;
  slack: Slack;
  secrets: SourceSecrets;
  keys: ServerKeys;
  wakeUps: WakeUps;
  log: Logger;
};

/** Slack as this thread talks to it. */
export type Slack = { clients: SlackClients; workspace: SlackWorkspace };

export const connectSlack = ({ slack }: Pick<Config, 'slack'>, log: Logger): Slack => {
  const clients = createClients(slack.botToken, slack.apiUrl, log);
  return { clients, workspace: createWorkspace(clients.interactive, Date.now) };
};

/** Puts together what use cases are given. */
export const createWorld = ({ config, slack, secrets, keys, log, ...given }: WorldParts): World => ({
  ...given,
  ...keys,
  ids: createIds(Date.now),
  directory: createDirectory(slack.clients.interactive, slack.workspace, given.policies.current, Date.now),
  salt: createSalts(),
  sampling: config.sampling,
  heartbeat: createHeartbeat(config.heartbeatUrl, log),
  callbackUrl: secrets.callbackUrl,
});
