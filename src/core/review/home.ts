import type { Stop } from '../policy/stop.ts';
import type { Instant } from '../time.ts';
import type { CardView } from './card-view.ts';
import type { DeskFilter, DeskView } from './desk.ts';
import type { MyWeek } from './my-week.ts';

/** How one queue stands. */
export type QueueState = {
  name: string;
  open: number;
  overdue: number;
  /** Due within the hour. */
  soon: number;
  /** Since when the oldest waits; null where nothing does. */
  oldest: Instant | null;
  /** Answers given in the last 24 hours. */
  answered: number;
  /** What will be late at the queue's own pace, the first moment of these, and who could take it, by name. */
  late?: { items: number; first_due: Instant; could_take: string[] };
};

/** How all queues stand, and what has waited longest. */
export type Queues = { queues: QueueState[]; oldest: CardView[] };

/** All that somebody's Home shows. */
export type Home = {
  desk: DeskView;
  /** More waits than the desk holds; what is on it is due soonest. */
  more: boolean;
  week: MyWeek;
  stops: Stop[];
  /** For managers alone. */
  queues: Queues | null;
};

/** What somebody chose to see of their Home; pages from 0. */
export type HomeChoice = { filter: DeskFilter; page: number };
