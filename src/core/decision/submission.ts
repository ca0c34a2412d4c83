import { z } from 'zod';

const shortText = z.string().trim().min(1).max(300);
const longText = z.string().max(20_000);
const SHARE = 'must be from 0 to 1: 83 % is written 0.83';
const confidence = z.number().min(0, SHARE).max(1, SHARE);
/** Links are shown to people: only http and https, so that none can run a script or open a local file. */
const link = z.url({ protocol: /^https?$/ }).max(3000);
const moment = z.iso.datetime({
  offset: true,
  error: 'must be a moment with its zone, such as 2026-11-20T17:00:00Z',
});

/** An amount of money: `value` in the currency's main unit, `currency` an ISO 4217 code. */
export const moneySchema = z.strictObject({
  value: z.number(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a three-letter ISO 4217 code such as EUR'),
});

const alternativeSchema = z.strictObject({
  option: shortText,
  confidence: confidence.optional(),
  why_lower: longText.optional(),
});

const opinionSchema = z.strictObject({
  method: shortText,
  option: shortText,
  confidence: confidence.optional(),
});

const recommendationSchema = z.strictObject({
  option: shortText,
  confidence,
  rationale: longText.optional(),
  alternatives: z.array(alternativeSchema).max(10).optional(),
  values: z.record(z.string(), z.json()).optional(),
  model: shortText.optional(),
  model_version: shortText.optional(),
  trained_through: z.union([moment, z.iso.date()]).optional(),
});

const signalsSchema = z.strictObject({
  similarity: confidence.optional(),
  rule_match: z.enum(['clear', 'ambiguous', 'none']).optional(),
  opinions: z.array(opinionSchema).max(20).optional(),
});

const consequenceSchema = z.strictObject({
  customer_impact: z.enum(['none', 'low', 'medium', 'high']).optional(),
  compliance: z.boolean().optional(),
  reputation: z.enum(['none', 'low', 'medium', 'high']).optional(),
  reversible: z.boolean().optional(),
});

/**
 * What a source posts to `/v1/decisions`, before its type is known. Facts are checked afterwards against the
 * definitions of the decision type.
 */
export const submissionSchema = z.strictObject({
  type: shortText,
  external_id: shortText.optional(),
  title: shortText,
  subject: z
    .strictObject({
      id: shortText,
      name: shortText.optional(),
      kind: shortText.optional(),
      language: shortText.optional(),
    })
    .optional(),
  requested_by: z
    .strictObject({ id: shortText, name: shortText.optional(), email: z.email().max(300).optional() })
    .optional(),
  facts: z.record(z.string().min(1).max(100), z.json()).default({}),
  recommendation: recommendationSchema.optional(),
  signals: signalsSchema.optional(),
  consequence: consequenceSchema.optional(),
  history: z
    .array(
      z.strictObject({
        at: z.union([moment, z.iso.date()]),
        title: shortText,
        disposition: shortText.optional(),
        note: longText.optional(),
      }),
    )
    .max(50)
    .optional(),
  policy_refs: z
    .array(z.strictObject({ title: shortText, url: link.optional(), excerpt: longText.optional() }))
    .max(20)
    .optional(),
  attachments: z
    .array(z.strictObject({ title: shortText, url: link }))
    .max(20)
    .optional(),
  due_at: moment.optional(),
  callback_url: link.optional(),
});

export type Submission = z.infer<typeof submissionSchema>;
export type Money = z.infer<typeof moneySchema>;
export type Recommendation = NonNullable<Submission['recommendation']>;
export type Signals = NonNullable<Submission['signals']>;
export type FactValue = Submission['facts'][string];
export type Facts = Submission['facts'];
