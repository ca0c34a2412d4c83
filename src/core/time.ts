/** A moment on the domain clock: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** ISO 8601 in UTC, as every answer of the API writes moments. */
export const iso = (at: Instant): string => new Date(at).toISOString();
