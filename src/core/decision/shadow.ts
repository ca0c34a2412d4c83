import { isAutomatic } from '../policy/levels.ts';
import type { Revision } from './decision.ts';

/**
 * What would have happened to a decision of a shadow source, had it been live: executed at once, or left waiting for a
 * person. How a person would have answered nobody knows, so that is not said.
 */
export const wouldHave = ({ body, route }: Revision): Record<string, unknown> =>
  isAutomatic(route.level)
    ? { status: 'resolved', option: body.recommendation?.option ?? null, disposition: 'auto_executed' }
    : { status: 'pending', queue: route.queue, sla_class: route.sla_class };
