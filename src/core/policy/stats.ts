/**
 * Figures that conditions see as `stats`, and what each is, as the trace says it. Rates are from 0 to 1. Each is absent
 * while too little is known of it, so that a rule writes `has(stats.override_rate) && …`.
 */
export const STATS = {
  override_rate: 'share of this type that people changed in 28 days',
  override_rate_7d: 'share of this type that people changed in 7 days',
  error_rate: 'share of this type found wrong, of 28 days',
  error_rate_7d: 'share of this type found wrong, of 7 days',
  model_override_rate: 'share of this model version that people changed in 28 days',
  model_override_rate_7d: 'share of this model version that people changed in 7 days',
  model_error_rate: 'share of this model version found wrong, of 28 days',
  model_error_rate_7d: 'share of this model version found wrong, of 7 days',
  subject_override_rate: 'share of this subject’s that people changed in 28 days',
  subject_override_rate_7d: 'share of this subject’s that people changed in 7 days',
  subject_error_rate: 'share of this subject’s found wrong, of 28 days',
  subject_error_rate_7d: 'share of this subject’s found wrong, of 7 days',
  group_override_rate: 'share of this queue’s that people changed in 28 days',
  group_override_rate_7d: 'share of this queue’s that people changed in 7 days',
  group_error_rate: 'share of this queue’s answers found wrong, of 28 days',
  group_error_rate_7d: 'share of this queue’s answers found wrong, of 7 days',
  subject_decisions: 'decisions about this subject so far',
  subject_requests_7d: 'requests of this subject in 7 days with this one',
  subject_amount_7d: 'asked for by this subject in 7 days with this one',
  executed_today: 'of this type executed without a person today',
  policy_age_days: 'days since the policy changed',
} as const;
export type StatName = keyof typeof STATS;

/** What a type's rules and settings look at beside the decision itself: nothing else is read for it. */
export type Need = StatName | 'queue_open';

/** Whether a figure tells how well the model of the recommendation has done. */
export const isOfModel = (name: string): boolean => name.startsWith('model_');

export const isStat = (name: string): name is StatName => Object.hasOwn(STATS, name);
