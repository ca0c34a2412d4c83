import { declareTables } from '../tables.ts';
import { sqliteKit } from './kit.ts';

/** The tables as SQLite has them. */
export const tables = declareTables(sqliteKit);

// drizzle-kit finds tables among a module's exports.
export const {
  decisions,
  revisions,
  reviews,
  events,
  surfaces,
  deliveries,
  draws,
  outcomes,
  idempotency_keys,
  people,
  policy_versions,
  misses,
  rechecks,
  stops,
  tallies,
  delegations,
  leaves,
  posts,
  endings,
  answers,
  homes,
  settings,
} = tables;
