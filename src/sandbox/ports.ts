/** Finds out that a port is taken before anything else fails because of it. */
import { createServer } from 'node:net';
import { type Sandbox, type SandboxOptions, startSandbox } from './server.ts';

const taken = (port: number, flag: string): Error =>
  new Error(`port ${port} is taken; try ${flag} ${port + 100}`);
const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/** @throws a sentence with the flag to use instead. 0 is always free. */
export const assertFree = (port: number, flag: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(isTaken(error) ? taken(port, flag) : error));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });

export const startSandboxAt = async (options: SandboxOptions & { port: number }): Promise<Sandbox> => {
  try {
    return await startSandbox(options);
  } catch (error) {
    throw isTaken(error) ? taken(options.port, '--port') : error;
  }
};
