const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  reg: '®',
  eacute: 'é',
  euro: '€',
  pound: '£',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  rsquo: '’',
};

const codePoint = (code: number): string =>
  code >= 32 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff)
    ? String.fromCodePoint(code)
    : ' ';

const entity = (whole: string, name: string): string => {
  if (/^#x/i.test(name)) return codePoint(Number.parseInt(name.slice(2), 16));
  if (name.startsWith('#')) return codePoint(Number(name.slice(1)));
  return ENTITIES[name.toLowerCase()] ?? whole;
};

/** What a person would read of an HTML page: no tags, comments, styles or scripts; lines where blocks end. */
export const htmlToText = (html: string): string =>
  html
    .replaceAll(/<!--.*?(?:-->|$)/gs, ' ')
    .replaceAll(/<(script|style|title)\b.*?(?:<\/\1\s*>|$)/gis, ' ')
    .replaceAll(/<\/?(?:br|p|div|tr|li|h\d|table|ul|ol|hr)\b[^>]{0,2000}>/gi, '\n')
    .replaceAll(/<\/?[a-z!][^>]{0,2000}(?:>|$)/gi, ' ')
    .replaceAll(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,8});?/gi, entity);

export const looksLikeHtml = (text: string): boolean =>
  /<(?:html|body|table|br|p|font|a\s+href)\b[^>]*>/i.test(text);
