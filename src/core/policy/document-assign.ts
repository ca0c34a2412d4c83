import { z } from 'zod';
import { ASSIGN_BY } from '../sla/assign.ts';

/** How a queue gives its decisions to single people, and where they go when there are too many. */
export const assignDocument = {
  assign: z
    .enum(['whole_queue', ...ASSIGN_BY])
    .optional()
    .meta({
      description:
        'Who is given a decision: everybody together (unless told), each in turn, or who has least',
    }),
  sticky: z.literal('subject').optional().meta({
    description: 'Whoever answered about a subject last is given the next one about it',
  }),
  cap: z
    .number()
    .int()
    .positive()
    .optional()
    .meta({ description: 'Nobody is given more decisions that wait than so many' }),
  skills: z.record(z.string(), z.array(z.string()).min(1)).optional().meta({
    description:
      'By role, Slack id or e-mail address: the types and languages (two letters) that they take; others take all',
  }),
  overflow: z
    .strictObject({
      above: z.number().int().positive().meta({ description: 'How many may wait' }),
      to: z.string().meta({ description: 'A name from queues' }),
    })
    .optional()
    .meta({ description: 'While more than so many wait, what comes goes to another queue' }),
};
