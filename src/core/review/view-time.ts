import type { DecisionEvent } from '../decision/decision.ts';
import type { Instant } from '../time.ts';
import type { Case } from './case.ts';
import type { EscalatedTo } from './commands.ts';
import { concerns } from './evolve.ts';
import { namesIn } from './names.ts';
import { isHandOver } from './time-state.ts';

/** What was done while nobody answered; each the last time, since the review waits where it does. */
export type TimeView = {
  backups: { at: Instant; nobody_there: boolean } | null;
  /** `whom` is a name from the policy or of a person; null where nobody could be found. */
  escalated: { at: Instant; whom: string | null; because: 'time' | 'event' | 'nobody_there' } | null;
  lapsed_at: Instant | null;
};

export const timeView = ({ review, events }: Case): TimeView => {
  const own = review === undefined ? [] : events.filter((event) => concerns(review, event));
  const byTime = own.filter(({ data }) => typeof data.step === 'string');
  const moved = own.findLastIndex(isHandOver);
  const since = moved < 0 ? byTime : byTime.filter((event) => own.indexOf(event) >= moved);
  const last = (type: DecisionEvent['type']): DecisionEvent | undefined =>
    since.findLast((event) => event.type === type && event.data.because !== 'surge');
  const backups = last('backup_notified');
  const escalated = last('escalated');
  return {
    backups:
      backups === undefined
        ? null
        : { at: backups.at, nobody_there: backups.data.because === 'nobody_there' },
    escalated:
      escalated === undefined
        ? null
        : {
            at: escalated.at,
            whom: whom(escalated, namesIn(events)),
            because: escalated.data.because as 'time' | 'event' | 'nobody_there',
          },
    lapsed_at: last('lapsed')?.at ?? null,
  };
};

const whom = ({ data }: DecisionEvent, names: ReadonlyMap<string, string>): string | null => {
  const { queue, person, roles = [] } = data.to as EscalatedTo;
  if (queue !== undefined) return queue;
  if (person !== undefined) return person.name ?? names.get(person.id) ?? person.id;
  return roles.length === 0 ? null : roles.join(', ');
};
