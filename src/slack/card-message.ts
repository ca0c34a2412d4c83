import { cardFor } from '../../blocks/card.ts';
import { directMessage } from '../../blocks/direct-message.ts';
import { type Asked, directOver } from '../../blocks/direct-over.ts';
import { infoRequest } from '../../blocks/info-request.ts';
import type { CardMessage } from '../../blocks/pieces.ts';
import { raisedAnswer, raisedCorrection } from '../../blocks/raised-answer.ts';
import { stopNotice } from '../../blocks/stop-notice.ts';
import { threadNote } from '../../blocks/thread-note.ts';
import type { DecisionType } from '../core/policy/policy.ts';
import { ASKS_PEOPLE, ownAnswer } from '../core/review/asked.ts';
import { isRevealed } from '../core/review/blind.ts';
import type { Case } from '../core/review/case.ts';
import { namesIn } from '../core/review/names.ts';
import { viewFor } from '../core/review/view.ts';
import { correctionsView } from '../core/review/view-corrections.ts';
import { isTooTelling } from '../core/review/view-log.ts';
import { questionView } from '../core/review/view-question.ts';
import type { Instant } from '../core/time.ts';
import type { Shown, Surface } from '../ports.ts';

export type { CardMessage };

/** A surface as a message. Undefined: what it was about is gone. */
export const surfaceMessage = (surface: Surface, shown: Shown, now: Instant): CardMessage | undefined =>
  'stop' in shown
    ? stopNotice(shown.stop, shown.type, surface.kind === 'start' ? 'start' : 'stop')
    : cardMessage(surface, shown.kase, shown.type, now);

/**
 * What a surface shows: a card as everybody in the channel may see it, a note in its thread, or a message to one person,
 * who sees no more than the channel does until they open it. Undefined: what it was about is gone.
 */
export const cardMessage = (
  { kind, about }: Pick<Surface, 'kind' | 'about'>,
  kase: Case,
  type: DecisionType,
  now: Instant,
): CardMessage | undefined => {
  const told = about === null ? undefined : toldOf(about, kase, type);
  if (about !== null && told === undefined) return undefined;
  if (kind === 'info_request') {
    const question = about === null ? undefined : questionView(kase, type, about.at);
    return question && infoRequest(question);
  }
  if (kind === 'note') return told === undefined ? undefined : threadNote(told);
  const view = viewFor(kase, type, { kind: 'channel' }, now);
  if (kind === 'direct' && view.story !== null && ENDS.has(about?.event ?? ''))
    return raisedAnswer({ ...view, story: view.story });
  if (kind === 'direct' && told?.correction !== undefined) return raisedCorrection(view, told.correction);
  const over =
    kind === 'direct' && about !== null && ASKS_PEOPLE.has(about.event)
      ? directOver(view, askedOf(about.to, kase), about.more)
      : undefined;
  if (over !== undefined) return over;
  if (kind === 'direct')
    return directMessage(
      view,
      told === undefined ? 'This waits for you.' : threadNote({ ...told, direct: true }).text,
      about?.more,
    );
  return cardFor(view);
};

/** What ends a decision: the person who raised it is told the answer. */
const ENDS: ReadonlySet<string> = new Set(['resolved', 'expired', 'cancelled']);

/** Whom a message asks, and whether they have answered already. */
const askedOf = (to: string | undefined, { review }: Case): Asked => {
  const answer = ownAnswer(review, to);
  if (answer === undefined) return { id: to ?? null, answered: null };
  return { id: to ?? null, answered: answer.by.id === to ? 'self' : 'stead' };
};

/** The event that a note tells of, as it stands in the case. */
const toldOf = ({ event, at, to }: NonNullable<Surface['about']>, kase: Case, type: DecisionType) => {
  const { events, decision, revision, review } = kase;
  const found = events.find((one) => one.type === event && one.at === at);
  const isHidden = !isRevealed(revision.route, review, null, events);
  const correction =
    event === 'corrected' ? correctionsView(kase, type).corrections.find((one) => one.at === at) : undefined;
  return (
    found && {
      event: found,
      ...(to === undefined ? {} : { to }),
      names: namesIn(events),
      options: new Map(type.options.map(({ id, label }) => [id, label])),
      source: decision.source,
      quiet: isTooTelling(kase, found, isHidden),
      ...(correction === undefined ? {} : { correction }),
    }
  );
};
