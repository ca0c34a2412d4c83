import type { HolidayBook } from '../sla/holidays.ts';
import { buildCalendar } from './build-calendars.ts';
import { type BuildContext, bare, checkName } from './build-context.ts';
import { buildManagers, buildQueue, buildSlaClasses } from './build-queues.ts';
import { buildSettings, checkSettings } from './build-settings.ts';
import { buildType } from './build-type.ts';
import { checkChains } from './check-chains.ts';
import { checkLimits, checkQuorums } from './check-quorums.ts';
import type { PolicyDocument } from './document.ts';
import type { Policy, Role, Source } from './policy.ts';
import type { BrokenFacts } from './salvage.ts';
import type { Path } from './yaml-text.ts';

/** What a document is read with: public holidays, and names of facts that could not be read. */
type Given = { holidays: HolidayBook; brokenFacts?: BrokenFacts };

/** Everything of a policy but its version and text. */
export const buildPolicy = (
  document: PolicyDocument,
  context: BuildContext,
  { holidays, brokenFacts = new Map() }: Given,
): Omit<Policy, 'version' | 'text'> => {
  const defaults = document.defaults ?? {};
  checkSettings(buildSettings(defaults, {}), defaults, ['defaults'], context);
  if (defaults.sla_class !== undefined)
    checkName(context, 'sla_classes', defaults.sla_class, ['defaults', 'sla_class']);
  checkAuthority(document, context);
  checkLimits(document, context);
  checkQuorums(document, context);
  const calendars = bare(
    Object.entries(document.calendars ?? {}).map(([name, given]) => [
      name,
      buildCalendar(name, given, { holidays, context }),
    ]),
  );
  const queues = bare(
    Object.entries(document.queues).map(([name, given]) => [
      name,
      buildQueue(name, given, { calendars, context }),
    ]),
  );
  const sla_classes = bare(buildSlaClasses(document.sla_classes).map((sla) => [sla.name, sla]));
  const types = bare(
    Object.entries(document.types).map(([name, given]) => [
      name,
      buildType(
        { name, document: given, defaults, brokenFacts: brokenFacts.get(name) ?? new Set() },
        context,
      ),
    ]),
  );
  checkChains({ queues, sla_classes, types }, context);
  return {
    sources: bare(
      Object.entries(document.sources ?? {}).map(([name, given]) => [
        name,
        buildSource(name, given, context),
      ]),
    ),
    calendars,
    queues,
    sla_classes,
    roles: bare(
      Object.entries(document.roles).map(([name, given]) => [name, buildRole(name, given, context)]),
    ),
    types,
    authority: document.authority ?? [],
    ...(document.managers === undefined
      ? {}
      : { managers: buildManagers(document.managers, { calendars, context }) }),
    ...(document.alerts_channel === undefined ? {} : { alerts_channel: document.alerts_channel }),
  };
};

const buildSource = (
  name: string,
  given: NonNullable<PolicyDocument['sources']>[string],
  context: BuildContext,
): Source => {
  const path = ['sources', name];
  for (const [index, type] of given.types.entries())
    checkName(context, 'types', type, [...path, 'types', index]);
  const secrets = [given.secret_env, given.secret_env_previous].flatMap((env) =>
    env === undefined ? [] : [env],
  );
  if (given.auth === 'signed' && secrets.length === 0)
    context.report({ path: [...path, 'auth'], message: 'a source that must sign needs a "secret_env"' });
  const kind = given.kind ?? 'system';
  if (kind === 'people') checkPeople(given, path, context);
  else if (given.api_key_env === undefined && secrets.length === 0)
    context.report({
      path,
      at: 'key',
      message: 'nobody can speak for this source: give it "secret_env" or "api_key_env"',
    });
  const hosts = given.callback?.hosts ?? [];
  const { url } = given.callback ?? {};
  if (url !== undefined && !allows(hosts, url))
    context.report({
      path: [...path, 'callback', 'url'],
      message: `its host is not among the callback's "hosts": add ${new URL(url).hostname}`,
    });
  return {
    name,
    kind,
    ...(given.api_key_env === undefined ? {} : { api_key_env: given.api_key_env }),
    secret_envs: secrets,
    auth: given.auth ?? 'any',
    types: given.types,
    enabled: given.enabled ?? true,
    callback: { ...given.callback, hosts },
    mode: given.mode ?? 'live',
  };
};

/** Nothing can speak for people but Slack itself, and they are answered there. */
const checkPeople = (
  given: NonNullable<PolicyDocument['sources']>[string],
  path: Path,
  context: BuildContext,
): void => {
  const OF_SYSTEMS = [
    'api_key_env',
    'secret_env',
    'secret_env_previous',
    'auth',
    'callback',
    'mode',
  ] as const;
  for (const key of OF_SYSTEMS)
    if (given[key] !== undefined)
      context.report({
        path: [...path, key],
        message: `"${key}" is for systems: people raise and are answered in Slack, so leave it out`,
      });
};

const allows = (hosts: string[], url: string): boolean => {
  const { host, hostname } = new URL(url);
  return hosts.includes(host) || hosts.includes(hostname);
};

const buildRole = (name: string, given: PolicyDocument['roles'][string], context: BuildContext): Role => {
  const members = given.members ?? [];
  if (given.usergroup === undefined && members.length === 0)
    context.report({
      path: ['roles', name],
      at: 'key',
      message: 'the role has nobody: give it a "usergroup" of Slack, or "members"',
    });
  return {
    name,
    ...(given.usergroup === undefined ? {} : { usergroup: given.usergroup.replace(/^@/, '') }),
    members,
  };
};

/** Authority is given to a role that exists, and to one that may decide the types that it is for. */
const checkAuthority = (document: PolicyDocument, context: BuildContext): void => {
  for (const [index, grant] of (document.authority ?? []).entries()) {
    const path = ['authority', index];
    checkName(context, 'roles', grant.role, [...path, 'role']);
    if (grant.queue !== undefined) checkName(context, 'queues', grant.queue, [...path, 'queue']);
    if (grant.up_to === undefined && grant.reversible_only === undefined && grant.queue === undefined)
      context.report({
        path,
        message: 'this sets no limit: give it up_to, such as {EUR: 5000}, or reversible_only: true',
      });
    for (const [at, type] of (grant.types ?? []).entries()) {
      checkName(context, 'types', type, [...path, 'types', at]);
      const deciders = document.types[type]?.deciders;
      if (
        deciders !== undefined &&
        context.names.roles.includes(grant.role) &&
        !deciders.includes(grant.role)
      )
        context.report({
          path: [...path, 'types', at],
          message: `the role "${grant.role}" does not decide ${type}; its deciders are ${deciders.join(', ')}`,
        });
    }
  }
};
