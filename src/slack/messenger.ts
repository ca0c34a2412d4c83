import type { WebClient } from '@slack/web-api';
import { digestOf } from '../core/decision/canonical.ts';
import type { Messenger, Post, Posted, Shown, Surface, Thread } from '../ports.ts';
import type { CardMessage } from './card-message.ts';
import { failureOf } from './failure.ts';
import { type Pacer, POSTS, UPDATES } from './pacing.ts';
import type { SlackWorkspace } from './workspace.ts';

/** What the metadata of a message is called; its payload holds the surface's id, by which a lost one is found again. */
const EVENTS = {
  card: 'handraise_card',
  miss: 'handraise_card',
  note: 'handraise_note',
  direct: 'handraise_direct',
  info_request: 'handraise_info_request',
  stop: 'handraise_stop',
  start: 'handraise_stop',
} as const satisfies Record<Surface['kind'], string>;
/** What a message carries so that it is found again. */
type Mark = { event_type: string; event_payload: { surface_id: string } };

const markOf = ({ id, kind }: Surface): Mark => ({
  event_type: EVENTS[kind],
  event_payload: { surface_id: id },
});

const postMark = ({ id, kind }: Post): Mark => ({
  event_type: `handraise_${kind}`,
  event_payload: { surface_id: id },
});

/** How far back a lost card is looked for, in messages. */
const LOOK_BACK = 200;

const NOTHING_TO_SHOW: Posted = { ok: false, kind: 'rejected', error: 'what it tells of is gone' };

/** Troubles of Slack as a whole rather than of one card. */
const PASSING: ReadonlySet<string> = new Set(['later', 'unknown', 'locked_out']);
/** How long a channel is left alone after a call failed, in wall milliseconds, doubling. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

export type MessengerParts = {
  client: WebClient;
  workspace: SlackWorkspace;
  pacer: Pacer;
  /** Draws a message about no decision. */
  drawPost: (post: Post) => CardMessage;
  /** Draws a card as a message. */
  draw: (surface: Surface, shown: Shown) => CardMessage | undefined;
};

/** Puts cards into Slack's channels. */
export const createMessenger = ({ client, workspace, pacer, draw, drawPost }: MessengerParts): Messenger => {
  /** Calls that failed since the last one that did not. */
  let failures = 0;

  const failed = (surface: Pick<Surface, 'channel' | 'ts'>, error: unknown): Posted => {
    const failure = failureOf(error);
    if (failure.retryAfterMs !== undefined) {
      pacer.pause(paceKey(surface.channel, surface.ts === null ? 'post' : 'update'), failure.retryAfterMs);
    } else if (PASSING.has(failure.kind)) {
      // While Slack is away each card that waits would otherwise find that out for itself.
      failures += 1;
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10));
      for (const kind of ['post', 'update'] as const) pacer.pause(paceKey(surface.channel, kind), pause);
    }
    return failure;
  };

  const postTo = async (
    channel: string,
    mark: Mark,
    message: CardMessage,
    thread: Thread | undefined,
  ): Promise<Posted> => {
    const answer = await client.chat.postMessage({
      channel,
      ...(thread === undefined ? {} : { thread_ts: thread.ts }),
      ...message,
      unfurl_links: false,
      unfurl_media: false,
      metadata: mark,
    });
    failures = 0;
    return { ok: true, channel: answer.channel ?? channel, ts: answer.ts ?? '', digest: digestOf(message) };
  };

  /** Posts, and joins the channel first where that is what is missing. */
  const postInto = async (
    channel: string,
    about: Pick<Surface, 'channel' | 'ts'>,
    mark: Mark,
    message: CardMessage,
    thread: Thread | undefined,
  ): Promise<Posted> => {
    try {
      return await postTo(channel, mark, message, thread);
    } catch (error) {
      const failure = failed(about, error);
      const notIn = !failure.ok && failure.error === 'not_in_channel';
      if (!notIn) return failure;
      try {
        await client.conversations.join({ channel });
        return await postTo(channel, mark, message, thread);
      } catch (again) {
        const still = failed(about, again);
        return !still.ok && still.kind === 'unknown' ? still : failure;
      }
    }
  };

  /** The message with that mark among the last of a channel or of a thread. */
  const lookFor = async (
    mark: Mark,
    channel: string,
    thread: Thread | undefined,
  ): Promise<{ channel: string; ts: string } | undefined> => {
    const page = { channel, include_all_metadata: true, limit: LOOK_BACK };
    const { messages = [] } = await (thread === undefined
      ? client.conversations.history(page)
      : client.conversations.replies({ ...page, ts: thread.ts }));
    const { surface_id } = mark.event_payload;
    const found = messages.find(
      ({ metadata }) =>
        metadata?.event_type === mark.event_type &&
        (metadata.event_payload as Record<string, unknown> | undefined)?.surface_id === surface_id,
    );
    return found?.ts === undefined ? undefined : { channel, ts: found.ts };
  };

  /** A file belongs to its message's thread, so that the message itself stays one to be found and read. */
  const attach = async ({ channel, ts }: Thread, file: Post['file']): Promise<void> => {
    if (file === null) return;
    const what = { filename: file.name, content: file.text };
    // The figures stand in the message; without its file it is still true.
    await client.files.uploadV2({ channel_id: channel, thread_ts: ts, ...what }).catch(() => undefined);
  };

  return {
    say: async (post) => {
      try {
        const channel = await workspace.channelId(post.channel);
        if (channel === undefined)
          return { ok: false, kind: 'refused', error: `there is no channel ${post.channel}` };
        const posted = await postInto(channel, post, postMark(post), drawPost(post), undefined);
        if (posted.ok) await attach(posted, post.file);
        return posted;
      } catch (error) {
        return failed(post, error);
      }
    },

    attach: (thread, { file }) => attach(thread, file),

    findSaid: async (post) => {
      try {
        const channel = await workspace.channelId(post.channel);
        return channel === undefined ? undefined : await lookFor(postMark(post), channel, undefined);
      } catch (error) {
        const failure = failureOf(error);
        return !failure.ok && failure.kind === 'refused' ? undefined : 'unknown';
      }
    },

    turn: (channel, kind) => pacer.turn(paceKey(channel, kind), kind === 'post' ? POSTS : UPDATES),

    post: async (surface, shown, thread) => {
      let channel: string | undefined;
      try {
        channel = thread?.channel ?? (await workspace.channelId(surface.channel));
      } catch (error) {
        const failure = failed(surface, error);
        // Nothing was posted yet, so nothing is unknown.
        return !failure.ok && failure.kind === 'unknown' ? { ...failure, kind: 'later' } : failure;
      }
      if (channel === undefined)
        return { ok: false, kind: 'refused', error: `there is no channel ${surface.channel}` };
      const message = draw(surface, shown);
      if (message === undefined) return NOTHING_TO_SHOW;
      return postInto(channel, surface, markOf(surface), message, thread);
    },

    update: async (surface, shown) => {
      const message = draw(surface, shown);
      if (message === undefined) return NOTHING_TO_SHOW;
      const digest = digestOf(message);
      const where = { channel: surface.posted_channel ?? surface.channel, ts: surface.ts ?? '' };
      if (digest === surface.posted_digest) return { ok: true, ...where, digest };
      try {
        await client.chat.update({ ...where, ...message });
        failures = 0;
        return { ok: true, ...where, digest };
      } catch (error) {
        return failed(surface, error);
      }
    },

    find: async (surface, thread) => {
      try {
        const channel = thread?.channel ?? (await workspace.channelId(surface.channel));
        if (channel === undefined) return undefined;
        return await lookFor(markOf(surface), channel, thread);
      } catch (error) {
        const failure = failureOf(error);
        return !failure.ok && failure.kind === 'refused' ? undefined : 'unknown';
      }
    },
  };
};

const paceKey = (channel: string, kind: 'post' | 'update'): string => `${kind} ${channel}`;
