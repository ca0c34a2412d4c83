import type { WebClient } from '@slack/web-api';
import type { Policy, Role } from '../core/policy/policy.ts';
import { nearest } from '../core/policy/suggest.ts';
import { type Finding, orAllWell } from './finding.ts';

const about = 'groups';

/** Whether each user group that a role names exists and has somebody in it. */
export const checkGroups = async (client: WebClient, policy: Policy): Promise<Finding[]> => {
  const roles = Object.values(policy.roles).filter(({ usergroup }) => usergroup !== undefined);
  if (roles.length === 0) return [];
  const { usergroups = [] } = await client.usergroups.list({ include_users: false });
  const handles = usergroups.flatMap(({ handle }) => (handle === undefined ? [] : [handle]));
  const found: Finding[] = [];
  for (const role of roles) {
    const handle = role.usergroup?.replace(/^@/, '') ?? '';
    const group = usergroups.find((one) => one.handle === handle || one.id === handle);
    if (group?.id === undefined) {
      found.push({ state: 'problem', about, says: noSuchGroup(role, handle, handles) });
      continue;
    }
    const { users = [] } = await client.usergroups.users.list({ usergroup: group.id });
    if (users.length === 0) found.push({ about, ...emptyGroup(role, group.handle ?? handle) });
  }
  return orAllWell(found, about, `all ${roles.length} of the policy exist and have members`);
};

const noSuchGroup = ({ name }: Role, handle: string, handles: string[]): string => {
  const meant = nearest(handle, handles);
  const hint = meant === undefined ? '' : `. Did you mean @${meant}?`;
  return `role ${name}: Slack has no user group @${handle}. Create it, or list members in the policy${hint}`;
};

/** With members of its own the role still has somebody. */
const emptyGroup = ({ name, members }: Role, handle: string): Omit<Finding, 'about'> =>
  members.length > 0
    ? { state: 'warning', says: `role ${name}: the user group @${handle} has no members; add them in Slack` }
    : {
        state: 'problem',
        says: `role ${name}: the user group @${handle} has no members, so nobody holds the role. Add people in Slack`,
      };
