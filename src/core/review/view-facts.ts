import { factOf, formatFact, formatValue } from '../decision/facts.ts';
import type { Submission } from '../decision/submission.ts';
import type { DecisionType, FactDefinition } from '../policy/policy.ts';
import type { Audience, CardView, FactView } from './card-view.ts';
import type { Case } from './case.ts';
import { shownRecommendation } from './rationale.ts';

const NOT_GIVEN = 'not given';

/** The word in place of a value that this audience may not see. */
export const maskOf = (type: DecisionType): string =>
  type.sensitive_roles.length === 0 ? 'hidden' : `hidden, shown to ${type.sensitive_roles.join(', ')}`;

/** Whether the value stays hidden: sensitive, and no role that may see it. A channel never may. */
export const isMasked = (definition: FactDefinition, type: DecisionType, audience: Audience): boolean =>
  definition.sensitive &&
  !(audience.kind === 'person' && type.sensitive_roles.some((role) => audience.roles.includes(role)));

/**
 * The declared facts, most telling first: the amount, then what changed, then gaps, then the order of the policy.
 * Facts that were neither declared nor given are left out.
 */
export const factViews = (kase: Case, type: DecisionType, audience: Audience): FactView[] => {
  const before = kase.previous?.body.facts;
  const views = type.facts.flatMap((definition) => {
    const view = factView(
      definition,
      kase.revision.body.facts,
      before,
      isMasked(definition, type, audience),
      type,
    );
    return view === undefined ? [] : [view];
  });
  const rank = ({ definition, changed, missing }: FactView): number => {
    if (definition.name === type.amount?.fact) return 0;
    if (changed !== undefined) return 1;
    return missing ? 2 : 3;
  };
  return views.sort((a, b) => rank(a) - rank(b));
};

/** One declared fact as this audience may see it, also where it was never given. */
export const factViewOf = (
  definition: FactDefinition,
  { revision }: Case,
  type: DecisionType,
  audience: Audience,
): FactView => {
  const value = factOf(revision.body.facts, definition.name);
  const masked = isMasked(definition, type, audience);
  const known = value === undefined || masked ? {} : { value };
  const text = value === undefined ? NOT_GIVEN : masked ? maskOf(type) : formatFact(definition, value);
  return { definition, label: definition.label, text, ...known, masked, missing: value === undefined };
};

const factView = (
  definition: FactDefinition,
  facts: Submission['facts'],
  before: Submission['facts'] | undefined,
  masked: boolean,
  type: DecisionType,
): FactView | undefined => {
  const { name, label, required } = definition;
  const value = factOf(facts, name);
  const old = before === undefined ? undefined : factOf(before, name);
  const isChanged = before !== undefined && JSON.stringify(old) !== JSON.stringify(value);
  if (value === undefined && !required && !isChanged) return undefined;
  const written = (it: typeof value): string =>
    masked ? maskOf(type) : it === undefined ? NOT_GIVEN : formatFact(definition, it);
  return {
    definition,
    label,
    text: value === undefined ? NOT_GIVEN : written(value),
    ...(masked || value === undefined ? {} : { value }),
    masked,
    missing: value === undefined,
    ...(isChanged ? { changed: { from: old === undefined ? null : written(old) } } : {}),
  };
};

/** The type's question with its places filled in; masked facts stay masked, an AI that is not shown stays unnamed. */
export const questionFor = (kase: Case, type: DecisionType, audience: Audience, isHidden = false): string =>
  fillPlaces(type.question, kase, type, audience, isHidden);

/** The same for any text of the type's that has places. */
export const fillPlaces = (
  text: string,
  kase: Case,
  type: DecisionType,
  audience: Audience,
  isHidden: boolean,
): string => {
  const { body } = kase.revision;
  const places: Record<string, string> = {
    title: kase.decision.title,
    external_id: kase.decision.external_id ?? kase.decision.title,
    'subject.id': body.subject?.id ?? 'unknown',
    'subject.name': body.subject?.name ?? body.subject?.id ?? 'somebody unnamed',
    'requested_by.name': body.requested_by?.name ?? body.requested_by?.id ?? 'somebody unnamed',
    'recommendation.option': (isHidden ? undefined : shownRecommendation(kase.revision)?.option) ?? 'decide',
  };
  return text.replace(/\{([\w.]+)\}/g, (whole, place: string) => {
    if (Object.hasOwn(places, place)) return places[place] ?? whole;
    const definition = type.facts.find(({ name }) => name === place);
    if (definition === undefined) return whole;
    const value = factOf(body.facts, place);
    if (value === undefined) return `(${definition.label}: ${NOT_GIVEN})`;
    return isMasked(definition, type, audience)
      ? `(${definition.label}: hidden)`
      : formatFact(definition, value);
  });
};

/** Facts that the policy does not define: nobody said whether they are sensitive, so a channel never sees them. */
export const undeclaredFacts = (
  kase: Case,
  type: DecisionType,
  audience: Audience,
): CardView['undeclared'] =>
  audience.kind === 'channel'
    ? []
    : Object.entries(kase.revision.body.facts)
        .filter(([name]) => !type.facts.some((definition) => definition.name === name))
        .map(([name, value]) => ({ name, text: formatValue(value) }));

/**
 * Hides masked values that other sentences repeat (a flag, a step of routing, the model's rationale). Short values
 * such as `5` or `yes` say nothing by themselves and stay.
 */
export const scrubber = (kase: Case, type: DecisionType, audience: Audience): ((text: string) => string) =>
  scrubFacts([kase.revision.body.facts, kase.previous?.body.facts ?? {}], type, audience);

/** The same for any facts of the type. */
export const scrubFacts = (
  given: Submission['facts'][],
  type: DecisionType,
  audience: Audience,
): ((text: string) => string) => {
  const secrets = type.facts
    .filter((definition) => isMasked(definition, type, audience))
    .flatMap((definition) =>
      given
        .map((facts) => factOf(facts, definition.name))
        .map((value) => (value === undefined ? '' : formatFact(definition, value))),
    )
    .filter((text) => text.length >= 4)
    .sort((a, b) => b.length - a.length);
  return (text) => secrets.reduce((left, secret) => left.replaceAll(secret, 'hidden'), text);
};
