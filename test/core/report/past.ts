import type { Submission } from '../../../src/core/decision/submission.ts';
import { isAutomatic } from '../../../src/core/policy/levels.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import type { PastDecision } from '../../../src/core/report/past-decision.ts';
import { decision, review, revision, T0 } from '../../db/rows.ts';
import { refund, routed } from '../policy/routing.ts';

type More = {
  id?: string;
  /** The latest one; later than 1 it was waiting for a person. */
  revision?: number;
  earlier?: PastDecision['earlier'];
  decision?: Partial<PastDecision['decision']>;
  reviews?: Partial<PastDecision['reviews'][number]>[];
  outcomes?: string[];
  at?: number;
};

/** A decision as it was stored, routed by the policy that was in force then. */
export const past = (policy: Policy, submission: Submission, more: More = {}): PastDecision => {
  const { id = 'dec_1', at = T0 } = more;
  const route = routed(policy, submission, { sampling: true, now: at });
  const executed = isAutomatic(route.level);
  return {
    decision: decision(id, {
      type: submission.type,
      level: route.level,
      created_at: at,
      ...(executed ? { status: 'resolved', disposition: 'auto_executed' } : {}),
      ...more.decision,
    }),
    revision: revision(id, { revision: more.revision ?? 1, body: submission, route, created_at: at }),
    earlier: more.earlier ?? [],
    reviews: (more.reviews ?? []).map((one) => review(id, one)),
    corrections: [],
    outcomes: (more.outcomes ?? []).map((correct) => ({ body: { correct }, created_at: at })),
  };
};

/** People answered, and agreed or not. */
export const answered = (overridden: boolean): More => ({
  decision: { status: 'resolved', disposition: overridden ? 'rejected' : 'approved', overridden },
});

/** Refunds of so many euros, at a confidence that counts as high. */
export const ofEuros = (euros: number): Submission => refund({ euros, confidence: 0.97 });
