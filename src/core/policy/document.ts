import { z } from 'zod';
import { calendarDocument } from './document-calendar.ts';
import { person } from './document-person.ts';
import { publishingDocument } from './document-publishing.ts';
import { channel, queueDocument, slaDocument } from './document-queue.ts';
import { sharedSettings, typeDocument } from './document-type.ts';

/** Names of sources, queues, roles and types. They stand in addresses, logs and header lines. */
const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/, 'must be lower case words joined by . - or _')
  .max(60);
const envName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable, never the secret itself');
const sourceDocument = z.strictObject({
  kind: z.enum(['system', 'people']).optional().meta({
    description: 'people: what anybody in the workspace raises from a message in Slack; it has no secrets',
  }),
  types: z.array(z.string()).min(1).meta({ description: 'Decision types that it may submit' }),
  api_key_env: envName.optional().meta({ description: 'Environment variable that holds its API key' }),
  secret_env: envName
    .optional()
    .meta({ description: 'Environment variable that holds its whsec_ secret, for signatures both ways' }),
  secret_env_previous: envName
    .optional()
    .meta({ description: 'The old secret, valid as well while it is replaced' }),
  auth: z.enum(['any', 'signed']).optional().meta({ description: 'signed: a bearer key is refused' }),
  enabled: z.boolean().optional().meta({ description: 'false: nothing of it is taken' }),
  callback: z
    .strictObject({
      url: z
        .url({ protocol: /^https?$/ })
        .optional()
        .meta({ description: 'Where answers are posted' }),
      url_env: envName
        .optional()
        .meta({ description: 'Environment variable that holds the address; wins over url' }),
      hosts: z
        .array(z.string().regex(/^[a-z0-9.-]+(?::\d+)?$|^\[[0-9a-f:]+\](?::\d+)?$/, 'must be a host name'))
        .optional()
        .meta({ description: 'Hosts that a submission may name in callback_url' }),
    })
    .optional()
    .meta({ description: 'Where answers go' }),
  mode: z
    .enum(['live', 'shadow'])
    .optional()
    .meta({ description: 'shadow: routed and recorded, nothing posted or answered' }),
});

const roleDocument = z.strictObject({
  usergroup: z
    .string()
    .regex(/^@?[a-z0-9][a-z0-9_.-]*$|^S[A-Z0-9]{2,}$/, 'must be the handle of a Slack user group, or its id')
    .optional()
    .meta({ description: 'Handle or id of a Slack user group' }),
  members: z.array(person).optional().meta({ description: 'People by e-mail address or Slack id' }),
});

const authorityDocument = z.strictObject({
  role: z.string().meta({ description: 'A name from roles' }),
  types: z.array(z.string()).min(1).optional().meta({ description: 'All types unless told' }),
  up_to: z
    .record(z.string().regex(/^[A-Z]{3}$/, 'must be a currency such as EUR'), z.number().min(0), {
      error: ({ code }) =>
        code === 'invalid_type' ? 'must be amounts by currency such as {EUR: 5000}' : undefined,
    })
    .optional()
    .meta({ description: 'The most that the role approves by itself, by currency' }),
  reversible_only: z
    .boolean()
    .optional()
    .meta({ description: 'It approves by itself only what the source calls reversible' }),
  queue: z
    .string()
    .optional()
    .meta({ description: 'Where it is asked about what is above the authority of others' }),
});

/** The whole of handraise.yml, before names are looked up and defaults are filled in. */
export const policyDocument = z.strictObject({
  managers: z
    .strictObject({
      channel: channel.optional().meta({ description: 'Where managers read about all queues' }),
      role: z
        .string()
        .optional()
        .meta({ description: 'Or whose members each get a message, at that time where they live' }),
      calendar: z.string().optional().meta({ description: 'Whose time zone counts: a name from calendars' }),
      ...publishingDocument,
    })
    .optional()
    .meta({ description: 'Digests and reports about all queues' }),
  alerts_channel: channel
    .optional()
    .meta({ description: 'Where cards go whose own channel does not take them' }),
  sources: z
    .record(name, sourceDocument)
    .optional()
    .meta({ description: 'Who submits decisions. Secrets are named here and live in the environment' }),
  queues: z.record(name, queueDocument).meta({ description: 'Where cards are posted: name and channel' }),
  calendars: z
    .record(name, calendarDocument)
    .optional()
    .meta({ description: 'When people work: named by queues, whose time to answer runs in open hours' }),
  sla_classes: z.record(name, slaDocument).optional().meta({
    description:
      'How long an answer may take: name and length, such as 8h; urgent 4h, standard 24h, complex 72h and policy_exception 168h unless told',
  }),
  roles: z.record(name, roleDocument).meta({ description: 'Who people are: Slack user groups or listed' }),
  authority: z
    .array(authorityDocument)
    .optional()
    .meta({ description: 'Up to which amount a role decides alone' }),
  defaults: z
    .strictObject(sharedSettings)
    .optional()
    .meta({ description: 'What holds for every type that says nothing else' }),
  types: z.record(name, typeDocument).meta({ description: 'The kinds of decisions' }),
});
export type PolicyDocument = z.infer<typeof policyDocument>;
