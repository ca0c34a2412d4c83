import type { WebClient } from '@slack/web-api';
import { digestOf } from '../core/decision/canonical.ts';
import type { Messenger, Posted, Shown, Surface, Thread } from '../ports.ts';
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
  /** Draws a card as a message. */
  draw: (surface: Surface, shown: Shown) => CardMessage | undefined;
};

/** Puts cards into Slack's channels. */
export const createMessenger = ({ client, workspace, pacer, draw }: MessengerParts): Messenger => {
  /** Calls that failed since the last one that did not. */
  let failures = 0;

  const failed = (surface: Surface, error: unknown): Posted => {
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
    surface: Surface,
    message: CardMessage,
    thread: Thread | undefined,
  ): Promise<Posted> => {
    const answer = await client.chat.postMessage({
      channel,
      ...(thread === undefined ? {} : { thread_ts: thread.ts }),
      ...message,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: EVENTS[surface.kind], event_payload: { surface_id: surface.id } },
    });
    failures = 0;
    return { ok: true, channel: answer.channel ?? channel, ts: answer.ts ?? '', digest: digestOf(message) };
  };

  return {
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
      try {
        return await postTo(channel, surface, message, thread);
      } catch (error) {
        const failure = failed(surface, error);
        const notIn = !failure.ok && failure.error === 'not_in_channel';
        if (!notIn) return failure;
        try {
          await client.conversations.join({ channel });
          return await postTo(channel, surface, message, thread);
        } catch (again) {
          const still = failed(surface, again);
          return !still.ok && still.kind === 'unknown' ? still : failure;
        }
      }
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
        const page = { channel, include_all_metadata: true, limit: LOOK_BACK };
        const { messages = [] } = await (thread === undefined
          ? client.conversations.history(page)
          : client.conversations.replies({ ...page, ts: thread.ts }));
        const found = messages.find(
          ({ metadata }) =>
            metadata?.event_type === EVENTS[surface.kind] &&
            (metadata.event_payload as Record<string, unknown> | undefined)?.surface_id === surface.id,
        );
        return found?.ts === undefined ? undefined : { channel, ts: found.ts };
      } catch (error) {
        const failure = failureOf(error);
        return !failure.ok && failure.kind === 'refused' ? undefined : 'unknown';
      }
    },
  };
};

const paceKey = (channel: string, kind: 'post' | 'update'): string => `${kind} ${channel}`;
