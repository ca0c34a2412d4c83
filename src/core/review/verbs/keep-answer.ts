import { err, ok } from '../../result.ts';
import { answerOf, finalAt } from '../blind.ts';
import { finalEvent } from '../final-event.ts';
import { conclusionOf } from '../quorum.ts';
import { personActor, type Verb } from './verb.ts';

/** After the reveal the answer stays as it was given. It becomes final when nothing else is waited for. */
export const keepAnswer: Verb<'keep_answer'> = (command, review, grounds, now) => {
  const mine = answerOf(review, command.by.id);
  if (mine?.blind?.reveal !== 'open' || now >= mine.blind.until || review.status === 'settled')
    return err({ code: 'nothing_awaited' });
  const kept = { ...mine, blind: { ...mine.blind, reveal: 'kept', until: now } } as const;
  const verdicts = review.verdicts.map((one) => (one === mine ? kept : one));
  const isConcluded =
    review.verdicts.includes(mine) && conclusionOf(review.quorum, verdicts, grounds.type) !== undefined;
  const settleAt = isConcluded ? finalAt(verdicts, grounds.type.undo_window_ms, now) : review.settle_at;
  const event = {
    type: 'answer_kept',
    at: now,
    actor: personActor(mine.by),
    data: { by: mine.by.id, settle_at: settleAt },
  } as const;
  return settleAt === null || settleAt > now
    ? ok([event])
    : ok([event, finalEvent({ ...review, verdicts }, grounds, now)]);
};
