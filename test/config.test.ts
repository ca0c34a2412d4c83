import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

const good = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };

const problems = (env: NodeJS.ProcessEnv): string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
};

describe('the environment', () => {
  it('has defaults for all but Slack', () => {
    expect(readConfig(good)).toMatchObject({
      ok: true,
      value: {
        port: 3000,
        databaseUrl: 'handraise.sqlite',
        policyPath: 'handraise.yml',
        logLevel: 'info',
        sandbox: false,
      },
    });
  });

  it('says every problem at once, with its variable', () => {
    const said = problems({ PORT: '99999', LOG_LEVEL: 'loud', SLACK_API_URL: 'ftp://x' });
    for (const name of ['SLACK_BOT_TOKEN', 'PORT', 'LOG_LEVEL', 'SLACK_API_URL']) {
      expect(said.filter((problem) => problem.startsWith(`${name}:`))).toHaveLength(1);
    }
  });

  it('wants a signing secret unless Socket Mode is used', () => {
    expect(problems({ SLACK_BOT_TOKEN: 'xoxb-1' }).join()).toContain('SLACK_SIGNING_SECRET');
    expect(problems({ DATABASE_URL: 'mysql:x' }).map((problem) => problem.split(':')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'DATABASE_URL',
    ]);
    expect(problems({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })).toEqual([]);
  });

  it('never repeats a value', () => {
    expect(
      problems({ SLACK_BOT_TOKEN: 'canary-1', SLACK_APP_TOKEN: 'canary-2', PORT: 'canary-3' }).join(),
    ).not.toContain('canary');
  });

  it('takes an empty variable as not set', () => {
    expect(readConfig({ ...good, PORT: '', DATABASE_URL: '' })).toMatchObject({
      ok: true,
      value: { port: 3000 },
    });
  });
});
