import { readFileSync } from 'node:fs';
import { WebClient } from '@slack/web-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { createDirectory } from '../../src/slack/directory.ts';
import { createWorkspace } from '../../src/slack/workspace.ts';
import { slackSide } from '../support/slack-side.ts';
import { until } from '../support/until.ts';

const read = parsePolicy(readFileSync(new URL('../../handraise.yml', import.meta.url), 'utf8'));
if (!read.ok) throw new Error('the example policy is broken');

/** The directory beside the local Slack, on a wall clock of its own. */
const company = async (policy = read.value) => {
  const sandbox = await startSandbox({ port: 0 });
  onTestFinished(sandbox.stop);
  const client = new WebClient(sandbox.botToken, {
    slackApiUrl: `${sandbox.url}/api/`,
    retryConfig: { retries: 0 },
  });
  let passed = 0;
  const now = (): number => Date.now() + passed;
  const slack = await slackSide(sandbox.url);
  return {
    sandbox,
    slack,
    directory: createDirectory(client, createWorkspace(client, now), () => policy, now),
    pass: (ms: number) => {
      passed += ms;
    },
  };
};

describe('whether somebody is there', () => {
  it('is what Slack shows: zone, status, do-not-disturb', async () => {
    const { slack, directory, pass } = await company();
    const ana = slack.userId('ana');
    expect(await directory.presence(ana)).toEqual({
      active: true,
      tz: 'Europe/Stockholm',
      quiet_until: null,
      status: { emoji: '', text: '', until: null },
    });
    await slack.person('ana', { dnd: true, status_text: 'Vacationing', status_emoji: ':palm_tree:' });
    pass(60_001);
    const seen = await directory.presence(ana);
    expect(seen).toMatchObject({ status: { emoji: ':palm_tree:', text: 'Vacationing' } });
    expect(seen?.quiet_until).toBeGreaterThan(Date.now());
  });

  it('is not the case for a closed account, nor for one that answers for nobody', async () => {
    const { slack, directory } = await company();
    await slack.person('ben', { deactivated: true });
    expect(await directory.presence(slack.userId('ben'))).toMatchObject({ active: false });
    expect(await directory.presence('UBOT1')).toMatchObject({ active: false });
  });

  it('is not known while Slack does not answer; without word of do-not-disturb nobody is skipped', async () => {
    const { slack, directory } = await company();
    const ana = slack.userId('ana');
    await slack.fault({ kind: '500', method: 'dnd.info', times: 1 });
    expect(await directory.presence(ana)).toMatchObject({ active: true, quiet_until: null });
    await slack.fault({ kind: '500', method: 'users.info', times: 1 });
    expect(await directory.presence(slack.userId('ben'))).toBeUndefined();
  });

  it('tells of a person what belongs to them and no more', async () => {
    const { slack, directory } = await company();
    expect(await directory.personWithRoles({ id: slack.userId('ana') })).toEqual({
      by: { id: slack.userId('ana'), team_id: 'T1', name: 'Ana Lindqvist', email: 'ana@example.com' },
      roles: ['finance', 'finance-leads'],
    });
  });

  it('knows the others of a role in which somebody is named whom nobody knows', async () => {
    const { roles } = read.value;
    const finance = { ...roles['finance'], name: 'finance', members: ['U0NOBODY', 'ben@example.com'] };
    const { slack, directory } = await company({ ...read.value, roles: { ...roles, finance } });
    const known = await directory.membersOf('finance');
    expect(known?.map(({ id }) => id)).toContain(slack.userId('ben'));
  });
});

describe('what is known of groups', () => {
  const asked = async ({ slack }: Awaited<ReturnType<typeof company>>): Promise<number> =>
    (await slack.calls('usergroups.list')).length;

  it('is asked anew before it is too old, and nobody who comes often waits for that', async () => {
    const all = await company();
    const { slack, directory, pass } = all;
    const ana = { id: slack.userId('ana') };
    await directory.personWithRoles(ana);
    pass(44_000);
    await directory.personWithRoles(ana);
    expect(await asked(all)).toBe(1);
    pass(2_000);
    await slack.fault({ kind: 'hang', method: 'usergroups.list', times: 1 });
    expect((await directory.personWithRoles(ana))?.roles).toEqual(['finance', 'finance-leads']);
    await until('it is asked anew', async () => (await asked(all)) === 2);
  });

  it('is asked anew once it is too old, before anybody is told', async () => {
    const all = await company();
    const { slack, directory, pass } = all;
    const ana = { id: slack.userId('ana') };
    await directory.personWithRoles(ana);
    pass(61_000);
    await directory.personWithRoles(ana);
    expect(await asked(all)).toBe(2);
  });
});

describe('what is known of a person', () => {
  it('is asked once for many presses, and anew after half a minute', async () => {
    const { slack, directory, pass } = await company();
    const ben = { id: slack.userId('ben') };
    for (let press = 0; press < 20; press++) await directory.personWithRoles(ben);
    expect(await slack.calls('users.info')).toHaveLength(1);
    await slack.person('ben', { deactivated: true });
    pass(30_001);
    expect(await directory.personWithRoles(ben)).toMatchObject({ roles: [], stranger: true });
  });

  it('is asked anew once Slack says that it changed, there and among those who can be asked', async () => {
    const { slack, directory } = await company();
    const ben = { id: slack.userId('ben') };
    expect((await directory.personWithRoles(ben))?.roles).toContain('finance');
    expect((await directory.membersOf('finance'))?.map(({ id }) => id)).toContain(ben.id);
    await slack.person('ben', { deactivated: true });
    directory.forget({ person: ben.id });
    expect(await directory.personWithRoles(ben)).toMatchObject({ roles: [], stranger: true });
    expect((await directory.membersOf('finance'))?.map(({ id }) => id)).not.toContain(ben.id);
    expect(await directory.presence(ben.id)).toMatchObject({ active: false });
  });

  it('is nothing when it changed and Slack cannot say how', async () => {
    const { slack, directory } = await company();
    const ben = { id: slack.userId('ben') };
    await directory.personWithRoles(ben);
    directory.forget({ person: ben.id });
    await slack.fault({ kind: '500', method: 'users.info', times: 1 });
    expect(await directory.personWithRoles(ben)).toBeUndefined();
  });

  it('loses a role with the group, once Slack says that its members changed', async () => {
    const { sandbox, slack, directory } = await company();
    const ben = { id: slack.userId('ben') };
    await directory.personWithRoles(ben);
    await slack.person('ben', { groups: [] });
    for (const group of sandbox.world.groups.keys()) directory.forget({ group });
    expect((await directory.personWithRoles(ben))?.roles).toEqual([]);
  });

  it('is asked with no list of groups when members change, and with one when a handle moves', async () => {
    const { sandbox, slack, directory } = await company();
    const ben = { id: slack.userId('ben') };
    const lists = async () => (await slack.calls('usergroups.list')).length;
    const roles = (await directory.personWithRoles(ben))?.roles;
    for (const { id, handle } of sandbox.world.groups.values()) directory.forget({ group: id, handle });
    expect((await directory.personWithRoles(ben))?.roles).toEqual(roles);
    expect(await lists()).toBe(1);
    directory.forget({ group: 'S0OTHER', handle: 'finance' });
    await directory.personWithRoles(ben);
    expect(await lists()).toBe(2);
  });

  it('rests on the last list of groups while Slack gives no newer one', async () => {
    const { slack, directory } = await company();
    const ben = { id: slack.userId('ben') };
    const roles = (await directory.personWithRoles(ben))?.roles;
    directory.forget({ group: 'S0OTHER', handle: 'finance' });
    await slack.fault({ kind: '500', method: 'usergroups.list', times: 5 });
    expect((await directory.personWithRoles(ben))?.roles).toEqual(roles);
  });
});
