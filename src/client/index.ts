// What source systems import: `import { createClient } from 'handraise/client'`.
export { type CallOptions, type Client, type ClientOptions, createClient } from './client.ts';
export type * from './contract.ts';
export { isProblem, ProblemError } from './problem.ts';
export type { Retry } from './retry.ts';
export { type CallbackHeaders, UnverifiedCallback } from './verify-callback.ts';
