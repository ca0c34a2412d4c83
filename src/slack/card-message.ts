import { cardFor } from '../../blocks/card.ts';
import type { CardMessage } from '../../blocks/pieces.ts';
import type { DecisionType } from '../core/policy/policy.ts';
import type { Case } from '../core/review/case.ts';
import { viewFor } from '../core/review/view.ts';
import type { Instant } from '../core/time.ts';

export type { CardMessage };

/** A card as everybody in the channel may see it. */
export const cardMessage = (kase: Case, type: DecisionType, now: Instant): CardMessage =>
  cardFor(viewFor(kase, type, { kind: 'channel' }, now));
