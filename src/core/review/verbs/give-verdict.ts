import type { DecisionEvent, Values, Verdict } from '../../decision/decision.ts';
import type { Refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Instant } from '../../time.ts';
import { checkAuditVerdict } from '../audit.ts';
import { type Capacity, capacitiesOf, reaches, whoReaches } from '../authority.ts';
import { answerOf, isBlind, REVEAL_MS, revealsUntil } from '../blind.ts';
import type { CommandOf } from '../commands.ts';
import { finalEvent } from '../final-event.ts';
import { conclusionOf, seatFor, stillStand } from '../quorum.ts';
import type { Review } from '../review.ts';
import { checkVerdict } from '../verdict.ts';
import { type Grounds, whyNotNow } from '../why-not-now.ts';
import { personActor, type Verb } from './verb.ts';

/**
 * Somebody answers. Where several must answer it takes a seat; where their authority does not reach so far it is a
 * recommendation to those whose authority does; where the recommendation was hidden it can still be kept or changed once
 * it is revealed.
 */
export const giveVerdict: Verb<'give_verdict'> = (command, review, grounds, now) => {
  const before = answerOf(review, command.by.id);
  if (before?.blind?.reveal === 'open' && now < before.blind.until)
    return changeAnswer(command, before, review, grounds, now);
  const refusal = whyNotNow(review, grounds, command);
  if (refusal !== undefined) return err(refusal);
  if (before !== undefined) return err({ code: 'answered_already', at: before.at });
  const checked = check(command, review, grounds);
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
    ...(isBlind(grounds.revision.route) ? { blind: { reveal: 'open', until: now + REVEAL_MS } } : {}),
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
  const settleAt = isConcluded ? Math.max(now + type.undo_window_ms, revealsUntil(verdicts)) : null;
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

/** At the reveal somebody answers otherwise: the first answer is kept beside the new one. */
const changeAnswer = (
  command: CommandOf<'give_verdict'>,
  before: Verdict,
  review: Review,
  grounds: Grounds,
  now: Instant,
): Result<DecisionEvent[], Refusal> => {
  const checked = checkVerdict(command, grounds.revision, grounds.type);
  if (!checked.ok) return checked;
  const { option, values, reason_code, rationale, tags, at, form_open_ms } = before;
  const first = {
    option,
    ...(values === undefined ? {} : { values }),
    reason_code,
    rationale,
    tags,
    at,
    ...(form_open_ms === undefined ? {} : { form_open_ms }),
  };
  const capacity = {
    roles: before.for === undefined ? command.roles : rolesFor(command, before.for.id),
    ...(before.for === undefined ? {} : { for: before.for }),
  };
  // Changing an answer must not reach further than giving it.
  const isApproval = approves(grounds, checked.value.option);
  if (isApproval && !reachesWith(command, capacity, checked.value.values, grounds))
    return err({ code: 'above_authority', roles: whoReaches(measured(grounds, checked.value.values)) });
  const verdict: Verdict = {
    ...verdictOf(command, checked.value, now),
    ...(before.for === undefined ? {} : { for: before.for }),
    ...(before.seat === undefined ? {} : { seat: before.seat }),
    blind: { reveal: 'changed', until: now, first },
  };
  const others = review.verdicts.filter(({ by }) => by.id !== command.by.id);
  const verdicts = [...stillStand(others, verdict, grounds.type), verdict];
  const isConcluded = conclusionOf(review.quorum, verdicts, grounds.type) !== undefined;
  const settleAt = isConcluded ? Math.max(now + grounds.type.undo_window_ms, revealsUntil(verdicts)) : null;
  const event: DecisionEvent = {
    type: 'answer_changed',
    at: now,
    actor: personActor(command.by),
    data: { verdict, revision: review.revision, settle_at: settleAt },
  };
  if (settleAt === null || settleAt > now) return ok([event]);
  return ok([event, finalEvent({ ...review, verdicts }, grounds, now)]);
};

const check = (
  command: CommandOf<'give_verdict'>,
  review: Review,
  grounds: Grounds,
): Result<{ option: string; values?: Values }, Refusal> => {
  const { revision, type } = grounds;
  return review.kind === 'audit'
    ? checkAuditVerdict(command, grounds)
    : checkVerdict(command, revision, type, isBlind(revision.route));
};

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

const measured = ({ revision, type, limits = [] }: Grounds, values: Values | undefined) => ({
  type,
  submission: { ...revision.body, facts: { ...revision.body.facts, ...values } },
  limits,
});

const reachesWith = (
  { roles }: { roles: string[] },
  capacity: Capacity,
  values: Values | undefined,
  grounds: Grounds,
): boolean => reaches(measured(grounds, values), roles, capacity);

const rolesFor = ({ stands_in = [] }: CommandOf<'give_verdict'>, personId: string): string[] =>
  stands_in.find((one) => one.for.id === personId)?.roles ?? [];

const approves = ({ type }: Grounds, option: string): boolean =>
  type.options.find(({ id }) => id === option)?.disposition !== 'rejected';

const verdictOf = (
  { by, reason_code, rationale, tags, form_open_ms }: CommandOf<'give_verdict'>,
  checked: { option: string; values?: Values },
  now: Instant,
): Verdict => ({
  by,
  ...checked,
  reason_code,
  rationale: rationale.trim(),
  tags,
  at: now,
  ...(form_open_ms === undefined ? {} : { form_open_ms }),
});
