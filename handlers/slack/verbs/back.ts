import { refusalNotice } from '../../../blocks/refusal-notice.ts';
import { backNow } from '../../../blocks/standing-in.ts';
import { comeBack } from '../../../src/usecases/leave.ts';
import type { KeepingVerb } from '../desk.ts';

/** Says that the person is back, and what was decided in their stead meanwhile. */
export const back: KeepingVerb = {
  word: 'back',
  does: 'you are asked again, and hear what was decided in your stead',
  group: 'your_work',
  run: async ({ world }, { asker }) => {
    const returned = await comeBack(world, asker);
    return returned.ok ? backNow(returned.value) : refusalNotice(returned.error).text;
  },
};
