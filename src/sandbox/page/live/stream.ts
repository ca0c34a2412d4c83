/** One line of the sandbox's stream: what changed, so that the page fetches it again. */
export interface Change {
  kind: 'messages' | 'views' | 'state' | 'home' | 'source' | 'clock' | 'bot';
  channel?: string;
  user?: string;
}

/** How long to wait before connecting again, in milliseconds. */
const retryMs = 1_000;

/**
 * Follows the sandbox for as long as the page is open. `opened` is called at each (re)connection,
 * when anything may have changed; `closed` when the sandbox is gone.
 */
export function follow(listener: {
  opened: () => void;
  closed: () => void;
  changed: (change: Change) => void;
}): void {
  const stream = new EventSource('/_sandbox/stream');
  stream.addEventListener('open', listener.opened);
  stream.addEventListener('message', (event: MessageEvent<string>) => {
    const change = read(event.data);
    if (change) listener.changed(change);
  });
  stream.addEventListener('error', () => {
    listener.closed();
    // The browser tries again by itself, but not after an answer that is no stream.
    stream.close();
    setTimeout(() => follow(listener), retryMs);
  });
}

function read(data: string): Change | undefined {
  try {
    const change: Change = JSON.parse(data);
    return change;
  } catch {
    return undefined;
  }
}
