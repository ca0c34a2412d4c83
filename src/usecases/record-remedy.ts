import type { Actor } from '../core/actor.ts';
import { REMEDIES, type Remedy } from '../core/review/miss.ts';
import type { World, Write } from '../ports.ts';
import { redrawMiss } from './card-surfaces.ts';
import { recordEvents } from './record-events.ts';

/** Webhooks that tell of a wrong execution: their answer may say what the source did about it. */
const ASKING: ReadonlySet<string> = new Set(['audit.disagreed', 'decision.corrected']);

/** What a source's answer to a webhook says it did, `{"result":"reversed"}` or `"impossible"`; undefined for all else. */
export const readRemedy = (type: string, answer: string): Remedy | undefined => {
  if (!ASKING.has(type)) return undefined;
  try {
    const { result } = Object(JSON.parse(answer)) as { result?: unknown };
    return REMEDIES.find((remedy) => remedy === result);
  } catch {
    return undefined;
  }
};

/**
 * Keeps what a source did about something that was wrong, and counts it where it was looked at again.
 * @param about which webhook it answers, where it answers one
 */
export const remedyWrites = async (
  world: World,
  decisionId: string,
  remedy: Remedy,
  actor: Actor,
  about: Record<string, unknown> = {},
): Promise<Write[]> => {
  const data = { result: remedy, ...about };
  const event = { type: 'remedied', at: world.clock.now(), actor, data } as const;
  const rechecks = await world.store.findRechecksOf(decisionId);
  return [
    ...recordEvents(decisionId, [event], world.salt),
    ...rechecks.flatMap(({ miss_id }): Write[] => [
      {
        update: 'rechecks',
        where: { miss_id, decision_id: decisionId, state: 'wrong' },
        set: { state: remedy },
        expect: 0,
      },
      redrawMiss(world, miss_id),
    ]),
  ];
};
