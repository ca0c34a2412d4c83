import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import type { Posted } from '../ports.ts';

type Failed = Exclude<Posted, { ok: true }>;

/**
 * Errors that this channel, or this person, will go on giving.
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors
 * https://docs.slack.dev/reference/methods/conversations.open#errors
 */
const REFUSED = [
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'messages_tab_disabled',
  'cannot_dm_bot',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
];
const GONE = ['message_not_found', 'cant_update_message', 'edit_window_closed', 'thread_not_found'];
const LOCKED_OUT = [
  'token_revoked',
  'token_expired',
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'missing_scope',
  'no_permission',
  'org_login_required',
  'access_denied',
];
const PASSING = [
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
];

/**
 * What an error of the Web API means for a card. An answer that never came is `unknown`: Slack may have stored the
 * message all the same.
 */
export const failureOf = (error: unknown): Failed => {
  if (error instanceof WebAPIRateLimitedError) {
    return { ok: false, kind: 'later', error: 'too many calls (429)', retryAfterMs: error.retryAfter * 1000 };
  }
  if (error instanceof WebAPIHTTPError)
    return { ok: false, kind: 'unknown', error: `Slack answered HTTP ${error.statusCode}` };
  if (error instanceof WebAPIRequestError)
    return { ok: false, kind: 'unknown', error: error.original.message };
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    const details = error.data.response_metadata?.messages?.join('; ');
    const text = details === undefined ? code : `${code}: ${details}`;
    if (REFUSED.includes(code)) return { ok: false, kind: 'refused', error: text };
    if (GONE.includes(code)) return { ok: false, kind: 'gone', error: text };
    if (LOCKED_OUT.includes(code)) return { ok: false, kind: 'locked_out', error: text };
    if (PASSING.includes(code)) return { ok: false, kind: 'later', error: text };
    return { ok: false, kind: 'rejected', error: text };
  }
  return { ok: false, kind: 'unknown', error: error instanceof Error ? error.message : String(error) };
};
