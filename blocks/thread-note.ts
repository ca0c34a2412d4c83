import type { Person } from '../src/core/actor.ts';
import type { DecisionEvent } from '../src/core/decision/decision.ts';
import type { EscalatedTo } from '../src/core/review/commands.ts';
import type { InfoRequest, Lapse, Snooze } from '../src/core/review/review.ts';
import type { Correction } from '../src/core/review/view-corrections.ts';
import { LIMITS } from './limits.ts';
import { type CardMessage, fitMrkdwn, section } from './pieces.ts';
import { TAGS } from './reason-inputs.ts';
import { correctedWords } from './settled-card.ts';
import { count, inSentence, moment, outside, personLink } from './text.ts';

/** What a note in the thread is about, and how people and queues are called in it. */
export type Told = {
  event: DecisionEvent;
  /** The person whom it concerns: mentioned, and nobody else. */
  to?: string;
  names: ReadonlyMap<string, string>;
  /** In a message to the person whom it concerns: they are spoken to and not mentioned. */
  direct?: boolean;
  /** Whoever wrote it has seen what the readers must not see yet: their words stay out. */
  quiet?: boolean;
  /** Who submitted it. */
  source: string;
  /** Labels of the type's options, by id. */
  options?: ReadonlyMap<string, string>;
  /** Of a person's correction: which answer became which, as the card has it. */
  correction?: Pick<Correction, 'was' | 'now'>;
};

const MOST = 600;
const NOBODY_KNOWN = 'nobody is known to escalate to, name a manager in the policy';

/** One thing that happened to a case, in a line of its card's thread. */
export const threadNote = (told: Told): CardMessage => {
  const text = sentence(told);
  return { text: fitMrkdwn(text, LIMITS.sectionText), blocks: [section(text)] };
};

const sentence = ({ event, to, names, source, direct, quiet, options, correction }: Told): string => {
  const { type, actor, data } = event;
  const by = called(actor.id, names);
  const concerned = to === undefined || direct === true ? '' : `${personLink(nameOf(to, names))}: `;
  const note = quiet === true ? '' : quoted(data.note);
  const label = (id: unknown): string => options?.get(String(id)) ?? String(id);
  switch (type) {
    case 'info_requested': {
      const request = data.request as InfoRequest;
      return `${by} asks ${asked(request, source)}: ${outside(request.question, MOST)}${until(request)}`;
    }
    case 'info_answered': {
      const facts = Array.isArray(data.facts) ? data.facts.length : 0;
      const brought =
        facts === 0 ? '' : ` ${count(facts, 'fact')} came with it; the card shows what changed.`;
      return `${concerned}${by} answered your question${note === '' ? '.' : `:${note}${brought === '' ? '' : '.'}`}${brought}`;
    }
    case 'info_lapsed': {
      const { because, wanted_by } = data.lapsed as Lapse;
      const why =
        because === 'unreachable'
          ? 'The person who was asked cannot be written to in Slack.'
          : `No answer came${wanted_by === null ? '' : ` by ${moment(wanted_by)}`}.`;
      return `${concerned}${why} It can be decided again.`;
    }
    case 'revised':
      return `New facts came in: revision ${Number(data.revision)} stands now, and answers to the one before count no more.`;
    case 'reassigned': {
      const { id } = data.assignee as Person;
      if (actor.kind === 'policy')
        return to === id ? `${concerned}This is yours to answer.` : `This is given to ${called(id, names)}.`;
      if (id === actor.id) return `${by} takes this over.${note}`;
      return to === id
        ? `${concerned}${by} hands this to you.${note}`
        : `${by} hands this to ${called(id, names)}.${note}`;
    }
    case 'escalated':
      return `${concerned}${escalation(event, by, names, direct)}${note}`;
    case 'reminded':
      return `${concerned}Nobody has answered this yet.${dueText(data.due_at)}`;
    case 'backup_notified': {
      const asked = direct === true ? 'you are asked as a backup' : `${backups(data)} asked as well`;
      return data.because === 'nobody_there'
        ? `Nobody of those who were asked is there: ${asked}.`
        : `Nobody has answered this yet: ${asked}.`;
    }
    case 'lapsed':
      return data.instead_of === 'execute'
        ? 'Nobody answered in time. It is not carried out without a person, so it goes on waiting.'
        : 'Nobody answered in time. It goes on waiting.';
    case 'snoozed': {
      const { until } = data.snooze as Snooze;
      return `${by} puts this aside until ${moment(until)}. It is due as before.`;
    }
    case 'snooze_ended':
      return `${concerned}This is back on your desk: you put it aside until ${moment((data.snooze as Snooze).until)}.`;
    case 'noted':
      return quiet === true ? `${by} left a note. It can be read once this is answered.` : noted(data, by);
    case 'verdict_given':
    case 'answer_changed':
      return `${concerned}${by} has answered otherwise since, so your answer counts no more and is asked for again.`;
    case 'verdict_undone':
      return `${by} took the answer back.`;
    case 'contested':
      return `${outside(String(data.by), 80)} asks for a human:${note}`;
    case 'corrected':
      return `${by} corrects the answer: ${correctedWords(correction ?? { was: label(data.was), now: label(data.now) })}.${quoted(data.reason)}`;
    default:
      return `${by}: ${type.replaceAll('_', ' ')}.`;
  }
};

/** Whom a question is put to, by name. */
const asked = ({ to = 'source', person }: InfoRequest, source: string): string => {
  const submitter = person === undefined ? [] : [outside(person.name ?? person.id, 80)];
  return [...submitter, ...(to === 'submitter' ? [] : [outside(source, 60)])].join(' and ');
};

const until = ({ due_at }: InfoRequest): string =>
  due_at === null ? '' : ` (answer wanted by ${moment(due_at)})`;

const noted = ({ text, tags }: DecisionEvent['data'], by: string): string => {
  const marks = TAGS.filter(({ id }) => (tags as string[]).includes(id)).map(({ label }) =>
    inSentence(label),
  );
  const marked = marks.length === 0 ? '' : ` Marked: ${marks.join(', ')}.`;
  return text === '' ? `${by} marks this: ${marks.join(', ')}.` : `${by} notes:${quoted(text)}${marked}`;
};

const dueText = (due: unknown): string => (typeof due === 'number' ? ` It is due ${moment(due)}.` : '');

const backups = ({ role, people }: DecisionEvent['data']): string => {
  const count = (people as Person[]).length;
  const named = outside(String(role), 60);
  return count === 1 ? `one of ${named} is` : `${count} of ${named} are`;
};

const escalation = (
  { data, actor }: DecisionEvent,
  by: string,
  names: Told['names'],
  direct: boolean | undefined,
): string => {
  const { queue, person, roles = [] } = data.to as EscalatedTo;
  const whom =
    queue !== undefined
      ? `the queue ${outside(queue, 60)}`
      : person !== undefined
        ? direct === true
          ? 'you'
          : called(person.id, names)
        : roles.map((role) => outside(role, 60)).join(' or ') || 'others';
  if (data.because === 'authority')
    return queue === undefined
      ? 'Nobody’s authority reaches so far: whoever looks after the policy has to say who decides this.'
      : `This is above the authority of ${by}, whose answer is a recommendation: it goes to ${whom}.`;
  const isNobody = queue === undefined && person === undefined && roles.length === 0;
  const goes = direct === true ? 'this comes to you' : isNobody ? NOBODY_KNOWN : `this goes to ${whom}`;
  if (data.because === 'surge') return `More waits here than this queue takes: ${goes}.`;
  if (data.because === 'time') return `Nobody has answered in time: ${goes}.`;
  if (data.because === 'event') return `This cannot wait any longer: ${goes}.`;
  if (data.because === 'nobody_there') return `Nobody is there to answer: ${goes}.`;
  return actor.kind === 'person' ? `${by} asks ${whom} to decide this.` : `This goes to ${whom}.`;
};

const quoted = (text: unknown): string =>
  typeof text !== 'string' || text === '' ? '' : ` “${outside(text, MOST)}”`;

const nameOf = (id: string, names: Told['names']): Pick<Person, 'id' | 'name'> => {
  const name = names.get(id);
  return name === undefined ? { id } : { id, name };
};

/** By name and not as a mention: a mention is for the person concerned. */
const called = (id: string, names: Told['names']): string => outside(names.get(id) ?? id, 80);
