import { digestOf } from '../core/decision/canonical.ts';
import type { DecisionEvent } from '../core/decision/decision.ts';
import type { Write } from '../ports.ts';

/**
 * Writes for events of a decision. Each gets a salted digest of its body, so that a body can be erased later
 * while the chain over the digests stays verifiable.
 */
export const recordEvents = (decisionId: string, events: DecisionEvent[], salt: () => string): Write[] =>
  events.map((event) => {
    const grain = salt();
    const { type, at, actor, data } = event;
    return {
      insert: 'events',
      row: {
        decision_id: decisionId,
        type,
        at,
        actor,
        data,
        salt: grain,
        digest: digestOf([grain, type, at, actor, data]),
      },
    };
  });
