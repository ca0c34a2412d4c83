import { refusalNotice } from '../../../blocks/refusal-notice.ts';
import { awayNow } from '../../../blocks/standing-in.ts';
import { goAway } from '../../../src/usecases/leave.ts';
import type { KeepingVerb } from '../desk.ts';

/** Says that the person is away. */
export const away: KeepingVerb = {
  word: 'away',
  hint: '[until 5 Dec | for 3 days] [note]',
  does: 'nobody asks you while you are away',
  group: 'your_work',
  run: async ({ world }, { asker, rest }) => {
    const gone = await goAway(world, asker, rest);
    return gone.ok ? awayNow(gone.value) : refusalNotice(gone.error).text;
  },
};
