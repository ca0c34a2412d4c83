import { formatFact } from '../decision/facts.ts';
import type { DecisionType } from '../policy/policy.ts';
import { iso } from '../time.ts';
import type { Audience, CardView, PrecedentView } from './card-view.ts';
import type { Case } from './case.ts';
import type { Precedent } from './precedents.ts';
import { conclusionOf } from './quorum.ts';
import { isMasked, scrubFacts } from './view-facts.ts';
import { reasonsFor } from './view-story.ts';

/**
 * What was decided before, by the source's history or our own record of the subject, and the cases most like this one.
 * While answers are blind people see how those ended and not what was written about them.
 */
export const earlierView = (
  { revision, earlier }: Case,
  type: DecisionType,
  audience: Audience,
  isHidden: boolean,
): Pick<CardView, 'history' | 'history_about' | 'precedents'> => {
  const { history = [], subject } = revision.body;
  const about = earlier?.about ?? [];
  const isOurs = history.length === 0 && about.length > 0;
  const titled = (one: Precedent): string => scrubFacts([one.facts], type, audience)(one.title);
  return {
    history: isOurs
      ? about.map((one) => ({
          at: iso(one.at),
          title: titled(one),
          disposition: ending(one, type),
        }))
      : history,
    history_about: isOurs ? (subject?.name ?? subject?.id ?? null) : null,
    precedents: (earlier?.nearest ?? []).map((one) => precedentView(one, type, audience, isHidden)),
  };
};

const precedentView = (
  one: Precedent,
  type: DecisionType,
  audience: Audience,
  isHidden: boolean,
): PrecedentView => {
  const verdict = conclusionOf(one.quorum, one.verdicts, type) ?? one.verdicts.at(-1);
  const key = verdict?.values === undefined ? (one.option ?? '') : 'modify';
  const reason = reasonsFor(type, key).find(({ id }) => id === verdict?.reason_code);
  const scrub = scrubFacts([one.facts, verdict?.values ?? {}], type, audience);
  return {
    title: scrub(one.title),
    at: one.at,
    ended: ending(one, type),
    disposition: one.disposition,
    reason: reason?.label ?? null,
    rationale: isHidden || verdict === undefined ? '' : scrub(verdict.rationale),
    changes: Object.entries(verdict?.values ?? {}).flatMap(([name, value]) => {
      const definition = type.facts.find((fact) => fact.name === name);
      if (definition === undefined || isMasked(definition, type, audience)) return [];
      return [{ label: definition.label, to: formatFact(definition, value) }];
    }),
  };
};

const WORDS = {
  approved: 'approved',
  rejected: 'rejected',
  modified: 'modified',
  auto_executed: 'executed automatically',
  expired: 'expired',
  cancelled: 'withdrawn',
} as const satisfies Record<Precedent['disposition'], string>;

const PLAIN: ReadonlySet<string> = new Set(['approve', 'reject']);

/** `approved`, `modified`; an option of the type's own keeps its label. */
const ending = ({ disposition, option }: Precedent, type: DecisionType): string => {
  const own = type.options.find(({ id }) => id === option);
  const isOwn = own !== undefined && !PLAIN.has(own.id);
  return isOwn && (disposition === 'approved' || disposition === 'rejected') ? own.label : WORDS[disposition];
};
