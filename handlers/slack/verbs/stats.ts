import { queueLines } from '../../../blocks/home-queues.ts';
import { weekLines } from '../../../blocks/home-week.ts';
import { refusalNotice } from '../../../blocks/refusal-notice.ts';
import { readQueues } from '../../../src/usecases/read-queues.ts';
import { readWeek } from '../../../src/usecases/read-week.ts';
import { whoAsks } from '../../../src/usecases/who-asks.ts';
import type { ReadingVerb } from '../desk.ts';

/** The person's own figures; for managers those of the queues as well, never those of other people. */
export const stats: ReadingVerb = {
  word: 'stats',
  does: 'your own last 7 days; for managers the queues as well',
  group: 'finding_out',
  reads: true,
  run: async ({ world }, { asker }) => {
    const standing = await whoAsks(world, asker);
    if (standing === undefined) return refusalNotice({ code: 'cannot_check_authority' }).text;
    const [week, queues] = await Promise.all([readWeek(world, asker.id), readQueues(world, standing)]);
    const own = week.answered === 0 ? ['You decided nothing in the last 7 days.'] : weekLines(week);
    return [
      ['*Your last 7 days*, seen by nobody else', ...own].join('\n'),
      ...(queues === null ? [] : [['*Queues*', ...queueLines(queues)].join('\n')]),
    ].join('\n\n');
  },
};
