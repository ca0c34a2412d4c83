import { type Ack, acked } from '../slack/deliver.ts';
import type { Person, World } from '../slack/world.ts';
import { nextChange } from './next-change.ts';

/** How long an answer waits for what the app shows after its ack, in milliseconds; most acks come with it. */
const SHOWN_WITHIN_MS = 100;

/**
 * Delivers, and after the ack gives the app a moment to show that person something: Slack's own answer to a press is
 * the ack alone, but whoever drives the sandbox looks at the modal next. `ack_ms` does not count it.
 */
export const withShown = async (
  world: World,
  { id }: Pick<Person, 'id'>,
  delivered: () => Promise<Ack>,
): Promise<Ack> => {
  const shown = nextChange(world, ({ user }) => user === id);
  try {
    const ack = await delivered();
    if (acked(ack)) await Promise.race([shown.happened, passed(SHOWN_WITHIN_MS)]);
    return ack;
  } finally {
    shown.giveUp();
  }
};

const passed = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    // What had arrived by then is still heard first, also where this process itself was late.
    setTimeout(() => setImmediate(resolve), ms);
  });
