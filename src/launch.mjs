#!/usr/bin/env node
// Starts any command of the project on a fresh machine: installs what is missing, brings a new enough
// Node when the system's is too old, then runs. Plain JavaScript, since an old Node must be able to read it.
//
//   node src/launch.mjs <command> [...]       a command of src/cli.ts (demo, serve, check, …)
//   node src/launch.mjs run <tool> [...]      a tool from node_modules/.bin (vitest, tsc, …), or a file of ours
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const MINIMUM = [22, 18]; // the first Node that runs TypeScript as it stands and loads better-sqlite3 13
const BROUGHT = '24';
/**
 * As many threads for V8's own work as there are processors to spare: it begins four otherwise, and on a small machine their
 * garbage collection takes the time of those who answer people. https://nodejs.org/api/cli.html#--v8-pool-sizenum
 */
const V8_THREADS = '--v8-pool-size=0';
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const marks = join(root, 'node_modules', '.handraise');

/** @param {string} sentence one line for the person who waits; stderr, so that stdout stays machine-readable */
const say = (sentence) => process.stderr.write(`handraise: ${sentence}\n`);

/** @param {string} sentence @returns {never} */
const giveUp = (sentence) => {
  say(sentence);
  process.exit(1);
};

/** @param {string} version such as `v22.18.0` */
const isNewEnough = (version) => {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1]);
};

/** Runs the npm that started us, or the one on the PATH. @param {string[]} args */
const npm = (args, options = {}) => {
  const own = process.env.npm_execpath;
  const viaNode = own !== undefined && /npm-cli\.(c?js|mjs)$/.test(own);
  return spawnSync(viaNode ? process.execPath : 'npm', viaNode ? [own, ...args] : args, {
    cwd: root,
    shell: !viaNode && process.platform === 'win32',
    encoding: 'utf8',
    ...options,
  });
};

/**
 * Path of a Node that is new enough: this one, or one from the npm registry. The package of the platform is
 * named, because the package `node` fetches its binary in an install script, which `ignore-scripts` skips:
 * it would then run the old Node without a word.
 */
const findNode = () => {
  if (isNewEnough(process.version)) return process.execPath;
  const remembered = join(marks, 'node');
  if (existsSync(remembered)) {
    const path = readFileSync(remembered, 'utf8').trim();
    if (existsSync(path)) return path;
  }
  const platform = { linux: 'linux', win32: 'win' }[process.platform];
  const arch = { x64: 'x64', arm64: 'arm64' }[process.arch];
  const wanted = `Handraise needs Node ${MINIMUM.join('.')} or newer and this is ${process.version}`;
  if (platform === undefined || arch === undefined || (platform === 'win' && arch !== 'x64')) {
    giveUp(`${wanted}. Install Node ${BROUGHT} from https://nodejs.org and run the command again.`);
  }
  say(`${wanted}: bringing Node ${BROUGHT} from the npm registry (once, into npm's cache) …`);
  const found = npm(
    [
      'exec',
      '--yes',
      `--package=node-${platform}-${arch}@${BROUGHT}`,
      '--',
      'node',
      '-p',
      'process.version + " " + process.execPath',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [version = '', ...rest] = (found.stdout ?? '').trim().split('\n').at(-1)?.split(' ') ?? [];
  if (found.status !== 0 || !isNewEnough(version)) {
    process.stderr.write(found.stderr ?? '');
    giveUp(
      `could not bring Node ${BROUGHT}. Is the npm registry reachable? Else install Node ${BROUGHT} by hand.`,
    );
  }
  return rest.join(' ');
};

/** Installs the dependencies when the lock file has changed since the last install. */
const install = () => {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex');
  const mark = join(marks, 'installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return;
  const byHand = join(root, 'node_modules', '.package-lock.json');
  const done =
    existsSync(byHand) && statSync(byHand).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
  if (!done) {
    const turn = waitForTurn();
    try {
      if (!(existsSync(mark) && readFileSync(mark, 'utf8') === digest)) {
        say('installing the dependencies (once, about a minute) …');
        const { status } = npm(['ci', '--include=dev', '--loglevel=error'], { stdio: ['ignore', 2, 2] });
        if (status !== 0) giveUp('npm ci failed; its own words are above.');
      }
    } finally {
      turn.done();
    }
  }
  mkdirSync(marks, { recursive: true });
  writeFileSync(mark, digest);
};

/** Two first commands at once must not install into the same folder; the second waits for the first. */
const waitForTurn = () => {
  const lock = join(root, '.handraise-installing');
  for (let waited = 0; ; waited += 250) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 600_000)
        rmSync(lock, { recursive: true, force: true });
      if (waited === 0) say('waiting for another command that is installing the dependencies …');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    }
  }
  const done = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', done);
  return { done };
};

/** A file of ours, or the JavaScript behind a tool of node_modules/.bin. @param {string} tool */
const toolPath = (tool) => {
  if (tool.endsWith('.ts')) return join(root, tool);
  const path = join(root, 'node_modules', '.bin', tool);
  if (!existsSync(path)) giveUp(`there is no tool "${tool}" in node_modules/.bin.`);
  return path;
};

const [command = 'help', ...rest] = process.argv.slice(2);
const node = findNode();
install();
if (node !== process.execPath) writeFileSync(join(marks, 'node'), node);
const [target, args] =
  command === 'run'
    ? [toolPath(rest[0] ?? ''), rest.slice(1)]
    : [join(root, 'src', 'cli.ts'), [command, ...rest]];

/**
 * npm runs a script behind a shell, and a SIGTERM to npm ends npm and the shell but not what they started. So under
 * npm the end of our parent counts as that signal.
 * @param {() => void} end
 */
const endWithNpm = (end) => {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, 200);
  watch.unref();
};

if (node === process.execPath && command !== 'run') {
  process.argv = [process.execPath, target, ...args];
  endWithNpm(() => process.kill(process.pid, 'SIGTERM'));
  await import(pathToFileURL(target).href);
} else {
  const env = { ...process.env, PATH: dirname(node) + delimiter + (process.env.PATH ?? '') };
  const child = spawn(node, [V8_THREADS, target, ...args], { stdio: 'inherit', env });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  endWithNpm(() => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
