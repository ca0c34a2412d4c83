/** The smallest pieces of Block Kit, for the page's tests. */
export type Json = Record<string, unknown>;

export const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
export const plain = (text: string): Json => ({ type: 'plain_text', text, emoji: true });
export const button = (action_id: string, text: string, more: Json = {}): Json => ({
  type: 'button',
  action_id,
  text: plain(text),
  value: action_id,
  ...more,
});
