import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClassifiedMail, classifyMail } from '../../../src/sandbox/source/mail/classified-mail.ts';
import { readCorpus } from '../../../src/sandbox/source/mail/corpus.ts';
import { type MailBox, openMailBox } from '../../../src/sandbox/source/mail/mail-box.ts';
import { makeMailQuarantine, outcomeOfMail } from '../../../src/sandbox/source/mail/mail-quarantine.ts';
import { train } from '../../../src/sandbox/source/mail/naive-bayes.ts';
import { readMail } from '../../../src/sandbox/source/mail/read-mail.ts';
import { wordsOf } from '../../../src/sandbox/source/mail/words.ts';

const sureness = ({ spam }: ClassifiedMail) => Math.max(spam, 1 - spam);
const isRight = ({ spam, truth }: ClassifiedMail) => (spam >= 0.5 ? 'spam' : 'ham') === truth;

describe('the classifier on the held-out half of the corpus', () => {
  let mails: ClassifiedMail[];
  let halves: Awaited<ReturnType<typeof readCorpus>>;
  beforeAll(async () => {
    halves = await readCorpus();
    const model = train(
      halves.training.map(({ raw, label }) => {
        const { subject, text } = readMail(raw);
        return { label, words: wordsOf(`${subject}\n${text}`) };
      }),
    );
    mails = halves.heldOut.flatMap(
      ({ id, label, raw }) => classifyMail(model, { id, mail: readMail(raw), truth: label }) ?? [],
    );
  });

  it('has two halves of about one size without a mail in both', () => {
    const { training, heldOut } = halves;
    expect(training.length + heldOut.length).toBe(6046);
    expect(Math.abs(training.length - heldOut.length)).toBeLessThan(300);
    const ids = new Set(training.map(({ id }) => id));
    expect(heldOut.filter(({ id }) => ids.has(id))).toEqual([]);
  });

  it('is right about 98 of 100 mails', () => {
    expect(mails.filter(isRight).length / mails.length).toBeGreaterThan(0.97);
  });

  it('is surer than it should be, as naive Bayes is', () => {
    const surest = mails.filter((mail) => sureness(mail) >= 0.9999);
    const claimed = surest.reduce((sum, mail) => sum + sureness(mail), 0) / surest.length;
    const right = surest.filter(isRight).length / surest.length;
    expect(claimed).toBeGreaterThan(0.9999);
    expect(right).toBeGreaterThan(0.97);
    expect(right).toBeLessThan(0.995);
  });

  it('submits nothing that gives the answer away and never claims certainty', () => {
    const submissions = mails.map(makeMailQuarantine);
    expect(Math.max(...submissions.map(({ recommendation }) => recommendation?.confidence ?? 0))).toBe(
      0.9999,
    );
    expect(submissions.filter(({ external_id }) => !/^MAIL-[\da-f]{8}$/.test(external_id ?? ''))).toEqual([]);
    expect(Math.max(...mails.map(({ excerpt }) => excerpt.length))).toBeLessThanOrEqual(600);
  });
});

describe('the mail box', () => {
  const sentences: string[] = [];
  let box: MailBox;
  beforeAll(() => {
    box = openMailBox(1, (sentence) => sentences.push(sentence));
  });
  afterAll(() => box.close());

  it('trains beside: the event loop goes on meanwhile', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const mail = await box.next('any');
    delay.disable();
    expect(mail?.excerpt).not.toBe('');
    expect(sentences.join()).toMatch(/learned \d+ words from \d+ mails/);
    // In milliseconds. Not the worst one: on a busy machine that one is the scheduler's.
    expect(delay.percentile(90) / 1e6).toBeLessThan(50);
  });

  it('finds a mail that the classifier is unsure of', async () => {
    const mail = await box.next('unsure');
    if (mail === undefined) throw new Error('no mail');
    expect(sureness(mail)).toBeLessThanOrEqual(0.9);
  });

  it('gives the same mails for the same seed', async () => {
    const again = openMailBox(1, () => undefined);
    const other = openMailBox(2, () => undefined);
    const [first, same, different] = await Promise.all([
      box.next('any'),
      again.next('any'),
      other.next('any'),
    ]);
    await Promise.all([again.close(), other.close()]);
    expect(first?.id).not.toBe(same?.id); // the second of this box, the first of that
    expect(same?.id).not.toBe(different?.id);
  });

  it('answers with nothing once it is closed', async () => {
    await box.close();
    await expect(box.next('any')).resolves.toBeUndefined();
  });
});

describe('the truth about a mail', () => {
  const at = '2026-10-05T12:00:00.000Z';
  it.each([
    ['spam', 'quarantine', { correct: 'quarantine', kind: 'confirmed' }],
    ['spam', 'deliver', { correct: 'quarantine', kind: 'downstream_error' }],
    ['ham', 'quarantine', { correct: 'deliver', kind: 'downstream_error' }],
    ['ham', null, { correct: 'deliver' }],
  ] as const)('for %s that met %s', (truth, executed, outcome) => {
    expect(outcomeOfMail({ truth }, executed, at)).toEqual({ ...outcome, observed_at: at });
  });
});
