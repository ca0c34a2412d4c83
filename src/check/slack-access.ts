import type { SlackAccess } from './slack.ts';

/** How Slack is asked, from the environment; or, in a sentence, why it is not. */
export const slackAccess = (
  env: NodeJS.ProcessEnv,
  offline = false,
): { slack: SlackAccess } | { unasked: string } => {
  if (offline) return { unasked: 'Slack was not asked: --offline' };
  const token = env['SLACK_BOT_TOKEN'] ?? '';
  if (token === '')
    return {
      unasked: 'Slack was not asked: SLACK_BOT_TOKEN is not set, so channels and groups are unchecked',
    };
  return { slack: { token, apiUrl: env['SLACK_API_URL'] || 'https://slack.com/api/' } };
};
