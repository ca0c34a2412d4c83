import { answerInfoRoute } from './answer-info.ts';
import { cancelDecisionRoute } from './cancel-decision.ts';
import { contestDecisionRoute } from './contest-decision.ts';
import { healthzRoute, readyzRoute } from './health.ts';
import { listDecisionsRoute } from './list-decisions.ts';
import { readDecisionRoute } from './read-decision.ts';
import { receiptKeyRoute } from './receipt-key.ts';
import { recordOutcomeRoute } from './record-outcome.ts';
import type { Route } from './route.ts';
import { startTypeRoute, stopTypeRoute } from './stop-type.ts';
import { submitBatchRoute } from './submit-batch.ts';
import { submitDecisionRoute } from './submit-decision.ts';

/** Every route of the API. The first whose method and path match answers. */
export const routes: readonly Route[] = [
  submitDecisionRoute,
  submitBatchRoute,
  listDecisionsRoute,
  readDecisionRoute,
  answerInfoRoute,
  cancelDecisionRoute,
  recordOutcomeRoute,
  contestDecisionRoute,
  stopTypeRoute,
  startTypeRoute,
  healthzRoute,
  readyzRoute,
  receiptKeyRoute,
];
