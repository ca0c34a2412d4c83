import type { DecisionEvent, Values, Verdict } from '../../decision/decision.ts';
import type { Refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Instant } from '../../time.ts';
import { checkAuditVerdict } from '../audit.ts';
import { answerOf, finalAt, hasSeen, isBlind, REVEAL_MS } from '../blind.ts';
import type { CommandOf } from '../commands.ts';
import { finalEvent } from '../final-event.ts';
import { placeFor } from '../place.ts';
import { conclusionOf, stillStand } from '../quorum.ts';
import { recommended } from '../recommended.ts';
import type { Review } from '../review.ts';
import { checkVerdict } from '../verdict.ts';
import { type Grounds, whyNotNow } from '../why-not-now.ts';
import { besideAnswer, verdictOf } from './answer.ts';
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
    return ok(given(verdictOf(command, checked.value, grounds.type, now), {}, review, grounds, now));
  const beside = besideAnswer(command, checked.value, grounds);
  if (!beside.ok) return beside;
  const place = placeFor(checked.value, review, grounds, command);
  if (!place.ok) return place;
  const { capacity, seating, weight } = place.value;
  const verdict: Verdict = {
    ...verdictOf(command, checked.value, grounds.type, now),
    ...beside.value,
    ...(capacity.for === undefined ? {} : { for: capacity.for }),
    ...(seating === undefined ? {} : { seat: seating.seat, fits: seating.fits }),
    ...(weight === 'together' ? { above: true } : {}),
    ...(isUnseen ? { blind: { reveal: 'open', until: now + REVEAL_MS } } : {}),
  };
  const events =
    place.value.weight === 'recommends'
      ? recommended(verdict, place.value, review, grounds, now)
      : given(verdict, seating?.moved ?? {}, review, grounds, now);
  return ok(withMissing(events, command));
};

/** What was missing on the card goes with the answer's event: it is for those who look after the policy. */
const withMissing = (events: DecisionEvent[], { missing = '' }: CommandOf<'give_verdict'>): DecisionEvent[] =>
  events.map((event) =>
    event.type === 'verdict_given' && missing.trim() !== ''
      ? { ...event, data: { ...event.data, missing_on_card: missing.trim() } }
      : event,
  );

/** The events of a verdict that counts: given, and final at once where nothing has to be waited for. */
const given = (
  verdict: Verdict,
  moved: Record<string, number>,
  review: Review,
  grounds: Grounds,
  now: Instant,
): DecisionEvent[] => {
  const { type } = grounds;
  const standing = review.kind === 'audit' ? [] : stillStand(review.verdicts, verdict, type);
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
      ...(Object.keys(moved).length > 0 ? { moved } : {}),
    },
  };
  if (settleAt === null || settleAt > now) return [event];
  return [event, finalEvent({ ...review, verdicts }, grounds, now)];
};

const check = (
  command: CommandOf<'give_verdict'>,
  review: Review,
  grounds: Grounds,
  isUnseen: boolean,
): Result<{ option: string; values?: Values }, Refusal> =>
  review.kind === 'audit'
    ? checkAuditVerdict(command, grounds)
    : checkVerdict(command, grounds.revision, grounds.type, {
        hidden: isUnseen,
        text: grounds.asks?.agreement_text,
      });
