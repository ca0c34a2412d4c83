import { z } from 'zod';
import { listDecisions } from '../../src/usecases/list-decisions.ts';
import { problem } from './problem.ts';
import type { Route } from './route.ts';

const MOST = 200;
const query = z.strictObject({
  type: z.string().max(300).optional(),
  status: z.enum(['pending', 'resolved']).optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(MOST).default(50),
  cursor: z.string().max(200).optional(),
});

/** `GET /v1/decisions`: this source's decisions, changed last first, page by page. */
export const listDecisionsRoute: Route = {
  method: 'GET',
  path: '/v1/decisions',
  access: 'source',
  handle: async ({ world, source, query: given }) => {
    const read = query.safeParse(Object.fromEntries(given));
    if (!read.success) {
      const errors = read.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        message: issue.message,
      }));
      return problem('bad-query', `It may have type, status, since, limit (1–${MOST}) and cursor.`, {
        errors,
      });
    }
    const listed = await listDecisions(world, source.name, read.data);
    return listed === undefined
      ? problem('bad-query', 'The cursor is not one of ours.')
      : { status: 200, body: listed };
  },
};
