/** The log of Web API calls: what outside checks read to see what the bot did. */
import type { Json, World } from './world.ts';

/** `at` is wall time (ISO 8601); `status` is the HTTP status, 0 when no answer was given. */
export type Call = { n: number; at: string; method: string; body: Json; status: number; error?: string };

/** Older calls are let go past this many, so that a long demo does not fill the memory. */
const kept = 20_000;

export const logCall = (world: World, call: Omit<Call, 'n' | 'at'>): void => {
  const n = (world.calls.at(-1)?.n ?? 0) + 1;
  const { token: _secret, ...body } = call.body;
  world.calls.push({ n, at: new Date(world.wall()).toISOString(), ...call, body });
  if (world.calls.length > kept) world.calls.splice(0, world.calls.length - kept);
};
