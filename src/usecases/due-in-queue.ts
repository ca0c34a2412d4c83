import { ALWAYS_OPEN } from '../core/sla/calendar.ts';
import { dueAt } from '../core/sla/due.ts';
import type { Instant } from '../core/time.ts';
import type { World } from '../ports.ts';
import type { ReviewCase } from './change-review.ts';

/** When a review is due that another queue takes over at `from`: it has the whole time of its class again, in that queue's hours. */
export const dueInQueue = (
  { policies }: Pick<World, 'policies'>,
  { revision, review }: Pick<ReviewCase, 'revision' | 'review'>,
  queue: string,
  from: Instant,
): Instant | null => {
  const { sla_classes, queues } = policies.current();
  const source = review.kind === 'audit' ? undefined : revision.body.due_at;
  return dueAt({
    sla_class: sla_classes[revision.route.sla_class],
    calendar: queues[queue]?.calendar ?? ALWAYS_OPEN,
    from,
    source_due_at: source === undefined ? undefined : Date.parse(source),
  });
};
