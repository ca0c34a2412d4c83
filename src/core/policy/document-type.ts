import { z } from 'zod';
import { factDocument, itemName, label, optionDocument, reasonDocument } from './document-facts.ts';
import { person } from './document-person.ts';
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
  z
    .enum(['default', 'audit'])
    .meta({ description: 'A preset; audit lets unsure decisions of low consequence run, audited' }),
  z
    .strictObject({ low: cells, medium: cells, high: cells })
    .meta({ description: 'Consequence, then confidence: the level of involvement' }),
]);

export const ruleDocument = z.strictObject({
  name: z.string().trim().min(1).max(75).meta({ description: 'Said in the trace and on the card' }),
  when: z
    .string()
    .max(2000)
    .meta({ description: 'A condition in CEL over facts, subject, recommendation, signals, …' }),
  raise_to: level.optional().meta({ description: 'At least this much care' }),
  lower_to: level
    .optional()
    .meta({ description: 'At most this much care, never below the floor of the type' }),
  flag: z.string().trim().min(1).max(200).optional().meta({ description: 'A sentence that people see' }),
  queue: z.string().optional().meta({ description: 'Asks in this queue instead' }),
  sla_class: z
    .string()
    .optional()
    .meta({ description: 'Answered within this class; of several the shortest counts' }),
  approvals: z
    .int()
    .min(2)
    .max(5)
    .optional()
    .meta({ description: 'So many people must answer; it never runs by itself' }),
  blind: z.literal(true).optional().meta({ description: 'Answered before the recommendation is seen' }),
  sample: share.optional().meta({ description: 'At least this share of what runs by itself is audited' }),
});

/** What `defaults` may say for all types, and each type for itself. */
export const sharedSettings = {
  sla_class: z
    .string()
    .optional()
    .meta({ description: 'How long an answer may take: a name from sla_classes' }),
  bands: bandsDocument.optional().meta({ description: 'Where confidence counts as high, medium or low' }),
  matrix: matrixDocument
    .optional()
    .meta({ description: 'Consequence and confidence to a level: default, audit, or own nine cells' }),
  floor: level.optional().meta({ description: 'No lowering rule goes below it; review unless told' }),
  base_consequence: z
    .enum(CONSEQUENCES)
    .optional()
    .meta({ description: 'The least consequence of a wrong answer; low with amount, else medium' }),
  on_missing_facts: z.enum(['refuse', 'human_decides']).optional().meta({
    description: 'What happens without a required fact: the source is told (422), or a person decides',
  }),
  lowering: z
    .strictObject({
      disagreement: step.optional().meta({ description: 'Methods disagree; 0.10 unless told' }),
      dissimilar: step.optional().meta({ description: 'Unlike earlier decisions; 0.05 unless told' }),
      ambiguous: step.optional().meta({ description: 'Rules match ambiguously; 0.05 unless told' }),
      incomplete: step
        .optional()
        .meta({ description: 'Each expected signal that is missing; 0.05 unless told' }),
      at_most: step.optional().meta({ description: 'All together; 0.10 unless told' }),
      similarity_below: share
        .optional()
        .meta({ description: 'Counts as dissimilar below it; 0.70 unless told' }),
    })
    .optional()
    .meta({ description: 'What each signal takes off the confidence' }),
  caution: z
    .strictObject({
      new_subject: z
        .strictObject({ decisions: z.int().min(1), raise_bands_by: step })
        .optional()
        .meta({ description: 'For subjects with fewer decided cases than this' }),
      new_policy: z
        .strictObject({ days: z.number().min(0), raise_bands_by: step })
        .optional()
        .meta({ description: 'For the first days after the policy changed' }),
    })
    .optional()
    .meta({ description: 'When more confidence is asked for than usual' }),
  peak: z
    .strictObject({
      open_above: z.int().min(0).meta({ description: 'While more than these wait in the queue' }),
      lower_bands_by: step.meta({ description: 'High confidence begins at most so much lower' }),
      audit_share: share.meta({
        description: 'At least this share of what runs by itself is audited meanwhile',
      }),
    })
    .optional()
    .meta({ description: 'High confidence begins lower while many wait, only within what is certified' }),
  audit_share: z
    .strictObject({
      auto_execute: share.optional().meta({ description: 'At least 0.01; 0.02 unless told' }),
      auto_audit: share.optional().meta({ description: '0.20 unless told' }),
    })
    .optional()
    .meta({ description: 'Share of what runs by itself that a person audits afterwards' }),
  blind_share: share.optional().meta({
    description: 'Share of its reviews that are answered before the recommendation is seen; 0 unless told',
  }),
  undo_window: z
    .string('must be a length of time such as 0s, 10s or 2m')
    .regex(/^\d+(?:ms|s|m|h)$/, 'must be a length of time such as 0s, 10s or 2m')
    .optional()
    .meta({ description: 'How long an answer can be taken back: 0s, 10s, 2m; 10s unless told' }),
};

export const typeDocument = z.strictObject({
  label: label.optional().meta({ description: 'Its name for people; made from its key unless told' }),
  question: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .meta({ description: 'What must be decided, with {fact} filled in' }),
  queue: z.string().meta({ description: 'Where it is asked: a name from queues' }),
  deciders: z.array(z.string()).min(1).meta({ description: 'Roles whose members may decide' }),
  sensitive_roles: z
    .array(z.string())
    .optional()
    .meta({ description: 'Roles that see sensitive facts; all others see a mask' }),
  facts: z
    .record(itemName, factDocument)
    .optional()
    .meta({ description: 'What sources send about it: name and kind, or all that can be said' }),
  options: z.record(itemName, optionDocument).optional().meta({
    description: 'What can be done, and which disposition it means; approve and reject unless told',
  }),
  modify: z
    .boolean()
    .optional()
    .meta({ description: 'Whether people may change modifiable facts; yes if there are any' }),
  quorum: z
    .strictObject({
      seats: z
        .array(z.string())
        .min(2)
        .max(5)
        .meta({ description: 'Who must answer: a role for each seat, or "any" for any decider' }),
      order: z
        .enum(['parallel', 'sequential'])
        .optional()
        .meta({ description: 'All at once, or one after the other; parallel unless told' }),
      ends: z
        .enum(['any_reject', 'majority'])
        .optional()
        .meta({ description: 'One rejection ends it, or most seats decide; any_reject unless told' }),
      from: z
        .enum(CONSEQUENCES)
        .optional()
        .meta({ description: 'From which consequence on; high unless told' }),
    })
    .optional()
    .meta({ description: 'Several people must answer' }),
  reasons: z
    .record(itemName, z.record(itemName, reasonDocument))
    .optional()
    .meta({ description: 'Reason codes for each option and for modify, at most five each with other' }),
  document: z
    .record(z.string(), z.array(label).min(1).max(5), {
      error: ({ code }) =>
        code === 'invalid_type' ? 'must be fields by role such as {finance: [Cost centre]}' : undefined,
    })
    .optional()
    .meta({ description: 'What members of a role write down with each answer: role to names of fields' }),
  amount: z
    .strictObject({
      fact: z.string().optional().meta({ description: 'Which fact; the only money fact unless told' }),
      bands: z
        .record(
          z.string().regex(/^[A-Z]{3}$/, 'must be a currency such as EUR'),
          z.strictObject({ medium: z.number().min(0), high: z.number().min(0) }),
        )
        .meta({ description: 'Below medium: low consequence; up to and with high: medium; above: high' }),
    })
    .optional()
    .meta({ description: 'Consequence from an amount of money, by currency; any other currency is high' }),
  certified: z
    .strictObject({
      high: share.meta({ description: 'High confidence may begin as low as this under peak load' }),
      by: person.meta({ description: 'Who answers for it: an e-mail address or a Slack id' }),
      on: z.iso
        .date('must be a day such as 2026-11-20')
        .meta({ description: 'Since when; it counts from this day on (UTC)' }),
      model_version: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .meta({ description: 'Only for this version of the model; for all unless told' }),
    })
    .optional()
    .meta({ description: 'How far peak load may lower high confidence, certified by a named person' }),
  exposure_cap: z
    .record(z.string().regex(/^[A-Z]{3}$/, 'must be a currency such as EUR'), z.number().min(0))
    .optional()
    .meta({ description: 'How much may run by itself in a day, by currency' }),
  similarity: z
    .union([
      z.literal('computed'),
      z.strictObject({
        computed_from: z.array(itemName).min(1).max(20).meta({ description: 'The facts that are compared' }),
      }),
    ])
    .optional()
    .meta({ description: 'Compared with earlier cases where the source sends no similarity' }),
  human_only: z
    .boolean()
    .optional()
    .meta({ description: 'People decide without the AI: its recommendation is neither asked for nor shown' }),
  reversible: z.boolean().optional().meta({
    description: 'What it does can be taken back; without it nothing is executed because nobody answered',
  }),
  escalate_when: z.string().max(2000).optional().meta({
    description: 'A condition in CEL, as in rules: while it holds, what waits is escalated at once',
  }),
  signals: z
    .array(z.enum(SIGNALS))
    .optional()
    .meta({ description: 'Signals that sources are expected to send' }),
  rules: z.array(ruleDocument).max(100).optional().meta({
    description: 'Conditions that raise or lower the level, or flag something; all that match apply',
  }),
  ...sharedSettings,
});
export type TypeDocument = z.infer<typeof typeDocument>;
export type SharedSettings = Partial<Pick<TypeDocument, keyof typeof sharedSettings>>;
