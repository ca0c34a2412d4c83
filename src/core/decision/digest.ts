import type { Route } from '../policy/route-result.ts';
import { digestOf } from './canonical.ts';
import type { Submission } from './submission.ts';

/** Grows when the content below changes meaning, so that digests of two formats never meet by accident. */
const FORMAT = 1;

/**
 * Digest of what a person decides upon: who and what it is about, the facts, the recommendation as it is shown, the
 * flags, the level and the policy. A button carries it, and a press on a card that showed something else decides
 * nothing. Layout, claims, due time and progress are no part of it.
 */
export const decisionDigest = (submission: Submission, route: Route): string =>
  digestOf([
    FORMAT,
    submission.type,
    submission.title,
    submission.subject ?? null,
    submission.facts,
    route.level === 'human_only' ? null : (submission.recommendation ?? null),
    route.flags.map((flag) => flag.sentence),
    route.level,
    route.policy_version,
  ]);
