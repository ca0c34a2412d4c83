import { z } from 'zod';
import { assignDocument } from './document-assign.ts';
import { chainDocument } from './document-chain.ts';
import { publishingDocument } from './document-publishing.ts';

export const channel = z
  .string()
  .regex(/^(?:#[a-z0-9_\-.]{1,80}|[CG][A-Z0-9]{2,})$/, 'must be a channel such as #finance, or its id');

/** A queue: its channel alone, or all that can be said. */
export const queueDocument = z.union([
  channel,
  z.strictObject({
    channel,
    fallback_channel: channel.optional().meta({ description: 'Used when the channel takes nothing' }),
    calendar: z
      .string()
      .optional()
      .meta({ description: 'When its people work: a name from calendars; always unless told' }),
    backups: z
      .string()
      .optional()
      .meta({ description: 'Who is asked as well when time runs short: a name from roles' }),
    manager: z
      .union([z.email(), z.string().regex(/^[UW][A-Z0-9]+$/, 'must be a Slack user id or an e-mail address')])
      .optional()
      .meta({ description: 'To whom it escalates; the manager in the Slack profile unless told' }),
    ...publishingDocument,
    ...assignDocument,
    chain: chainDocument
      .optional()
      .meta({ description: 'What happens while nobody answers; default with backups, else nothing' }),
  }),
]);
export type QueueDocument = z.infer<typeof queueDocument>;

const length = z.string().regex(/^\d+(?:m|h)$/, 'must be a length of time such as 30m or 8h');

/** How long an answer may take. */
export const slaDocument = z.union([
  length,
  z.strictObject({
    hours: z
      .number()
      .positive()
      .max(10_000)
      .meta({ description: "Time to answer, in open hours of the queue's calendar" }),
    pause_cap: length.optional().meta({
      description: 'For how long in all its clock stops while information is awaited; 72h unless told',
    }),
  }),
]);
export type SlaDocument = z.infer<typeof slaDocument>;
