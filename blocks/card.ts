import type { CardView } from '../src/core/review/card-view.ts';
import { decisionCard } from './decision-card.ts';
import type { CardMessage } from './pieces.ts';
import { settledCard } from './settled-card.ts';

/** The card that a view calls for: the context card while somebody is asked, the settled one afterwards. */
export const cardFor = (view: CardView): CardMessage =>
  view.story === null ? decisionCard(view) : settledCard({ ...view, story: view.story });
