import { ok } from '../../result.ts';
import { whyNotNow } from '../why-not-now.ts';
import { personActor, type Verb } from './verb.ts';

/** How long an opened form claims a review softly. */
export const CLAIM_MS = 300_000;
/** A form opened again by the same person within this time is no news. */
const NO_NEWS_MS = 60_000;

/**
 * Opening a form tells the others who is at it. Whoever opens one later finds that in their form, and it keeps nobody
 * from answering.
 */
export const openForm: Verb<'open_form'> = (command, review, grounds, now) => {
  if (whyNotNow(review, grounds, command) !== undefined) return ok([]);
  const { claim } = review;
  const isOthers = claim !== null && claim.by.id !== command.by.id && claim.until > now;
  const isNoNews = claim !== null && claim.by.id === command.by.id && now - claim.at < NO_NEWS_MS;
  if (isNoNews || (isOthers && command.kept !== true)) return ok([]);
  // Whoever was first keeps it.
  const data = { claim: isOthers ? claim : { by: command.by, at: now, until: now + CLAIM_MS } };
  return ok([{ type: 'opened', at: now, actor: personActor(command.by), data }]);
};
