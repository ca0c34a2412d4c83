import { createRequire } from 'node:module';

// Drizzle's CommonJS build, since its ES modules are hundreds of small files: 95 ms to load instead of 640.
// drizzle-kit runs this file as CommonJS, where there is no `import.meta.url`.
const load = createRequire(import.meta.url ?? `${process.cwd()}/drizzle.config.ts`);

const orm: typeof import('drizzle-orm') = load('drizzle-orm');
export const { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, ne, notExists, or, sql } =
  orm;
export const { fillPlaceholders, getTableColumns, is, Param, Placeholder } = orm;

const core: typeof import('drizzle-orm/sqlite-core') = load('drizzle-orm/sqlite-core');
export const {
  alias,
  customType,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  unionAll,
  uniqueIndex,
} = core;

const driver: typeof import('drizzle-orm/better-sqlite3') = load('drizzle-orm/better-sqlite3');
export const { drizzle } = driver;
