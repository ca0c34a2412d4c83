import { ALWAYS_OPEN, type Calendar } from '../sla/calendar.ts';
import type { SlaClass } from '../sla/due.ts';
import { buildAssign } from './build-assign.ts';
import { buildChain } from './build-chain.ts';
import { type BuildContext, checkName } from './build-context.ts';
import { DEFAULTS, milliseconds } from './defaults.ts';
import type { PolicyDocument } from './document.ts';
import { publishTime } from './document-publishing.ts';
import type { QueueDocument, SlaDocument } from './document-queue.ts';
import type { Managers, Publishing, Queue } from './policy.ts';

const HOUR_MS = 3_600_000;

export const buildQueue = (
  name: string,
  given: QueueDocument,
  { calendars, context }: { calendars: Record<string, Calendar>; context: BuildContext },
): Queue => {
  const long = typeof given === 'string' ? { channel: given } : given;
  const { channel, fallback_channel, calendar, backups, manager } = long;
  const chain = buildChain(name, long, context);
  if (calendar !== undefined) checkName(context, 'calendars', calendar, ['queues', name, 'calendar']);
  return {
    name,
    channel,
    ...(fallback_channel === undefined ? {} : { fallback_channel }),
    calendar: (calendar === undefined ? undefined : calendars[calendar]) ?? ALWAYS_OPEN,
    ...(backups === undefined ? {} : { backups }),
    ...(manager === undefined ? {} : { manager }),
    ...(chain === undefined ? {} : { chain }),
    ...buildAssign(name, long, context),
    publishes: buildPublishing(long),
  };
};

export const buildManagers = (
  { channel, role, calendar, ...times }: NonNullable<PolicyDocument['managers']>,
  { calendars, context }: { calendars: Record<string, Calendar>; context: BuildContext },
): Managers => {
  if (calendar !== undefined) checkName(context, 'calendars', calendar, ['managers', 'calendar']);
  if (role !== undefined) checkName(context, 'roles', role, ['managers', 'role']);
  if ((channel === undefined) === (role === undefined))
    context.report({
      path: ['managers'],
      message:
        'say where managers read: give it either a "channel", or a "role" whose members each get a message',
    });
  return {
    to: channel === undefined ? { role: role ?? '' } : { channel },
    calendar: (calendar === undefined ? undefined : calendars[calendar]) ?? ALWAYS_OPEN,
    publishes: buildPublishing(times),
  };
};

/** @param given the times as the document has them */
export const buildPublishing = ({ digest, report }: { digest?: string; report?: string }): Publishing => ({
  ...(digest === undefined ? {} : { digest: publishTime(digest) }),
  ...(report === undefined ? {} : { report: publishTime(report) }),
});

/** The classes of the document, and those built in that it does not define itself. */
export const buildSlaClasses = (given: Record<string, SlaDocument> = {}): SlaClass[] =>
  Object.entries({ ...DEFAULTS.sla_classes, ...given }).map(([name, length]) => {
    const { hours, pause_cap } =
      typeof length === 'string' ? { hours: inHours(length), pause_cap: undefined } : length;
    return { name, hours, pause_cap_hours: pause_cap === undefined ? PAUSE_CAP_HOURS : inHours(pause_cap) };
  });

const inHours = (length: string): number => milliseconds(length) / HOUR_MS;

/** For how long in all the clock of a class stops that does not say so itself. */
const PAUSE_CAP_HOURS = inHours(DEFAULTS.pause_cap);
