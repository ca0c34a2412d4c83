import { outside } from './text.ts';

/** A role of the policy as people read it: `finance leads` for `finance_leads`. */
export const roleName = (role: string): string => outside(role.replaceAll('_', ' '), 60);

/** `the role *finance* or *finance leads*`. */
export const roleList = (roles: readonly string[]): string =>
  roles.length === 0
    ? 'a role that nobody has yet'
    : `the role ${roles
        .slice(0, 5)
        .map((role) => `*${roleName(role)}*`)
        .join(' or ')}`;

export const NO_AUTHORITY =
  '*Nobody’s authority reaches so far*: whoever looks after the policy has to say who decides this.';
