import { htmlToText, looksLikeHtml } from './html-text.ts';
import { readHeader, readPart, textParts } from './mime.ts';

/** A mail as a person would read it. `received` is a day (`2002-08-22`). */
export type Mail = {
  from: string;
  subject: string;
  text: string;
  links: number;
  size_kb: number;
  received: string | null;
};

/** More is neither read nor shown: a few mails of the corpus carry megabytes. */
const MAX_TEXT = 100_000;

/** Reads a raw mail with its headers. Never throws: what cannot be read is left out. */
export const readMail = (raw: string): Mail => {
  const mail = readPart(raw);
  const parts = textParts(mail).map(({ kind, text }) => ({ kind, text: text.slice(0, MAX_TEXT) }));
  const plain = parts.filter(({ kind, text }) => kind === 'plain' && text.trim() !== '');
  const shown = (plain.length > 0 ? plain : parts)
    .map(({ kind, text }) => (kind === 'html' || looksLikeHtml(text) ? htmlToText(text) : text))
    .join('\n');
  const sent = Date.parse(mail.headers.get('date') ?? '');
  return {
    from: tidy(readHeader(mail.headers.get('from') ?? 'unknown')),
    subject: tidy(readHeader(mail.headers.get('subject') ?? '')),
    text: tidyLines(shown),
    links: parts.reduce((count, { text }) => count + (text.match(/https?:\/\//gi)?.length ?? 0), 0),
    size_kb: Math.max(0.1, Math.round(raw.length / 102.4) / 10),
    received: Number.isNaN(sent) ? null : new Date(sent).toISOString().slice(0, 10),
  };
};

// Control characters, and halves of characters that a broken encoding left.
const UNREADABLE = /[\p{Cc}\p{Cs}\u{FFFD}]+/gu;
const tidy = (line: string): string => line.replaceAll(UNREADABLE, ' ').replaceAll(/\s+/g, ' ').trim();
const tidyLines = (text: string): string =>
  text
    .split('\n')
    .map(tidy)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
