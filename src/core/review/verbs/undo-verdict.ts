import { err, ok } from '../../result.ts';
import { answerOf } from '../blind.ts';
import { conclusionOf } from '../quorum.ts';
import { personActor, type Verb } from './verb.ts';

/**
 * Somebody takes their own answer back: while the undo window is open, or while others still have to answer. A blind
 * answer was given before the reveal, so it can only be changed.
 */
export const undoVerdict: Verb<'undo_verdict'> = (command, review, grounds, now) => {
  const last = review.verdicts.at(-1);
  if (last === undefined && review.endorsements.length === 0) return err({ code: 'nothing_awaited' });
  const isWaiting =
    (review.status === 'open' || review.status === 'waiting_info') &&
    (review.quorum !== null || review.endorsements.length > 0);
  const isInTime = review.status === 'settling' && now < (review.settle_at ?? 0);
  if (!isWaiting && !isInTime)
    return err({ code: 'undo_closed', at: review.settle_at ?? review.settled_at ?? now });
  const mine = answerOf(review, command.by.id);
  if (mine === undefined)
    return err({ code: 'not_your_verdict', by: (last ?? review.endorsements.at(-1) ?? mine)!.by });
  if (mine.blind !== undefined) return err({ code: 'answered_blind' });
  const left = review.verdicts.filter((one) => one !== mine);
  // What the others said may be enough without it: then it goes on becoming final.
  const isEnough = conclusionOf(review.quorum, left, grounds.type) !== undefined;
  const data = { option: mine.option, by: mine.by.id, settle_at: isEnough ? review.settle_at : null };
  return ok([{ type: 'verdict_undone', at: now, actor: personActor(command.by), data }]);
};
