import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Refusal } from '../core/refusal.ts';

/** What a refused change of a review means to the source that asked for it. */
export const intakeProblem = (refusal: Refusal | IntakeProblem): IntakeProblem => {
  switch (refusal.code) {
    case 'not_found':
      return { code: 'unknown_decision' };
    case 'already_decided':
      return { code: 'already_resolved', disposition: refusal.disposition };
    case 'nothing_awaited':
      return {
        code: 'nothing_awaited',
        detail: 'detail' in refusal ? refusal.detail : 'No question waits for an answer on this decision.',
      };
    case 'unknown_decision':
    case 'type_not_allowed':
    case 'invalid':
    case 'key_reused':
    case 'already_resolved':
    case 'busy':
      return refusal;
    default:
      return { code: 'busy' };
  }
};
