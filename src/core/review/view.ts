import type { DecisionType } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import { isBlind, isRevealed } from './blind.ts';
import type { Audience, CardView } from './card-view.ts';
import type { Case } from './case.ts';
import { documentFields } from './documented.ts';
import { raisedBy } from './raised-by.ts';
import type { InfoRequest } from './review.ts';
import { alternatives, opinions, recommendationView } from './view-ai.ts';
import { auditView } from './view-audit.ts';
import { correctionsView } from './view-corrections.ts';
import { earlierView } from './view-earlier.ts';
import { factViews, questionFor, scrubber, undeclaredFacts } from './view-facts.ts';
import { answersView, askableView, waitingView } from './view-info.ts';
import { logView, notesView } from './view-log.ts';
import { modifyView, optionViews } from './view-options.ts';
import { contestFlags, decidingRule, requesterFlags, shownFlags, shownTrace } from './view-route.ts';
import { endorsementViews, holdersView, ownAnswerView, progressView, proposedView } from './view-seats.ts';
import { storyOf } from './view-story.ts';
import { timeView } from './view-time.ts';

export type { Audience, CardView } from './card-view.ts';

/**
 * What one audience may see of a case at `now`. Sensitive facts are masked unless the person holds one of the
 * type's `sensitive_roles`. Where only a human decides, nothing that came from a model is in the view at all, and where
 * people answer blind nothing of it is until this audience may see it.
 */
export const viewFor = (kase: Case, type: DecisionType, audience: Audience, now: Instant): CardView => {
  const { decision, revision, review } = kase;
  const { body, route } = revision;
  const isHidden = !isRevealed(route, review, audience.kind === 'person' ? audience.id : null, kase.events);
  const unseen = route.level === 'human_only' ? 'human_only' : isHidden ? 'blind' : null;
  const facts = factViews(kase, type, audience);
  const amount = facts.find(({ definition }) => definition.name === type.amount?.fact);
  const due = review === undefined ? decision.due_at : review.due_at;
  const story = storyOf(kase, type, audience, now, isHidden);
  const audit = auditView(kase, type, now);
  const scrub = scrubber(kase, type, audience);
  const trace = shownTrace(route, type, unseen).map(({ step, saw, did }) => ({
    step,
    saw: scrub(saw),
    did: scrub(did),
  }));
  return {
    decision_id: decision.id,
    review_id: review?.id ?? null,
    revision: revision.revision,
    digest: revision.digest,
    state: review?.status ?? (story === null ? 'open' : 'settled'),
    kind: review?.kind ?? 'review',
    // How much care is asked for follows from how sure the model is, so that is not told either.
    level: unseen === 'blind' ? 'review' : route.level,
    consequence: route.consequence,
    type: { name: type.name, label: type.label },
    source: decision.source,
    raised_by: raisedBy(kase),
    external_id: decision.external_id,
    title: scrub(decision.title),
    question: questionFor(kase, type, audience, isHidden),
    amount: amount === undefined || amount.masked || amount.missing ? null : amount.text,
    amount_fact: amount?.definition.name ?? null,
    submitted_at: decision.created_at,
    due:
      due === null ? null : dueView(review?.info ?? null, due, now, story === null && audit?.answer == null),
    ...holdersView(kase, audience, now),
    time: timeView(kase),
    facts,
    undeclared: undeclaredFacts(kase, type, audience),
    recommendation: isHidden ? null : recommendationView(kase, type, audience, scrub),
    alternatives: unseen !== null ? [] : alternatives(body, type, scrub),
    opinions: unseen !== null ? [] : opinions(body, type),
    options: optionViews(kase, type, audience, isHidden),
    modify: modifyView(kase, type, audience, isHidden),
    document: audience.kind === 'person' ? documentFields(type, audience.roles) : [],
    asks_what_was_missing: audience.kind === 'person' && kase.asks?.missing_on_card === true,
    flags: [...shownFlags(route, unseen), ...requesterFlags(kase), ...contestFlags(kase)]
      .map((flag) => ({ ...flag, sentence: scrub(flag.sentence) }))
      .sort((a, b) => b.weight - a.weight),
    deciding_rule: decidingRule(trace),
    trace,
    policy_version: route.policy_version,
    ...earlierView(kase, type, audience, isHidden),
    policy_refs: body.policy_refs ?? [],
    attachments: body.attachments ?? [],
    waiting: waitingView(kase, type, audience, scrub),
    answers: answersView(kase, type, scrub),
    askable: askableView(kase, type),
    progress: progressView(kase),
    proposed: story === null && !isHidden ? proposedView(kase, type, audience) : null,
    endorsements: endorsementViews(kase, type, audience, isHidden),
    blind: isBlind(route) ? (isHidden ? 'hidden' : 'revealed') : null,
    own_answer: ownAnswerView(kase, type, audience, now),
    ...correctionsView(kase, type),
    story,
    log: audience.kind === 'channel' ? [] : logView(kase, type, isHidden, scrub),
    notes: audience.kind === 'channel' ? [] : notesView(kase, isHidden, scrub),
    audit,
    miss: kase.miss ?? null,
  };
};

/** While information is awaited the clock stands still, and what was not overdue before can become so only by its cap. */
const dueView = (info: InfoRequest | null, at: Instant, now: Instant, isAsked: boolean): CardView['due'] => {
  const latest = Math.max(at, info?.overdue_at ?? at);
  const overdue = isAsked && (info === null || at < info.asked_at ? at : latest) < now;
  return { at, overdue, stopped: info !== null && latest > at && !overdue };
};
