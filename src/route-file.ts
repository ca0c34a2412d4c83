import { readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import { type RouteInput, route } from './core/policy/route.ts';
import { columns } from './core/report/columns.ts';
import { routeText } from './core/report/route-text.ts';
import { err, ok, type Result } from './core/result.ts';
import type { Instant } from './core/time.ts';
import { readPolicy } from './read-policy.ts';
import { type FiguresFlags, readFigures, unknownFigures } from './route-figures.ts';
import type { Terminal } from './terminal.ts';
import { type Refused, trySubmission } from './try-submission.ts';
import { shownRoute } from './usecases/show-decision.ts';

export type RouteFlags = FiguresFlags & {
  /** A file with one submission as JSON; `-` is the standard input. */
  file: string;
  policy: string;
  json?: boolean;
  /** As which source; the first that may submit the type unless told. */
  source?: string;
};

/**
 * Routes one submission by a policy and says the route, or all that is wrong. Stores nothing and asks nobody.
 * Answers with the exit code: 0 routed, 1 the API would refuse it, 2 nothing was tried, since the policy, the source or
 * the file cannot be read.
 * Figures of other decisions are unknown unless a file gives them or a database has them, and the answer says so.
 */
export const routeFile = async (
  flags: RouteFlags,
  { say, complain, input }: Terminal,
  now: Instant,
): Promise<0 | 1 | 2> => {
  const policy = await readPolicy(flags.policy);
  if (!policy.ok) {
    for (const line of policy.error) complain(line);
    return 2;
  }
  const source = flags.source === undefined ? undefined : policy.value.sources[flags.source];
  if (flags.source !== undefined && source === undefined) {
    const known = Object.keys(policy.value.sources).join(', ') || 'none';
    complain(`${flags.policy}: there is no source "${flags.source}"; it has ${known}`);
    return 2;
  }
  const body = await readJson(flags.file, input);
  if (!body.ok) {
    complain(body.error);
    return 2;
  }
  const taken = trySubmission(body.value, policy.value, source);
  if (!taken.ok) {
    if (flags.json === true) say(JSON.stringify(taken.error, null, 2));
    else for (const line of refusedText(taken.error)) say(line);
    return 1;
  }
  const { submission, type, source: by } = taken.value;
  const asked = { submission, type, policy: policy.value, now };
  const figures = await readFigures(flags, { ...asked, shadow: by.mode === 'shadow' });
  if (!figures.ok) {
    for (const line of figures.error) complain(line);
    return 2;
  }
  const found = undrawn({ ...asked, ...figures.value });
  const unknown = unknownFigures(asked, figures.value.stats, flags);
  if (flags.json === true) {
    say(JSON.stringify(found, null, 2));
    if (unknown !== undefined) complain(`Figures: ${unknown}`);
  } else for (const line of routeText(found, policy.value, unknown)) say(line);
  return 0;
};

const readJson = async (file: string, input: NodeJS.ReadableStream): Promise<Result<unknown, string>> => {
  const name = file === '-' ? 'the standard input' : file;
  let text: string;
  try {
    text = file === '-' ? await readStream(input) : await readFile(file, 'utf8');
  } catch {
    return err(`${file}: there is no such file, or it cannot be read; "-" reads the standard input`);
  }
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return err(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
};

type ShownRoute = ReturnType<typeof shownRoute>;

/** The route as the API shows it, and without its draw: that one belongs to a decision, and here is none. */
const undrawn = (asked: Omit<RouteInput, 'draw' | 'sampling'>): ShownRoute => {
  const found = route({ ...asked, draw: () => 1, sampling: true });
  const shown = shownRoute(found);
  if (found.draws === undefined) return shown;
  const did = 'Drawn once for each decision, not here';
  return { ...shown, trace: shown.trace.map((step) => (step.step === 'sampling' ? { ...step, did } : step)) };
};

const refusedText = ({ status, title, errors }: Refused): string[] => [
  `The API would refuse this: ${status}, ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
  ...columns(
    errors.map(({ path, message }) => [path === '' ? '(all of it)' : path, message]),
    { indent: 2 },
  ),
];
