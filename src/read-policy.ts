import { readFile } from 'node:fs/promises';
import type { Policy } from './core/policy/policy.ts';
import { err, type Result } from './core/result.ts';
import { problemText, readPolicyText } from './policy-file.ts';

/** A policy as its file stands now. The error is every problem, a line each, with file and place. */
export const readPolicy = async (path: string): Promise<Result<Policy, string[]>> => {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return err([`${path}: there is no such file, or it cannot be read`]);
  const read = readPolicyText(text);
  return read.ok ? read : err(read.error.map((problem) => problemText(path, problem)));
};
