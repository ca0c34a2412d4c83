import { refusalNotice } from '../../../blocks/refusal-notice.ts';
import { stopLine } from '../../../blocks/stop-words.ts';
import { queueLine, waitingLine } from '../../../blocks/waiting-line.ts';
import { readDesk } from '../../../src/usecases/read-desk.ts';
import { whoAsks } from '../../../src/usecases/who-asks.ts';
import type { ReadingVerb } from '../desk.ts';

const MOST_SHOWN = 10;

/** What waits for the person, soonest due first. */
export const queue: ReadingVerb = {
  word: 'queue',
  does: 'what waits for you, soonest due first',
  group: 'your_work',
  reads: true,
  run: async ({ world }, { asker }) => {
    const standing = await whoAsks(world, asker);
    if (standing === undefined) return refusalNotice({ code: 'cannot_check_authority' }).text;
    const { desk, more } = await readDesk(world, standing);
    const waiting = desk.answerable;
    const now = world.clock.now();
    const stops = (await world.store.listStops()).map(stopLine);
    const asked =
      desk.asked.length === 0
        ? []
        : [`${desk.asked.length} of your questions wait for an answer; see the app's Home tab.`];
    if (waiting.length === 0) return [...stops, 'Nothing waits for you.', ...asked].join('\n\n');
    const left = waiting.length - MOST_SHOWN;
    return [
      ...stops,
      queueLine(waiting, now, more),
      ...waiting.slice(0, MOST_SHOWN).map(waitingLine),
      ...(left > 0 ? [`${left} more are in the app's Home tab.`] : []),
      ...asked,
    ].join('\n\n');
  },
};
