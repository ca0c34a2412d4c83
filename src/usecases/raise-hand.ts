import { digestOf } from '../core/decision/canonical.ts';
import type { Values } from '../core/decision/decision.ts';
import type { IntakeProblem } from '../core/decision/intake-problem.ts';
import type { Submission } from '../core/decision/submission.ts';
import { peopleSource } from '../core/policy/raised.ts';
import { err, type Result } from '../core/result.ts';
import { iso } from '../core/time.ts';
import type { Asker, World } from '../ports.ts';
import type { Submitted } from './request-key.ts';
import { submitDecision } from './submit-decision.ts';

/** What somebody raises, from a message in Slack. */
export type Raised = {
  /** The form that it comes with: one form raises one decision, however often it arrives. */
  form: string;
  type: string;
  title: string;
  facts: Values;
  /** Who or what it is about; empty: whoever raises it. */
  about: string;
  note: string;
  /** The message: what it said, when (seconds since 1970), and its address where it is known. */
  message: { text: string; ts: string; link?: string };
};

/** Why nothing can be raised. */
export type NotRaised = IntakeProblem | { code: 'not_set_up' } | { code: 'stranger' };

/**
 * A person raises a hand: a decision of the policy's source for people, asked for by them, so that they cannot decide it
 * themselves. It has no recommendation; people decide it alone.
 */
export const raiseHand = async (
  world: World,
  asker: Asker,
  { form, type, title, facts, about, note, message }: Raised,
): Promise<Result<Submitted, NotRaised>> => {
  const people = peopleSource(world.policies.current());
  if (people === undefined) return err({ code: 'not_set_up' });
  const known = await world.directory.personWithRoles(asker);
  if (known === undefined) return err({ code: 'people_unknown' });
  if (known.stranger === true) return err({ code: 'stranger' });
  const { id, email, name = id } = known.by;
  const now = world.clock.now();
  const written = Number(message.ts) * 1000;
  const said = (at: number, words: string, what: string) =>
    words === '' ? [] : [{ at: iso(at), title: what, note: words }];
  const submission: Submission = {
    type,
    title,
    subject: about === '' ? { id, name, kind: 'person' } : { id: about, name: about },
    requested_by: { id, name, ...(email === undefined ? {} : { email }) },
    facts,
    history: [
      ...said(Number.isFinite(written) ? written : now, message.text, quoted(message.text)),
      ...said(now, note, `Note from ${name.slice(0, 100)}: ${quoted(note)}`),
    ],
    ...(message.link === undefined ? {} : { attachments: [{ title: 'The message', url: message.link }] }),
  };
  const key = `raised ${form} ${id} ${message.ts}`;
  return submitDecision(world, people.source, submission, { key, request_digest: digestOf(key) });
};

/** The card shows the beginning of what was said; all of it is in the note. */
const quoted = (text: string): string => {
  const signs = Array.from(text.replace(/\s+/g, ' ').trim());
  return signs.length <= QUOTED ? `“${signs.join('')}”` : `“${signs.slice(0, QUOTED).join('')}…”`;
};

/** In characters. */
const QUOTED = 120;
