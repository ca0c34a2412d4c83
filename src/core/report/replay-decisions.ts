import type { Decision, Revision } from '../decision/decision.ts';
import {
  countAnswered,
  countIntake,
  countRevised,
  countTruth,
  countWaiting,
  countWithdrawn,
  type Ended,
  isAnswered,
} from '../policy/counting.ts';
import type { Asked } from '../policy/figures.ts';
import { isAutomatic } from '../policy/levels.ts';
import { lookUp, policyAge, withPolicyAge } from '../policy/look-up.ts';
import type { DecisionType, Policy } from '../policy/policy.ts';
import type { RouteStats } from '../policy/route-draft.ts';
import type { Tallied } from '../policy/tally.ts';
import type { Instant } from '../time.ts';
import { createCounts } from './counts.ts';
import type { PastDecision } from './past-decision.ts';
import { type Rerouted, reroute } from './reroute.ts';
import { createTimeline } from './timeline.ts';
import { truthsOf } from './truths.ts';

type Replaying = {
  /** Decisions before this moment only count, as they were; those from it on are routed. */
  since: Instant;
  /** Since when the policy is in force. */
  inForce: Instant;
  /** Told of each decision that is routed, in its latest revision. */
  onRouted: (past: PastDecision, found: Rerouted) => void;
};

/**
 * Lets stored decisions happen again, in the order in which they came, and routes each by the policy with the figures
 * of its moment: what was asked for, executed, answered and found out until then, counted as the store counts it. What
 * runs by itself is what this policy lets run; what people answered, how long it took them and what turned out true is
 * taken as it was.
 */
export const createReplay = (
  policy: Policy,
  { since, inForce, onRouted }: Replaying,
): { add: (past: PastDecision, type: DecisionType) => void; finish: () => void } => {
  const counts = createCounts();
  const timeline = createTimeline();

  const figures = (asked: Asked): RouteStats => {
    const { queries, told } = lookUp(asked);
    const age = asked.type.needs.includes('policy_age_days') ? policyAge(inForce, asked.now) : undefined;
    return withPolicyAge(told(counts.sums(queries)).stats, age);
  };

  /** The level that counts from now on, and its queue: as it was before `since`, else as the policy says. */
  const routeOf = (past: PastDecision, type: DecisionType, standing?: Asked['standing']) => {
    const { decision, revision } = past;
    if (decision.created_at < since) return { level: revision.route.level, queue: revision.route.queue };
    const asked = { ...talliedOf(decision, revision, type, type.queue), now: revision.created_at };
    const found = reroute(
      revision,
      policy,
      type,
      figures(standing === undefined ? asked : { ...asked, standing }),
    );
    onRouted(past, found);
    return { level: found.to, queue: found.route.queue };
  };

  /** What follows once it is known whether it runs by itself and in which queue people answer it. */
  const follow = (past: PastDecision, tallied: Tallied, automatic: boolean): void => {
    const { decision } = past;
    const end = endOf(decision, automatic);
    if (end !== undefined && !automatic && !decision.shadow)
      timeline.put(end.at, () => {
        if (end.disposition === 'cancelled') counts.add(countWithdrawn(tallied, decision.created_at));
        // People would have answered what ran by itself then; nobody knows how.
        const answered = isAnswered(end.disposition) || decision.disposition === 'auto_executed';
        if (answered) counts.add(countAnswered(tallied, { at: end.at, overridden: decision.overridden }));
      });
    if (end === undefined) return;
    let before: string | null = null;
    for (const { at, correct } of truthsOf(past))
      timeline.put(Math.max(at, end.at), () => {
        counts.add(countTruth(tallied, end, { before, correct }));
        before = correct;
      });
  };

  return {
    add: (past, type) => {
      const { decision, revision, earlier } = past;
      timeline.runTo(decision.created_at);
      waitAsItDid(past, type);
      const first = talliedOf(decision, earlier[0] ?? revision, type);
      const taken = { at: decision.created_at };
      if (earlier.length === 0) {
        const { level, queue } = routeOf(past, type);
        const tallied = { ...first, queue };
        const automatic = isAutomatic(level);
        counts.add(notWaiting(countIntake(tallied, { ...taken, automatic })));
        follow(past, tallied, automatic);
        return;
      }
      // What was revised was waiting for people.
      counts.add(notWaiting(countIntake(first, { ...taken, automatic: false })));
      let standing = first;
      for (const [index, next] of [...earlier.slice(1), revision].entries()) {
        const was = standing;
        const is = talliedOf(decision, next, type);
        standing = is;
        timeline.put(next.created_at, () => {
          const isLast = index === earlier.length - 1;
          const known = { tallied: { ...was, queue: type.queue }, at: decision.created_at };
          const queue = isLast ? routeOf(past, type, known).queue : is.queue;
          counts.add(countRevised(was, is, decision.created_at));
          if (isLast) follow(past, { ...is, queue }, false);
        });
      }
    },
    finish: () => timeline.runTo(Number.POSITIVE_INFINITY),
  };

  /** How many wait is as it was: how long people would take for what this policy asks them is not known. */
  function waitAsItDid({ decision, revision, earlier }: PastDecision, type: DecisionType): void {
    if (decision.shadow || decision.disposition === 'auto_executed') return;
    let was: Tallied | undefined;
    for (const next of [...earlier, revision]) {
      const before = was;
      const is = talliedOf(decision, next, type);
      was = is;
      timeline.put(next.created_at, () => {
        if (before !== undefined) counts.add(countWaiting(before, -1));
        counts.add(countWaiting(is, 1));
      });
    }
    const last = was;
    if (decision.resolved_at !== null && last !== undefined)
      timeline.put(decision.resolved_at, () => counts.add(countWaiting(last, -1)));
  }
};

const talliedOf = (
  { shadow }: Decision,
  { body, route }: Revision,
  type: DecisionType,
  queue = route.queue,
): Tallied => ({ type, submission: body, queue, shadow });

/** How it ends: at once what runs by itself, else as it did; undefined while it waits. */
const endOf = (decision: Decision, automatic: boolean): Ended | undefined => {
  const { disposition, option, created_at, resolved_at } = decision;
  if (automatic) return { at: created_at, disposition: 'auto_executed', option };
  return resolved_at === null ? undefined : { at: resolved_at, disposition, option };
};

const notWaiting = (counted: ReturnType<typeof countIntake>) =>
  counted.filter(({ key }) => key.scope !== 'queue');
