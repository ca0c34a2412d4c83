/** Sending to the bot, whichever way it is connected. */
import type { Json } from './world.ts';

export type Envelope = 'interactive' | 'slash_commands' | 'events_api';

/**
 * What came back: HTTP status (200 for a Socket Mode ack, 0 for none), milliseconds until then, and the body that
 * the ack carried. `error` says why there was no ack.
 */
export type Ack = { status: number; ack_ms: number; body: unknown; error?: string };

export type Retry = { num: number; reason: 'http_timeout' | 'http_error' | 'connection_failed' };

/** Sends once; never throws. */
export type Deliver = (envelope: Envelope, payload: Json, retry?: Retry) => Promise<Ack>;

export const acked = (ack: Ack): boolean => ack.status >= 200 && ack.status < 300;
