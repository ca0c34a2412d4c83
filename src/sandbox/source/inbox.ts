import type { Accounts, Verified } from './accounts.ts';
import { createRecord, type Numbered } from './record.ts';

/** One callback as it came. `duplicate`: the same `webhook-id` came before. */
type ReceivedCallback = {
  source?: string;
  verified: boolean;
  duplicate: boolean;
  /** Why it was not verified. */
  error?: string;
  headers: Record<string, string | undefined>;
  body: unknown;
};

type Answer = { status: number; body?: unknown };
/** How the source answers from now on; what is left out is as at the start: 200, at once. */
type Mode = { status?: number; delay_ms?: number };

export type Inbox = {
  receive: (headers: Record<string, string | undefined>, rawBody: string) => Promise<Answer>;
  callbacks: (after?: number) => Numbered<ReceivedCallback>[];
  setMode: (mode: Mode) => void;
};

type InboxOptions = {
  verify: Accounts['verify'];
  now: () => number;
  wait: (ms: number) => Promise<void>;
  onChange: () => void;
  /** Called once per verified webhook that was taken; its result is the answer's body. */
  act: (verified: Verified) => unknown;
};

const MOST_KEPT = 20_000;

/** Records every callback, verified or not, and answers as the mode says; unsigned ones get 401. */
export const createInbox = ({ verify, now, wait, onChange, act }: InboxOptions): Inbox => {
  const record = createRecord<ReceivedCallback>(MOST_KEPT, now);
  const seen = new Set<string>();
  const taken = new Set<string>();
  let mode: Mode = {};
  return {
    callbacks: record.after,
    setMode: (next) => {
      mode = next;
    },
    receive: async (headers, rawBody) => {
      const { status = 200, delay_ms = 0 } = mode;
      const id = headers['webhook-id'] ?? '';
      const checked = verify(headers, rawBody);
      const verified = 'event' in checked;
      record.add({
        ...(verified ? { source: checked.source } : { error: checked.refused }),
        verified,
        duplicate: verified && seen.has(id),
        headers,
        body: parsed(rawBody),
      });
      if (verified) seen.add(id); // a forged id must not make the real one look like a duplicate
      onChange();
      try {
        if (delay_ms > 0) await wait(delay_ms);
      } catch {
        return { status: 503 }; // stopped meanwhile
      }
      if (status < 200 || status > 299) return { status };
      if (!verified) return { status: 401, body: { error: checked.refused } };
      if (taken.has(id)) return { status };
      taken.add(id);
      const body = act(checked);
      return body === undefined ? { status } : { status, body };
    },
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
