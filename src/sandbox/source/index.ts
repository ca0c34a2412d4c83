import type { Submission } from '../../client/index.ts';
import { type Credentials, openAccounts } from './accounts.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { type MailBox, openMailBox } from './mail/mail-box.ts';
import { makeMailQuarantine } from './mail/mail-quarantine.ts';
import type { Label } from './mail/naive-bayes.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { dicesOf, drawStep, FIRST, GENERATORS, MAIL, makeUp, type Step } from './plan.ts';
import { createReactions, type Own } from './reactions.ts';
import { type Sleep, sleep, waitUntilReady } from './ready.ts';
import { makeSamples, type Sample } from './samples.ts';
import { createTasks } from './tasks.ts';

export type SourceOptions = {
  apiUrl: () => string;
  credentials: Credentials;
  /** Nothing is submitted by itself. */
  quiet: boolean;
  seed: number;
  /** Called after each submission and callback. */
  onChange: () => void;
  log: (sentence: string) => void;
  /** For tests: waiting, the wall clock in milliseconds, and the mails. */
  sleep?: Sleep;
  now?: () => number;
  openMailBox?: (seed: number, log: (sentence: string) => void) => MailBox;
};

export type Source = Inbox & {
  submissions: Outbox['submissions'];
  start: () => void;
  /** Ends every timer and call; resolves when nothing runs any more. */
  stop: () => Promise<void>;
  submit: (sourceName: string, body: unknown) => Promise<{ status: number; body: unknown }>;
  samples: () => Sample[];
};

/** At most so many in one run, so that a demo left open does not fill the channels. */
const MOST_SUBMITTED = 200;
const TRICKLE_MS = [20_000, 40_000] as const;

/**
 * The source systems of the example policy, played in one: they submit, take callbacks, answer questions about
 * what they submitted themselves, and tell the truth about mails later. Uses the public client only.
 */
export const createSource = (options: SourceOptions): Source => {
  const { apiUrl, credentials, quiet, seed, onChange, log } = options;
  const now = options.now ?? Date.now;
  const dices = dicesOf(seed);
  const own: Own = new Map();
  const tasks = createTasks(options.sleep ?? sleep, (error) =>
    log(`the source met a problem: ${String(error)}`),
  );
  const accounts = openAccounts(credentials, apiUrl, {
    now,
    signal: tasks.signal,
    ...(options.sleep && { sleep: options.sleep }),
  });
  const outbox = createOutbox(now, onChange);
  const { act, tellTruth } = createReactions({ own, accounts, tasks, dice: dices.answers, now });
  let mailBox: MailBox | undefined;
  let samples: Sample[] | undefined;

  const send = async (source: string, body: unknown, attempts: number, truth?: Label) => {
    const client = accounts.clientOf(source, { retry: { attempts } });
    if (client === undefined) {
      return { status: 404, body: { title: 'No such source', detail: `There is no source ${source} here.` } };
    }
    const known = isSubmission(body) ? { submission: body, ...(truth && { truth }) } : undefined;
    const external_id = known?.submission.external_id ?? null;
    if (known && external_id !== null) own.set(external_id, known); // a callback may overtake the answer
    const { accepted, ...answer } = await outbox.send(client, source, body);
    if (accepted && known && external_id === null) own.set(accepted.id, known);
    if (accepted?.status === 'resolved') tellTruth({ ...accepted, external_id });
    return answer;
  };

  const takeMail = async (wanted: 'any' | 'unsure') => {
    if (!accounts.may(MAIL.source, MAIL.type)) return undefined;
    mailBox ??= (options.openMailBox ?? openMailBox)(seed, log);
    const mail = await mailBox.next(wanted);
    return mail && { source: MAIL.source, body: makeMailQuarantine(mail), truth: mail.truth };
  };

  const takeMadeUp = (step: Step, n: number) => {
    const source = GENERATORS[step.type]?.source;
    const body = makeUp(step, seed, n, now());
    if (source === undefined || body === undefined || !accounts.may(source, step.type)) return undefined;
    return { source, body, truth: undefined };
  };

  const submitStep = async (step: Step, n: number) => {
    const next = step.mail === undefined ? takeMadeUp(step, n) : await takeMail(step.mail);
    if (next === undefined) return;
    const { status, body } = await send(next.source, next.body, 5, next.truth);
    if (status !== 200 && status !== 202 && !tasks.signal.aborted) {
      log(`${next.source} could not submit "${next.body.title}": ${JSON.stringify(body)}`);
    }
  };

  const submitAll = async () => {
    await waitUntilReady(apiUrl, tasks.wait, tasks.signal);
    for (const [n, step] of FIRST.entries()) await submitStep(step, n);
    for (let n = FIRST.length; n < MOST_SUBMITTED; n += 1) {
      await tasks.wait(dices.order.whole(...TRICKLE_MS));
      await submitStep(drawStep(dices.order), n);
    }
  };

  return {
    ...createInbox({ verify: accounts.verify, now, wait: tasks.wait, onChange, act }),
    submissions: outbox.submissions,
    submit: (source, body) => send(source, body, 2),
    samples: () => {
      samples ??= makeSamples(seed, now()).filter(({ source, body }) => accounts.may(source, body.type));
      return samples;
    },
    start: () => {
      if (!quiet) tasks.run(submitAll);
    },
    stop: async () => {
      await Promise.all([tasks.stop(), mailBox?.close()]);
    },
  };
};

const isSubmission = (body: unknown): body is Submission =>
  typeof body === 'object' && body !== null && 'type' in body && 'title' in body;
