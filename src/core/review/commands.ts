import type { Actor, Person } from '../actor.ts';
import type { Values } from '../decision/decision.ts';
import type { Instant } from '../time.ts';

/** What somebody wants to happen to a review. `roles` are those the person holds now. */
export type ReviewCommand =
  | {
      kind: 'give_verdict';
      by: Person;
      roles: string[];
      /** What the person had on the screen. */
      shown: { revision: number; digest: string };
      option: string;
      values?: Values;
      reason_code: string;
      rationale: string;
      tags: string[];
      form_open_ms?: number;
    }
  | { kind: 'undo_verdict'; by: { id: string; team_id?: string } }
  | { kind: 'settle' }
  | {
      kind: 'request_info';
      by: Person;
      roles: string[];
      shown: { revision: number; digest: string };
      request_id: string;
      question: string;
      facts: string[];
      due_at: Instant | null;
    }
  | { kind: 'answer_info'; actor: Actor; request_id?: string; note?: string }
  | {
      kind: 'revise';
      actor: Actor;
      revision: number;
      because: 'resubmitted' | 'info_answered';
      due_at: Instant | null;
    }
  | { kind: 'cancel'; actor: Actor; reason: string }
  /** The person concerned asks for a human. `by` is whom the source names. */
  | { kind: 'contest'; actor: Actor; by: string; note: string };
