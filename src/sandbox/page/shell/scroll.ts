/** Nearer to the end than this, in pixels, the person reads the newest and is kept there. */
const nearPx = 80;
const seen = new Set<string>();

/**
 * Notes where each stream is scrolled to, before a drawing; the answer, called after it, keeps those
 * at the end at the end and shows a stream that is new at its end.
 */
export function keepScroll(): () => void {
  const atEnd = new Set<string>();
  for (const stream of streams()) {
    if (isAtEnd(stream)) atEnd.add(nameOf(stream));
  }
  return () => {
    for (const stream of streams()) {
      const name = nameOf(stream);
      const filled = stream.querySelector('[data-ts]') !== null;
      const first = filled && !seen.has(name);
      if (first) seen.add(name);
      if (first || atEnd.has(name)) stream.scrollTop = stream.scrollHeight;
    }
    const present = new Set(streams().map(nameOf));
    for (const name of seen) if (!present.has(name)) seen.delete(name);
  };
}

function streams(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-stream]')];
}

function nameOf(stream: HTMLElement): string {
  return stream.dataset.stream ?? '';
}

export function isAtEnd(stream: HTMLElement): boolean {
  return stream.scrollHeight - stream.scrollTop - stream.clientHeight < nearPx;
}
