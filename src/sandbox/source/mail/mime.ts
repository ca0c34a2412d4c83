/** One part of a mail: its headers by lower-case name and its body as it was sent. */
type Part = { headers: Map<string, string>; body: string };

/** Deeper nesting is not followed. */
const MAX_DEPTH = 4;

const decoderFor = (charset: string | undefined): { decode: (bytes: Buffer) => string } => {
  try {
    return new TextDecoder(charset ?? 'windows-1252');
  } catch {
    return new TextDecoder('windows-1252'); // what mail programs of that time meant by most names
  }
};

const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll(/=[ \t]*\r?\n/g, '')
      .replaceAll(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
    'latin1',
  );

/** Splits headers from body and unfolds header lines that go on. */
export const readPart = (raw: string): Part => {
  const end = /\r?\n\r?\n/.exec(raw);
  const head = (end === null ? raw : raw.slice(0, end.index)).replaceAll(/\r?\n[ \t]+/g, ' ');
  const headers = new Map<string, string>();
  for (const line of head.split(/\r?\n/)) {
    const [, name, value] = /^([\w-]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined && !headers.has(name.toLowerCase())) {
      headers.set(name.toLowerCase(), value.trim());
    }
  }
  return { headers, body: end === null ? '' : raw.slice(end.index + end[0].length) };
};

/** A header with its encoded words (`=?utf-8?Q?…?=`, RFC 2047) read. */
export const readHeader = (value: string): string =>
  value
    .replaceAll(/(=\?[^?\s]+\?[bq]\?[^?]*\?=)\s+(?==\?)/gi, '$1')
    .replaceAll(/=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi, (_, charset: string, kind: string, text: string) =>
      decoderFor(charset).decode(
        kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quotedPrintable(text.replaceAll('_', ' ')),
      ),
    );

const decodeBody = ({ headers, body }: Part): string => {
  const charset = /charset="?([\w-]+)/i.exec(headers.get('content-type') ?? '')?.[1];
  switch ((headers.get('content-transfer-encoding') ?? '').toLowerCase()) {
    case 'base64':
      return decoderFor(charset).decode(Buffer.from(body, 'base64'));
    case 'quoted-printable':
      return decoderFor(charset).decode(quotedPrintable(body));
    default:
      return body;
  }
};

export type TextPart = { kind: 'plain' | 'html'; text: string };

/** The parts of a mail that are text, decoded, in the order sent. */
export const textParts = (part: Part, depth = 0): TextPart[] => {
  const type = part.headers.get('content-type') ?? 'text/plain';
  const boundary = /^multipart\/.*boundary="?([^";]+)/i.exec(type)?.[1];
  if (boundary !== undefined && depth < MAX_DEPTH) {
    const inner = part.body.split(`--${boundary.trim()}`).slice(1);
    return inner
      .filter((piece) => !piece.startsWith('--'))
      .flatMap((piece) => textParts(readPart(piece.replace(/^[ \t]*\r?\n/, '')), depth + 1));
  }
  if (/^text\/html/i.test(type)) return [{ kind: 'html', text: decodeBody(part) }];
  if (/^(?:text\/|multipart\/|$)/i.test(type) || !type.includes('/')) {
    return [{ kind: 'plain', text: decodeBody(part) }];
  }
  return [];
};
