import { err, ok } from '../../result.ts';
import { answerOf } from '../blind.ts';
import { conclusionOf } from '../quorum.ts';
import { whyNoUndo } from '../why-no-undo.ts';
import { personActor, type Verb } from './verb.ts';

/**
 * Somebody takes their own answer back: while the undo window is open, or while others still have to answer. A blind
 * answer was given before the reveal, so it can only be changed.
 */
export const undoVerdict: Verb<'undo_verdict'> = (command, review, grounds, now) => {
  const refusal = whyNoUndo(review, command.by, now);
  if (refusal !== undefined) return err(refusal);
  const mine = answerOf(review, command.by.id);
  if (mine === undefined) return err({ code: 'nothing_awaited' });
  const left = review.verdicts.filter((one) => one !== mine);
  // What the others said may be enough without it: then it goes on becoming final.
  const isEnough = conclusionOf(review.quorum, left, grounds.type) !== undefined;
  const data = { option: mine.option, by: mine.by.id, settle_at: isEnough ? review.settle_at : null };
  return ok([{ type: 'verdict_undone', at: now, actor: personActor(command.by), data }]);
};
