/** response_url: answering an interaction later. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkedContent } from './check/message.ts';
import { limits } from './limits.ts';
import { changeMessage, findVisible, removeMessage, storeMessage } from './messages.ts';
import { parseJson, readRaw } from './read-body.ts';
import type { Json, ResponseUrl, World } from './world.ts';

export const issueResponseUrl = (
  world: World,
  family: 'actions' | 'commands',
  about: Omit<ResponseUrl, 'at' | 'uses'>,
): string => {
  const path = `/${family}/${world.team.id}/${world.issue.next('')}/${world.issue.opaque(24)}`;
  // Kept for twice their life, so that a late use is told "expired" and not "never heard of".
  for (const [old, url] of world.responseUrls) {
    if (world.wall() - url.at < 2 * limits.responseUrlMs) break;
    world.responseUrls.delete(old);
  }
  world.responseUrls.set(path, { at: world.wall(), uses: 0, ...about });
  return `${world.origin}${path}`;
};

/** What a response says about where it goes; a slash command's or an action's own answer has the same shape. */
export const placeResponse = (
  world: World,
  about: Omit<ResponseUrl, 'at' | 'uses'>,
  body: Json,
): string | undefined => {
  const channel = world.channels.get(about.channel);
  if (channel === undefined) return 'channel_not_found';
  const original = about.ts === undefined ? undefined : findVisible(world, channel.id, about.ts, about.user);
  if (body['delete_original'] === true) {
    if (original !== undefined) removeMessage(world, original);
    return undefined;
  }
  const content = checkedContent(body);
  if ('refusal' in content) return content.refusal.error;
  if (body['replace_original'] === true && original !== undefined) {
    changeMessage(world, original, { ...content.value, blocks: content.value.blocks ?? [] });
    return undefined;
  }
  const thread = typeof body['thread_ts'] === 'string' ? body['thread_ts'] : undefined;
  storeMessage(world, channel, {
    user: world.app.bot_user_id,
    ...content.value,
    text: content.value.text ?? '',
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(body['response_type'] === 'in_channel' ? {} : { ephemeral_to: about.user }),
  });
  return undefined;
};

const use = (
  world: World,
  url: ResponseUrl | undefined,
  raw: Buffer | undefined,
): { status: number; error?: string } => {
  if (url === undefined) return { status: 404, error: 'no_such_url' };
  if (world.wall() - url.at > limits.responseUrlMs) return { status: 404, error: 'expired_url' };
  if (url.uses >= limits.responseUrlUses) return { status: 404, error: 'used_url' };
  const body = raw === undefined ? undefined : parseJson(raw);
  if (body === undefined) return { status: 400, error: 'invalid_payload' };
  const error = placeResponse(world, url, body);
  if (error !== undefined) return { status: 400, error };
  url.uses += 1;
  return { status: 200 };
};

/** Answers a POST to a response_url. */
export const answerResponseUrl = async (
  world: World,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> => {
  const raw = await readRaw(req, 1024 * 1024);
  const { status, error } = use(world, world.responseUrls.get(url.pathname), raw);
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  res.end(JSON.stringify(error === undefined ? { ok: true } : { ok: false, error }));
};
