import type { Person } from './actor.ts';
import type { UnclearTime } from './away/read-until.ts';
import type { Disposition } from './policy/levels.ts';
import type { Availability } from './sla/availability.ts';
import type { Instant } from './time.ts';

type Absent = Extract<Availability, { there: false }>;

/** An expected "no" to something a person or a source asked for: a value, not an exception. */
export type Refusal =
  | { code: 'not_found' }
  /** The decision is here, but the policy has no such type any more. */
  | { code: 'type_gone'; type: string }
  /** A verdict was given or the decision ended in another way; `by` is absent when nobody in person did it. */
  | {
      code: 'already_decided';
      disposition: Disposition | null;
      option: string | null;
      by?: Person;
      at: Instant;
    }
  /** The card showed an older revision than the one that stands. */
  | { code: 'stale_card'; revision: number }
  /** `roles` are those whose members may decide. */
  | { code: 'not_a_decider'; roles: string[] }
  /** `of` is whose it is, where the person stands in for them. */
  | { code: 'own_request'; of?: Person }
  /** This person's answer to it stands already; `by` where somebody else sits on their place. */
  | { code: 'answered_already'; at: Instant; by?: Person }
  /** `roles` are those whose seats are still empty. */
  | { code: 'no_seat'; roles: string[] }
  /** Others answer before this person. */
  | { code: 'not_your_turn'; roles: string[] }
  /** `roles` are those whose authority reaches so far; empty where nobody's does. */
  | { code: 'above_authority'; roles: string[] }
  /** A blind answer can be changed at the reveal, but not taken back. */
  | { code: 'answered_blind' }
  /** Whoever it was to be given to may not decide it, and why. */
  | {
      code: 'cannot_be_given';
      to: Person;
      because: 'role' | 'own_request' | 'decided_before' | 'answered';
      roles: string[];
    }
  /** Whoever it was to be given to is not there; `until` as far as it is known. */
  | { code: 'away'; who: Person; because: Absent['because']; until: Instant | null }
  /** Nobody is known to escalate to. */
  | { code: 'nobody_known' }
  | { code: 'taken'; by: Person }
  /** `by` has it; absent when nobody does. */
  | { code: 'not_yours'; by?: Person }
  /** It is in that queue. */
  | { code: 'there_already'; queue: string }
  | { code: 'snooze_too_long'; latest: Instant }
  /** There is no time left for which it could be put aside. */
  | { code: 'due_already'; at: Instant }
  /** Only what people answered, and only once it is final. */
  | { code: 'nothing_to_correct' }
  /** So many had to approve it together, so that no one alone makes an approval of it afterwards. */
  | { code: 'takes_several'; needed: number }
  /** Somebody else corrected it since the form was opened. */
  | { code: 'corrected_meanwhile'; by: Person; at: Instant }
  /** Somebody who has not answered it looks at it again. */
  | { code: 'decided_before' }
  /** What was done already can be called right or wrong, and nothing else. */
  | { code: 'only_an_audit' }
  /** `roles` are those whose members may stop and start the type. */
  | { code: 'may_not_stop'; type: string; roles: string[] }
  | { code: 'unknown_type'; type: string; types: string[] }
  | { code: 'already_stopped'; type: string; by: string; at: Instant }
  | { code: 'not_stopped'; type: string }
  | { code: 'waiting_for_info'; question: string }
  | { code: 'nothing_awaited' }
  /** The question was put to somebody else. */
  | { code: 'not_asked' }
  /** Slack does not know who submitted it. */
  | { code: 'nobody_to_ask' }
  | { code: 'undo_closed'; at: Instant }
  | { code: 'not_your_verdict'; by: Person }
  | { code: 'unknown_option'; option: string; options: string[] }
  | { code: 'unknown_reason'; reason: string }
  | { code: 'rationale_required' }
  /** Fields that somebody with this role documents were left empty. */
  | { code: 'document_required'; labels: string[] }
  /** The values of a modification do not fit the facts' definitions. */
  | { code: 'values_invalid'; problems: { fact: string; message: string }[] }
  | { code: 'nothing_changed' }
  /** A moment that somebody typed and that cannot be read, or not in one way only. */
  | { code: 'unclear_time'; text: string; because: UnclearTime }
  /** Nobody stands in for themselves. */
  | { code: 'stands_in_self' }
  /** An app, or an account that is closed or of a guest. */
  | { code: 'cannot_stand_in'; who: Person }
  /** So many stand in for this person already. */
  | { code: 'too_many_stand_ins'; most: number }
  | { code: 'no_delegation' }
  | { code: 'not_away' }
  /** Who may decide cannot be checked now, since Slack does not answer. */
  | { code: 'cannot_check_authority' }
  /** Several changes came at once and lost twice. */
  | { code: 'try_again' };
