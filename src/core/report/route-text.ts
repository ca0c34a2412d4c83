import { isAutomatic } from '../policy/levels.ts';
import type { Policy } from '../policy/policy.ts';
import type { Route } from '../policy/route-result.ts';
import { percent } from '../policy/wording.ts';
import { columns } from './columns.ts';

/**
 * A route as a person reads it in a terminal: what happens, what people are told, and every step that led there.
 * @param unknown figures that were looked at and not known
 */
export const routeText = (route: Omit<Route, 'draws'>, policy: Policy, unknown?: string): string[] => [
  ...columns([...summary(route, policy), ...(unknown === undefined ? [] : [['Figures', unknown]])]),
  '',
  'Flags',
  ...(route.flags.length === 0
    ? ['  none']
    : columns(
        route.flags.map(({ code, sentence }) => [code, sentence]),
        { indent: 2 },
      )),
  '',
  'Trace',
  ...columns(
    route.trace.flatMap(({ step, saw, did }) => [
      [step, saw],
      ['', `→ ${did}`],
    ]),
    { indent: 2 },
  ),
];

const summary = (route: Omit<Route, 'draws'>, policy: Policy): string[][] => {
  const { level, queue, sla_class, consequence, confidence, inclusion_probability, policy_version } = route;
  const { approvals, blind } = route;
  const waits = !isAutomatic(level);
  const channel = policy.queues[queue]?.channel;
  const hours = policy.sla_classes[sla_class]?.hours;
  return [
    ['Level', `${level}: ${MEANINGS[level]}`],
    ['Queue', channel === undefined ? queue : `${queue} → ${channel}`],
    ...(waits ? [['Answer within', hours === undefined ? sla_class : `${hours} h (${sla_class})`]] : []),
    ...(approvals === undefined ? [] : [['Answers', `${approvals} people must answer`]]),
    ...(blind === undefined ? [] : [['Blind', 'people answer before they see the recommendation']]),
    ['Consequence', consequence],
    ['Confidence', confidenceText(confidence)],
    ...(waits ? [] : [['Audited', `${percent(inclusion_probability)} of decisions such as this one`]]),
    ['Policy', policy_version],
  ];
};

const MEANINGS = {
  auto_execute: 'runs by itself',
  auto_audit: 'runs by itself, often audited',
  review: 'a person answers, seeing the recommendation',
  human_decides: 'a person decides, the facts first',
  human_only: 'people decide without the AI',
} as const satisfies Record<Route['level'], string>;

const confidenceText = ({ raw, calibrated, used, band }: Route['confidence']): string => {
  if (raw === undefined) return 'none: nothing was recommended';
  const parts = [
    `${percent(raw)} from the source`,
    ...(calibrated === undefined ? [] : [`${percent(calibrated)} from checked cases`]),
    ...(used === undefined ? [] : [`${percent(used)} used`]),
  ];
  return `${parts.join(', ')}${band === undefined ? '' : `: ${band}`}`;
};
