import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { IANAZone } from 'luxon';
import type { Person } from '../core/actor.ts';
import type { Policy, Role } from '../core/policy/policy.ts';
import type { Presence } from '../core/sla/availability.ts';
import type { Directory } from '../ports.ts';
import { remember } from './remember.ts';
import type { SlackWorkspace } from './workspace.ts';

/**
 * How long an answer of Slack's counts as fresh, unless Slack says sooner that it changed. A press each would ask more often
 * than Slack answers: users.info is tier 4 (100 a minute), lists of groups are tier 2 (20). Whether people are there is asked
 * by jobs, about many at once.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
const FRESH_MS = { members: 30_000, groups: 60_000, presence: 30_000, named: 300_000 };
const SECOND_MS = 1000;

/** Of a role with more members, so many are known by name: enough to ask somebody. */
const MOST_MEMBERS = 50;
/** What workspaces call the field of a profile that names somebody's manager. */
const IS_MANAGER = /^(?:line )?manager$|^reports to$|^supervisor$/i;

/** Lists that are asked for as a whole are remembered under one key. */
const ALL = 'all';

/** Somebody as users.info tells of them; only what is a `Person` is kept with what they do. */
type Member = { person: Person; active: boolean; tz: string | null; status: Presence['status'] };

/**
 * Who people are and which roles of the policy they hold, from Slack's users and user groups. People are remembered for half
 * a minute and groups for one, until Slack says that they changed; when Slack is away, answers up to a quarter of an hour old
 * are used, after that nothing is known.
 * @param now wall time in milliseconds
 */
export const createDirectory = (
  client: WebClient,
  workspace: SlackWorkspace,
  policy: () => Policy,
  now: () => number,
): Directory => {
  const members = remember(now, FRESH_MS.members, async (id: string): Promise<Member> => {
    const { user } = await client.users.info({ user: id });
    const { profile } = user ?? {};
    const name = user?.real_name || profile?.display_name || user?.name;
    const expiration = profile?.status_expiration ?? 0;
    return {
      person: {
        id,
        ...(user?.team_id === undefined ? {} : { team_id: user.team_id }),
        ...(name === undefined ? {} : { name }),
        ...(profile?.email === undefined ? {} : { email: profile.email }),
      },
      active: user?.deleted !== true && user?.is_bot !== true && user?.is_restricted !== true,
      tz: user?.tz !== undefined && IANAZone.create(user.tz).isValid ? user.tz : null,
      status: {
        emoji: profile?.status_emoji ?? '',
        text: profile?.status_text ?? '',
        until: expiration > 0 ? expiration * SECOND_MS : null,
      },
    };
  });
  const groups = remember(now, FRESH_MS.groups, async () => {
    const { usergroups = [] } = await client.usergroups.list({ include_users: false });
    return new Map(
      usergroups.flatMap(({ id, handle }) =>
        id && handle ? [[handle, id] as const, [id, id] as const] : [],
      ),
    );
  });
  const groupMembers = remember(now, FRESH_MS.groups, async (usergroup: string) => {
    const { users = [] } = await client.usergroups.users.list({ usergroup });
    return new Set(users);
  });

  /** Until when somebody does not want to be disturbed. What they chose for a moment Slack tells nobody else. */
  const quietUntil = async (user: string): Promise<number | null> => {
    const {
      dnd_enabled,
      next_dnd_start_ts: starts = 0,
      next_dnd_end_ts: ends = 0,
    } = await client.dnd.info({ user });
    const at = now() / SECOND_MS;
    return dnd_enabled === true && starts <= at && at < ends ? ends * SECOND_MS : null;
  };

  const presence = remember(now, FRESH_MS.presence, async (id: string): Promise<Presence> => {
    const [{ active, tz, status }, quiet_until] = await Promise.all([
      members(id),
      // What is not told (the scope may be missing) keeps nobody from being asked.
      quietUntil(id).catch(() => null),
    ]);
    return { active, tz, quiet_until, status };
  });

  const holds = async (role: Role, person: Person): Promise<boolean> => {
    const email = person.email?.toLowerCase();
    if (
      role.members.some(
        (member) => member === person.id || (email !== undefined && member.toLowerCase() === email),
      )
    ) {
      return true;
    }
    if (role.usergroup === undefined) return false;
    const id = (await groups(ALL)).get(handleOf(role.usergroup));
    return id !== undefined && (await groupMembers(id)).has(person.id);
  };

  /** Asks for a role's group ahead; what comes of it is remembered, and told by `holds`. */
  const askGroup = async ({ usergroup }: Role): Promise<void> => {
    if (usergroup === undefined) return;
    try {
      const id = (await groups(ALL)).get(handleOf(usergroup));
      if (id !== undefined) await groupMembers(id);
    } catch {
      // A role that is held by name needs no group.
    }
  };

  const byEmail = remember(now, FRESH_MS.groups, async (email: string): Promise<Person | null> => {
    try {
      const { user } = await client.users.lookupByEmail({ email });
      return user?.id === undefined
        ? null
        : { id: user.id, email, ...(user.real_name && { name: user.real_name }) };
    } catch (error) {
      if (error instanceof WebAPIPlatformError && error.data.error === 'users_not_found') return null;
      throw error;
    }
  });

  /** People as jobs name them: about many at once, so that what is known is good for some minutes. */
  const named = remember(now, FRESH_MS.named, members);

  const membersOf = async (name: string): Promise<Person[]> => {
    const role = policy().roles[name];
    if (role === undefined) return [];
    const group =
      role.usergroup === undefined ? undefined : (await groups(ALL)).get(handleOf(role.usergroup));
    const listed = await Promise.all(
      role.members.map(async (member) =>
        member.includes('@') ? (await byEmail(member.toLowerCase()))?.id : member,
      ),
    );
    const ids = new Set([...listed, ...(group === undefined ? [] : await groupMembers(group))]);
    const found = await Promise.all(
      [...ids]
        .filter((id) => id !== undefined)
        .slice(0, MOST_MEMBERS)
        .map((id) => named(id).catch(nobody)),
    );
    return found.flatMap((one) => (one?.active === true ? [one.person] : []));
  };

  /** An id that nobody has (any more) is no reason to know nothing of the others. */
  const nobody = (error: unknown): undefined => {
    if (error instanceof WebAPIPlatformError && error.data.error === 'user_not_found') return undefined;
    throw error;
  };

  /** Whom somebody's profile names as their manager, by id. */
  const managers = remember(now, FRESH_MS.named, async (id: string): Promise<string | undefined> => {
    const { profile } = await client.users.profile.get({ user: id, include_labels: true });
    const field = Object.values(profile?.fields ?? {}).find(({ label = '' }) => IS_MANAGER.test(label));
    return field?.value !== undefined && /^[UW]/.test(field.value) ? field.value : undefined;
  });

  const managerOf = async (id: string): Promise<Person | null> => {
    const manager = await managers(id);
    const found = manager === undefined ? undefined : await named(manager);
    return found?.active === true ? found.person : null;
  };

  return {
    membersOf: (role) => membersOf(role).catch(() => undefined),
    managerOf: (id) => managerOf(id).catch(() => undefined),
    personByEmail: (email) => byEmail(email).catch(() => undefined),
    presence: (id) => presence(id).catch(() => undefined),
    forget: (changed) => {
      if ('person' in changed) {
        for (const about of [members, named, presence, managers]) about.forget(changed.person);
        return;
      }
      const { group, handle } = changed;
      groupMembers.forget(group);
      // Most changes of groups change no handle, and lists of all groups can be asked for 20 times a minute.
      if (handle !== undefined && groups.last(ALL)?.get(handle) !== group) groups.outdate(ALL);
    },
    personWithRoles: async ({ id, team_id }) => {
      try {
        const own = workspace.identity().teamId ?? (await workspace.identify()).teamId;
        // Who is in which group does not wait for who they are.
        const inGroups = Promise.all(Object.values(policy().roles).map(askGroup));
        const [{ active, person }] = await Promise.all([members(id), inGroups]);
        // People of other workspaces in shared channels hold no role here, whatever their id.
        const isStranger = team_id !== undefined && own !== undefined && team_id !== own;
        if (!active || isStranger) return { by: person, roles: [], stranger: true };
        const roles = Object.values(policy().roles);
        const held = await Promise.all(roles.map((role) => holds(role, person)));
        return { by: person, roles: roles.filter((_, index) => held[index]).map(({ name }) => name) };
      } catch {
        return undefined;
      }
    },
  };
};

const handleOf = (usergroup: string): string => usergroup.replace(/^@/, '');
