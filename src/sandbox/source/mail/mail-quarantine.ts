import type { Outcome, Submission } from '../../../client/index.ts';
import type { ClassifiedMail } from './classified-mail.ts';

type MailOption = 'quarantine' | 'deliver';

/** Naive Bayes often computes exactly 1; nothing is that certain. */
const HIGHEST = 0.9999;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** What the mail filter submits: the classifier's own view, with its words as the reason. */
export const makeMailQuarantine = (mail: ClassifiedMail): Submission => {
  const option: MailOption = mail.spam >= 0.5 ? 'quarantine' : 'deliver';
  const confidence = round(Math.min(HIGHEST, Math.max(mail.spam, 1 - mail.spam)), 4);
  const [pro, contra] = [mail.speaksForSpam.slice(0, 4), mail.speaksAgainst.slice(0, 4)];
  const isSpam = option === 'quarantine';
  const against = isSpam ? contra : pro;
  return {
    type: 'mail.quarantine',
    external_id: mail.id,
    title: `Incoming mail: ${mail.subject === '' ? '(no subject)' : mail.subject.slice(0, 200)}`,
    facts: {
      from: mail.from.slice(0, 300),
      subject: mail.subject === '' ? '(no subject)' : mail.subject.slice(0, 300),
      excerpt: mail.excerpt,
      spam_words: mail.speaksForSpam,
      links: mail.links,
      size_kb: mail.size_kb,
      ...(mail.received !== null && { received: mail.received }),
    },
    recommendation: {
      option,
      confidence,
      rationale: explain(pro, contra),
      alternatives: [
        {
          option: isSpam ? 'deliver' : 'quarantine',
          confidence: round(1 - confidence, 4),
          why_lower: against.length === 0 ? 'No word speaks for it' : `Only ${quoted(against)} speak for it`,
        },
      ],
      model: 'naive-bayes',
      model_version: 'spamassassin-half-1',
    },
    signals: { similarity: round(mail.known, 2) },
    consequence: { customer_impact: 'none', compliance: false, reputation: 'none', reversible: true },
  };
};

const explain = (pro: readonly string[], contra: readonly string[]): string => {
  if (pro.length === 0) return `No word speaks for spam; ${quoted(contra)} speak against it`;
  if (contra.length === 0) return `${quoted(pro)} speak for spam, no word against it`;
  return `${quoted(pro)} speak for spam; ${quoted(contra)} speak against it`;
};

/** The truth about a mail, once it was decided. `executed` is null when nothing was done. */
export const outcomeOfMail = (
  { truth }: Pick<ClassifiedMail, 'truth'>,
  executed: string | null,
  observedAt: string,
): Outcome => {
  const correct: MailOption = truth === 'spam' ? 'quarantine' : 'deliver';
  if (executed === null) return { correct, observed_at: observedAt };
  return { correct, kind: executed === correct ? 'confirmed' : 'downstream_error', observed_at: observedAt };
};
