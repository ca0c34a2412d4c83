import { err, ok } from '../../result.ts';
import type { Verb } from './verb.ts';

/** The moment has come until which it was put aside: it is back with those who can decide it. */
export const endSnooze: Verb<'end_snooze'> = (_command, { snooze, status }, _grounds, now) => {
  const isDue = snooze !== null && now >= snooze.until && (status === 'open' || status === 'waiting_info');
  if (!isDue) return err({ code: 'nothing_awaited' });
  return ok([{ type: 'snooze_ended', at: now, actor: { kind: 'job', id: 'reviews' }, data: { snooze } }]);
};
