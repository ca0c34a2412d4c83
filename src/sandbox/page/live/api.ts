/** An answer of the control interface; never thrown, since the page must show what went wrong. */
export interface Answer<T = Record<string, unknown>> {
  ok: boolean;
  /** HTTP status, 0 when the sandbox could not be reached. */
  status: number;
  error: string;
  /** What the sandbox of the same checkout sends; a field may be missing when it refused. */
  body: Partial<T>;
}

/** `GET /_sandbox/<path>` with its query; empty values are left out. */
export function ask<T>(path: string, query: Record<string, string | undefined> = {}): Promise<Answer<T>> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  return request(`/_sandbox/${path}${search.size > 0 ? `?${search.toString()}` : ''}`, {});
}

/** `POST /_sandbox/<path>` with a JSON body. */
export function tell<T = Record<string, unknown>>(path: string, body: object): Promise<Answer<T>> {
  const headers = { 'content-type': 'application/json' };
  return request(`/_sandbox/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function request<T>(url: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(url, init);
    const body: Partial<T> & { ok?: boolean; error?: string } = JSON.parse(await response.text());
    const ok = response.ok && body.ok !== false;
    const error = body.error ?? (ok ? '' : `The sandbox answered ${response.status}.`);
    return { ok, status: response.status, error, body };
  } catch {
    return { ok: false, status: 0, error: 'The sandbox does not answer.', body: {} };
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
