/** Events, delivered again when the bot did not take them: at once, after one and after five minutes. */
import type { Ack, Deliver, Retry } from './deliver.ts';
import { acked } from './deliver.ts';
import { eventCallback } from './payloads.ts';
import type { Json, World } from './world.ts';

/** https://docs.slack.dev/apis/events-api#retries, in milliseconds after the attempt before. */
const retryDelaysMs = [0, 60_000, 300_000] as const;

const reasonOf = (ack: Ack): Retry['reason'] => {
  if (ack.status > 0) return 'http_error';
  return ack.error?.startsWith('operation_timeout') ? 'http_timeout' : 'connection_failed';
};

export type SendEvent = (event: Json) => Promise<Ack>;

/** Sends an event and answers with the first attempt's ack; retries go on by themselves. */
export const createEvents =
  (world: World, deliver: Deliver, delaysMs: readonly number[] = retryDelaysMs): SendEvent =>
  async (event) => {
    const payload = eventCallback(world, event);
    const attempt = async (retry?: Retry): Promise<Ack> => {
      const ack = await deliver('events_api', payload, retry);
      const num = retry?.num ?? 0;
      const delay = delaysMs[num];
      if (acked(ack) || delay === undefined) return ack;
      const timer = setTimeout(() => {
        world.timers.delete(timer);
        void attempt({ num: num + 1, reason: reasonOf(ack) });
      }, delay);
      timer.unref();
      world.timers.add(timer);
      return ack;
    };
    return attempt();
  };
