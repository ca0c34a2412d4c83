import { type Asked, figuresOf, queriesFor, type TallyQuery } from './figures.ts';
import type { RouteStats } from './route-draft.ts';
import { similarityOf, traitsOf } from './similarity.ts';
import { isStat, type StatName } from './stats.ts';
import { dayOf, keyIn, keyOf, type TallyCounts, type TallyScope } from './tally.ts';

const DAY_MS = 86_400_000;

/** What routing is told beside the decision, and what it counted on: nobody may have changed that when it is stored. */
export type Statistics = {
  stats: RouteStats;
  /** What this subject had asked for today, where rules look at it. */
  askedToday?: number;
};

/** Which running counts a decision's type looks at, and what they come to once they were read, in the order asked. */
export type LookUp = { queries: TallyQuery[]; told: (sums: readonly TallyCounts[]) => Statistics };

/** The running counts that a decision of this type is routed by; none where the type looks at none. */
export const lookUp = (asked: Asked): LookUp => {
  const { type, submission, now } = asked;
  const queries: TallyQuery[] = [];
  const places = new Map<string, number>();
  /** The place of a look-up among all of them: what is asked twice is read once. */
  const place = (query: TallyQuery): number => {
    const name = `${query.scope} ${query.from} ${query.key}`;
    const at = places.get(name) ?? queries.push(query) - 1;
    places.set(name, at);
    return at;
  };
  const placeIn = (scope: TallyScope, from = 0): number | undefined => {
    const key = keyIn(scope, asked);
    return key === undefined ? undefined : place({ scope, key, from });
  };

  const figures = [...queriesFor(type.needs.filter(isStat), asked)].map(
    ([name, query]): [StatName, number] => [name, place(query)],
  );
  const looksAtLoad = type.needs.includes('queue_open');
  const open = looksAtLoad ? placeIn('queue') : undefined;
  const today = type.needs.some(countsRequests) ? placeIn('subject', dayOf(now)) : undefined;
  const traits = submission.signals?.similarity === undefined ? traitsOf(type, submission) : [];
  const cases = traits.length === 0 ? undefined : placeIn('fact');
  const likes = traits.map((trait) => {
    if (trait.kind === 'absent') return undefined;
    const scope = trait.kind === 'number' ? 'fact' : 'category';
    return place({ scope, key: keyOf(trait.parts, asked), from: 0 });
  });

  return {
    queries,
    told: (sums) => {
      const at = (where: number | undefined): TallyCounts | undefined =>
        where === undefined ? undefined : sums[where];
      const found = new Map<StatName, TallyCounts>();
      for (const [name, where] of figures) {
        const sum = at(where);
        if (sum !== undefined) found.set(name, sum);
      }
      const similarity = similarityOf(traits, likes.map(at), at(cases)?.cases ?? 0);
      const askedToday = at(today)?.asked;
      return {
        stats: {
          figures: figuresOf(found, asked),
          ...(looksAtLoad ? { queue_open: at(open)?.cases ?? 0 } : {}),
          ...(similarity === undefined ? {} : { similarity }),
        },
        ...(askedToday === undefined ? {} : { askedToday }),
      };
    },
  };
};

const countsRequests = (need: string): boolean =>
  need === 'subject_requests_7d' || need === 'subject_amount_7d';

/** The age of a policy that is in force since then, in days. */
export const policyAge = (since: number, now: number): number => Math.max(0, (now - since) / DAY_MS);

/** The figures with the policy's age among them, where the type looks at it. */
export const withPolicyAge = (stats: RouteStats, age: number | undefined): RouteStats =>
  age === undefined ? stats : { ...stats, figures: { ...stats.figures, policy_age_days: age } };
