import { holderWarning } from '../../blocks/holder.ts';
import { LIMITS } from '../../blocks/limits.ts';
import type { Modal } from '../../blocks/pieces.ts';
import { placed } from '../../blocks/place-lines.ts';
import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { decodePress, type Press as Pressed } from '../../blocks/wire.ts';
import type { DecisionType } from '../../src/core/policy/policy.ts';
import type { Standing } from '../../src/core/review/authority.ts';
import type { CardView } from '../../src/core/review/card-view.ts';
import { ownLimit } from '../../src/core/review/own-limit.ts';
import { type Answering, placeFor, whyNoSeat } from '../../src/core/review/place.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { type Grounds, whyNotNow } from '../../src/core/review/why-not-now.ts';
import type { ReviewCase } from '../../src/usecases/change-review.ts';
import { findReviewCase } from '../../src/usecases/find-review-case.ts';
import { openForm } from '../../src/usecases/open-form.ts';
import { audienceOf, whoAsks } from '../../src/usecases/who-asks.ts';
import type { Desk, Press } from './desk.ts';
import { wordsOf } from './words.ts';

/** A press on a card by somebody who may answer it, as things stand now, and what that person may see. */
export type OnCase = {
  pressed: Pressed;
  kase: ReviewCase;
  type: DecisionType;
  standing: Standing;
  view: CardView;
};

/** What a press is checked by. */
type Asked = Pick<Press, 'asker' | 'value' | 'tell'>;

/**
 * Checks a press on a card: a value of ours, a decision that is open, a person who may. Whatever stands in the way
 * is told to the person alone. A verdict is checked again when it is given; this spares a form for nothing.
 */
export const pressOnCase = async (desk: Desk, press: Asked): Promise<OnCase | undefined> => {
  const { world } = desk;
  const pressed = decodePress(press.value);
  const [found, known] = await Promise.all([
    findReviewCase(world, pressed?.review_id),
    whoAsks(world, press.asker),
  ]);
  if (pressed === undefined || !found.ok) {
    await press.tell(refusalNotice(found.ok ? { code: 'not_found' } : found.error).text);
    return undefined;
  }
  const { kase, type } = found.value;
  const refusal =
    known === undefined
      ? ({ code: 'cannot_check_authority' } as const)
      : whyNotNow(kase.review, { ...kase, type }, { ...known, shown: pressed });
  if (known === undefined || refusal !== undefined) {
    await press.tell(
      refusalNotice(refusal ?? { code: 'not_found' }, wordsOf(type, kase.decision.source)).text,
    );
    return undefined;
  }
  const audience = audienceOf(known);
  return { pressed, kase, type, standing: known, view: viewFor(kase, type, audience, world.clock.now()) };
};

/**
 * The same for an answer: only whoever is asked now is given its form. `answer` is what the button says; the place that it
 * would take is told before it is given.
 */
export const answerOnCase = async (
  desk: Desk,
  press: Asked,
): Promise<(OnCase & { grounds: Grounds }) | undefined> => {
  const on = await pressOnCase(desk, press);
  if (on === undefined) return undefined;
  const { kase, type, standing } = on;
  const grounds: Grounds = { ...kase, type, limits: desk.world.policies.current().authority };
  const refusal = whyNoSeat(kase.review, grounds, standing);
  if (refusal === undefined) return { ...on, grounds };
  await press.tell(refusalNotice(refusal, wordsOf(type, kase.decision.source)).text);
  return undefined;
};

/**
 * A form that says which place an answer takes.
 * @param open whether the form itself can change what is answered
 */
export const withPlace = (
  form: Modal,
  { kase, standing, grounds }: OnCase & { grounds: Grounds },
  answer: Answering,
  open = false,
): Modal => {
  const place = placeFor(answer, kase.review, grounds, standing);
  if (!place.ok) return form;
  const limit = ownLimit(grounds, standing.roles, place.value.capacity);
  return placed(form, { place: place.value, quorum: kase.review.quorum, open, limit });
};

/**
 * Opens the form of a card and then says on the card who has it open. The trigger lives three seconds, so the form comes
 * first; the note about it comes after the ack.
 */
export const openOnCase = async (
  desk: Desk,
  press: Press,
  { kase, standing, pressed, view }: OnCase,
  form: Modal,
): Promise<void> => {
  await press.open(withWarning(form, view));
  await openForm(desk.world, kase.review, standing, pressed).catch((error: unknown) =>
    desk.log.error({ err: error, review: kase.review.id }, 'who has a form open could not be kept'),
  );
};

/** Below the question: somebody else is at it. */
export const withWarning = (form: Modal, view: CardView): Modal => {
  const [question, ...rest] = form.blocks;
  return question === undefined
    ? form
    : { ...form, blocks: [question, ...holderWarning(view), ...rest].slice(0, LIMITS.blocksPerView) };
};

/** What a modal remembers of the press that opened it. */
export const formOf = (desk: Desk, press: Press, { pressed }: OnCase) => ({
  ...pressed,
  opened_at: desk.wallNow(),
  ...(press.channel === undefined ? {} : { channel: press.channel }),
  ...(press.ts === undefined ? {} : { ts: press.ts }),
});
