import { queueLine, waitingLine } from '../../../blocks/home.ts';
import { refusalNotice } from '../../../blocks/refusal-notice.ts';
import { stopLine } from '../../../blocks/stop-words.ts';
import { listWaiting } from '../../../src/usecases/list-waiting.ts';
import type { Verb } from '../desk.ts';

const MOST_SHOWN = 10;

/** What waits for the person, soonest due first. */
export const queue: Verb = {
  word: 'queue',
  does: 'what waits for you, soonest due first',
  group: 'your_work',
  run: async ({ world }, { asker }) => {
    const waiting = await listWaiting(world, asker);
    if (waiting === undefined) return refusalNotice({ code: 'cannot_check_authority' }).text;
    const stops = (await world.store.listStops()).map(stopLine);
    if (waiting.length === 0) return [...stops, 'Nothing waits for you.'].join('\n\n');
    const left = waiting.length - MOST_SHOWN;
    const more = left > 0 ? [`${left} more are in the app's Home tab.`] : [];
    return [
      ...stops,
      queueLine(waiting, world.clock.now()),
      ...waiting.slice(0, MOST_SHOWN).map(waitingLine),
      ...more,
    ].join('\n\n');
  },
};
