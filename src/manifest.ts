import { parseDocument } from 'yaml';
import { err, ok, type Result } from './core/result.ts';

/**
 * The app manifest. As it stands it is for Socket Mode; with a public address, requests go there instead.
 * https://docs.slack.dev/reference/app-manifest
 */
export const manifestFor = (text: string, url: string | undefined): Result<string, string> => {
  if (url === undefined) return ok(text);
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
    return err(
      `"${url}" is not an https address. Slack sends requests only to https, such as https://handraise.example.com`,
    );
  }
  const address = `${url.replace(/\/+$/, '')}/slack/events`;
  const manifest = parseDocument(text);
  manifest.setIn(['settings', 'socket_mode_enabled'], false);
  manifest.setIn(['settings', 'interactivity', 'request_url'], address);
  manifest.setIn(['settings', 'interactivity', 'is_enabled'], true);
  manifest.setIn(['settings', 'event_subscriptions', 'request_url'], address);
  const commands = manifest.getIn(['features', 'slash_commands']);
  const count = (commands as { items?: unknown[] } | undefined)?.items?.length ?? 0;
  for (let index = 0; index < count; index++)
    manifest.setIn(['features', 'slash_commands', index, 'url'], address);
  return ok(manifest.toString());
};
