import { MANAGERS } from '../core/policy/stop.ts';
import { capacitiesOf, type Standing } from '../core/review/authority.ts';
import type { CardView } from '../core/review/card-view.ts';
import { viewFor } from '../core/review/view.ts';
import type { World } from '../ports.ts';
import { audienceOf } from './who-asks.ts';

/** So many of each type are looked through, those that changed last. */
const LOOKED_THROUGH = 500;
/** So many that seem to fit are read whole. */
const READ_WHOLE = 40;

/**
 * Decisions that hold these words in their title or outside id, or bear this id, those that changed last first. Only of
 * types that the person may decide (of all for managers), and only by words that they may see themselves.
 */
export const findDecisions = async (world: World, standing: Standing, words: string): Promise<CardView[]> => {
  const { store, policies, clock } = world;
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [];
  const types = Object.values(policies.current().types).filter(
    (type) => standing.roles.includes(MANAGERS) || capacitiesOf(type, standing).length > 0,
  );
  const pages = await Promise.all(
    types.map(({ name }) => store.listDecisions({ type: name, limit: LOOKED_THROUGH })),
  );
  const listed = pages
    .flat()
    .filter(({ id, title, external_id }) =>
      [id, title, external_id ?? ''].some((text) => text.toLowerCase().includes(wanted)),
    )
    .toSorted((a, b) => b.updated_at - a.updated_at)
    .slice(0, READ_WHOLE)
    .map(({ id }) => id);
  // Older ones are found by their whole id.
  const ids = listed.includes(wanted) || !wanted.startsWith('dec_') ? listed : [wanted, ...listed];
  const cases = await Promise.all(ids.map((id) => store.findCase(id)));
  return cases.flatMap((kase) => {
    const type = types.find(({ name }) => name === kase?.decision.type);
    if (kase === undefined || type === undefined) return [];
    const view = viewFor(kase, type, audienceOf(standing), clock.now());
    const seen = [view.decision_id, view.title, view.external_id ?? ''];
    return seen.some((text) => text.toLowerCase().includes(wanted)) ? [view] : [];
  });
};

/** The one with this id or outside id; the one that changed last where several have it. */
export const findOne = async (
  world: World,
  standing: Standing,
  id: string,
): Promise<CardView | undefined> => {
  const wanted = id.trim().toLowerCase();
  const found = await findDecisions(world, standing, wanted);
  return found.find(
    ({ decision_id, external_id }) =>
      decision_id.toLowerCase() === wanted || external_id?.toLowerCase() === wanted,
  );
};
