import { createHmac } from 'node:crypto';
import type { Desk } from './desk.ts';
import type { Message } from './slack-side.ts';

/**
 * Sends the bot a press as Slack would sign it, by anybody, even by somebody whom Slack would never let press. The
 * sandbox's own people cannot be bots, so this speaks for one.
 */
export const pressSignedAs = async (
  { sandbox, app }: Desk,
  user: string,
  card: Message,
  action: { action_id: string; value: string },
  at = Date.now(),
): Promise<number> => {
  const payload = {
    type: 'block_actions',
    team: { id: 'T1', domain: 'example-company' },
    user: { id: user, username: 'somebody', team_id: 'T1' },
    api_app_id: 'A1',
    trigger_id: '1.1.forged',
    response_url: '',
    container: { type: 'message', message_ts: card.ts, channel_id: card.channel },
    channel: { id: card.channel, name: 'finance-decisions' },
    message: { ts: card.ts, text: card.text },
    actions: [{ type: 'button', block_id: 'b', action_ts: '1.1', ...action }],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const seconds = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', sandbox.signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  const answer = await fetch(`${app.url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': seconds,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  });
  return answer.status;
};
