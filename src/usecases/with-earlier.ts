import type { Case } from '../core/review/case.ts';
import { COMPARED, nearest } from '../core/review/precedents.ts';
import type { World } from '../ports.ts';
import { withChecked } from './with-checked.ts';

/** So many of a subject's latest decisions are shown. */
const LATEST = 5;

/**
 * Adds what was decided before: cases like this one, how often the AI was right with such a score and, where the source
 * sends no history, decisions about the same subject. Only for a card or a window that is about to be drawn: an answer
 * never waits for it. Nothing is read for what is over, since its card no longer shows it.
 * @param even `over`: also then, for whoever wants to see everything
 */
export const withEarlier = async <C extends Case>(
  world: World,
  kase: C,
  even: { over?: boolean } = {},
): Promise<C> => {
  const { decision, revision, review } = kase;
  const type = world.policies.current().types[decision.type];
  const waits = review?.kind === 'review' && (review.status === 'open' || review.status === 'waiting_info');
  if (type === undefined || (!waits && even.over !== true)) return kase;
  const { subject_key } = decision;
  const hasHistory = (revision.body.history ?? []).length > 0;
  const [known, answered, about] = await Promise.all([
    withChecked(world, kase),
    world.store.answeredOf({ type: type.name, limit: COMPARED }),
    subject_key === null || hasHistory ? [] : world.store.endedAbout({ subject_key, limit: LATEST + 1 }),
  ]);
  const others = ({ id }: { id: string }): boolean => id !== decision.id;
  return {
    ...known,
    earlier: {
      nearest: nearest(type, revision.body, answered.filter(others)),
      about: about.filter(others).slice(0, LATEST),
    },
  };
};
