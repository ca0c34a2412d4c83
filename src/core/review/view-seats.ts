import type { Person } from '../actor.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import { answerOf } from './blind.ts';
import type { Audience, CardView } from './card-view.ts';
import type { Case } from './case.ts';
import { openSeats } from './quorum.ts';
import { changesOf, revealUntil } from './view-story.ts';
import { whyNoUndo } from './why-no-undo.ts';

/** How many must answer, who has, and whose turn it is. What they said stays with them until it is over. */
export const progressView = ({ review }: Case): CardView['progress'] => {
  const quorum = review?.quorum ?? null;
  const given = review?.verdicts.length ?? 0;
  if (quorum === null || review === undefined)
    return { given, needed: 1, seats: [], order: null, ends: null };
  const open = openSeats(quorum, review.verdicts);
  return {
    given,
    needed: quorum.seats.length,
    order: quorum.order,
    ends: quorum.ends,
    seats: quorum.seats.map(({ role }, index) => {
      const verdict = review.verdicts.find(({ seat }) => seat === index);
      return {
        role,
        by: verdict?.by ?? null,
        for: verdict?.for ?? null,
        // One after the other: only the first empty seat is asked.
        later: quorum.order === 'sequential' && open.includes(index) && open[0] !== index,
      };
    }),
  };
};

/** What people whose authority does not reach so far recommend; the words stay hidden while others answer blind. */
export const endorsementViews = (
  { review, events }: Case,
  type: DecisionType,
  isHidden: boolean,
): CardView['endorsements'] =>
  (review?.endorsements ?? []).map(({ by, option, rationale, at, values }) => ({
    by,
    at,
    label: isHidden ? null : (type.options.find(({ id }) => id === option)?.label ?? option),
    modified: !isHidden && values !== undefined,
    rationale: isHidden ? '' : rationale,
    as: toldOf(events, by, 'as'),
    needs: toldOf(events, by, 'needs'),
  }));

const toldOf = (events: Case['events'], { id }: Person, what: 'as' | 'needs'): string[] => {
  const given = events.findLast(
    ({ type, actor, data }) => type === 'verdict_given' && actor.id === id && data.needs !== undefined,
  );
  return (given?.data[what] as string[] | undefined) ?? [];
};

/** Who has its form open now, who took it, and whether it is put aside. */
export const holdersView = (
  kase: Case,
  audience: Audience,
  now: Instant,
): Pick<CardView, 'opened' | 'assignee' | 'snoozed'> => {
  const { claim = null, assignee = null, snooze = null } = kase.review ?? {};
  const isOwn = ({ id }: Person): boolean => audience.kind === 'person' && audience.id === id;
  const isOpened = claim !== null && claim.until > now && !isOwn(claim.by);
  return {
    opened: isOpened ? { by: claim.by, at: claim.at } : null,
    assignee:
      assignee === null ? null : { ...assignee, since: heldSince(kase, assignee), yours: isOwn(assignee) },
    snoozed: snooze === null || snooze.until <= now ? null : snooze,
  };
};

/** Since when somebody has it: the last time that they took it or it was given to them. */
const heldSince = ({ events, review, decision }: Case, { id }: Person): Instant => {
  const last = events.findLast(({ data }) => {
    const { assignee, to } = data as { assignee?: Person; to?: { person?: Person } };
    const isOfAnother = review?.kind === 'audit' && data.review_id !== review.id;
    return !isOfAnother && (assignee?.id === id || to?.person?.id === id);
  });
  return last?.at ?? review?.opened_at ?? decision.created_at;
};

/** This person's own answer and until when its reveal is open; null for a channel, and for whoever has not answered. */
export const ownAnswerView = (
  kase: Case,
  type: DecisionType,
  audience: Audience,
  now: Instant,
): CardView['own_answer'] => {
  if (audience.kind === 'channel') return null;
  const mine = answerOf(kase.review, audience.id);
  if (mine === undefined) return null;
  const { option } = mine;
  return {
    option: { id: option, label: type.options.find(({ id }) => id === option)?.label ?? option },
    changes: changesOf(kase, type, audience, mine),
    rationale: mine.rationale,
    reveal_until: revealUntil(mine, now),
    undoable: kase.review !== undefined && whyNoUndo(kase.review, audience, now) === undefined,
  };
};
