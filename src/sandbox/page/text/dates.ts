/** Whose eyes a date is written for. `now` is the sandbox's clock in milliseconds. */
export interface Viewer {
  now: number;
  /** IANA zone, such as Europe/Berlin. */
  zone: string;
  hour12: boolean;
}

const day = 86_400_000;

/**
 * Fills Slack's date tokens for one reader; unknown tokens make the whole text fall back, as in Slack.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function formatDate(seconds: number, format: string, fallback: string, viewer: Viewer): string {
  if (!Number.isFinite(seconds)) return fallback;
  const at = new Date(seconds * 1000);
  let unknown = false;
  const text = format.replace(/\{(\w+)\}/g, (_whole, token: string) => {
    const write = tokens[token];
    if (!write) unknown = true;
    return write ? write(at, viewer) : '';
  });
  return unknown ? fallback : text;
}

const tokens: Record<string, (at: Date, viewer: Viewer) => string> = {
  date_num: (at, viewer) => isoDay(at, viewer.zone),
  date: (at, viewer) => written(at, viewer, { month: 'long', day: 'numeric', year: 'numeric' }),
  date_short: (at, viewer) => written(at, viewer, { month: 'short', day: 'numeric', year: 'numeric' }),
  date_long: (at, viewer) =>
    written(at, viewer, { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }),
  date_pretty: (at, viewer) => relativeDay(at, viewer) ?? tokens.date?.(at, viewer) ?? '',
  date_short_pretty: (at, viewer) => relativeDay(at, viewer) ?? tokens.date_short?.(at, viewer) ?? '',
  date_long_pretty: (at, viewer) => relativeDay(at, viewer) ?? tokens.date_long?.(at, viewer) ?? '',
  time: (at, viewer) => clockTime(at, viewer),
  time_secs: (at, viewer) => clockTime(at, viewer, true),
  ago: (at, viewer) => ago(at.getTime(), viewer.now),
};

/** "14:05" or "2:05 PM" in the viewer's zone. */
export function clockTime(at: Date, viewer: Viewer, seconds = false): string {
  return written(at, viewer, {
    hour: viewer.hour12 ? 'numeric' : '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
    hourCycle: viewer.hour12 ? 'h12' : 'h23',
  });
}

/** The heading over one day's messages: "Today", "Yesterday", else "Tuesday, November 18". */
export function dayHeading(at: Date, viewer: Viewer): string {
  const relative = relativeDay(at, viewer);
  if (relative) return relative[0]?.toUpperCase() + relative.slice(1);
  return written(at, viewer, { weekday: 'long', month: 'long', day: 'numeric' });
}

/** "2025-11-18" in that zone. */
export function isoDay(at: Date, zone: string): string {
  return formatter('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);
}

/** "2025-11-18T14:05", as the browser's date-time box writes what a clock in that zone shows. */
export function wallTime(at: Date, zone: string): string {
  const parts = { dateStyle: 'short', timeStyle: 'short', timeZone: zone } as const;
  return formatter('sv-SE', parts).format(at).replace(' ', 'T');
}

/** The moment at which a clock in that zone shows it; of an hour that comes twice the later one. */
export function fromWallTime(wall: string, zone: string): Date {
  const wanted = Date.parse(`${wall}Z`);
  const shownAt = (ms: number): number => Date.parse(`${wallTime(new Date(ms), zone)}Z`);
  const near = wanted - (shownAt(wanted) - wanted);
  return new Date(near - (shownAt(near) - wanted));
}

function relativeDay(at: Date, viewer: Viewer): string | undefined {
  const days =
    (Date.parse(isoDay(at, viewer.zone)) - Date.parse(isoDay(new Date(viewer.now), viewer.zone))) / day;
  return { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(days)];
}

function ago(then: number, now: number): string {
  const seconds = Math.round((then - now) / 1000);
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ];
  const step = steps.find(([, length]) => Math.abs(seconds) >= length);
  return step ? relative.format(Math.trunc(seconds / step[1]), step[0]) : relative.format(seconds, 'second');
}

function written(at: Date, viewer: Viewer, options: Intl.DateTimeFormatOptions): string {
  return formatter('en-US', { ...options, timeZone: viewer.zone }).format(at);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes a hundred times as long as using it, and a page holds hundreds of dates. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = locale + JSON.stringify(options);
  const known = formatters.get(name) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(name, known);
  return known;
}
