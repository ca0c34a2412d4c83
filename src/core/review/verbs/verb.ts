import type { Actor, Person } from '../../actor.ts';
import type { DecisionEvent } from '../../decision/decision.ts';
import type { Refusal } from '../../refusal.ts';
import type { Result } from '../../result.ts';
import type { Instant } from '../../time.ts';
import type { CommandOf, ReviewCommand } from '../commands.ts';
import type { Review } from '../review.ts';
import type { Grounds } from '../why-not-now.ts';

/** What one kind of command makes of a review: events, or the reason why nothing happens. No events: nothing changes. */
export type Verb<K extends ReviewCommand['kind']> = (
  command: CommandOf<K>,
  review: Review,
  grounds: Grounds,
  now: Instant,
) => Result<DecisionEvent[], Refusal>;

/** A person as the one who caused an event. */
export const personActor = ({ id, team_id }: Pick<Person, 'id' | 'team_id'>): Actor => ({
  kind: 'person',
  id,
  ...(team_id === undefined ? {} : { team_id }),
});
