import { flag, ruleFlag } from './flags.ts';
import { type Consequence, care, type Level } from './levels.ts';
import type { Rule, RuleScope } from './policy.ts';
import { demand, note, type RouteDraft, type RouteInput } from './route-draft.ts';
import type { Route } from './route-result.ts';
import { disagrees } from './signals.ts';
import { capital, joined, percent, spoken } from './wording.ts';

type Outcome = Pick<Route, 'level' | 'queue' | 'sla_class' | 'approvals' | 'blind'> & { sample: number };
type Weighed = { level: Level; consequence: Consequence; confidence: Route['confidence'] };

/**
 * Step 6. Lowering rules first, down to the type's floor; then what cannot be judged by machine; then raising rules.
 * All rules that match apply. One that cannot be read brings the decision to a person, with all the care it could have
 * asked for.
 */
export const applyRules = (draft: RouteDraft, weighed: Weighed): Outcome => {
  const { type } = draft.input;
  const scope = scopeOf(draft, weighed);
  const matched: Rule[] = [];
  /** Rules that count with the care that they ask for: those that match, and those that cannot be read. */
  const careful: Rule[] = [];
  for (const rule of type.rules) {
    const answer = rule.matches(scope);
    if (answer === true) matched.push(rule);
    else if (answer !== false) noteUnreadable(draft, rule, answer.error);
    if (answer !== false) careful.push(rule);
  }
  const lowered = lower(draft, weighed.level, matched);
  let level = lowered;
  for (const rule of matched) {
    const { flag: sentence, raise_to } = rule.effect;
    if (sentence !== undefined)
      flag(draft, ruleFlag(rule, raise_to === undefined ? 'rule' : 'rule_raised'), sentence);
  }
  for (const demanded of [draft.atLeast, ...careful.map(demandOf)])
    if (care(demanded) > care(level)) level = demanded;
  noteRaising(draft, matched, lowered, level);
  return { level, ...whereTo(draft, matched), ...howAnswered(draft, careful) };
};

/** Where more than one person must answer, one has to be asked. */
const demandOf = ({ effect }: Rule): Level => {
  const asked: Level = effect.approvals === undefined ? 'auto_execute' : 'review';
  const { raise_to = asked } = effect;
  return care(raise_to) > care(asked) ? raise_to : asked;
};

/** What rules ask for beside the level: more answers, blind ones, more audits. Of several the most counts. */
const howAnswered = (draft: RouteDraft, careful: Rule[]): Pick<Outcome, 'approvals' | 'blind' | 'sample'> => {
  let approvals = 1;
  let sample = 0;
  let blind = false;
  for (const { effect } of careful) {
    approvals = Math.max(approvals, effect.approvals ?? 1);
    sample = Math.max(sample, effect.sample ?? 0);
    blind ||= effect.blind === true;
  }
  const answered: Pick<Outcome, 'approvals' | 'blind'> = {
    ...(approvals > 1 ? { approvals } : {}),
    ...(blind ? { blind: true } : {}),
  };
  if (approvals > 1 || blind || sample > 0) {
    const words = [
      ...(approvals > 1 ? [`${approvals} people must answer`] : []),
      ...(blind ? ['the recommendation is shown after the answer'] : []),
      ...(sample > 0 ? [`at least ${percent(sample)} of what runs by itself is audited`] : []),
    ];
    note(draft, 'answers', 'What the rules say about the answer', capital(joined(words)), answered);
  }
  return { ...answered, sample };
};

const lower = (draft: RouteDraft, from: Level, matched: Rule[]): Level => {
  const { floor } = draft.input.type;
  const lowering = matched.filter((rule) => rule.effect.lower_to !== undefined);
  let level = from;
  for (const { effect } of lowering) {
    const to = effect.lower_to ?? level;
    const bounded = care(to) < care(floor) ? floor : to;
    if (care(bounded) < care(level)) level = bounded;
  }
  if (lowering.length > 0)
    note(draft, 'lowering', `${named(lowering)}; the floor is ${spoken(floor)}`, changed(from, level), {
      lower_to: level,
    });
  return level;
};

const noteRaising = (draft: RouteDraft, matched: Rule[], before: Level, after: Level): void => {
  const others = matched.filter((rule) => rule.effect.lower_to === undefined);
  const demanded = care(draft.atLeast) > care(before) ? ['what could not be judged by machine'] : [];
  const saw = [...(others.length > 0 ? [named(others)] : []), ...demanded];
  const set = { raise_to: after };
  if (saw.length === 0) note(draft, 'raising', matchedNone(draft), 'Nothing changes', set);
  else note(draft, 'raising', joined(saw), changed(before, after), set);
};

const matchedNone = ({ input }: RouteDraft): string =>
  input.type.rules.length === 0 ? 'The type has no rules' : 'No raising rule matches';

const named = (rules: Rule[]): string =>
  `${rules.length === 1 ? 'Rule' : 'Rules'} ${joined(rules.map((rule) => `“${rule.name}”`))}`;

const changed = (from: Level, to: Level): string =>
  from === to ? `It stays ${spoken(to)}` : `From ${spoken(from)} to ${spoken(to)}`;

const noteUnreadable = (draft: RouteDraft, rule: Rule, error: string): void => {
  const missing = /^No such key: (\w+)$/.exec(error)?.[1];
  const why = missing === undefined ? error : `"${missing}" is missing`;
  flag(
    draft,
    ruleFlag(rule, 'rule_unreadable'),
    `The rule “${rule.name}” cannot be read for this decision: ${why}`,
  );
  demand(draft, 'review');
  note(draft, 'rule', `Rule “${rule.name}” cannot be read: ${why}`, 'A person looks at it');
};

/** Of several rules the last one names the queue, and the shortest SLA class counts. */
const whereTo = (draft: RouteDraft, matched: Rule[]): { queue: string; sla_class: string } => {
  const { type, policy } = draft.input;
  const queue = matched.findLast((rule) => rule.effect.queue !== undefined)?.effect.queue ?? type.queue;
  const hours = (name: string) => policy.sla_classes[name]?.hours ?? Number.POSITIVE_INFINITY;
  const named = matched.flatMap((rule) =>
    rule.effect.sla_class === undefined ? [] : [rule.effect.sla_class],
  );
  const sla = named.toSorted((a, b) => hours(a) - hours(b))[0] ?? type.sla_class;
  if (queue !== type.queue || sla !== type.sla_class)
    note(draft, 'queue', 'What the rules say about queue and time', `Queue ${queue}, SLA class ${sla}`, {
      queue,
      sla_class: sla,
    });
  return { queue, sla_class: sla };
};

const scopeOf = ({ input, facts }: RouteDraft, weighed: Weighed): RuleScope =>
  scopeFor(input, facts, weighed);

/** What conditions see of a decision. @param facts those that can be used */
export const scopeFor = (
  { type, submission, stats, now }: Pick<RouteInput, 'type' | 'submission' | 'stats' | 'now'>,
  facts: RuleScope['facts'],
  { consequence, confidence }: Pick<Weighed, 'consequence' | 'confidence'>,
): RuleScope => {
  const { signals = {}, recommendation } = submission;
  return {
    facts,
    subject: submission.subject ?? {},
    recommendation: { ...recommendation, used: confidence.used, band: confidence.band },
    signals: {
      ...signals,
      similarity: signals.similarity ?? stats.similarity,
      disagreement: disagrees(signals, recommendation),
    },
    consequence: { ...submission.consequence, level: consequence },
    stats: stats.figures ?? {},
    queue: { name: type.queue, open: stats.queue_open },
    now: new Date(now),
  };
};
