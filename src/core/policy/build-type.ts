import { currencyExists } from '../decision/money.ts';
import { type BuildContext, bare, checkName } from './build-context.ts';
import { buildFact, buildOptions, buildReasons } from './build-facts.ts';
import { buildLimits, needsOfType } from './build-limits.ts';
import { buildRules } from './build-rules.ts';
import { buildSettings, checkSettings } from './build-settings.ts';
import { type Conditions, conditionsFor } from './conditions.ts';
import { DEFAULTS, humanName, milliseconds } from './defaults.ts';
import type { SharedSettings, TypeDocument } from './document-type.ts';
import type { DecisionType, FactDefinition } from './policy.ts';
import { checkQuestion } from './question.ts';
import { ALL_FACTS } from './salvage.ts';
import { nearest } from './suggest.ts';
import type { Path } from './yaml-text.ts';

type Given = {
  name: string;
  document: TypeDocument;
  defaults: SharedSettings;
  /** Facts that could not be read: what refers to them is not checked, since it would look wrong too. */
  brokenFacts: ReadonlySet<string>;
};

/** One decision type with its defaults filled in and its rules compiled; what contradicts itself is reported. */
export const buildType = (
  { name, document, defaults, brokenFacts }: Given,
  context: BuildContext,
): DecisionType => {
  const path: Path = ['types', name];
  const facts = Object.entries(document.facts ?? {}).map(([fact, given]) =>
    buildFact(fact, given, [...path, 'facts', fact], context),
  );
  const options = buildOptions(document.options, [...path, 'options'], context);
  const settings = buildSettings(document, defaults);
  checkSettings(settings, document, path, context);
  checkNames(document, path, context);
  const unknown = brokenFacts.has(ALL_FACTS);
  if (!unknown) checkTexts(document.question, options, facts, { path, context });
  const amount = unknown
    ? undefined
    : buildAmount(document.amount, facts, { brokenFacts, path: [...path, 'amount'], context });
  const conditions = conditionsFor(facts, { broken: brokenFacts, compiled: context.compiled });
  const escalate_when = unknown
    ? undefined
    : buildEscalateWhen(document.escalate_when, conditions, [...path, 'escalate_when'], context);
  const rules = unknown
    ? []
    : buildRules(document.rules ?? [], {
        conditions,
        floor: settings.floor,
        path: [...path, 'rules'],
        context,
      });
  const limits = buildLimits(document, {
    facts,
    amount,
    settings,
    unknown: unknown || brokenFacts.size > 0,
    path,
    context,
  });
  return {
    name,
    label: document.label ?? humanName(name),
    question: document.question,
    queue: document.queue,
    sla_class: document.sla_class ?? defaults.sla_class ?? context.usual_sla,
    deciders: document.deciders,
    sensitive_roles: document.sensitive_roles ?? [],
    facts,
    options,
    modify: document.modify ?? facts.some((fact) => fact.modifiable),
    ...(document.quorum === undefined ? {} : { quorum: buildQuorum(document.quorum) }),
    reasons: buildReasons(document.reasons, options, [...path, 'reasons'], context),
    ...(document.document === undefined ? {} : { document: bare(Object.entries(document.document)) }),
    ...(amount === undefined ? {} : { amount }),
    base_consequence:
      document.base_consequence ?? defaults.base_consequence ?? (amount === undefined ? 'medium' : 'low'),
    ...settings,
    human_only: document.human_only ?? false,
    reversible: document.reversible ?? false,
    ...(escalate_when === undefined ? {} : { escalate_when }),
    on_missing_facts: document.on_missing_facts ?? defaults.on_missing_facts ?? DEFAULTS.on_missing_facts,
    signals: document.signals ?? [],
    ...limits,
    rules,
    needs: needsOfType({
      ...settings,
      ...limits,
      rules: escalate_when === undefined ? rules : [...rules, escalate_when],
    }),
    undo_window_ms: milliseconds(document.undo_window ?? defaults.undo_window ?? DEFAULTS.undo_window),
  };
};

/** What is filled in when it is shown: the question, and what is asked before an answer. */
const checkTexts = (
  question: string,
  options: DecisionType['options'],
  facts: FactDefinition[],
  { path, context }: { path: Path; context: BuildContext },
): void => {
  checkQuestion(question, facts, [...path, 'question'], context);
  for (const { id, confirm } of options)
    if (confirm !== undefined) checkQuestion(confirm, facts, [...path, 'options', id, 'confirm'], context);
};

/** `any` is a seat for any decider. */
const buildQuorum = ({
  seats,
  order = 'parallel',
  ends = 'any_reject',
  from = 'high',
}: NonNullable<TypeDocument['quorum']>): NonNullable<DecisionType['quorum']> => ({
  seats: seats.map((role) => (role === 'any' ? null : role)),
  order,
  ends,
  from,
});

const buildEscalateWhen = (
  when: string | undefined,
  conditions: Conditions,
  path: Path,
  context: BuildContext,
): DecisionType['escalate_when'] => {
  if (when === undefined) return undefined;
  const compiled = conditions.compile(when);
  if (compiled.ok) return { when, ...compiled.value };
  context.report({ path, ...compiled.error });
  return undefined;
};

const checkNames = (document: TypeDocument, path: Path, context: BuildContext): void => {
  checkName(context, 'queues', document.queue, [...path, 'queue']);
  if (document.sla_class !== undefined)
    checkName(context, 'sla_classes', document.sla_class, [...path, 'sla_class']);
  for (const key of ['deciders', 'sensitive_roles'] as const)
    for (const [index, role] of (document[key] ?? []).entries())
      checkName(context, 'roles', role, [...path, key, index]);
  for (const role of Object.keys(document.document ?? {})) {
    checkName(context, 'roles', role, [...path, 'document', role]);
    if (context.names.roles.includes(role) && !document.deciders.includes(role))
      context.report({
        path: [...path, 'document', role],
        at: 'key',
        message: `the role "${role}" does not decide this type; its deciders are ${document.deciders.join(', ')}`,
      });
  }
  for (const [index, role] of (document.quorum?.seats ?? []).entries()) {
    if (role === 'any') continue;
    checkName(context, 'roles', role, [...path, 'quorum', 'seats', index]);
    if (context.names.roles.includes(role) && !document.deciders.includes(role))
      context.report({
        path: [...path, 'quorum', 'seats', index],
        message: `the role "${role}" does not decide this type; its deciders are ${document.deciders.join(', ')}`,
      });
  }
  const modifiable = Object.values(document.facts ?? {}).some(
    (fact) => typeof fact === 'object' && fact.modifiable === true,
  );
  if (document.modify === true && !modifiable)
    context.report({
      path: [...path, 'modify'],
      message: 'nothing can be modified: mark a fact with "modifiable: true"',
    });
};

const buildAmount = (
  given: TypeDocument['amount'],
  facts: FactDefinition[],
  { brokenFacts, path, context }: { brokenFacts: ReadonlySet<string>; path: Path; context: BuildContext },
): DecisionType['amount'] => {
  if (given === undefined) return undefined;
  const isMoney = (fact: FactDefinition) => fact.kind === 'money' || brokenFacts.has(fact.name);
  const money = facts.filter(isMoney).map((fact) => fact.name);
  const fact = given.fact ?? (money.length === 1 ? money[0] : undefined);
  if (fact === undefined && brokenFacts.size > 0) return undefined;
  if (fact === undefined)
    context.report({
      path,
      message:
        money.length === 0
          ? 'this type has no fact of kind money'
          : `say which "fact" it is: ${money.join(' or ')}`,
    });
  else if (!money.includes(fact))
    context.report({
      path: [...path, 'fact'],
      message: `there is no fact "${fact}" of kind money`,
      suggestion: nearest(fact, money),
    });
  for (const [currency, band] of Object.entries(given.bands)) {
    if (!currencyExists(currency))
      context.report({
        path: [...path, 'bands', currency],
        at: 'key',
        message: `there is no currency ${currency}`,
      });
    if (band.medium > band.high)
      context.report({
        path: [...path, 'bands', currency],
        message: `bands must be in order: medium ${band.medium} is above high ${band.high}`,
      });
  }
  if (Object.keys(given.bands).length === 0)
    context.report({
      path: [...path, 'bands'],
      message: 'has no currency: each amount would be of high consequence',
    });
  return { fact: fact ?? '', bands: bare(Object.entries(given.bands)) };
};
