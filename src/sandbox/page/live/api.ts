/** An answer of the control interface; never thrown, since the page must show what went wrong. */
export interface Answer {
  ok: boolean;
  /** HTTP status, 0 when the sandbox could not be reached. */
  status: number;
  error: string;
  body: Record<string, unknown>;
}

/** `GET /_sandbox/<path>` with its query; empty values are left out. */
export function ask(path: string, query: Record<string, string | undefined> = {}): Promise<Answer> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  return request(`/_sandbox/${path}${search.size > 0 ? `?${search}` : ''}`, {});
}

/** `POST /_sandbox/<path>` with a JSON body. */
export function tell(path: string, body: Record<string, unknown>): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return request(`/_sandbox/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function request(url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, init);
    return readAnswer(response.status, await response.text());
  } catch {
    return { ok: false, status: 0, error: 'The sandbox does not answer.', body: {} };
  }
}

/** A list may stand alone or under a name; both read as that name. */
function readAnswer(status: number, text: string): Answer {
  const parsed = parse(text);
  const body = Array.isArray(parsed) ? { items: parsed } : isRecord(parsed) ? parsed : {};
  const ok = status < 400 && body.ok !== false;
  const error = typeof body.error === 'string' ? body.error : ok ? '' : `The sandbox answered ${status}.`;
  return { ok, status, error, body };
}

/** The list called `name` in an answer, empty when there is none. */
export function listOf<T>(answer: Answer, name: string): T[] {
  const found = answer.body[name] ?? answer.body.items;
  return Array.isArray(found) ? (found as T[]) : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
