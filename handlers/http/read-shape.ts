import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import type { FieldProblem } from '../../src/core/decision/intake-problem.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import { type Answer, problemOf } from './problem.ts';

/** Reads a body by its schema, or answers with every problem at once: where it is and what is wrong. */
export const readShape = <S extends z.ZodType>(schema: S, body: unknown): Result<z.output<S>, Answer> => {
  const read = schema.safeParse(body, { reportInput: true });
  if (read.success) return ok(read.data);
  return err(
    problemOf({ code: 'invalid', problems: read.error.issues.flatMap((issue) => problemsOf(issue, schema)) }),
  );
};

const problemsOf = (issue: z.core.$ZodIssue, schema: z.ZodType): FieldProblem[] => {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      message: `is not a field${suggestion(key, path === '' ? fieldsOf(schema) : [])}`,
    }));
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) return [{ path, message: 'is required' }];
  return [{ path, message: issue.message }];
};

const fieldsOf = (schema: z.ZodType): string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];

const suggestion = (key: string, fields: string[]): string => {
  if (fields.length === 0) return '';
  const near = closest(key, fields);
  return distance(key, near) <= Math.max(2, key.length / 3) ? `; did you mean "${near}"?` : '';
};
