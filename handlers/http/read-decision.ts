import { readDecision } from '../../src/usecases/show-decision.ts';
import { type Answer, problem, problemOf } from './problem.ts';
import type { Call, Route } from './route.ts';

const LONGEST_WAIT_S = 30;

/** `GET /v1/decisions/{id}`: all there is to know. `?wait=30` holds until it is resolved, at most 30 seconds. */
export const readDecisionRoute: Route = {
  method: 'GET',
  path: '/v1/decisions/:id',
  access: 'source',
  handle: async (call) => {
    const wait = call.query.get('wait');
    if (wait !== null && !/^\d{1,4}$/.test(wait))
      return problem('bad-query', 'wait is a whole number of seconds.');
    const until = Date.now() + Math.min(Number(wait ?? 0), LONGEST_WAIT_S) * 1000;
    return readUntilResolved(call, until);
  },
};

const readUntilResolved = async (call: Call, until: number): Promise<Answer> => {
  const { world, source, params, release } = call;
  for (;;) {
    // Listening starts before reading, so that no change falls between the two.
    const change = world.changes.next(params.id ?? '', until - Date.now(), release);
    const shown = await readDecision(world, source.name, params.id ?? '');
    const isOver =
      shown === undefined || shown.status === 'resolved' || Date.now() >= until || release.aborted;
    if (isOver) {
      change.stop();
      return shown === undefined ? problemOf({ code: 'unknown_decision' }) : { status: 200, body: shown };
    }
    await change.happened;
  }
};
