import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { decodeMenu } from '../../blocks/wire.ts';
import type { Refusal } from '../../src/core/refusal.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { notOpen, whyNever } from '../../src/core/review/why-not-now.ts';
import { findReviewCase } from '../../src/usecases/find-review-case.ts';
import { audienceOf, whoAsks } from '../../src/usecases/who-asks.ts';
import type { Desk, Press } from './desk.ts';
import type { OnCase } from './press-on-case.ts';
import { wordsOf } from './words.ts';

/**
 * Checks a chosen menu entry: a decision that is open, or waits for information, and a person who may decide it.
 * Whatever stands in the way is told to them alone. A menu decides nothing, so it may be older than what stands now.
 */
export const menuOnCase = async (desk: Desk, press: Press): Promise<OnCase | undefined> => {
  const { world } = desk;
  const choice = decodeMenu(press.value);
  const found = await findReviewCase(world, choice?.review_id);
  if (!found.ok) {
    await press.tell(refusalNotice(found.error).text);
    return undefined;
  }
  const { kase, type } = found.value;
  const standing = await whoAsks(world, press.asker);
  const refusal: Refusal | undefined =
    standing === undefined
      ? { code: 'cannot_check_authority' }
      : (whyNever(kase.review, { ...kase, type }, standing) ?? notOpen(kase.review, { waiting: true }));
  if (standing === undefined || refusal !== undefined) {
    await tellRefusal(press, refusal ?? { code: 'not_found' }, found.value);
    return undefined;
  }
  const { id: review_id, revision } = kase.review;
  const pressed = { review_id, revision, digest: kase.revision.digest };
  return {
    pressed,
    kase,
    type,
    standing,
    view: viewFor(kase, type, audienceOf(standing), world.clock.now()),
  };
};

/** A refusal in the words of the type that it is about, to the person alone. */
export const tellRefusal = (
  press: Press,
  refusal: Refusal,
  { type, kase }: Pick<OnCase, 'type' | 'kase'>,
): Promise<void> =>
  press.tell(refusalNotice(refusal, { ...wordsOf(type, kase.decision.source), unanswered: true }).text);
