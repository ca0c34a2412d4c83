import {
  AROUND_THE_CLOCK,
  MINUTES_OF_DAY,
  type OpenSpan,
  openMinutes,
  type WeekHours,
} from '../sla/calendar.ts';
import type { BuildContext } from './build-context.ts';
import type { CalendarDocument } from './document-calendar.ts';
import { joined } from './wording.ts';
import type { Path } from './yaml-text.ts';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** Less is a mistake, and would put deadlines years away. */
const LEAST_MINUTES_A_WEEK = 60;

/** The hours of a week; undefined when something about them was reported. */
export const buildHours = (
  given: CalendarDocument['hours'],
  path: Path,
  context: BuildContext,
): WeekHours | undefined => {
  if (given === '24x7') return AROUND_THE_CLOCK;
  const week: OpenSpan[][] = WEEK.map(() => []);
  let broken = false;
  const refuse = (at: Path, message: string): void => {
    broken = true;
    context.report({ path: at, message });
  };
  for (const [days, texts] of Object.entries(given)) {
    const at = [...path, days];
    const list = typeof texts === 'string' ? [texts] : texts;
    const spans = list.flatMap((text, index) => {
      const span = spanOf(text);
      if (typeof span !== 'string') return [span];
      refuse(typeof texts === 'string' ? at : [...at, index], span);
      return [];
    });
    for (const day of daysOf(days)) {
      const before = week[day] ?? [];
      if (before.length > 0) refuse(at, `the hours of ${WEEK[day]} are given twice`);
      week[day] = spans.toSorted(([a], [b]) => a - b);
    }
    if (spans.some((one, index) => spans.some((other, at2) => at2 > index && overlap(one, other))))
      refuse(at, `these hours overlap: ${joined(list)}`);
  }
  if (!broken && openMinutes(week) < LEAST_MINUTES_A_WEEK)
    refuse(
      path,
      openMinutes(week) === 0
        ? 'nobody ever works by this calendar: give it hours, such as mon-fri: 09:00-17:30'
        : `this calendar is open for less than ${LEAST_MINUTES_A_WEEK} minutes a week`,
    );
  return broken ? undefined : week;
};

/** `fri-mon` is Friday to Monday. */
const daysOf = (days: string): number[] => {
  const [first = 0, last = first] = days.split('-').map((day) => WEEK.indexOf(day));
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, step) => (first + step) % 7);
};

/** The minutes of the day, or what is wrong with them. */
const spanOf = (text: string): OpenSpan | string => {
  const [from = 0, until = 0] = text.split('-').map((time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return minute > 59 ? Number.NaN : hour * 60 + minute;
  });
  if (!(from < MINUTES_OF_DAY && until <= MINUTES_OF_DAY))
    return `there are no hours ${text}: a day goes from 00:00 to 24:00`;
  if (from >= until)
    return `${text} ends before it begins; give a night to both of its days: until 24:00, and from 00:00`;
  return [from, until];
};

const overlap = ([from, until]: OpenSpan, [start, end]: OpenSpan): boolean => from < end && start < until;
