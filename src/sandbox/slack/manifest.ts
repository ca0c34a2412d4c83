/** Reads the app's manifest: what the local Slack lets the app do, as Slack would after an installation. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const document = z.object({
  display_information: z.object({ name: z.string() }),
  features: z
    .object({
      bot_user: z.object({ display_name: z.string() }).optional(),
      shortcuts: z
        .array(z.object({ name: z.string(), type: z.enum(['message', 'global']), callback_id: z.string() }))
        .default([]),
      slash_commands: z
        .array(
          z.object({
            command: z.string(),
            description: z.string().default(''),
            usage_hint: z.string().default(''),
            should_escape: z.boolean().default(false),
          }),
        )
        .default([]),
    })
    .default({ shortcuts: [], slash_commands: [] }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z
    .object({ event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).optional() })
    .default({}),
});

export type Manifest = {
  name: string;
  botName: string;
  scopes: ReadonlySet<string>;
  events: ReadonlySet<string>;
  commands: Array<{ command: string; description: string; usage_hint: string; should_escape: boolean }>;
  shortcuts: Array<{ name: string; type: 'message' | 'global'; callback_id: string }>;
};

/** Path of the repository's own manifest. */
export const ownManifestPath = new URL('../../../manifest.yml', import.meta.url);

/** @throws when the file cannot be read or is not an app manifest. Format: https://docs.slack.dev/reference/app-manifest */
export const readManifest = (path: URL | string = ownManifestPath): Manifest => {
  const found = document.parse(parse(readFileSync(path, 'utf8')));
  return {
    name: found.display_information.name,
    botName: found.features.bot_user?.display_name ?? found.display_information.name,
    scopes: new Set(found.oauth_config.scopes.bot),
    events: new Set(found.settings.event_subscriptions?.bot_events ?? []),
    commands: found.features.slash_commands,
    shortcuts: found.features.shortcuts,
  };
};
