// How soon Slack is told that what somebody did was taken, with its commit before it: what reviewers do most, in the
// sandbox, evenly at a rate. `node bench/press.ts`; WINDOWS=3 of PRESSES=300 each, RATE=100 (a second). The sandbox and
// this program share the processors with the bot: the floor is what is left to a bot that does nothing but ack, and windows
// that differ show how much of it is the machine's. A window in which its host gave processor time to others tells of the
// host: it is shown apart, and measured again while there are windows to spare.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'better-sqlite3';
import {
  decodeForm,
  encodeHome,
  encodeMenu,
  encodePress,
  type MenuItem,
  type Press,
} from '../blocks/wire.ts';
import { type Acked, filled, startFloor, startSandbox, type View } from './press/sandbox.ts';
import { stolen } from './press/stolen.ts';

const PRESSES = Number(process.env.PRESSES ?? 300);
const WINDOWS = Number(process.env.WINDOWS ?? 3);
const RATE = Number(process.env.RATE ?? 100);
/** The first of each path are told apart: a young process compiles and connects. */
const WARM_UP = 2 * PRESSES;
/** Long Homes, of 200 decisions, drawn in one of the paths. */
const HOMES = 2;
/** So many windows more are measured where the host took processor time away, and from which share of one on. */
const SPARE = 3;
const TOO_MUCH = 0.01;
const COUNT = WARM_UP + (WINDOWS + SPARE) * PRESSES;
/** So many wait still when all others are decided: more than any list looks at. */
const LEFT = 250;
/** So long all answers to commands may take, in milliseconds. */
const ANSWERED_WITHIN_MS = 300_000;

const folder = mkdtempSync(join(tmpdir(), 'handraise-press-'));
const database = join(folder, 'handraise.sqlite');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const floor = await startFloor();
const sandbox = await startSandbox(database);
const { call } = sandbox;

type Message = { ts: string; blocks: { elements?: { action_id?: string }[] }[] };

/** What is pressed on: as many reviews as are asked for, and one card in the channel of all their decisions. */
const prepare = async () => {
  const { users, channels } =
    await call<Record<'users' | 'channels', { id: string; name: string }[]>>('state');
  const named = (list: { id: string; name: string }[], name: string): string =>
    list.find((one) => one.name === name)?.id ?? '';
  const user = named(users, 'ben');
  const channel = named(channels, 'finance-decisions');
  for (let n = 0; n < COUNT + LEFT; n++) await sandbox.submit(n);
  let card: Message | undefined;
  while (card === undefined)
    card = (await call<{ messages: Message[] }>(`messages?channel=${channel}&user=${user}`)).messages.find(
      ({ blocks }) => blocks.some(({ elements = [] }) => elements.some((one) => one.action_id === 'modify')),
    );
  const reader = new Database(database, { readonly: true });
  const reviews = reader
    .prepare(
      `select reviews.id as review_id, revisions.revision, revisions.digest from reviews
       join decisions on decisions.id = reviews.decision_id
       join revisions on revisions.decision_id = decisions.id and revisions.revision = decisions.revision
       where reviews.status = 'open' order by reviews.id`,
    )
    .all() as Press[];
  reader.close();
  return { user, channel, ts: card.ts, reviews };
};

/** Evenly, so many a second, whatever the answers take; milliseconds until each ack. */
const evenly = async (from: number, count: number, act: (n: number) => Promise<Acked>): Promise<number[]> => {
  const begun = performance.now();
  const all: Promise<number>[] = [];
  for (let n = 0; n < count; n++) {
    const wait = begun + (n * 1000) / RATE - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    all.push(act(from + n).then(({ ack_ms }) => ack_ms));
  }
  return Promise.all(all);
};

setFlagsFromString('--expose-gc');
/** Collects this program's garbage: its pauses would send presses late, several at once. */
const collect = runInNewContext('gc') as () => void;

const share = (waits: number[], of: number): number =>
  waits.toSorted((a, b) => a - b)[Math.floor((waits.length - 1) * of)] ?? 0;

const p99 = (waits: number[]): string => share(waits, 0.99).toFixed(1);

/** One path; where `ready` does what comes before each; forms are closed in between. */
const measure = async (
  name: string,
  act: (n: number) => Promise<Acked>,
  ready?: (from: number, count: number) => Promise<unknown>,
): Promise<void> => {
  const cold: number[] = [];
  const quiet: number[][] = [];
  const disturbed: number[][] = [];
  for (let n = 0; n < COUNT && quiet.length < WINDOWS; n += PRESSES) {
    await ready?.(n, PRESSES);
    collect();
    const begun = performance.now();
    const before = stolen();
    const waits = await evenly(n, PRESSES, act);
    const lost = (stolen() - before) / (performance.now() - begun);
    if (n < WARM_UP) cold.push(...waits);
    else (lost < TOO_MUCH ? quiet : disturbed).push(waits);
    await closeAll();
  }
  const all = quiet.flat();
  const figures =
    all.length === 0
      ? 'the host took time away from every window'
      : `median ${share(all, 0.5).toFixed(1)} ms, p99 ${p99(all)} ms of ${all.length}`;
  const apart =
    disturbed.length === 0 ? '' : `; while the host took time away: ${disturbed.map(p99).join(', ')}`;
  say(`${name.padEnd(34)} ${figures} (windows: ${quiet.map(p99).join(', ')}; before: ${p99(cold)}${apart})`);
};

const { user, channel, ts, reviews } = await prepare();

/** How many private answers are shown in the channel. */
const answers = async (): Promise<number> => {
  const { messages } = await call<{ messages: { ephemeral?: boolean }[] }>(
    `messages?channel=${channel}&user=${user}`,
  );
  return messages.filter(({ ephemeral }) => ephemeral === true).length;
};

const open = async (): Promise<View[]> => (await call<{ views: View[] }>(`views?user=${user}`)).views;

/** Windows that stay open would fill the sandbox's memory, and its collector the figures. */
const closeAll = async (): Promise<void> => {
  for (const { id } of (await open()).toReversed()) await call('close', { user, view_id: id });
};

try {
  const review = (n: number): Press => {
    const found = reviews[n % reviews.length];
    if (found === undefined) throw new Error('no review is open');
    return found;
  };
  const press = (action_id: string, value: string) => call('press', { user, channel, ts, action_id, value });
  const choose = (item: MenuItem, n: number) => press('more', encodeMenu({ item, ...review(n) }));
  say(`${RATE} a second, until the ack:`);

  const { channel: place, ts: message } = floor;
  await measure('the floor: an ack and nothing else', () =>
    floor.call('press', { user, channel: place, ts: message, action_id: 'floor' }),
  );
  floor.end();
  await measure('Full context opened', (n) => choose('full_context', n));
  await measure('taken, committed', (n) => choose('take', n));
  // Nobody gives back what they did not take.
  const taken = (from: number, count: number) => evenly(from, count, (n) => choose('take', n));
  await measure('given back, committed', (n) => choose('give_back', n), taken);
  await measure('a form opened', (n) => press('verdict_reject', encodePress(review(n))));

  const home = await call<{ view: View }>('home', { user });
  const value = encodeHome({ filter: { show: 'all' }, page: 0 });
  const drawn = setInterval(
    () => void call('view-press', { user, view_id: home.view.id, action_id: 'home_filter', value }),
    1000 / HOMES,
  );
  await measure(`the same, ${HOMES} Homes drawn a second`, (n) =>
    press('verdict_reject', encodePress(review(n))),
  );
  clearInterval(drawn);

  await measure('Home turned', () =>
    call('view-press', { user, view_id: home.view.id, action_id: 'home_filter', value }),
  );

  type Filled = { view_id: string; values: ReturnType<typeof filled> };
  let forms = new Map<string | undefined, Filled>();
  const openForms = async (from: number, count: number): Promise<void> => {
    forms = new Map();
    await evenly(from, count, (n) => press('verdict_reject', encodePress(review(n))));
    // The last of them may still be on their way.
    while (forms.size < count)
      forms = new Map(
        (await open()).map((view) => [
          decodeForm(view.private_metadata)?.review_id,
          { view_id: view.id, values: filled(view) },
        ]),
      );
  };
  const submitForm = async (n: number): Promise<Acked> => {
    const form = forms.get(review(n).review_id);
    if (form === undefined) throw new Error(`the form of ${review(n).review_id} is not open`);
    const sent = await call<Acked & { response_action?: string }>('submit', { user, ...form });
    if (sent.response_action !== 'clear') throw new Error(`not taken: ${JSON.stringify(sent)}`);
    return sent;
  };
  await measure('its verdict given, committed', submitForm, openForms);

  let asked = await answers();
  for (const text of ['queue', 'find EXP-1', 'stats']) {
    await measure(`/handraise ${text}`, () => {
      asked += 1;
      return call('command', { user, channel, command: '/handraise', text });
    });
    // All are answered, if later than they were asked: the next path is measured for itself.
    const late = performance.now() + ANSWERED_WITHIN_MS;
    for (let answered = 0; answered < asked; answered = await answers()) {
      if (performance.now() > late) throw new Error(`${asked - answered} answers are missing`);
      await new Promise((resolve) => setTimeout(resolve, 3000));
    }
  }
  await measure('Raise a hand', () => call('shortcut', { user, channel, ts, callback_id: 'raise_hand' }));
} finally {
  floor.end();
  sandbox.end();
  rmSync(folder, { recursive: true, force: true });
}
