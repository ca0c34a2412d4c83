import { classify, type Evidence, type Label, type Model } from './naive-bayes.ts';
import type { Mail } from './read-mail.ts';
import { wordsOf } from './words.ts';

/** A mail of the held-out half as the classifier sees it, and what it really is. */
export type ClassifiedMail = Omit<Mail, 'text'> & {
  id: string;
  excerpt: string;
  truth: Label;
  /** Probability of spam. */
  spam: number;
  known: number;
  speaksForSpam: string[];
  speaksAgainst: string[];
};

/** Fewer words are no ground for an opinion: those mails carry only a picture or an attachment. */
const MIN_WORDS = 8;
/** A word that the training saw less often is chance. */
const MIN_SEEN = 5;
/** Parts of web addresses count, but tell a reader nothing. */
const OF_ADDRESSES = new Set(['http', 'https', 'html']);
const EXCERPT_LENGTH = 600;

/** Undefined for a mail with too little text to judge. */
export const classifyMail = (
  model: Model,
  { id, mail: { text, ...mail }, truth }: { id: string; mail: Mail; truth: Label },
): ClassifiedMail | undefined => {
  const words = wordsOf(`${mail.subject}\n${text}`);
  if (words.length < MIN_WORDS) return undefined;
  const { spam, known, evidence } = classify(model, words);
  const telling = evidence.filter(
    ({ word, seen }) => seen >= MIN_SEEN && word.length > 3 && !OF_ADDRESSES.has(word),
  );
  return {
    ...mail,
    id,
    truth,
    spam,
    known,
    excerpt: cut(text),
    speaksForSpam: strongest(telling.filter(({ weight }) => weight > 0)),
    speaksAgainst: strongest(telling.filter(({ weight }) => weight < 0)),
  };
};

const strongest = (evidence: Evidence[]): string[] => evidence.slice(0, 6).map(({ word }) => word);

/** At most 600 characters, never half of one. */
const cut = (text: string): string => {
  if (text.length <= EXCERPT_LENGTH) return text;
  const kept = text.slice(0, EXCERPT_LENGTH - 2).replace(/[\u{D800}-\u{DBFF}]$/u, '');
  return `${kept.trimEnd()} …`;
};
