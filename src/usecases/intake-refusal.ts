import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Refusal } from '../core/refusal.ts';

const NOTHING_AWAITED = {
  code: 'nothing_awaited',
  detail: 'No question waits for an answer on this decision.',
} as const;

/** What a refused change of a review means to the source that asked for it. */
export const intakeProblem = (refusal: Refusal | IntakeProblem): IntakeProblem => {
  switch (refusal.code) {
    case 'not_found':
      return { code: 'unknown_decision' };
    case 'already_decided':
      // An answer that can still be undone does not exist for the source.
      if (refusal.disposition === null) return NOTHING_AWAITED;
      return { code: 'already_resolved', disposition: refusal.disposition };
    case 'nothing_awaited':
      return 'detail' in refusal ? refusal : NOTHING_AWAITED;
    case 'unknown_decision':
    case 'type_not_allowed':
    case 'type_gone':
    case 'invalid':
    case 'key_reused':
    case 'already_resolved':
    case 'people_unknown':
    case 'busy':
      return refusal;
    default:
      return { code: 'busy' };
  }
};
