import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { ACTIONS, decodeMiss } from '../../blocks/wire.ts';
import { recheckAlike } from '../../src/usecases/recheck-alike.ts';
import { stopForMiss } from '../../src/usecases/stop-for-miss.ts';
import type { Conversation } from './desk.ts';

/** What an audit found wrong: stop the type, or look again at what ran like it. */
export const miss: Conversation = {
  name: 'miss',
  actions: [
    {
      id: ACTIONS.stop_type,
      handle: async ({ world }, press) => {
        const stopped = await stopForMiss(world, decodeMiss(press.value) ?? '', press.asker);
        if (!stopped.ok) await press.tell(refusalNotice(stopped.error).text);
      },
    },
    {
      id: ACTIONS.recheck,
      handle: async ({ world }, press) => {
        const asked = await recheckAlike(world, decodeMiss(press.value) ?? '', press.asker);
        if (!asked.ok) await press.tell(refusalNotice(asked.error).text);
      },
    },
  ],
};
