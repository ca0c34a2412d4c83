import { z } from 'zod';
import { sharedSettings, typeDocument } from './document-type.ts';

/** Names of sources, queues, roles and types. They stand in addresses, logs and header lines. */
const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/, 'must be lower case words joined by . - or _')
  .max(60);
const envName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable, never the secret itself');
const channel = z
  .string()
  .regex(/^(?:#[a-z0-9_\-.]{1,80}|[CG][A-Z0-9]{2,})$/, 'must be a channel such as #finance, or its id');

const sourceDocument = z.strictObject({
  types: z.array(z.string()).min(1).meta({ description: 'Decision types that it may submit' }),
  api_key_env: envName.optional(),
  secret_env: envName.optional(),
  secret_env_previous: envName
    .optional()
    .meta({ description: 'The old secret, valid as well while it is replaced' }),
  auth: z.enum(['any', 'signed']).optional(),
  enabled: z.boolean().optional(),
  callback: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }).optional(),
      url_env: envName.optional(),
      hosts: z
        .array(z.string().regex(/^[a-z0-9.-]+(?::\d+)?$|^\[[0-9a-f:]+\](?::\d+)?$/, 'must be a host name'))
        .optional(),
    })
    .optional(),
  mode: z
    .enum(['live', 'shadow'])
    .optional()
    .meta({ description: 'shadow: routed and recorded, nothing posted or answered' }),
});

const queueDocument = z.union([channel, z.strictObject({ channel, fallback_channel: channel.optional() })]);

const slaDocument = z.union([
  z.string().regex(/^\d+(?:m|h)$/, 'must be a length of time such as 30m or 8h'),
  z.strictObject({ hours: z.number().positive().max(10_000) }),
]);

const roleDocument = z.strictObject({
  usergroup: z
    .string()
    .regex(/^@?[a-z0-9][a-z0-9_.-]*$|^S[A-Z0-9]{2,}$/, 'must be the handle of a Slack user group, or its id')
    .optional(),
  members: z
    .array(
      z.union([
        z.email(),
        z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'must be a Slack user id or an e-mail address'),
      ]),
    )
    .optional(),
});

const authorityDocument = z.strictObject({
  role: z.string(),
  types: z.array(z.string()).min(1).optional().meta({ description: 'All types unless told' }),
  up_to: z.record(z.string().regex(/^[A-Z]{3}$/, 'must be a currency such as EUR'), z.number().min(0)),
});

/** The whole of handraise.yml, before names are looked up and defaults are filled in. */
export const policyDocument = z.strictObject({
  alerts_channel: channel.optional(),
  sources: z.record(name, sourceDocument).optional(),
  queues: z.record(name, queueDocument),
  sla_classes: z.record(name, slaDocument).optional(),
  roles: z.record(name, roleDocument),
  authority: z.array(authorityDocument).optional(),
  defaults: z.strictObject(sharedSettings).optional(),
  types: z.record(name, typeDocument),
});
export type PolicyDocument = z.infer<typeof policyDocument>;
