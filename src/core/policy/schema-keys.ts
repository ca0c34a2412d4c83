import { z } from 'zod';
import type { Path } from './yaml-text.ts';

/** The keys that a schema knows at a path of a document; none where any name may stand. */
export const keysAt = (schema: z.core.$ZodType, path: Path): string[] => {
  if (schema instanceof z.ZodOptional) return keysAt(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysAt(option, path));
  const [key, ...rest] = path;
  if (key === undefined) return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const next = below(schema, String(key));
  return next === undefined ? [] : keysAt(next, rest);
};

const below = (schema: z.core.$ZodType, key: string): z.core.$ZodType | undefined => {
  if (schema instanceof z.ZodObject) return schema.shape[key];
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return schema instanceof z.ZodArray ? schema.element : undefined;
};
