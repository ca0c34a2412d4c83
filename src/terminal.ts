/** Where a command reads and writes: the process's own, or a test's. */
export type Terminal = {
  /** A line of the answer. */
  say: (line: string) => void;
  /** A line about what went wrong. */
  complain: (line: string) => void;
  input: NodeJS.ReadableStream;
};

export const ownTerminal: Terminal = {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  input: process.stdin,
};
