import { exchange } from './exchange.ts';

/** Posts a message to the address that Slack gave with a press or a command. Rejects when Slack does not take it. */
export type Respond = (url: string, message: object) => Promise<void>;

/**
 * Slack's addresses live for half an hour and take five messages.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 * @param timeoutMs from the call to the last byte of its answer
 */
export const createRespond = (timeoutMs: number): Respond => {
  const send = exchange(timeoutMs);
  return async (url, message) => {
    const answer = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
    });
    if (!answer.ok) throw new Error(`Slack took no answer at a response_url: ${answer.status}`);
  };
};
