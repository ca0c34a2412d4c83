import { unwatchFile, watch, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { parsePolicy } from './core/policy/parse.ts';
import type { Policy, PolicyProblem } from './core/policy/policy.ts';
import { err, ok, type Result } from './core/result.ts';
import { holidayBook } from './holidays.ts';

/** A policy that follows its file. */
export type PolicyFile = {
  path: string;
  /** The last good policy that was read. */
  current: () => Policy;
  /** Reads the file now instead of waiting for a change to be noticed. */
  reread: () => Promise<void>;
  close: () => void;
};

export type PolicyFileEvents = {
  /** The content changed and is good: it is in force from now on. */
  onChange: (policy: Policy) => void;
  /** The file is broken or gone: the policy before it stays in force. Told once for each content. */
  onRefused: (problems: PolicyProblem[]) => void;
};

/** Editors write in several steps; a file is read when it was quiet for this long. */
const QUIET_MS = 50;
/** Where the system reports no changes (network drives, some containers) the file is looked at this often. */
const LOOK_MS = 2000;

/**
 * Opens a policy and follows it: a changed file is read again, a broken one is refused and the old one stays. Answers
 * with every problem when the first reading fails.
 */
export const openPolicyFile = async (
  file: string,
  { onChange, onRefused }: PolicyFileEvents,
): Promise<Result<PolicyFile, PolicyProblem[]>> => {
  const path = resolve(file);
  let seen = await readText(path);
  const first = parse(seen);
  if (!first.ok) return first;
  let policy = first.value;

  const readAgain = async (): Promise<void> => {
    const text = await readText(path);
    if (closed || text === seen) return;
    seen = text;
    const read = parse(text);
    if (!read.ok) return onRefused(read.error);
    if (read.value.version === policy.version && read.value.text === policy.text) return;
    policy = read.value;
    onChange(policy);
  };
  // One reading at a time, so that an older text never overtakes a newer one.
  let reading = Promise.resolve();
  const reread = (): Promise<void> => {
    reading = reading.then(readAgain);
    return reading;
  };

  let closed = false;
  let quiet: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(() => void reread(), QUIET_MS);
  };
  // The directory is watched, since editors and config maps replace a file instead of writing into it.
  const watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
    if (name === null || name === basename(path) || name.startsWith('..')) soon();
  });
  watcher.on('error', () => watcher.close());
  watchFile(path, { persistent: false, interval: LOOK_MS }, soon);
  const close = (): void => {
    closed = true;
    clearTimeout(quiet);
    watcher.close();
    unwatchFile(path, soon);
  };
  return ok({ path, current: () => policy, reread, close });
};

/** `handraise.yml:12:5 types.expense.report.queue: there is no queue "finanse". Did you mean "finance"?` */
export const problemText = (
  file: string,
  { line, column, path, message, suggestion }: PolicyProblem,
): string => {
  const where = path === '' ? '' : ` ${path}:`;
  return `${file}:${line}:${column}${where} ${message}${suggestion === undefined ? '' : `. Did you mean "${suggestion}"?`}`;
};

/** The text, or why there is none. */
const readText = async (path: string): Promise<string | Error> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

const parse = (text: string | Error): Result<Policy, PolicyProblem[]> =>
  typeof text === 'string' ? readPolicyText(text) : err([unreadable(text)]);

const holidays = holidayBook();

/** A policy that was read and checked, with the public holidays of its calendars. */
export const readPolicyText = (text: string): Result<Policy, PolicyProblem[]> => parsePolicy(text, holidays);

const unreadable = (error: Error): PolicyProblem => {
  const code = 'code' in error ? error.code : undefined;
  const why = code === 'ENOENT' ? 'there is no such file' : error.message;
  return { line: 1, column: 1, path: '', message: `the policy cannot be read: ${why}` };
};
