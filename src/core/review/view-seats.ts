import type { Person } from '../actor.ts';
import type { Verdict } from '../decision/decision.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import { answerOf } from './blind.ts';
import type { Audience, CardView } from './card-view.ts';
import type { Case } from './case.ts';
import type { EscalatedTo } from './commands.ts';
import { concerns } from './evolve.ts';
import { openSeats } from './quorum.ts';
import { isMasked } from './view-facts.ts';
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
  kase: Case,
  type: DecisionType,
  audience: Audience,
  isHidden: boolean,
): CardView['endorsements'] =>
  (kase.review?.endorsements ?? []).map((one) => ({
    by: one.by,
    at: one.at,
    label: isHidden ? null : (type.options.find(({ id }) => id === one.option)?.label ?? one.option),
    modified: !isHidden && one.values !== undefined,
    changes: isHidden ? [] : changesOf(kase, type, audience, one),
    rationale: isHidden ? '' : one.rationale,
    as: toldOf(kase.events, one.by, 'as'),
    needs: toldOf(kase.events, one.by, 'needs'),
  }));

/** The values that were approved last, or else recommended last, instead of those that were submitted. */
export const proposedView = (kase: Case, type: DecisionType, audience: Audience): CardView['proposed'] => {
  const { verdicts = [], endorsements = [] } = kase.review ?? {};
  const isChange = ({ values }: Verdict): boolean => values !== undefined;
  const proposal = verdicts.findLast(isChange) ?? endorsements.findLast(isChange);
  if (proposal === undefined) return null;
  const isShown = (name: string): boolean =>
    type.facts.some((fact) => fact.name === name && !isMasked(fact, type, audience));
  return {
    by: proposal.by,
    changes: changesOf(kase, type, audience, proposal),
    values: Object.fromEntries(Object.entries(proposal.values ?? {}).filter(([name]) => isShown(name))),
  };
};

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
): Pick<CardView, 'opened' | 'assignee' | 'snoozed' | 'passed_on'> => {
  const { claim = null, assignee = null, snooze = null } = kase.review ?? {};
  const isOwn = ({ id }: Person): boolean => audience.kind === 'person' && audience.id === id;
  const isOpened = claim !== null && claim.until > now && !isOwn(claim.by);
  return {
    opened: isOpened ? { by: claim.by, at: claim.at } : null,
    assignee:
      assignee === null ? null : { ...assignee, since: heldSince(kase, assignee), yours: isOwn(assignee) },
    snoozed: snooze === null || snooze.until <= now ? null : snooze,
    passed_on: passedOn(kase),
  };
};

/** Where somebody passed it on last; to a single person is said by who has it. */
const passedOn = ({ events, review }: Case): CardView['passed_on'] => {
  const last = events.findLast(
    (event) =>
      event.type === 'escalated' &&
      event.data.because === 'asked' &&
      (review === undefined || concerns(review, event)),
  );
  if (last === undefined) return null;
  const { by, to } = last.data as { by: Person; to: EscalatedTo };
  const whom = to.queue ?? to.roles?.join(', ');
  return whom === undefined ? null : { by, to: whom, at: last.at };
};

const GIVES: ReadonlySet<string> = new Set(['claimed', 'reassigned', 'escalated']);

/** Since when somebody has it: the last time that they took it or it was given to them. */
const heldSince = ({ events, review, decision }: Case, { id }: Person): Instant => {
  const last = events.findLast((event) => {
    if (!GIVES.has(event.type) || (review !== undefined && !concerns(review, event))) return false;
    const { assignee, to } = event.data as { assignee?: Person; to?: EscalatedTo };
    return assignee?.id === id || to?.person?.id === id;
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
