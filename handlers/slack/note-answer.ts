import { ownAnswer } from '../../blocks/own-answer.ts';
import type { Form } from '../../blocks/wire.ts';
import { viewFor } from '../../src/core/review/view.ts';
import type { Asker } from '../../src/ports.ts';
import type { ReviewCase } from '../../src/usecases/change-review.ts';
import type { Desk } from './desk.ts';
import type { OnForm } from './submitted-form.ts';

/**
 * Says beside the card, to whoever answered alone, that others have still to answer and that theirs can be taken back
 * until then: the card is the same for everybody and cannot say so. Does not hold up the ack, and is no more than a
 * convenience: the same stands in Full context.
 */
export const noteAnswer = (
  { world, client, underWay, log }: Desk,
  { id }: Asker,
  { form, type }: Pick<OnForm, 'type'> & { form: Pick<Form, 'channel' | 'ts'> },
  answered: ReviewCase,
): void => {
  const { channel } = form;
  // What is settled stands on the card.
  if (channel === undefined || answered.review.status !== 'open') return;
  const blocks = ownAnswer(viewFor(answered, type, { kind: 'person', id, roles: [] }, world.clock.now()));
  if (blocks.length === 0) return;
  const text = 'Your answer is kept. Others have still to answer.';
  const said = client.chat.postEphemeral({ channel, user: id, text, blocks }).catch((error: unknown) => {
    log.warn({ err: error, review: answered.review.id }, 'a private note about an answer could not be shown');
  });
  void underWay.during(said);
};
