import { z } from 'zod';
import { STEP_ACTIONS } from '../sla/chain.ts';

export const stepDocument = z.strictObject({
  at: z
    .string()
    .regex(
      /^(?:due|\d{1,4}%|\d{1,5}(?:m|h) (?:after opening|before due|after due))$/,
      'must be a moment such as 50%, due, 2h after opening, 1h before due or 4h after due',
    )
    .meta({
      description:
        'Of the open time from opening to due: 50%, due, 2h after opening, 1h before due, 4h after due',
    }),
  do: z.enum(STEP_ACTIONS).meta({
    description: 'The last step ends the chain: hold (go on waiting), reject, execute, or escalate',
  }),
  role: z
    .string()
    .optional()
    .meta({ description: "For ask_backups: a name from roles; the queue's backups unless told" }),
  to: z
    .union([
      z.literal('manager'),
      z.strictObject({ queue: z.string().meta({ description: 'A name from queues, which takes it over' }) }),
      z.strictObject({ role: z.string().meta({ description: 'A name from roles, asked as well' }) }),
    ])
    .optional()
    .meta({ description: 'For escalate: manager (unless told), {queue: name} or {role: name}' }),
});
export type StepDocument = z.infer<typeof stepDocument>;

/** What happens while nobody answers. */
export const chainDocument = z.union([
  z.literal('default').meta({
    description:
      'Reminds at 50% and 85%, asks backups at 75%, escalates to the manager when due, holds at 200%',
  }),
  z.array(stepDocument).min(1).max(20),
]);
