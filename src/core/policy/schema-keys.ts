import type { z } from 'zod';
import type { Path } from './yaml-text.ts';

/** The parts of a zod definition that lead from a schema to those below it. */
type Def = {
  type: string;
  shape?: Record<string, z.core.$ZodType>;
  valueType?: z.core.$ZodType;
  element?: z.core.$ZodType;
  innerType?: z.core.$ZodType;
  options?: z.core.$ZodType[];
};

/** The keys that a schema knows at a path of a document; none where any name may stand. */
export const keysAt = (schema: z.core.$ZodType, path: Path): string[] => {
  const def = schema._zod.def as unknown as Def;
  if (def.innerType !== undefined) return keysAt(def.innerType, path);
  if (def.options !== undefined) return def.options.flatMap((option) => keysAt(option, path));
  const [key, ...rest] = path;
  if (key === undefined) return Object.keys(def.shape ?? {});
  const next = def.shape?.[String(key)] ?? def.valueType ?? def.element;
  return next === undefined ? [] : keysAt(next, rest);
};
