import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Node keeps compiled modules between threads and processes of the tests. https://nodejs.org/api/module.html */
export const COMPILE_CACHE = join(tmpdir(), 'handraise-compile-cache');
