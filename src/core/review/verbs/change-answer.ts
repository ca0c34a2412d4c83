import { canonical } from '../../decision/canonical.ts';
import type { Answer, DecisionEvent, Verdict } from '../../decision/decision.ts';
import type { Refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Instant } from '../../time.ts';
import { capacitiesFor } from '../authority.ts';
import { finalAt } from '../blind.ts';
import type { CommandOf } from '../commands.ts';
import { finalEvent } from '../final-event.ts';
import { type Seat, weightOf } from '../place.ts';
import { conclusionOf, stillStand } from '../quorum.ts';
import type { Review } from '../review.ts';
import { checkVerdict } from '../verdict.ts';
import { type Grounds, notOpen, whyNever, whyStale } from '../why-not-now.ts';
import { besideAnswer, verdictOf } from './answer.ts';
import { personActor } from './verb.ts';

/**
 * At the reveal somebody answers otherwise: the first answer is kept beside the new one, which takes its place. It
 * reaches no further than the first could have: a seat stays a seat, a recommendation to others stays one.
 */
export const changeAnswer = (
  command: CommandOf<'give_verdict'>,
  before: Verdict,
  review: Review,
  grounds: Grounds,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  const refusal =
    whyNoChange(before, review, now) ??
    whyNever(review, grounds, command) ??
    whyStale(command.shown, review, grounds.revision);
  if (refusal !== undefined) return err(refusal);
  const { type } = grounds;
  // In the capacity of the first answer, with the roles that go with it now.
  const capacity = capacitiesFor(grounds, command).find((one) => one.for?.id === before.for?.id);
  if (capacity === undefined) return err({ code: 'not_a_decider', roles: type.deciders });
  const checked = checkVerdict(command, grounds.revision, type);
  if (!checked.ok) return checked;
  // The form that gave the answer, delivered twice: nobody has seen the reveal yet.
  if (isSame(verdictOf(command, checked.value, type, now), before)) return ok([]);
  const beside = besideAnswer(command, checked.value, grounds, before);
  if (!beside.ok) return beside;
  const counts = review.verdicts.includes(before);
  const others = review.verdicts.filter((one) => one !== before);
  const seat: Seat = {
    capacity,
    ...(before.seat === undefined
      ? {}
      : { seating: { seat: before.seat, fits: before.fits ?? [], moved: {} } }),
  };
  const weight = weightOf(checked.value, [seat], { ...review, verdicts: others }, grounds, command);
  if (counts && weight.weight === 'recommends') return err({ code: 'above_authority', roles: weight.needs });
  const verdict: Verdict = {
    ...verdictOf(command, checked.value, type, now),
    ...beside.value,
    ...(before.for === undefined ? {} : { for: before.for }),
    ...(before.seat === undefined ? {} : { seat: before.seat }),
    ...(before.fits === undefined ? {} : { fits: before.fits }),
    ...(counts && weight.weight === 'together' ? { above: true } : {}),
    blind: { reveal: 'changed', until: now, first: firstOf(before) },
  };
  const event = changed(verdict, review);
  if (!counts) return ok([event(review.settle_at, [])]);
  const standing = stillStand(others, verdict, type);
  const verdicts = [...standing, verdict];
  const cleared = others.filter((one) => !standing.includes(one)).map(({ by }) => by.id);
  const isConcluded = conclusionOf(review.quorum, verdicts, type) !== undefined;
  const settleAt = isConcluded ? finalAt(verdicts, type.undo_window_ms, now) : null;
  if (settleAt === null || settleAt > now) return ok([event(settleAt, cleared)]);
  return ok([event(settleAt, cleared), finalEvent({ ...review, verdicts }, grounds, now)]);
};

const isSame = (a: Verdict, b: Verdict): boolean => said(a) === said(b);

const said = ({ option, values, reason_code, rationale, tags }: Verdict): string =>
  canonical({ option, values: values ?? null, reason_code, rationale, tags });

/** An answer that was given blind can be changed while its reveal is open, and at no other time. */
const whyNoChange = ({ blind }: Verdict, review: Review, now: Instant): Refusal | undefined => {
  const isOver = blind?.reveal !== 'open' || now >= blind.until;
  const endedOtherwise = review.disposition === 'cancelled' || review.disposition === 'expired';
  if (endedOtherwise) return notOpen(review);
  return isOver || review.status === 'settled' ? { code: 'answered_blind' } : undefined;
};

const firstOf = (before: Verdict): Answer => {
  const { option, values, reason_code, rationale, tags, at, form_open_ms } = before;
  return {
    option,
    ...(values === undefined ? {} : { values }),
    reason_code,
    rationale,
    tags,
    at,
    ...(form_open_ms === undefined ? {} : { form_open_ms }),
  };
};

const changed =
  (verdict: Verdict, { revision }: Review) =>
  (settleAt: Instant | null, askedAgain: string[]): DecisionEvent => ({
    type: 'answer_changed',
    at: verdict.at,
    actor: personActor(verdict.by),
    data: {
      verdict,
      revision,
      settle_at: settleAt,
      ...(askedAgain.length === 0 ? {} : { asked_again: askedAgain }),
    },
  });
