import type { WebClient } from '@slack/web-api';
import type { Policy } from '../core/policy/policy.ts';
import { type Finding, orAllWell } from './finding.ts';
import { codeOf } from './slack-refusal.ts';

type User = { deleted?: boolean; is_bot?: boolean; is_restricted?: boolean };

const about = 'people';

/** Whether each listed member is somebody in Slack who can decide. */
export const checkPeople = async (client: WebClient, policy: Policy): Promise<Finding[]> => {
  const listed = new Map<string, string[]>();
  for (const { name, members } of Object.values(policy.roles))
    for (const member of members) listed.set(member, [...(listed.get(member) ?? []), name]);
  if (listed.size === 0) return [];
  const found: Finding[] = [];
  for (const [member, roles] of listed) {
    const user = await findUser(client, member);
    const says = user === undefined ? unknownMember(member) : unfitMember(user);
    if (says !== undefined)
      found.push({ state: 'problem', about, says: `${member} (${roles.join(', ')}) ${says}` });
  }
  return orAllWell(found, about, `all ${listed.size} listed members are found`);
};

const isEmail = (member: string): boolean => member.includes('@');

const unknownMember = (member: string): string =>
  isEmail(member)
    ? 'is nobody in Slack: correct the address, or invite them to the workspace'
    : 'is nobody in Slack: copy the member id from their profile';

const unfitMember = ({ deleted, is_bot, is_restricted }: User): string | undefined => {
  if (deleted === true) return 'is deactivated: take them out of the policy';
  if (is_bot === true) return 'is a bot, and bots decide nothing: take it out of the policy';
  return is_restricted === true ? 'is a guest, and guests decide nothing: name a full member' : undefined;
};

const findUser = async (client: WebClient, member: string): Promise<User | undefined> => {
  try {
    const { user } = isEmail(member)
      ? await client.users.lookupByEmail({ email: member })
      : await client.users.info({ user: member });
    return user;
  } catch (error) {
    if (['users_not_found', 'user_not_found'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
};
