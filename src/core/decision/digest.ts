import type { Route } from '../policy/route-result.ts';
import { digestOf } from './canonical.ts';
import type { Submission } from './submission.ts';

/** Grows when the content below changes meaning, so that digests of two formats never meet by accident. */
const FORMAT = 1;

/** Each draw holds 48 bits: together too many to be tried. */
const SECRET = ['digest 1', 'digest 2', 'digest 3'];

/**
 * Digest of what a person decides upon: who and what it is about, the facts, the recommendation as it is shown, the
 * flags, the level and the policy. A button carries it, and a press on a card that showed something else decides
 * nothing. Layout, claims, due time and progress are no part of it. Where people answer before they see the
 * recommendation it holds a secret as well: a digest of nothing but what is shown and a few guesses would tell which of
 * them is true to whoever reads it off a button.
 * @param draw numbers that only this server can make, uniform in [0, 1), the same for the same purpose
 */
export const decisionDigest = (
  submission: Submission,
  route: Route,
  draw: (purpose: string) => number,
): string =>
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
    ...(route.blind === true ? SECRET.map(draw) : []),
  ]);
