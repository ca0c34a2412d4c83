import type { Actor, Person } from '../actor.ts';
import type { Values } from '../decision/decision.ts';
import type { ClockState } from '../sla/pause.ts';
import type { Instant } from '../time.ts';
import type { Standing } from './authority.ts';
import type { Documented } from './documented.ts';
import type { Quorum } from './quorum.ts';
import type { AskedOf, Lapse } from './review.ts';

/** What the person had on the screen. */
export type Shown = { revision: number; digest: string };

/** An answer as somebody gives it, before it is checked. */
export type Given = {
  option: string;
  values?: Values;
  reason_code: string;
  rationale: string;
  tags: string[];
  /** What the person's role has to write down, by the field's label. */
  documented?: Documented;
  /** What was missing on the card, where that was asked: no part of the answer. */
  missing?: string;
  form_open_ms?: number;
  /** Together with others that are alike. */
  batch?: { id: string; opened: boolean };
};

/** Why others are asked; `authority`: somebody recommends what is above their own. */
export type EscalationCause = 'asked' | 'time' | 'event' | 'nobody_there' | 'surge' | 'authority';

/** Where something is escalated to: another queue, a person, or those whose authority reaches so far. */
export type EscalatedTo = { queue?: string; person?: Person; roles?: string[] };

/** What somebody wants to happen to a review. `roles` are those the person holds now. */
export type ReviewCommand =
  | (Standing & Given & { kind: 'give_verdict'; shown: Shown })
  /** After the reveal of a blind decision: the answer stays as it is. */
  | { kind: 'keep_answer'; by: { id: string } }
  | { kind: 'undo_verdict'; by: { id: string; team_id?: string } }
  | { kind: 'settle' }
  /** Once it is settled: another answer would have been right. */
  | (Standing &
      Given & {
        kind: 'correct';
        /** How many corrections there were when the form was opened. */
        seen?: number;
      })
  /** Somebody opened a form: the others are told for a few minutes. `kept`: that it was looked at is kept in any case. */
  | (Standing & { kind: 'open_form'; shown: Shown; kept?: boolean })
  /** Somebody takes it on. */
  | (Standing & { kind: 'claim' })
  | { kind: 'release'; by: Person }
  | (Standing & { kind: 'reassign'; to: Person; note: string })
  | (Standing & { kind: 'snooze'; until: Instant })
  /** The moment has come until which it was put aside. */
  | { kind: 'end_snooze' }
  /** `actor` asks others to decide it: a person with all that they are and hold, or the job that keeps time. */
  | (Partial<Standing> & {
      kind: 'escalate';
      actor: Actor;
      to: EscalatedTo;
      note: string;
      because: EscalationCause;
      /** For a queue that takes it over: when it is due there. */
      due_at?: Instant | null;
      /** Others who are told of it. */
      people?: Person[];
      /** The step of the queue's chain that does it. */
      step?: string;
    })
  /** The queue gives it to somebody; `policy` is the version that says how. */
  | { kind: 'assign'; to: Person; step: string; policy: string }
  /** Steps of the queue's chain while nobody answers; `step` is the key of each. */
  | { kind: 'remind'; step: string }
  | { kind: 'ask_backups'; step: string; role: string; people: Person[]; because: 'time' | 'nobody_there' }
  | { kind: 'expire'; step: string; how: 'hold' | 'reject' | 'execute'; instead_of?: 'execute' }
  | (Standing & { kind: 'note'; text: string; tags: string[] })
  | (Standing & {
      kind: 'request_info';
      shown: Shown;
      request_id: string;
      question: string;
      facts: string[];
      to?: AskedOf;
      due_at: Instant | null;
      overdue_at?: Instant | null;
    })
  /** `facts` are the names of those that come with it; `values`, what a person put into the form. */
  | {
      kind: 'answer_info';
      actor: Actor;
      request_id?: string;
      note?: string;
      facts?: string[];
      values?: Values;
      clock?: ClockState;
    }
  /** Nobody answered. */
  | { kind: 'lapse_info'; because: Lapse['because']; request_id?: string; clock: ClockState }
  | {
      kind: 'revise';
      actor: Actor;
      revision: number;
      because: 'resubmitted' | 'info_answered';
      due_at: Instant | null;
      quorum: Quorum | null;
    }
  | { kind: 'cancel'; actor: Actor; reason: string }
  /** The person concerned asks for a human. `by` is whom the source names. */
  | { kind: 'contest'; actor: Actor; by: string; note: string };

export type CommandOf<K extends ReviewCommand['kind']> = Extract<ReviewCommand, { kind: K }>;
