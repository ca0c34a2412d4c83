/** One thing wrong with what a source sent: where it is, and what to do about it. */
export type FieldProblem = { path: string; message: string };

/** Why a source's request is not taken: a value; one place turns it into problem+json. */
export type IntakeProblem =
  | { code: 'unknown_decision' }
  | { code: 'type_not_allowed'; type: string; allowed: string[] }
  /** The policy has the type of a decision no more. */
  | { code: 'type_gone'; type: string }
  | { code: 'invalid'; problems: FieldProblem[] }
  | { code: 'key_reused'; key: string }
  | { code: 'already_resolved'; disposition: string | null }
  | { code: 'nothing_awaited'; detail: string }
  /** Who a person is, or what they may do, cannot be asked now. */
  | { code: 'people_unknown' }
  | { code: 'busy' };
