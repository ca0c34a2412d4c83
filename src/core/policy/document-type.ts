import { z } from 'zod';
import { factDocument, itemName, label, optionDocument, reasonDocument } from './document-facts.ts';
import { CONSEQUENCES, LEVELS } from './levels.ts';
import { SIGNALS } from './policy.ts';

export const level = z.enum(LEVELS);
const share = z.number().min(0).max(1);
/** By how much confidence is lowered. */
const step = z.number().min(0).max(0.5);

const bandsDocument = z.strictObject({
  high: share.optional().meta({ description: 'Above it confidence is high; 0.90 unless told' }),
  medium: share
    .optional()
    .meta({ description: 'From it on confidence is medium, below it low; 0.70 unless told' }),
});

const cells = z.strictObject({ high: level, medium: level, low: level });
const matrixDocument = z.union([
  z.enum(['default', 'audit']),
  z
    .strictObject({ low: cells, medium: cells, high: cells })
    .meta({ description: 'Consequence, then confidence: the level of involvement' }),
]);

export const ruleDocument = z.strictObject({
  name: z.string().trim().min(1).max(75),
  when: z
    .string()
    .max(2000)
    .meta({ description: 'A condition in CEL over facts, subject, recommendation, signals, …' }),
  raise_to: level.optional().meta({ description: 'At least this much care' }),
  lower_to: level
    .optional()
    .meta({ description: 'At most this much care, never below the floor of the type' }),
  flag: z.string().trim().min(1).max(200).optional().meta({ description: 'A sentence that people see' }),
  queue: z.string().optional(),
  sla_class: z.string().optional(),
});

/** What `defaults` may say for all types, and each type for itself. */
export const sharedSettings = {
  sla_class: z.string().optional(),
  bands: bandsDocument.optional(),
  matrix: matrixDocument.optional(),
  floor: level.optional().meta({ description: 'No lowering rule goes below it; review unless told' }),
  base_consequence: z.enum(CONSEQUENCES).optional(),
  on_missing_facts: z.enum(['refuse', 'human_decides']).optional(),
  lowering: z
    .strictObject({
      disagreement: step.optional(),
      dissimilar: step.optional(),
      ambiguous: step.optional(),
      incomplete: step.optional(),
      at_most: step.optional(),
      similarity_below: share.optional(),
    })
    .optional(),
  caution: z
    .strictObject({
      new_subject: z.strictObject({ decisions: z.int().min(1), raise_bands_by: step }).optional(),
      new_policy: z.strictObject({ days: z.number().min(0), raise_bands_by: step }).optional(),
    })
    .optional(),
  audit_share: z.strictObject({ auto_execute: share.optional(), auto_audit: share.optional() }).optional(),
  undo_window: z
    .string()
    .regex(/^\d+(?:ms|s|m|h)$/, 'must be a length of time such as 0s, 10s or 2m')
    .optional(),
};

export const typeDocument = z.strictObject({
  label: label.optional(),
  question: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .meta({ description: 'What must be decided, with {fact} filled in' }),
  queue: z.string(),
  deciders: z.array(z.string()).min(1).meta({ description: 'Roles whose members may decide' }),
  sensitive_roles: z.array(z.string()).optional(),
  facts: z.record(itemName, factDocument).optional(),
  options: z.record(itemName, optionDocument).optional(),
  modify: z.boolean().optional(),
  reasons: z.record(itemName, z.record(itemName, reasonDocument)).optional(),
  amount: z
    .strictObject({
      fact: z.string().optional(),
      bands: z.record(
        z.string().regex(/^[A-Z]{3}$/, 'must be a currency such as EUR'),
        z.strictObject({ medium: z.number().min(0), high: z.number().min(0) }),
      ),
    })
    .optional(),
  human_only: z.boolean().optional(),
  signals: z
    .array(z.enum(SIGNALS))
    .optional()
    .meta({ description: 'Signals that sources are expected to send' }),
  rules: z.array(ruleDocument).max(100).optional(),
  ...sharedSettings,
});
export type TypeDocument = z.infer<typeof typeDocument>;
export type SharedSettings = Partial<Pick<TypeDocument, keyof typeof sharedSettings>>;
