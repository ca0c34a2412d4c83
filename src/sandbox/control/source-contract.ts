/** What the control interface needs from the built-in source. */
export type SourceCredentials = { api_key: string; secret: string; types: readonly string[] };

export type Source = {
  start: () => void;
  stop: () => Promise<void>;
  receive: (
    headers: Record<string, string | undefined>,
    rawBody: string,
  ) => Promise<{ status: number; body?: unknown }>;
  callbacks: (after?: number) => unknown[];
  setMode: (mode: { status?: number; delay_ms?: number }) => void;
  submissions: (after?: number) => unknown[];
  submit: (sourceName: string, body: unknown) => Promise<{ status: number; body: unknown }>;
  samples: () => Array<{ source: string; label: string; body: unknown }>;
};
