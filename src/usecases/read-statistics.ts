import { type Asked, figuresOf, queriesFor, type TallyQuery } from '../core/policy/figures.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { RouteStats } from '../core/policy/route-draft.ts';
import { similarityOf, traitsOf } from '../core/policy/similarity.ts';
import { isStat, type StatName } from '../core/policy/stats.ts';
import { dayOf, keyIn, keyOf, type TallyCounts } from '../core/policy/tally.ts';
import type { World } from '../ports.ts';

const DAY_MS = 86_400_000;

/** What routing is told beside the decision, and what it counted on: nobody may have changed that when it is stored. */
export type Statistics = {
  stats: RouteStats;
  /** What this subject had asked for today, where rules look at it. */
  askedToday?: number;
};

/**
 * Reads the figures that the type's rules and settings look at, in one statement; nothing where they look at none.
 * @param crowded others that the same limits count were faster, again and again
 */
export const readStatistics = async (
  world: World,
  policy: Policy,
  asked: Asked,
  crowded = false,
): Promise<Statistics> => {
  const { type, submission, now } = asked;
  const reading = startReading();
  const figures = new Map<StatName, () => TallyCounts | undefined>();
  for (const [name, query] of queriesFor(type.needs.filter(isStat), asked))
    figures.set(name, reading.ask(query));
  const open = type.needs.includes('queue_open') ? askIn('queue') : undefined;
  const today = type.needs.some(countsRequests) ? askIn('subject', dayOf(now)) : undefined;
  const traits = submission.signals?.similarity === undefined ? traitsOf(type, submission) : [];
  const cases = traits.length === 0 ? undefined : askIn('fact');
  const likes = traits.map((trait) =>
    trait.kind === 'absent'
      ? () => undefined
      : reading.ask({
          scope: trait.kind === 'number' ? 'fact' : 'category',
          key: keyOf(trait.parts, asked),
          from: 0,
        }),
  );
  await reading.read(world);

  const found = new Map<StatName, TallyCounts>();
  for (const [name, sum] of figures) {
    const counts = sum();
    if (counts !== undefined) found.set(name, counts);
  }
  const age = type.needs.includes('policy_age_days') ? await policyAge(world, policy, now) : undefined;
  const similarity = similarityOf(
    traits,
    likes.map((like) => like()),
    cases?.()?.cases ?? 0,
  );
  const askedToday = today?.()?.asked;
  return {
    stats: {
      figures: { ...figuresOf(found, asked), ...(age === undefined ? {} : { policy_age_days: age }) },
      ...(open === undefined ? {} : { queue_open: open()?.cases ?? 0 }),
      ...(similarity === undefined ? {} : { similarity }),
      ...(crowded ? { crowded } : {}),
    },
    ...(askedToday === undefined ? {} : { askedToday }),
  };

  function askIn(scope: 'queue' | 'subject' | 'fact', from = 0): () => TallyCounts | undefined {
    const key = keyIn(scope, asked);
    return key === undefined ? () => undefined : reading.ask({ scope, key, from });
  }
};

const countsRequests = (need: string): boolean =>
  need === 'subject_requests_7d' || need === 'subject_amount_7d';

/** Collects look-ups, so that all of them are one read; each answers with what was found for it. */
const startReading = () => {
  const places = new Map<string, number>();
  const queries: TallyQuery[] = [];
  let sums: TallyCounts[] = [];
  return {
    ask: (query: TallyQuery): (() => TallyCounts | undefined) => {
      const name = `${query.scope} ${query.from} ${query.key}`;
      const place = places.get(name) ?? queries.push(query) - 1;
      places.set(name, place);
      return () => sums[place];
    },
    read: async ({ store }: World): Promise<void> => {
      if (queries.length > 0) sums = await store.sumTallies(queries);
    },
  };
};

/** Since when a policy is in force never changes: read once for each. */
const inForceSince = new WeakMap<Policy, number>();

const policyAge = async ({ store }: World, policy: Policy, now: number): Promise<number | undefined> => {
  const since = inForceSince.get(policy) ?? (await store.findPolicySince(policy.version));
  if (since === undefined) return undefined;
  inForceSince.set(policy, since);
  return Math.max(0, (now - since) / DAY_MS);
};
