import type { DecisionEvent, Verdict } from '../decision/decision.ts';
import type { Instant } from '../time.ts';
import type { EscalatedTo } from './commands.ts';
import type { Place } from './place.ts';
import type { Review } from './review.ts';
import { personActor } from './verbs/verb.ts';
import type { Grounds } from './why-not-now.ts';

type Recommends = Extract<Place, { weight: 'recommends' }>;

/**
 * The events of an answer that only recommends: it is kept for those whose authority reaches so far, and the decision goes
 * to their queue where the policy names one. Where nobody's reaches that is said once, since somebody has to mend it.
 */
export const recommended = (
  verdict: Verdict,
  { capacity, needs }: Recommends,
  review: Review,
  grounds: Grounds,
  now: Instant,
): DecisionEvent[] => {
  const actor = personActor(verdict.by);
  const as = grounds.type.deciders.filter((role) => capacity.roles.includes(role));
  const given: DecisionEvent = {
    type: 'verdict_given',
    at: now,
    actor,
    data: { verdict, revision: review.revision, settle_at: null, as, needs },
  };
  const to = nextAuthority(needs, grounds);
  if (to === undefined || wasTold(to, grounds)) return [given];
  return [
    given,
    { type: 'escalated', at: now, actor, data: { by: verdict.by, to, because: 'authority', note: '' } },
  ];
};

/** Where it goes; undefined where it stays. */
const nextAuthority = (
  needs: string[],
  { type, limits = [], decision }: Grounds,
): EscalatedTo | undefined => {
  if (needs.length === 0) return { roles: [] };
  const named = limits.find(
    (limit) =>
      limit.queue !== undefined && needs.includes(limit.role) && (limit.types?.includes(type.name) ?? true),
  );
  return named?.queue === undefined || named.queue === decision?.queue
    ? undefined
    : { queue: named.queue, roles: needs };
};

/** Whether it went there already, since its facts changed last. */
const wasTold = ({ queue }: EscalatedTo, { events = [] }: Grounds): boolean => {
  const since = events.findLastIndex(({ type }) => type === 'revised');
  return events
    .slice(since + 1)
    .some(
      ({ type, data }) =>
        type === 'escalated' && data.because === 'authority' && (data.to as EscalatedTo).queue === queue,
    );
};
