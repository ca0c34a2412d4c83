import type { Person } from '../actor.ts';
import type { Verdict } from '../decision/decision.ts';
import type { Disposition } from '../policy/levels.ts';
import type { Instant } from '../time.ts';

/** A question that stops the review until somebody answers it. */
export type InfoRequest = {
  request_id: string;
  question: string;
  /** Names of the facts that the answer should fill. */
  facts: string[];
  by: Person;
  asked_at: Instant;
  due_at: Instant | null;
};

export type InfoAnswer = { request_id: string; note?: string; at: Instant; by: string };

/** The human work on one decision. `version` grows with every change and arbitrates races. */
export type Review = {
  id: string;
  decision_id: string;
  kind: 'review' | 'audit';
  status: 'open' | 'waiting_info' | 'settling' | 'settled';
  version: number;
  revision: number;
  /** Given so far for this revision; a new revision clears them. */
  verdicts: Verdict[];
  /** The verdict becomes final at this moment; until then its giver can undo it. */
  settle_at: Instant | null;
  info: InfoRequest | null;
  info_answers: InfoAnswer[];
  due_at: Instant | null;
  opened_at: Instant;
  settled_at: Instant | null;
  /** Once settled. */
  disposition: Disposition | null;
};
