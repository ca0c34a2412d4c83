import { formatFact } from '../decision/facts.ts';
import type { Submission } from '../decision/submission.ts';
import { MODEL_FLAGS } from '../policy/flags.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Flag, Route, TraceStep } from '../policy/route-result.ts';
import type { Instant } from '../time.ts';
import type { Audience, CardView, OptionView, RecommendationView } from './card-view.ts';
import type { Case } from './case.ts';
import { overrides, rationaleRule, shownRecommendation } from './rationale.ts';
import { factViews, isMasked, questionFor, scrubber, undeclaredFacts } from './view-facts.ts';
import { reasonsFor, storyOf } from './view-story.ts';

export type { Audience, CardView } from './card-view.ts';

/**
 * What one audience may see of a case at `now`. Sensitive facts are masked unless the person holds one of the
 * type's `sensitive_roles`; where only a human decides, nothing that came from a model is in the view at all.
 */
export const viewFor = (kase: Case, type: DecisionType, audience: Audience, now: Instant): CardView => {
  const { decision, revision, review, events } = kase;
  const { body, route } = revision;
  const isBlind = route.level === 'human_only';
  const facts = factViews(kase, type, audience);
  const amount = facts.find(({ definition }) => definition.name === type.amount?.fact);
  const due = review === undefined ? decision.due_at : review.due_at;
  const opened = events.findLast((event) => event.type === 'opened' && event.actor.kind === 'person');
  const story = storyOf(kase, type, audience, now);
  const scrub = scrubber(kase, type, audience);
  const trace = shownTrace(route, type).map(({ step, saw, did }) => ({
    step,
    saw: scrub(saw),
    did: scrub(did),
  }));
  return {
    decision_id: decision.id,
    review_id: review?.id ?? null,
    revision: revision.revision,
    digest: revision.digest,
    state: review?.status ?? (story === null ? 'open' : 'settled'),
    kind: review?.kind ?? 'review',
    level: route.level,
    consequence: route.consequence,
    type: { name: type.name, label: type.label },
    source: decision.source,
    external_id: decision.external_id,
    title: scrub(decision.title),
    question: questionFor(kase, type, audience),
    amount: amount === undefined || amount.masked || amount.missing ? null : amount.text,
    submitted_at: decision.created_at,
    due: due === null ? null : { at: due, overdue: due < now && story === null },
    opened: opened === undefined ? null : { by: opened.actor.id, at: opened.at },
    facts,
    undeclared: undeclaredFacts(kase, type, audience),
    recommendation: recommendationView(kase, type, audience, scrub),
    alternatives: isBlind ? [] : alternatives(body, type, scrub),
    opinions: isBlind ? [] : opinions(body, type),
    options: optionViews(kase, type),
    modify: modifyView(kase, type, audience),
    flags: shownFlags(route)
      .map((flag) => ({ ...flag, sentence: scrub(flag.sentence) }))
      .sort((a, b) => b.weight - a.weight),
    deciding_rule: decidingRule(trace),
    trace,
    policy_version: route.policy_version,
    history: body.history ?? [],
    policy_refs: body.policy_refs ?? [],
    attachments: body.attachments ?? [],
    waiting: review?.status === 'waiting_info' && review.info !== null ? waiting(review.info, type) : null,
    answers: (review?.info_answers ?? []).flatMap(({ note, at, by }) =>
      note === undefined ? [] : [{ note, at, by }],
    ),
    progress: { given: review?.verdicts.length ?? 0, needed: 1 },
    story,
  };
};

const labelOf = (type: DecisionType, option: string): string =>
  type.options.find(({ id }) => id === option)?.label ?? option;

type Scrub = (text: string) => string;

const recommendationView = (
  kase: Case,
  type: DecisionType,
  audience: Audience,
  scrub: Scrub,
): RecommendationView | null => {
  const { revision, previous } = kase;
  const shown = shownRecommendation(revision);
  if (shown === undefined) return null;
  const { calibrated, used, band } = revision.route.confidence;
  const before = previous?.body.recommendation;
  const changed =
    before !== undefined && (before.option !== shown.option || before.confidence !== shown.confidence);
  const model = [shown.model, shown.model_version].filter((part) => part !== undefined).join(' ');
  return {
    option: shown.option,
    label: labelOf(type, shown.option),
    confidence: {
      own: shown.confidence,
      ...(calibrated === undefined ? {} : { calibrated }),
      ...(used === undefined ? {} : { used }),
      ...(band === undefined ? {} : { band }),
    },
    ...(shown.rationale === undefined ? {} : { rationale: scrub(shown.rationale) }),
    ...(model === '' ? {} : { model }),
    values: type.facts.flatMap((definition) => {
      const value = shown.values?.[definition.name];
      if (value === undefined || isMasked(definition, type, audience)) return [];
      return [{ label: definition.label, text: formatFact(definition, value) }];
    }),
    ...(changed ? { changed: { label: labelOf(type, before.option), own: before.confidence } } : {}),
  };
};

const alternatives = (
  { recommendation }: Submission,
  type: DecisionType,
  scrub: Scrub,
): CardView['alternatives'] =>
  (recommendation?.alternatives ?? []).map(({ option, confidence, why_lower }) => ({
    label: labelOf(type, option),
    ...(confidence === undefined ? {} : { own: confidence }),
    ...(why_lower === undefined ? {} : { why_lower: scrub(why_lower) }),
  }));

const opinions = ({ signals }: Submission, type: DecisionType): CardView['opinions'] =>
  (signals?.opinions ?? []).map(({ method, option, confidence }) => ({
    method,
    label: labelOf(type, option),
    ...(confidence === undefined ? {} : { own: confidence }),
  }));

const optionViews = ({ revision }: Case, type: DecisionType): OptionView[] => {
  const { route } = revision;
  const recommended = shownRecommendation(revision)?.option;
  return type.options.map((option) => {
    const answer = { route, recommended, option: option.id, modified: false };
    return {
      ...option,
      overrides: recommended === undefined ? null : overrides(answer),
      reasons: reasonsFor(type, option.id),
      asks: rationaleRule(answer),
    };
  });
};

/** Changing values approves the changed thing: by the option recommended when that approves, else the first that does. */
const modifyView = ({ revision }: Case, type: DecisionType, audience: Audience): CardView['modify'] => {
  const approving = type.options.filter(({ disposition }) => disposition === 'approved');
  const recommended = shownRecommendation(revision)?.option;
  const option = approving.find(({ id }) => id === recommended) ?? approving[0];
  const anything = type.facts.some((fact) => fact.modifiable && !isMasked(fact, type, audience));
  if (!type.modify || option === undefined || !anything) return null;
  return { option: option.id, reasons: reasonsFor(type, 'modify') };
};

const waiting = (
  info: NonNullable<NonNullable<Case['review']>['info']>,
  type: DecisionType,
): CardView['waiting'] => ({
  question: info.question,
  facts: info.facts.map((name) => type.facts.find((fact) => fact.name === name)?.label ?? name),
  by: info.by,
  since: info.asked_at,
  due_at: info.due_at,
});

const shownFlags = ({ level, flags }: Route): Flag[] =>
  flags.filter(({ code }) => level !== 'human_only' || !MODEL_FLAGS.has(code));

/** Steps of routing that say what a model thought or how sure it was. */
const MODEL_STEPS: ReadonlySet<string> = new Set(['confidence', 'thresholds']);

const shownTrace = ({ level, trace }: Route, type: DecisionType): TraceStep[] =>
  trace.filter(
    ({ step }) =>
      level !== 'human_only' || !(MODEL_STEPS.has(step) || (step === 'matrix' && !type.human_only)),
  );

/** The last rule that changed the level; where none did, the cell of the matrix that it came from. */
const decidingRule = (trace: TraceStep[]): string | null => {
  const changed = trace.findLast(
    ({ step, did }) => (step === 'raising' || step === 'lowering') && /^from /i.test(did),
  );
  const deciding = changed ?? trace.find(({ step }) => step === 'matrix');
  return deciding === undefined
    ? null
    : `${deciding.saw} → ${deciding.did.charAt(0).toLowerCase()}${deciding.did.slice(1)}`;
};
