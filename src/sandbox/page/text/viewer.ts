import { model, now } from '../live/model.ts';
import { personOf } from '../live/names.ts';
import type { Viewer } from './dates.ts';

const resolved = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();

/** The acting person, as at a device of theirs: their zone, at the sandbox's time, with this browser's clock habit. */
export function viewer(): Viewer {
  return {
    now: now(),
    zone: personOf(model.me)?.tz ?? resolved.timeZone,
    hour12: resolved.hour12 ?? false,
  };
}
