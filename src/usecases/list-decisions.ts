import type { Decision } from '../core/decision/decision.ts';
import { iso } from '../core/time.ts';
import type { World } from '../ports.ts';

export type ListQuery = {
  type?: string;
  status?: Decision['status'];
  since?: string;
  limit: number;
  cursor?: string;
};

/** One page of a source's decisions, changed last first. Undefined: the cursor is not one of ours. */
export const listDecisions = async (
  world: World,
  source: string,
  { type, status, since, limit, cursor }: ListQuery,
): Promise<{ data: Record<string, unknown>[]; next_cursor: string | null } | undefined> => {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  if (cursor !== undefined && after === undefined) return undefined;
  const rows = await world.store.listDecisions({
    source,
    ...(type === undefined ? {} : { type }),
    ...(status === undefined ? {} : { status }),
    ...(since === undefined ? {} : { since: Date.parse(since) }),
    ...(after === undefined ? {} : { after }),
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(showRow),
    next_cursor: rows.length > limit && last !== undefined ? `${last.updated_at}.${last.id}` : null,
  };
};

const readCursor = (cursor: string): { updated_at: number; id: string } | undefined => {
  const [, at, id] = /^(\d{1,15})\.([\w-]+)$/.exec(cursor) ?? [];
  return at === undefined || id === undefined ? undefined : { updated_at: Number(at), id };
};

const showRow = (decision: Decision): Record<string, unknown> => ({
  id: decision.id,
  type: decision.type,
  external_id: decision.external_id,
  revision: decision.revision,
  status: decision.status,
  title: decision.title,
  level: decision.level,
  option: decision.option,
  disposition: decision.disposition,
  overridden: decision.overridden,
  due_at: decision.due_at === null ? null : iso(decision.due_at),
  created_at: iso(decision.created_at),
  updated_at: iso(decision.updated_at),
  resolved_at: decision.resolved_at === null ? null : iso(decision.resolved_at),
});
