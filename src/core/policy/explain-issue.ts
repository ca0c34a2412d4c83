import type { z } from 'zod';
import { nearest, oneOf } from './suggest.ts';
import type { Path } from './yaml-text.ts';

type Issue = z.core.$ZodIssue;

/** A problem at a path of the document, before its place in the file is looked up. */
export type Finding = {
  path: Path;
  at?: 'key' | 'value';
  offset?: number;
  message: string;
  suggestion?: string;
};

/** What zod found, in words for the person who writes the policy. `keysAt` tells which keys are known at a path. */
export const explainIssue = (issue: Issue, content: unknown, keysAt: (path: Path) => string[]): Finding[] => {
  const { path } = issue;
  const given = valueAt(content, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key, keysAt(path)));
    case 'invalid_union':
      return explainUnion(issue, content, keysAt);
    case 'invalid_key':
      return [
        {
          path,
          at: 'key',
          message: `"${String(path.at(-1))}": the name ${issue.issues[0]?.message ?? 'is not valid'}`,
        },
      ];
    case 'invalid_type':
      if (given === null)
        return [
          {
            path,
            message: `is empty, it must be ${expected(issue.expected)}; what begins with # is a comment unless it stands in quotes`,
          },
        ];
      if (given === undefined) return [{ path, message: `is missing: ${expected(issue.expected)}` }];
      return [
        { path, message: `${ownWords(issue) ?? `must be ${inWords(issue, keysAt)}`}, not ${kindOf(given)}` },
      ];
    case 'invalid_value': {
      const values = issue.values.map(String);
      return [
        {
          path,
          message: `must be ${oneOf(values)}`,
          suggestion: typeof given === 'string' ? nearest(given, values) : undefined,
        },
      ];
    }
    case 'too_big':
      return [
        {
          path,
          message: `must be at most ${String(issue.maximum)}${sizeWord(issue.origin)}${issue.maximum === 1 ? ': 90 % is written 0.9' : ''}`,
        },
      ];
    case 'too_small':
      if (issue.minimum === 1 && issue.origin !== 'number' && issue.origin !== 'int')
        return [{ path, message: 'must not be empty' }];
      return [
        {
          path,
          message: `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}${sizeWord(issue.origin)}`,
        },
      ];
    case 'invalid_format':
      return [{ path, message: FORMATS[issue.format] ?? issue.message }];
    default:
      return [{ path, message: issue.message }];
  }
};

const FORMATS: Record<string, string> = {
  url: 'must be a web address that starts with https:// or http://',
  email: 'must be an e-mail address or a Slack user id such as U012AB3CD',
};

const unknownKey = (path: Path, key: string, known: string[]): Finding => ({
  path: [...path, key],
  at: 'key',
  message: `"${key}" is not known here${whatIs(key, known)}`,
  suggestion: nearest(key, known),
});

/** What to do about an unknown key: a near name says it all, else all names are said. */
const whatIs = (key: string, known: string[]): string => {
  if (nearest(key, known) !== undefined) return '';
  if (/^\d+$/.test(key)) return '; a comma begins the next key, so numbers are written without: 5000.00';
  return known.length === 0 ? '; nothing more is expected' : `; known are ${known.join(', ')}`;
};

/** Of the forms that a value may have, the one that was meant is the one whose kind it has. */
const explainUnion = (
  issue: Extract<Issue, { code: 'invalid_union' }>,
  content: unknown,
  keysAt: (path: Path) => string[],
): Finding[] => {
  const meant = issue.errors.find(
    (form) => !form.some((one) => one.path.length === 0 && isWrongKind(one, valueAt(content, issue.path))),
  );
  const chosen = meant ?? issue.errors[0] ?? [];
  const others = issue.errors
    .filter((form) => form !== chosen)
    .flatMap((form) => form.filter(({ path }) => path.length === 0))
    .flatMap((one) => (one.code === 'invalid_type' ? [inWords({ ...one, path: issue.path }, keysAt)] : []));
  return chosen.flatMap((one) =>
    explainIssue({ ...one, path: [...issue.path, ...one.path] }, content, keysAt).map((finding) =>
      // A word that is none of those known may stand where a section was meant.
      one.path.length === 0 && one.code === 'invalid_value' && others.length > 0
        ? { ...finding, message: `${finding.message}, or ${oneOf([...new Set(others)])}` }
        : finding,
    ),
  );
};

const isWrongKind = (issue: Issue, given: unknown): boolean =>
  issue.code === 'invalid_type' || (issue.code === 'invalid_value' && typeof given !== 'string');

export const valueAt = (content: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.getOwnPropertyDescriptor(value, key)?.value;
  }, content);

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a section with keys',
  record: 'a section with names',
};
const expected = (kind: string): string => KINDS[kind] ?? kind;

/** What kind of value belongs there; of a section also which keys it knows. */
const inWords = (
  { expected: kind, path }: { expected: string; path: Path },
  keysAt: (path: Path) => string[],
): string => {
  const keys = kind === 'object' ? keysAt(path) : [];
  return keys.length === 0 || keys.length > MOST_KEYS ? expected(kind) : `a section with ${oneOf(keys)}`;
};

/** More keys than these are for the reference, not for a sentence. */
const MOST_KEYS = 6;

/** What the document itself says that belongs there, where it says more than a kind. */
const ownWords = ({ message }: Issue): string | undefined =>
  message.startsWith('must be ') ? message : undefined;

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  return KINDS[typeof value] ?? typeof value;
};

const sizeWord = (origin: string): string => {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' items' : '';
};
