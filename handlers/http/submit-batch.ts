import { z } from 'zod';
import { digestOf } from '../../src/core/decision/canonical.ts';
import { claimKey } from '../../src/usecases/claim-key.ts';
import { type Answer, problemOf } from './problem.ts';
import { readShape } from './read-shape.ts';
import type { Call, Route } from './route.ts';
import { submitDecisionRoute } from './submit-decision.ts';

const MOST = 500;
const schema = z.strictObject({ decisions: z.array(z.unknown()).min(1).max(MOST) });

/** `POST /v1/decisions/batch`: up to 500 at once, answered in order; a bad one fails alone. */
export const submitBatchRoute: Route = {
  method: 'POST',
  path: '/v1/decisions/batch',
  access: 'source',
  handle: async (call) => {
    const read = readShape(schema, call.body);
    if (!read.ok) return read.error;
    if (call.request !== undefined) {
      const claimed = await claimKey(call.world, call.source, call.request);
      if (!claimed.ok) return problemOf(claimed.error);
    }
    // Items about the same thing keep their order; all others are committed side by side.
    const last = new Map<string, Promise<Answer>>();
    const answers = read.value.decisions.map((item, index) => {
      const key = thingOf(item);
      const before = key === undefined ? undefined : last.get(key);
      const answer = (before ?? Promise.resolve()).then(() => submitOne(call, item, index));
      if (key !== undefined) last.set(key, answer);
      return answer;
    });
    const results = (await Promise.all(answers)).map(({ status, body }) => ({
      ...(body as object),
      status,
      ...state(body),
    }));
    return { status: 200, body: { results } };
  },
};

/** `status` is the HTTP status of the item; the decision's own stands beside it. */
const state = (body: unknown): { state?: unknown } => {
  const { status } = body as { status?: unknown };
  return typeof status === 'string' ? { state: status } : {};
};

const thingOf = (item: unknown): string | undefined => {
  const { type, external_id } = (item ?? {}) as { type?: unknown; external_id?: unknown };
  return external_id === undefined ? undefined : JSON.stringify([type, external_id]);
};

const submitOne = (call: Call, item: unknown, index: number): Promise<Answer> => {
  const request =
    call.request === undefined
      ? undefined
      : { key: `${call.request.key}#${index}`, request_digest: digestOf(['/v1/decisions/batch', item]) };
  return (submitDecisionRoute.handle as (one: Call) => Promise<Answer>)({ ...call, body: item, request });
};
