/** The bot as a process of its own beside the sandbox, as it would run beside Slack: started, killed, started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What the bot says over its IPC channel. `clock_done`: all work that the new time made due has run. */
const said = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), api: z.url() }),
  z.object({ type: z.literal('clock_done'), id: z.number() }),
]);

export type BotProcess = {
  /** Undefined while it does not run. */
  pid: () => number | undefined;
  /** Where it listens; undefined before it was ready for the first time. */
  api: () => string | undefined;
  /** Starts it and waits until it listens. Answers with the problem, if there is one. */
  start: () => Promise<string | undefined>;
  /** Ends it and waits until it is gone. */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<string | undefined>;
  /** Tells it how far domain time is ahead of wall time, in milliseconds, and waits for the work that became due. */
  setClock: (offsetMs: number) => Promise<string | undefined>;
};

export type BotOptions = {
  /** Without the clock's offset, which this file adds at each start. */
  env: Readonly<Record<string, string>>;
  logFile: string;
  /** What to run; the repository's own bot unless a test brings another. */
  command?: readonly string[];
  startWithinMs?: number;
  clockWithinMs?: number;
  onChange?: () => void;
};

const ownCommand = ['--v8-pool-size=0', fileURLToPath(new URL('../cli.ts', import.meta.url)), 'serve'];
const endWithinMs = 15_000;

const lastLines = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
  } catch {
    return '';
  }
};

/** Resolves with `what` gives, or with `late` after the time is over. */
const within = async <T>(ms: number, what: Promise<T>, late: T): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  try {
    return await Promise.race([what, over]);
  } finally {
    clearTimeout(timer);
  }
};

export const createBot = (options: BotOptions): BotProcess => {
  const {
    env,
    logFile,
    command = ownCommand,
    startWithinMs = 60_000,
    clockWithinMs = 60_000,
    onChange = () => undefined,
  } = options;
  let child: ChildProcess | undefined;
  let api: string | undefined;
  let offsetMs = 0;
  let asked = 0;
  const clockWaiters = new Map<number, () => void>();

  // If the sandbox goes, the bot must not stay behind; it leaves by itself too when its IPC channel closes.
  process.once('exit', () => child?.kill('SIGKILL'));

  const launch = (): ChildProcess => {
    const started = spawn(process.execPath, [...command], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...env, HANDRAISE_CLOCK_OFFSET_MS: String(offsetMs) },
    });
    const log = createWriteStream(logFile, { flags: 'a' });
    started.stdout?.pipe(log, { end: false });
    started.stderr?.pipe(log, { end: false });
    started.once('close', () => log.end());
    started.once('exit', () => {
      if (child === started) child = undefined;
      for (const done of clockWaiters.values()) done();
      onChange();
    });
    return started;
  };

  const start = (): Promise<string | undefined> => {
    if (child !== undefined) return Promise.resolve('it runs already');
    const started = launch();
    child = started;
    const ready = new Promise<string | undefined>((resolve) => {
      // `close` rather than `exit`: by then its last words are in the log.
      started.once('close', (code, signal) => {
        resolve(
          `the bot ended at start (${signal ?? `exit code ${code}`}); its last lines:\n${lastLines(logFile)}`,
        );
      });
      started.once('error', (error) => resolve(`the bot could not be started: ${error.message}`));
      started.on('message', (message) => {
        const found = said.safeParse(message);
        if (!found.success) return;
        if (found.data.type === 'clock_done') return clockWaiters.get(found.data.id)?.();
        api = found.data.api;
        onChange();
        resolve(undefined);
      });
    });
    return within(
      startWithinMs,
      ready,
      `the bot was not ready within ${startWithinMs / 1000} s; its log is ${logFile}`,
    );
  };

  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<string | undefined> => {
    const ending = child;
    if (ending === undefined) return 'it does not run';
    const gone = new Promise<undefined>((resolve) => {
      ending.once('exit', () => resolve(undefined));
    });
    ending.kill(signal);
    const problem = await within<string | undefined>(
      endWithinMs,
      gone,
      `the bot did not end within ${endWithinMs / 1000} s of ${signal}, so it was killed`,
    );
    if (problem !== undefined) {
      ending.kill('SIGKILL');
      await gone;
    }
    return problem;
  };

  const setClock = async (offset: number): Promise<string | undefined> => {
    offsetMs = offset;
    const told = child;
    if (told?.connected !== true) return undefined; // it gets the offset at its next start
    asked += 1;
    const id = asked;
    const done = new Promise<undefined>((resolve) => {
      clockWaiters.set(id, () => resolve(undefined));
    });
    told.send({ type: 'clock', id, offset_ms: offset }, () => undefined);
    const late = `the bot did not finish the work that became due within ${clockWithinMs / 1000} s`;
    const problem = await within<string | undefined>(clockWithinMs, done, late);
    clockWaiters.delete(id);
    return problem;
  };

  return { pid: () => child?.pid, api: () => api, start, end, setClock };
};
