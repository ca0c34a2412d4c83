import type { DecisionEvent, Values, Verdict } from '../../decision/decision.ts';
import type { Refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Instant } from '../../time.ts';
import { checkAuditVerdict } from '../audit.ts';
import { type Capacity, capacitiesOf, whoReaches } from '../authority.ts';
import { answerOf, finalAt, hasSeen, isBlind, REVEAL_MS } from '../blind.ts';
import type { CommandOf } from '../commands.ts';
import { finalEvent } from '../final-event.ts';
import { conclusionOf, seatFor, stillStand } from '../quorum.ts';
import type { Review } from '../review.ts';
import { checkVerdict } from '../verdict.ts';
import { type Grounds, whyNotNow } from '../why-not-now.ts';
import { approves, measured, reachesWith, verdictOf } from './answer.ts';
import { changeAnswer } from './change-answer.ts';
import { personActor, type Verb } from './verb.ts';

/**
 * Somebody answers. Where several must answer it takes a seat; where their authority does not reach so far it is a
 * recommendation to those whose authority does; where the recommendation was hidden it can still be kept or changed once
 * it is revealed.
 */
export const giveVerdict: Verb<'give_verdict'> = (command, review, grounds, now) => {
  const before = answerOf(review, command.by.id);
  if (before?.blind !== undefined) return changeAnswer(command, before, review, grounds, now);
  const refusal = whyNotNow(review, grounds, command);
  if (refusal !== undefined) return err(refusal);
  if (before !== undefined) return err({ code: 'answered_already', at: before.at });
  const isUnseen = isBlind(grounds.revision.route) && !hasSeen(review, command.by.id, grounds.events);
  const checked = check(command, review, grounds, isUnseen);
  if (!checked.ok) return checked;
  if (review.kind === 'audit')
    return ok(given(verdictOf(command, checked.value, now), [], review, grounds, now));
  const place = placeOf(command, checked.value, review, grounds);
  if (!place.ok) return place;
  const { capacity, seat } = place.value;
  const verdict: Verdict = {
    ...verdictOf(command, checked.value, now),
    ...(capacity.for === undefined ? {} : { for: capacity.for }),
    ...(seat === undefined ? {} : { seat }),
    ...(isUnseen ? { blind: { reveal: 'open', until: now + REVEAL_MS } } : {}),
  };
  if (place.value.reaches) {
    const standing = stillStand(review.verdicts, verdict, grounds.type);
    return ok(given(verdict, standing, review, grounds, now));
  }
  return ok([endorsed(verdict, place.value.needs, review, now)]);
};

/** The events of a verdict that counts: given, and final at once where nothing has to be waited for. */
const given = (
  verdict: Verdict,
  standing: Verdict[],
  review: Review,
  grounds: Grounds,
  now: Instant,
): DecisionEvent[] => {
  const { type } = grounds;
  const verdicts = [...standing, verdict];
  const isConcluded = conclusionOf(review.quorum, verdicts, type) !== undefined;
  const settleAt = isConcluded ? finalAt(verdicts, type.undo_window_ms, now) : null;
  const cleared = review.verdicts.filter((one) => !standing.includes(one)).map(({ by }) => by.id);
  const event: DecisionEvent = {
    type: 'verdict_given',
    at: now,
    actor: personActor(verdict.by),
    data: {
      verdict,
      revision: review.revision,
      settle_at: settleAt,
      ...(review.kind === 'review' && cleared.length > 0 ? { asked_again: cleared } : {}),
    },
  };
  if (settleAt === null || settleAt > now) return [event];
  return [event, finalEvent({ ...review, verdicts }, grounds, now)];
};

const endorsed = (verdict: Verdict, needs: string[], review: Review, now: Instant): DecisionEvent => ({
  type: 'verdict_given',
  at: now,
  actor: personActor(verdict.by),
  data: { verdict, revision: review.revision, settle_at: null, needs },
});

const check = (
  command: CommandOf<'give_verdict'>,
  review: Review,
  grounds: Grounds,
  isUnseen: boolean,
): Result<{ option: string; values?: Values }, Refusal> =>
  review.kind === 'audit'
    ? checkAuditVerdict(command, grounds)
    : checkVerdict(command, grounds.revision, grounds.type, isUnseen);

type Place = { capacity: Capacity; seat?: number; reaches: boolean; needs: string[] };

/** In which capacity and on which seat the answer counts; one that counts comes before one that only recommends. */
const placeOf = (
  command: CommandOf<'give_verdict'>,
  { option, values }: { option: string; values?: Values },
  review: Review,
  grounds: Grounds,
): Result<Place, Refusal> => {
  const { type, requester } = grounds;
  // Nobody answers in the stead of somebody who asked for it, or of one who has answered already.
  const capacities = capacitiesOf(type, command).filter(
    (one) =>
      one.for === undefined ||
      (one.for.id !== requester?.person_id && answerOf(review, one.for.id) === undefined),
  );
  const measuring = measured(grounds, values);
  const places: Place[] = [];
  let refusal: Refusal | undefined;
  for (const capacity of capacities) {
    const within = !approves(grounds, option) || reachesWith(command, capacity, values, grounds);
    const needs = within ? [] : whoReaches(measuring);
    if (review.quorum === null) {
      places.push({ capacity, reaches: within, needs });
      continue;
    }
    const seat = seatFor(review.quorum, review.verdicts, capacity.roles);
    if ('seat' in seat) places.push({ capacity, seat: seat.seat, reaches: within, needs });
    else refusal ??= { code: seat.none === 'later' ? 'not_your_turn' : 'no_seat', roles: seat.roles };
  }
  const place = places.find((one) => one.reaches) ?? places[0];
  if (place === undefined) return err(refusal ?? { code: 'not_a_decider', roles: type.deciders });
  if (place.reaches) return ok(place);
  // A recommendation takes no seat.
  const { seat: _, ...recommending } = place;
  return ok(recommending);
};
