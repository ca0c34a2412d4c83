import type { DecisionEvent, Verdict } from '../decision/decision.ts';
import { formatFact } from '../decision/facts.ts';
import type { Disposition } from '../policy/levels.ts';
import { type DecisionType, OTHER_REASON, type ReasonCode } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import type { Audience, Story } from './card-view.ts';
import type { Case } from './case.ts';
import { meaningOf } from './meaning.ts';
import { conclusionOf } from './quorum.ts';
import { overrides, shownRecommendation } from './rationale.ts';
import { isMasked, maskOf } from './view-facts.ts';

/** The type's reasons for an answer (an option's id or `modify`), with *Other* at the end, each once. */
export const reasonsFor = (type: DecisionType, key: string): ReasonCode[] => [
  ...(type.reasons[key] ?? []).filter(({ id }) => id !== OTHER_REASON.id),
  OTHER_REASON,
];

/** How the case ended or is about to end; null while nobody has answered. */
export const storyOf = (
  kase: Case,
  type: DecisionType,
  audience: Audience,
  now: Instant,
  isHidden = false,
): Story | null => {
  const { decision, review, events } = kase;
  if (review?.kind === 'audit') return null;
  const isOver = decision.status === 'resolved' || review?.status === 'settled';
  if (review?.status !== 'settling' && !isOver) return null;
  const verdict = review && (conclusionOf(review.quorum, review.verdicts, type) ?? review.verdicts.at(-1));
  const answer = verdict?.option ?? decision.option;
  const option = type.options.find(({ id }) => id === answer);
  const ending = events.findLast((event) => event.type === 'cancelled' || event.type === 'expired');
  const disposition = decision.disposition ?? review?.disposition ?? meantBy(verdict, type);
  const at = ending?.at ?? verdict?.at ?? review?.settled_at ?? decision.resolved_at ?? decision.updated_at;
  const told = verdict !== undefined && ending === undefined;
  const reasons = reasonsFor(type, verdict?.values === undefined ? (answer ?? '') : 'modify');
  return {
    disposition,
    option: answer === null || ending !== undefined ? null : { id: answer, label: option?.label ?? answer },
    by: told ? verdict.by : null,
    at,
    ...(told && verdict.form_open_ms !== undefined ? { form_open_ms: verdict.form_open_ms } : {}),
    reason: told
      ? (reasons.find(({ id }) => id === verdict.reason_code)?.label ?? verdict.reason_code)
      : null,
    rationale: told ? verdict.rationale : '',
    tags: told ? verdict.tags : [],
    changes: told ? changesOf(kase, type, audience, verdict) : [],
    documented: told
      ? Object.entries(verdict.documented ?? {}).map(([label, text]) => ({ label, text }))
      : [],
    overrides: told && !isHidden ? isOverride(kase, verdict) : null,
    others: told ? othersOf(review?.verdicts ?? [], verdict, type) : [],
    for: (told ? verdict.for : undefined) ?? null,
    first: told && !isHidden ? firstOf(verdict, type) : null,
    lapse: lapseOf(ending, type),
    blind: told && verdict.blind !== undefined,
    reveal_until: told ? revealUntil(verdict, now) : null,
    note: typeof ending?.data.reason === 'string' ? ending.data.reason : null,
    ...deliveryOf(kase, at),
    undo_until:
      // What was answered blind can be changed at its reveal, and not taken back.
      verdict?.blind === undefined &&
      review?.status === 'settling' &&
      review.settle_at !== null &&
      now < review.settle_at
        ? review.settle_at
        : null,
  };
};

/** What the policy has the source do where nobody answered. */
const lapseOf = (ending: DecisionEvent | undefined, type: DecisionType): Story['lapse'] => {
  const { how, option } = ending?.data ?? {};
  return ending?.type === 'expired' && (how === 'reject' || how === 'execute')
    ? { how, label: labelOf(type, String(option)) }
    : null;
};

/** Who answered beside the one whose answer decided. */
const othersOf = (verdicts: Verdict[], deciding: Verdict, type: DecisionType): Story['others'] =>
  verdicts
    .filter(({ by }) => by.id !== deciding.by.id)
    .map((one) => ({ by: one.by, for: one.for ?? null, label: labelOf(type, one.option) }));

/** What somebody answered before they saw the recommendation, where they changed it. */
const firstOf = ({ blind }: Verdict, type: DecisionType): Story['first'] =>
  blind?.first === undefined
    ? null
    : {
        label: `${labelOf(type, blind.first.option)}${blind.first.values === undefined ? '' : ' with changes'}`,
        at: blind.first.at,
      };

/** Until when this answer's reveal is open; null when it is not. */
export const revealUntil = ({ blind }: Verdict, now: Instant): Instant | null =>
  blind?.reveal === 'open' && now < blind.until ? blind.until : null;

const labelOf = (type: DecisionType, option: string): string =>
  type.options.find(({ id }) => id === option)?.label ?? option;

const meantBy = (verdict: Verdict | undefined, type: DecisionType): Disposition => {
  if (verdict === undefined) return 'rejected';
  return verdict.values === undefined ? meaningOf(type, verdict) : 'modified';
};

const isOverride = ({ revision }: Case, { option, values }: Verdict): boolean | null => {
  const recommended = shownRecommendation(revision)?.option;
  return recommended === undefined
    ? null
    : overrides({ recommended, option, modified: values !== undefined });
};

/** What an answer changes, as this audience may see it. */
export const changesOf = (
  kase: Case,
  type: DecisionType,
  audience: Audience,
  verdict: Verdict,
): Story['changes'] =>
  Object.entries(verdict.values ?? {}).map(([name, value]) => {
    const definition = type.facts.find((fact) => fact.name === name);
    if (definition === undefined) return { label: name, from: 'unknown', to: 'changed' };
    const { label } = definition;
    if (isMasked(definition, type, audience)) return { label, from: maskOf(type), to: 'changed' };
    const old = kase.revision.body.facts[name];
    return {
      label,
      from: old === undefined ? 'not given' : formatFact(definition, old),
      to: formatFact(definition, value),
    };
  });

/** Whether the answer reached the source. Callbacks that asked for information before it do not count. */
const deliveryOf = ({ decision, events }: Case, since: Instant): Pick<Story, 'answered' | 'unanswered'> => {
  const about = (event: DecisionEvent): boolean =>
    event.at >= since && event.data.callback !== 'decision.info_requested';
  const { source } = decision;
  const delivered = events.findLast((event) => event.type === 'callback_delivered' && about(event));
  if (delivered !== undefined) return { answered: { source, at: delivered.at }, unanswered: null };
  const failed = events.some((event) => event.type === 'callback_failed' && about(event));
  return { answered: null, unanswered: failed ? { source } : null };
};
