import type { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/core/policy/policy.ts';
import { createDirectory } from '../../src/slack/directory.ts';
import type { SlackWorkspace } from '../../src/slack/workspace.ts';

type Field = { value: string; alt: string; label: string };

/** A directory before a Slack that knows these profile fields of everybody, and these people. */
const directory = (fields: Record<string, Field> | Error, deactivated: string[] = []) => {
  const client = {
    users: {
      info: async ({ user }: { user: string }) => ({
        user: { id: user, real_name: `Person ${user}`, deleted: deactivated.includes(user) },
      }),
      profile: {
        get: async () => {
          if (fields instanceof Error) throw fields;
          return { profile: { fields } };
        },
      },
    },
  } as unknown as WebClient;
  const workspace = { identity: () => ({ teamId: 'T1' }) } as unknown as SlackWorkspace;
  const policy = () => ({ roles: {} }) as unknown as Policy;
  return createDirectory(client, workspace, policy, () => 0);
};

const field = (label: string, value: string): Field => ({ label, value, alt: '' });

describe('the manager in a Slack profile', () => {
  it('is the person whom the field of that name holds', async () => {
    const { managerOf } = directory({ Xf1: field('Pronouns', 'she'), Xf2: field('Manager', 'U0BOSS') });
    expect(await managerOf('U0ANA')).toMatchObject({ id: 'U0BOSS', name: 'Person U0BOSS' });
  });

  it.each([
    ['no such field', directory({ Xf1: field('Pronouns', 'she') })],
    ['a name in words', directory({ Xf2: field('Manager', 'Hugo Martins') })],
    ['somebody who was deactivated', directory({ Xf2: field('Manager', 'U0BOSS') }, ['U0BOSS'])],
  ])('is nobody where there is %s', async (_, { managerOf }) => {
    expect(await managerOf('U0ANA')).toBeNull();
  });

  it('is nobody any more once Slack says that they changed, and another when the profile names another', async () => {
    const gone: string[] = [];
    const fields = { Xf2: field('Manager', 'U0BOSS') };
    const { managerOf, forget } = directory(fields, gone);
    expect(await managerOf('U0ANA')).toMatchObject({ id: 'U0BOSS' });
    gone.push('U0BOSS');
    forget({ person: 'U0BOSS' });
    expect(await managerOf('U0ANA')).toBeNull();
    fields.Xf2 = field('Manager', 'U0NEW');
    forget({ person: 'U0ANA' });
    expect(await managerOf('U0ANA')).toMatchObject({ id: 'U0NEW' });
  });

  it('is not known while Slack does not say', async () => {
    expect(await directory(new Error('away')).managerOf('U0ANA')).toBeUndefined();
  });
});
