import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jobs } from '../../handlers/jobs/index.ts';
import { verbs } from '../../handlers/slack/verbs/index.ts';
import { CALLBACK_TYPES } from '../../src/client/contract.ts';
import { EVENT_TYPES } from '../../src/core/decision/decision.ts';

const root = new URL('../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');
const README = read('README.md');
const API = read('docs/api.md');

describe('README.md', () => {
  it.each(verbs.map(({ word }) => word))('tells of /handraise %s', (word) => {
    const table = README.split('\n').filter((line) => line.includes('`/handraise'));
    expect(table.some((line) => new RegExp(`\`(?:/handraise )?${word}\\b`).test(line))).toBe(true);
  });

  it.each(jobs.map(({ name }) => name))('says what the job %s is for', (name) => {
    expect(README).toContain(`\`${name}\` (`);
  });

  it('lists every variable that operators set', () => {
    const known = [...read('src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name ?? '');
    // These two are the demo's, which starts the bot with a clock of its own.
    const own = ['HANDRAISE_SANDBOX', 'HANDRAISE_CLOCK_OFFSET_MS'];
    expect(known).toContain('SLACK_BOT_TOKEN');
    expect(known.filter((name) => !own.includes(name) && !README.includes(`\`${name}\``))).toEqual([]);
  });

  it.each(['README.md', 'docs/policy.md', 'docs/api.md'])('%s links to what is there', (file) => {
    const folder = new URL(file, root);
    const links = [...read(file).matchAll(/(?:\]\(|src=")([^)"#]*)(?:#([^)"]*))?[)"]/g)];
    const broken = links.filter(([, path = '', heading]) => {
      if (path.includes(':')) return false;
      const target = path === '' ? folder : new URL(path, folder);
      return !exists(target) || (heading !== undefined && !headingsOf(target).includes(heading));
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});

describe('docs/api.md', () => {
  it.each(EVENT_TYPES)('says what the event %s means', (type) => {
    expect(API).toContain(`\`${type}\``);
  });

  it('lists the callbacks that are sent', () => {
    const sent = [...read('src/usecases/answer-source.ts').matchAll(/: '([a-z]+\.[a-z_]+)'/g)].map(
      ([, type]) => type ?? '',
    );
    expect(sent).toContain('decision.resolved');
    expect(CALLBACK_TYPES).toEqual(expect.arrayContaining([...new Set(sent)]));
    for (const type of sent) expect(API).toContain(`| \`${type}\` |`);
  });
});

const exists = (target: URL): boolean => {
  try {
    return read(target.href) !== '';
  } catch {
    try {
      return readdirSync(target).length > 0;
    } catch {
      return false;
    }
  }
};

/** Anchors as GitHub makes them of headings. */
const headingsOf = (target: URL): string[] =>
  [...read(target.href).matchAll(/^#+ (.+)$/gm)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
