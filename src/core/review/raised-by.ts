import type { Person } from '../actor.ts';
import type { Case } from './case.ts';

/** Whoever raised it from within Slack; null for what a system submitted, whomever that names as asking for it. */
export const raisedBy = ({
  revision,
  events = [],
}: Pick<Case, 'revision'> & Partial<Pick<Case, 'events'>>): Pick<Person, 'id' | 'name'> | null => {
  const { requested_by } = revision.body;
  const isRaised = events.some(({ type, data }) => type === 'received' && data.raised === true);
  if (!isRaised || requested_by === undefined) return null;
  const { id, name } = requested_by;
  return { id, ...(name === undefined ? {} : { name }) };
};
