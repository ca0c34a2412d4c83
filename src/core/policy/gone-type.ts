import type { Facts } from '../decision/submission.ts';
import { DEFAULTS, MATRICES } from './defaults.ts';
import type { DecisionType, FactDefinition } from './policy.ts';

/**
 * Stands for a type that the policy has no more, so that what was begun under it can end: the source withdraws it, an answer
 * that was given becomes final or is taken back. Nobody decides anything of it and nothing of it runs by itself.
 * @param given what was submitted, where it is to be shown: nobody says any more what of it is sensitive, so all of it is
 */
export const goneType = (name: string, given: Facts = {}): DecisionType => ({
  name,
  label: name,
  question: '',
  queue: '',
  sla_class: '',
  deciders: [],
  sensitive_roles: [],
  facts: Object.keys(given).map(undefinedFact),
  options: [],
  modify: false,
  blind_share: 0,
  reasons: {},
  base_consequence: 'high',
  bands: DEFAULTS.bands,
  matrix: MATRICES.default,
  floor: 'human_only',
  human_only: true,
  reversible: false,
  on_missing_facts: 'refuse',
  signals: [],
  lowering: DEFAULTS.lowering,
  caution: {},
  similar_by: [],
  rules: [],
  needs: [],
  audit_share: DEFAULTS.audit_share,
  undo_window_ms: 0,
});

const undefinedFact = (name: string): FactDefinition => ({
  name,
  label: name,
  kind: 'text',
  required: false,
  sensitive: true,
  modifiable: false,
});
