import type { Instant } from '../time.ts';
import { isOpenAt, nextOpening } from './business-time.ts';
import type { Calendar } from './calendar.ts';

/** What Slack says about somebody now. */
export type Presence = {
  /** False: deactivated, or somebody who cannot answer here at all. */
  active: boolean;
  /** Name in the IANA database, as set in Slack. */
  tz: string | null;
  /** Until when they do not want to be disturbed; null: they may be. */
  quiet_until: Instant | null;
  /** What they wrote beside their name, and until when it stands. */
  status: { emoji: string; text: string; until: Instant | null };
};

/** All that is known of whether somebody can be asked. */
export type PresenceFacts = {
  /** Null: Slack does not say. */
  presence: Presence | null;
  /** They said that they are away; `until` null: until they say that they are back. */
  absence: { until: Instant | null } | null;
  /** When they work, in their own time zone; null: not known. */
  hours: Calendar | null;
};

export const REASONS_FOR_ABSENCE = [
  'deactivated',
  'away',
  'status',
  'do_not_disturb',
  'outside_hours',
] as const;

/** Whether somebody can be asked now; `until` is when that changes, as far as it is known. */
export type Availability =
  | { there: true }
  | { there: false; because: (typeof REASONS_FOR_ABSENCE)[number]; until: Instant | null };

/**
 * Whether somebody can be asked at `now`. What they said themselves counts before what is concluded, and what lasts
 * longer before what passes soon. Where nothing is known, they are taken to be there: nobody is skipped on a guess.
 */
export const availabilityOf = ({ presence, absence, hours }: PresenceFacts, now: Instant): Availability => {
  if (presence?.active === false) return { there: false, because: 'deactivated', until: null };
  if (absence !== null && (absence.until === null || now < absence.until))
    return { there: false, because: 'away', until: absence.until };
  if (presence !== null && isAwayStatus(presence.status, now))
    return { there: false, because: 'status', until: presence.status.until };
  if (presence !== null && presence.quiet_until !== null && now < presence.quiet_until)
    return { there: false, because: 'do_not_disturb', until: presence.quiet_until };
  if (hours !== null && !isOpenAt(hours, now))
    return { there: false, because: 'outside_hours', until: nextOpening(hours, now) };
  return { there: true };
};

/**
 * Pictures that say that somebody is not at work: Slack's own suggestions (vacation, sick) and their kin. A house or a
 * bus says where somebody works, and a calendar that they are in a meeting: they come back within the hour.
 * https://slack.com/help/articles/201864558-Set-your-Slack-status-and-availability
 */
const AWAY_EMOJI: ReadonlySet<string> = new Set([
  'palm_tree',
  'beach_with_umbrella',
  'desert_island',
  'umbrella_on_ground',
  'face_with_thermometer',
  'face_with_head_bandage',
  'sneezing_face',
]);

/** Words that say it, as whole words, in the languages in which people most often write them. */
const AWAY_WORDS =
  /\b(?:vacation(?:ing)?|annual leave|(?:parental|maternity|paternity|sick|medical|family) leave|on leave|out sick|off sick|sick day|out of (?:the )?office|ooo|on holidays?|day off|sabbatical|urlaub|krank|elternzeit|cong[eé]s?|vacances|vacaciones|ferie)\b/i;

/** What says the opposite, or speaks of another day: `back from vacation`, `vacation from Monday`. */
const NOT_NOW = /\b(?:back from|not on|no longer|after|before|from|next|planning|soon|ab)\b/i;

const isAwayStatus = ({ emoji, text, until }: Presence['status'], now: Instant): boolean => {
  if (until !== null && until <= now) return false;
  if (NOT_NOW.test(text)) return false;
  return AWAY_EMOJI.has(emoji.replaceAll(':', '')) || AWAY_WORDS.test(text);
};
