import type { Decision, DecisionEvent, Revision } from '../decision/decision.ts';
import type { CheckedLike } from '../policy/checked-like.ts';
import type { Asks } from './asks.ts';
import type { MissReport } from './miss.ts';
import type { Precedent } from './precedents.ts';
import type { Review } from './review.ts';

/**
 * A person named by an e-mail address: `unresolved` until Slack was asked, `unknown` when Slack has nobody with that
 * address, so that nobody can be kept from deciding their own request.
 */
export type Requester = {
  status: 'unresolved' | 'found' | 'unknown';
  person_id: string | null;
  name?: string | null;
};

/** All that is known of one decision: what surfaces are drawn from and answers are made of. */
export type Case = {
  decision: Decision;
  /** The revision that stands. */
  revision: Revision;
  /** The one before, when there is one: for what changed. */
  previous?: Revision;
  /** Absent where nothing waits for a person. */
  review?: Review;
  /** Where its review is an audit that found it wrong: what else that says, for the message about it. */
  miss?: MissReport;
  events: DecisionEvent[];
  /** Who asked for it, as far as Slack knows them; absent where the source named no address. */
  requester?: Requester;
  /** What is asked by lot of those who answer. */
  asks?: Asks;
  /**
   * For whoever looks at it: the cases most like it, nearest first, and the latest about the same subject, newest first.
   * Absent where nobody looks.
   */
  earlier?: { nearest: Precedent[]; about: Precedent[] };
  /** For whoever is about to answer it: checked cases that were scored like it. Absent where nobody is. */
  checked?: CheckedLike;
};
