import { now } from '../live/model.ts';
import type { Viewer } from './dates.ts';

const resolved = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();

/** The person at this browser: its zone and clock habit, at the sandbox's time. */
export function viewer(): Viewer {
  return { now: now(), zone: resolved.timeZone, hour12: resolved.hour12 ?? false };
}
