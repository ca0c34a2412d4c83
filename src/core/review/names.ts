import type { DecisionEvent } from '../decision/decision.ts';

/** Names of the people that events speak of, by id: where somebody is named without being mentioned. */
export const namesIn = (events: DecisionEvent[]): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { id, name } = value as { id?: unknown; name?: unknown };
    if (typeof id === 'string' && typeof name === 'string') names.set(id, name);
    for (const inner of Object.values(value)) look(inner);
  };
  for (const { data } of events) look(data);
  return names;
};
