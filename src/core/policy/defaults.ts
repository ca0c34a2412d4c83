import type { SharedSettings } from './document-type.ts';
import type { Band, Consequence, Level } from './levels.ts';
import type { DecisionType, ReasonCode } from './policy.ts';

type Matrix = Record<Consequence, Record<Band, Level>>;

/** The matrices that a policy can name. Rows are consequences, cells confidence bands. */
export const MATRICES: Record<'default' | 'audit', Matrix> = {
  default: {
    low: { high: 'auto_execute', medium: 'review', low: 'human_decides' },
    medium: { high: 'review', medium: 'review', low: 'human_decides' },
    high: { high: 'review', medium: 'review', low: 'human_decides' },
  },
  audit: {
    low: { high: 'auto_execute', medium: 'auto_audit', low: 'auto_audit' },
    medium: { high: 'review', medium: 'review', low: 'human_decides' },
    high: { high: 'review', medium: 'review', low: 'human_decides' },
  },
};

/** The least share of executed decisions that people audit: without labels nothing can be known of them. */
export const AUDIT_FLOOR = 0.01;

/** What holds for a type that says nothing else. */
export const DEFAULTS = {
  bands: { high: 0.9, medium: 0.7 },
  floor: 'review',
  on_missing_facts: 'refuse',
  lowering: {
    disagreement: 0.1,
    dissimilar: 0.05,
    ambiguous: 0.05,
    incomplete: 0.05,
    at_most: 0.1,
    similarity_below: 0.7,
  },
  audit_share: { auto_execute: 0.02, auto_audit: 0.2 },
  undo_window: '10s',
  sla_classes: { urgent: '4h', standard: '24h', complex: '72h', policy_exception: '168h' },
  pause_cap: '72h',
} as const satisfies SharedSettings & { sla_classes: Record<string, string>; pause_cap: string };

/** Reasons for types that list none. An override with the reason tells what its category says. */
export const DEFAULT_REASONS: Record<'approved' | 'rejected' | 'modify', ReasonCode[]> = {
  approved: [
    { id: 'facts_support', label: 'The facts support it', category: 'ai_error' },
    { id: 'justified_exception', label: 'A justified exception', category: 'edge_case' },
    { id: 'policy_changed', label: 'The policy has changed', category: 'policy_change' },
  ],
  rejected: [
    { id: 'facts_speak_against', label: 'The facts speak against it', category: 'ai_error' },
    { id: 'unusual_case', label: 'An unusual case', category: 'edge_case' },
    { id: 'policy_changed', label: 'The policy has changed', category: 'policy_change' },
  ],
  modify: [
    { id: 'wrong_value', label: 'A value was wrong', category: 'ai_error' },
    { id: 'only_in_part', label: 'Justified only in part', category: 'edge_case' },
    { id: 'policy_changed', label: 'The policy has changed', category: 'policy_change' },
  ],
};

/** `days_until_due` → `Days until due`, `expense.report` → `Expense report`. */
export const humanName = (name: string): string => {
  const words = name.replace(/[._-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** `10s` → 10000. The document's schema has checked the form. */
export const milliseconds = (length: string): number => {
  const found = /^(\d+)(ms|s|m|h)$/.exec(length);
  const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[found?.[2] ?? 's'] ?? 1000;
  return Number(found?.[1] ?? 0) * unit;
};

export type TypeSettings = Pick<
  DecisionType,
  'bands' | 'matrix' | 'floor' | 'lowering' | 'audit_share' | 'caution' | 'peak' | 'blind_share'
>;
