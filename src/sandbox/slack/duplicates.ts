/** The `duplicate_delivery` fault: the same thing arrives twice, at the same time. */
import { isObject } from './arguments.ts';
import type { Deliver } from './deliver.ts';
import { takeFault } from './faults.ts';
import type { Json, World } from './world.ts';

const channelOf = (payload: Json): string | undefined => {
  const event = isObject(payload['event']) ? payload['event'] : {};
  const channel = payload['channel'] ?? payload['channel_id'] ?? event['channel'];
  const id = isObject(channel) ? channel['id'] : channel;
  return typeof id === 'string' ? id : undefined;
};

/** The first copy's ack counts. */
export const withDuplicates =
  (world: World, deliver: Deliver): Deliver =>
  async (envelope, payload, retry) => {
    const channel = channelOf(payload);
    const fault = takeFault(world, { method: envelope, ...(channel === undefined ? {} : { channel }) }, [
      'duplicate_delivery',
    ]);
    const first = deliver(envelope, payload, retry);
    if (fault !== undefined) await deliver(envelope, payload, retry);
    return first;
  };
