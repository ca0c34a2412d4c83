import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { parse, stringify } from 'yaml';
import { slackAccess } from '../../src/check/slack-access.ts';
import { type Checking, check } from '../../src/check.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts';
import type { World } from '../../src/sandbox/slack/world.ts';

const root = new URL('../../', import.meta.url);
const pathOf = (name: string): string => new URL(name, root).pathname;
const NOW = Date.UTC(2026, 10, 22, 12);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const slackWith = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const sandbox = await startSandbox({ port: 0, ...options });
  onTestFinished(() => sandbox.stop());
  return sandbox;
};
const accessTo = ({ botToken, url }: Sandbox): Pick<Checking, 'slack'> => ({
  slack: { token: botToken, apiUrl: `${url}/api` },
});

const run = async (checking: Partial<Checking>) => {
  const said: string[] = [];
  const exit = await check({ policy: pathOf('handraise.yml'), ...checking }, (text) => said.push(text), NOW);
  const findings = said.filter((line) => /^(?:ok|warning|problem) /.test(line));
  return { exit, said, findings, bad: findings.filter((line) => !line.startsWith('ok')) };
};
const channel = ({ channels }: World, name: string) => {
  const found = [...channels.values()].find((one) => one.name === name);
  if (found === undefined) throw new Error(`no channel ${name}`);
  return found;
};
const group = ({ groups }: World, handle: string) => {
  const found = [...groups.values()].find((one) => one.handle === handle);
  if (found === undefined) throw new Error(`no group ${handle}`);
  return found;
};

describe('check, without Slack', () => {
  it('says what is in a good policy, and that its cards fit', async () => {
    const { exit, said, findings } = await run({ unasked: 'Slack was not asked: --offline' });
    expect(exit).toBe(0);
    expect(said[0]).toMatch(/handraise\.yml is good: version [0-9a-f]{16}$/);
    expect(said).toContain(
      '  queues   finance → #finance-decisions, payments → #payments, support → #support-decisions, security → #security-decisions',
    );
    expect(findings).toEqual([expect.stringContaining('20 sample cards')]);
    expect(said.at(-1)).toBe('Slack was not asked: --offline');
  });

  it('says every problem of a broken policy with its place, and asks nobody', async () => {
    const policy = fileOf(
      'broken.yml',
      readFileSync(pathOf('handraise.yml'), 'utf8').replaceAll('queue: finance\n', 'queue: finanse\n'),
    );
    const { exit, said, findings } = await run({
      policy,
      slack: { token: 'xoxb-x', apiUrl: 'http://127.0.0.1:1/' },
    });
    expect(exit).toBe(1);
    expect(said[0]).toMatch(/broken\.yml:\d+:\d+ types\.expense\.report\.queue: .*Did you mean "finance"\?$/);
    expect(said.at(-1)).toBe('1 problem');
    expect(findings).toEqual([]);
  });

  it('knows from the environment whether Slack is asked, and where', () => {
    expect(slackAccess({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual({
      slack: { token: 'xoxb-1', apiUrl: 'https://slack.com/api/' },
    });
    expect(
      slackAccess({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_API_URL: 'http://127.0.0.1:4000/api/' }),
    ).toMatchObject({
      slack: { apiUrl: 'http://127.0.0.1:4000/api/' },
    });
    expect(slackAccess({ SLACK_BOT_TOKEN: 'xoxb-1' }, true)).toEqual({
      unasked: expect.stringContaining('--offline'),
    });
    expect(slackAccess({})).toEqual({ unasked: expect.stringContaining('SLACK_BOT_TOKEN') });
  });
});

describe('check, with a workspace', () => {
  it('finds nothing wrong with the example policy in the company that it was written for', async () => {
    const sandbox = await slackWith();
    const { exit, findings, bad } = await run(accessTo(sandbox));
    expect({ exit, bad }).toEqual({ exit: 0, bad: [] });
    expect(findings.map((line) => line.split(/ {2,}/)[1])).toEqual([
      'cards',
      'slack',
      'scopes',
      'channels',
      'groups',
      'cards',
    ]);
    const changing = /^(?:chat|views|conversations\.(?:join|open)|files|reactions)/;
    expect(sandbox.world.calls.map(({ method }) => method).filter((name) => changing.test(name))).toEqual([]);
  });

  it('says each missing scope, and each that is not needed', async () => {
    const manifest = parse(readFileSync(pathOf('manifest.yml'), 'utf8'));
    const { scopes } = manifest.oauth_config;
    scopes.bot = [
      ...scopes.bot.filter((scope: string) => !['users:read.email', 'users:read'].includes(scope)),
      'pins:read',
    ];
    const { exit, bad } = await run(
      accessTo(await slackWith({ manifestPath: fileOf('manifest.yml', stringify(manifest)) })),
    );
    expect(exit).toBe(1);
    expect(
      bad.filter((line) => line.includes('scopes')).map((line) => /(?<=scopes +)\S+/.exec(line)?.[0]),
    ).toEqual(['users:read', 'users:read.email', 'pins:read']);
  });

  it('says for each channel whether it is there, takes messages and has the bot in it', async () => {
    const sandbox = await slackWith();
    channel(sandbox.world, 'finance-decisions').name = 'finance-decision';
    channel(sandbox.world, 'payments').is_archived = true;
    const support = channel(sandbox.world, 'support-decisions');
    support.members = support.members.filter((member) => member !== sandbox.world.app.bot_user_id);
    const { exit, bad } = await run(accessTo(sandbox));
    expect(exit).toBe(1);
    expect(bad).toEqual([
      expect.stringMatching(/^problem +channels +#finance-decisions: .*Did you mean #finance-decision\?$/),
      expect.stringMatching(/^problem +channels +#payments is archived/),
      expect.stringMatching(/^warning +channels +#support-decisions: the bot is not in it.*\/invite/),
    ]);
  });

  it('looks a channel up by its id', async () => {
    const sandbox = await slackWith();
    const payments = channel(sandbox.world, 'payments');
    sandbox.world.channels.set('C0PAYMENTS', { ...payments, id: 'C0PAYMENTS', name: 'renamed' });
    const text = readFileSync(pathOf('handraise.yml'), 'utf8');
    const withChannel = (id: string) =>
      fileOf(`${id}.yml`, text.replace('payments: "#payments"', `payments: ${id}`));
    const known = await run({ ...accessTo(sandbox), policy: withChannel('C0PAYMENTS') });
    expect(known).toMatchObject({ exit: 0, bad: [] });
    const gone = await run({ ...accessTo(sandbox), policy: withChannel('C0GONE') });
    expect(gone.bad).toEqual([expect.stringContaining('C0GONE: the bot sees no such channel')]);
  });

  it('says which user groups are missing or empty', async () => {
    const sandbox = await slackWith();
    group(sandbox.world, 'security').handle = 'securty';
    group(sandbox.world, 'support').users = [];
    const { exit, bad } = await run(accessTo(sandbox));
    expect(exit).toBe(1);
    expect(bad).toEqual([
      expect.stringMatching(/role support: the user group @support has no members, so nobody holds the role/),
      expect.stringMatching(/role security: Slack has no user group @security.*Did you mean @securty\?$/),
    ]);
  });

  it('says which listed people are nobody, or cannot decide', async () => {
    const sandbox = await slackWith();
    const ben = [...sandbox.world.people.values()].find((one) => one.name === 'ben');
    if (ben === undefined) throw new Error('no Ben');
    Object.assign(ben, { id: 'U0BEN', deactivated: true });
    sandbox.world.people.set('U0BEN', ben);
    const members = [
      'hugo@example.com',
      'nobody@example.com',
      'U0NOBODY',
      'U0BEN',
      sandbox.world.app.bot_user_id,
    ];
    const draft = parse(readFileSync(pathOf('handraise.yml'), 'utf8'));
    draft.roles.payments = { members };
    const { exit, bad } = await run({ ...accessTo(sandbox), policy: fileOf('people.yml', stringify(draft)) });
    expect(exit).toBe(1);
    expect(bad).toEqual([
      expect.stringMatching(/people +nobody@example\.com \(payments\) is nobody in Slack/),
      expect.stringMatching(/people +U0NOBODY \(payments\) is nobody in Slack/),
      expect.stringMatching(/people +U0BEN \(payments\) is deactivated/),
      expect.stringMatching(/people +UBOT1 \(payments\) is a bot/),
    ]);
  });

  it('says one thing when the token is refused', async () => {
    const { slack } = accessTo(await slackWith());
    const { exit, bad } = await run({ slack: { token: 'xoxb-other', apiUrl: slack?.apiUrl ?? '' } });
    expect(exit).toBe(1);
    expect(bad).toEqual([expect.stringMatching(/slack +Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)/)]);
  });

  it('says one thing when Slack does not answer', async () => {
    const gone = await startSandbox({ port: 0 });
    await gone.stop();
    const { exit, bad } = await run(accessTo(gone));
    expect(exit).toBe(1);
    expect(bad).toEqual([expect.stringMatching(/slack +Slack could not be asked \(.*ECONNREFUSED/)]);
  });

  it('goes on when one question fails', async () => {
    const sandbox = await slackWith();
    sandbox.world.manifest = {
      ...sandbox.world.manifest,
      scopes: new Set([...sandbox.world.manifest.scopes].filter((scope) => scope !== 'usergroups:read')),
    };
    const { findings, bad } = await run(accessTo(sandbox));
    expect(bad).toEqual([
      expect.stringMatching(/scopes +usergroups:read is missing/),
      expect.stringMatching(/groups +could not be checked without usergroups:read/),
    ]);
    expect(findings.at(-1)).toMatch(/^ok +cards/);
  });
});
