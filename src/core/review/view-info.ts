import type { Values } from '../decision/decision.ts';
import { formatFact } from '../decision/facts.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Audience, CardView, FactView } from './card-view.ts';
import type { Case } from './case.ts';
import { namesIn } from './names.ts';
import { submitterOf } from './submitter.ts';
import { factViewOf } from './view-facts.ts';

/** The question that waits, with the facts that it asks for as they stand; null while none does. */
export const waitingView = (
  kase: Case,
  type: DecisionType,
  audience: Audience,
  scrub: (text: string) => string,
): CardView['waiting'] => {
  const { review, decision } = kase;
  const info = review?.status === 'waiting_info' ? review.info : null;
  if (info === null) return null;
  const { request_id, question, facts, to = 'source', person = null, by, asked_at, due_at } = info;
  return {
    request_id,
    question: scrub(question),
    facts: facts.map((name) => labelOf(type, name)),
    asked: askedFacts(kase, type, audience, facts),
    by,
    since: asked_at,
    due_at,
    from: { source: to === 'submitter' ? null : decision.source, person: to === 'source' ? null : person },
  };
};

/** Facts by their names, declared ones only, as this audience may see them. */
export const askedFacts = (kase: Case, type: DecisionType, audience: Audience, names: string[]): FactView[] =>
  type.facts
    .filter(({ name }) => names.includes(name))
    .map((definition) => factViewOf(definition, kase, type, audience));

/** How questions ended, oldest first, each with what it was. */
export const answersView = (
  { review, events }: Case,
  type: DecisionType,
  scrub: (text: string) => string,
): CardView['answers'] => {
  const names = namesIn(events);
  const known = new Set(type.facts.map(({ name }) => name));
  return (review?.info_answers ?? []).map(({ question, note, facts = [], asked_by, by, at, lapsed }) => ({
    question: question === undefined ? null : scrub(question),
    note: note === undefined ? null : scrub(note),
    facts: facts.filter((name) => known.has(name)).map((name) => labelOf(type, name)),
    asked_by: asked_by === undefined ? null : (names.get(asked_by) ?? asked_by),
    by: names.get(by) ?? by,
    at,
    lapsed: lapsed ?? null,
  }));
};

/** Whom a question can be put to, and which facts it can be about; why it cannot be the person who submitted it. */
export const askableView = (
  { decision, requester, revision }: Case,
  type: DecisionType,
): CardView['askable'] => {
  const submitter = submitterOf(requester) ?? null;
  return {
    submitter,
    why_not:
      submitter !== null
        ? null
        : decision.requested_by === null
          ? 'unnamed'
          : requester?.status === 'unknown'
            ? 'unknown'
            : 'looking',
    email: decision.requested_by,
    facts: type.facts.map(({ name, label }) => ({
      name,
      label,
      missing: !Object.hasOwn(revision.body.facts, name),
    })),
  };
};

/** What somebody put into a form, by the labels of the facts; what is sensitive is named and not repeated. */
export const givenValues = (values: Values, type: DecisionType): { label: string; text: string }[] =>
  Object.entries(values).flatMap(([name, value]) => {
    const definition = type.facts.find((fact) => fact.name === name);
    if (definition === undefined) return [];
    const { label, sensitive } = definition;
    return [{ label, text: sensitive ? 'given' : formatFact(definition, value) }];
  });

const labelOf = (type: DecisionType, name: string): string =>
  type.facts.find((fact) => fact.name === name)?.label ?? name;
