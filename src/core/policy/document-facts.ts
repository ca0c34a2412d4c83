import { z } from 'zod';
import { CATEGORIES, FACT_KINDS } from './policy.ts';

/** Names of facts, options and reasons: what conditions, action ids and exports can carry without quoting. */
export const itemName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,49}$/, 'must be lower case letters, digits and _');

export const label = z.string().trim().min(1).max(75);

/** `amount: money`, or the same with everything that can be said about it. */
const factLong = z.strictObject({
  kind: z.enum(FACT_KINDS).meta({ description: 'What the value is' }),
  label: label.optional().meta({ description: 'Its name for people; made from its key unless told' }),
  required: z
    .boolean()
    .optional()
    .meta({ description: 'Without it the decision is refused, or left to a person' }),
  sensitive: z
    .boolean()
    .optional()
    .meta({ description: 'Masked for all but the sensitive_roles of the type' }),
  modifiable: z.boolean().optional().meta({ description: 'People may change it with "Modify"' }),
  unit: z.string().trim().min(1).max(20).optional().meta({ description: 'Shown after a number: days, kB' }),
  choices: z
    .array(z.string().trim().min(1).max(75))
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'The values of a choice, or the items that a list may hold' }),
  min: z.number().optional().meta({ description: 'The least number or amount' }),
  max: z.number().optional().meta({ description: 'The greatest number or amount' }),
});
export const factDocument = z.union([z.enum(FACT_KINDS), factLong]);
export type FactDocument = z.infer<typeof factDocument>;

const disposition = z.enum(['approved', 'rejected']);
/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object: at most 300 characters. */
const confirmText = z.string().trim().min(1).max(300);
const optionLong = z.strictObject({
  label: label.optional().meta({ description: 'Words on the button; made from its key unless told' }),
  disposition: disposition.optional().meta({ description: 'What choosing it means for the decision' }),
  style: z
    .enum(['primary', 'danger'])
    .optional()
    .meta({ description: 'Colour of the button: green or red; at most one option is primary' }),
  confirm: confirmText
    .optional()
    .meta({ description: 'Asked before its form opens, with {fact} filled in as in the question' }),
});
/** `discard: rejected`, or with its own label and style. */
export const optionDocument = z.union([disposition, optionLong]);
export type OptionDocument = z.infer<typeof optionDocument>;

const reasonLong = z.strictObject({
  label: label.meta({ description: 'The reason as people read it' }),
  category: z
    .enum(CATEGORIES)
    .optional()
    .meta({ description: 'What an override with this reason tells about the AI' }),
});
/** `duplicate: Paid before`, or with the category of an override. */
export const reasonDocument = z.union([label, reasonLong]);
export type ReasonDocument = z.infer<typeof reasonDocument>;
