/** The five levels of human involvement, in order of care. */
export const LEVELS = ['auto_execute', 'auto_audit', 'review', 'human_decides', 'human_only'] as const;
export type Level = (typeof LEVELS)[number];

/** How bad a wrong answer is, in order. */
export const CONSEQUENCES = ['low', 'medium', 'high'] as const;
export type Consequence = (typeof CONSEQUENCES)[number];

/** Bands of the confidence used, in order of falling confidence. */
export const BANDS = ['high', 'medium', 'low'] as const;
export type Band = (typeof BANDS)[number];

/** How a decision ended. A lapse is `expired`, never somebody's approval. */
export const DISPOSITIONS = [
  'approved',
  'rejected',
  'modified',
  'auto_executed',
  'expired',
  'cancelled',
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** Position in the order of care: 0 for `auto_execute` up to 4 for `human_only`. */
export const care = (level: Level): number => LEVELS.indexOf(level);

/** Whether the AI's answer runs without waiting for a person. */
export const isAutomatic = (level: Level): boolean => level === 'auto_execute' || level === 'auto_audit';
