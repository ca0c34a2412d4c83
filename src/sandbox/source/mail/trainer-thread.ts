// A worker thread: reading the corpus and training take seconds, during which the sandbox must go on answering.
import { parentPort, workerData } from 'node:worker_threads';
import { createDice } from '../dice.ts';
import { type ClassifiedMail, classifyMail } from './classified-mail.ts';
import { readCorpus } from './corpus.ts';
import { train } from './naive-bayes.ts';
import { readMail } from './read-mail.ts';
import { isFitToShow } from './unfit.ts';
import { wordsOf } from './words.ts';

/** `unsure`: a mail about which the classifier is not sure, where there is one. */
export type Ask = { wanted: 'any' | 'unsure' };
export type Told =
  | { kind: 'trained'; mails: number; words: number; ms: number }
  | { kind: 'mail'; mail: ClassifiedMail | undefined };

/** Among how many mails an unsure one is looked for; about one in twenty-five is. */
const LOOK_AHEAD = 250;
const isSure = ({ spam }: ClassifiedMail) => Math.max(spam, 1 - spam) > 0.9;

const port = parentPort;
if (port === null) throw new Error('trainer-thread.ts runs as a worker only');
const tell = (message: Told) => port.postMessage(message);

const started = performance.now();
const { training, heldOut } = await readCorpus();
const model = train(
  training.map(({ raw, label }) => {
    const { subject, text } = readMail(raw);
    return { label, words: wordsOf(`${subject}\n${text}`) };
  }),
);
tell({
  kind: 'trained',
  mails: training.length,
  words: model.words.size,
  ms: Math.round(performance.now() - started),
});

const { seed }: { seed: number } = workerData;
const waiting = createDice(seed).shuffle(heldOut);

const takeNext = (): ClassifiedMail | undefined => {
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    const mail = readMail(entry.raw);
    if (!isFitToShow(`${mail.from}\n${mail.subject}\n${mail.text}`)) continue;
    const classified = classifyMail(model, { id: entry.id, mail, truth: entry.label });
    if (classified !== undefined) return classified;
  }
  return undefined;
};

const ahead: ClassifiedMail[] = [];
const next = ({ wanted }: Ask): ClassifiedMail | undefined => {
  if (wanted === 'any') return ahead.shift() ?? takeNext();
  while (ahead.length < LOOK_AHEAD) {
    const mail = takeNext();
    if (mail === undefined) break;
    if (!isSure(mail)) return mail;
    ahead.push(mail);
  }
  return ahead.shift();
};

port.on('message', (ask: Ask) => tell({ kind: 'mail', mail: next(ask) }));
