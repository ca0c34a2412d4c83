import { WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api';
import { failureOf } from '../slack/failure.ts';
import type { Finding } from './finding.ts';

/** Slack's error code, such as `channel_not_found`; undefined for what is no answer of Slack's. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

/** What to do about an error of the Web API, where the check itself knows nothing better. */
export const slackRefusal = (about: string, error: unknown): Finding => {
  const problem = (says: string): Finding => ({ state: 'problem', about, says });
  const code = codeOf(error);
  if (code === 'missing_scope') {
    const needed = neededBy(error) ?? 'a scope';
    return problem(
      `could not be checked without ${needed}: add it under "OAuth & Permissions" and install the app anew`,
    );
  }
  if (code !== undefined && TOKEN_PROBLEMS.includes(code))
    return problem(
      `Slack refuses SLACK_BOT_TOKEN (${code}): copy the bot token anew from "OAuth & Permissions"`,
    );
  return code === undefined
    ? problem(
        `Slack could not be asked (${causeOf(error)}): check the network and SLACK_API_URL, then try again`,
      )
    : problem(`Slack answers ${failureOf(error).error}: see https://docs.slack.dev/reference/methods`);
};

/** Below "fetch failed" lies what happened: a refused connection, a name that does not resolve. */
const causeOf = (error: unknown): string => {
  const cause = error instanceof WebAPIRequestError ? error.original.cause : undefined;
  return cause instanceof Error && cause.message !== '' ? cause.message : failureOf(error).error;
};

const neededBy = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError && 'needed' in error.data ? String(error.data.needed) : undefined;

const TOKEN_PROBLEMS = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
];
