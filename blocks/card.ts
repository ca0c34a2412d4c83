import type { CardView } from '../src/core/review/card-view.ts';
import { auditCard } from './audit-card.ts';
import { decisionCard } from './decision-card.ts';
import { missNotice } from './miss-notice.ts';
import type { CardMessage } from './pieces.ts';
import { settledCard } from './settled-card.ts';

/** The card that a view calls for: the context card while somebody is asked, the settled one afterwards. */
export const cardFor = (view: CardView): CardMessage => {
  if (view.audit !== null && view.miss !== null)
    return missNotice({ ...view, audit: view.audit, miss: view.miss });
  if (view.audit !== null) return auditCard({ ...view, audit: view.audit });
  return view.story === null ? decisionCard(view) : settledCard({ ...view, story: view.story });
};
