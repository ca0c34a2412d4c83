/**
 * Business-time additions per second of processor time, and the time to plan 10,000 open reviews, over office hours with
 * public holidays in two zones. The floor, measured in the same run: the wall clock of one moment by the platform's own
 * formatter, which is what any calculation that keeps nothing must ask for at least once.
 *
 *   node bench/business-time.ts
 */
import { parsePolicy } from '../src/core/policy/parse.ts';
import { addBusinessTime } from '../src/core/sla/business-time.ts';
import { ALWAYS_OPEN } from '../src/core/sla/calendar.ts';
import { type PlanState, plan } from '../src/core/sla/plan.ts';
import { holidayBook } from '../src/holidays.ts';

const SECONDS = 2;
const REVIEWS = 10_000;
const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 0, 1);
const YEAR_MS = 365 * 24 * HOUR_MS;

const text = `calendars:
  berlin: { time_zone: Europe/Berlin, hours: { mon-fri: [09:00-12:30, 13:00-17:30] }, holidays: { country: DE, region: BE } }
  york: { time_zone: America/New_York, hours: { mon-fri: 08:30-17:00 }, holidays: { country: US, region: NY } }
queues:
  berlin: { channel: "#berlin", calendar: berlin, backups: leads }
  york: { channel: "#york", calendar: york, backups: leads }
roles: { leads: { usergroup: leads } }
types: {}
`;

/** Milliseconds of processor time so far: unlike the clock on the wall, it does not count what other programs take. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const readAt = cpu();
const read = parsePolicy(text, holidayBook());
if (!read.ok) throw new Error(JSON.stringify(read.error));
const loaded = cpu() - readAt;
const queues = Object.values(read.value.queues);
const calendars = queues.map(({ calendar }) => calendar);

/** Moments of a year and lengths up to a week, the same in every run. */
const asked = Array.from({ length: 1000 }, (_, n) => ({
  calendar: calendars[n % calendars.length] ?? ALWAYS_OPEN,
  from: START + ((n * 7_919_000_003) % YEAR_MS),
  ms: ((n * 104_729) % 168) * HOUR_MS + n,
}));

const format = new Intl.DateTimeFormat('en', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'long',
});

/** How often a processor second `work` is done, over all moments in turn. */
const rate = (work: (one: (typeof asked)[number]) => unknown): number => {
  let done = 0;
  const start = cpu();
  while (cpu() < start + SECONDS * 1000) {
    for (const one of asked) work(one);
    done += asked.length;
  }
  return (done * 1000) / (cpu() - start);
};

const coldAt = cpu();
for (const { calendar, from, ms } of asked) addBusinessTime(calendar, from, ms);
const cold = cpu() - coldAt;
const floor = rate(({ from }) => format.format(from));
const additions = rate(({ calendar, from, ms }) => addBusinessTime(calendar, from, ms));

const reviews = Array.from({ length: REVIEWS }, (_, n): PlanState => {
  const { calendar, chain = null } = queues[n % queues.length] ?? { calendar: ALWAYS_OPEN };
  const opened_at = START + (n * YEAR_MS) / REVIEWS;
  const due_at = addBusinessTime(calendar, opened_at, 24 * HOUR_MS);
  return {
    status: 'open',
    clock: { opened_at, due_at, source_due_at: null, paused_ms: 0, waiting: null },
    calendar,
    chain,
    taken: n % 3 === 0 ? [{ key: chain?.[0]?.key ?? '', at: opened_at }] : [],
    snoozed_until: null,
    may_execute: false,
  };
});
const plans = Array.from({ length: 5 }, () => {
  const start = cpu();
  for (const review of reviews) plan(review, START + YEAR_MS / 2);
  return cpu() - start;
});

const whole = (value: number): string => Math.round(value).toLocaleString('en');
process.stdout.write(
  `add     ${whole(additions)} a second (target 100,000), ${(additions / floor).toFixed(1)} × the floor of ${whole(floor)}\n` +
    `first   ${whole(cold)} ms for a year of two calendars that nobody has asked yet\n` +
    `plan    ${whole(Math.max(...plans))} ms for ${whole(REVIEWS)} open reviews (target 200), ${whole(Math.min(...plans))} ms at best of ${plans.length}\n` +
    `load    ${whole(loaded)} ms with the data of public holidays\n`,
);
