import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecisionEvent } from '../../../src/core/decision/decision.ts';
import type { ReviewCommand } from '../../../src/core/review/commands.ts';
import { decide } from '../../../src/core/review/decide.ts';
import { evolve } from '../../../src/core/review/evolve.ts';
import type { Review } from '../../../src/core/review/review.ts';
import type { Grounds } from '../../../src/core/review/why-not-now.ts';
import { ana, ben, expense, grounds, NOW, openReview } from './review-building.ts';

const executed = (undo = 0): Grounds => ({
  ...grounds(expense({ facts: { amount: { value: 40, currency: 'EUR' } } }), undo),
  decision: { option: 'approve' },
  events: [],
});
const audit = (over: Partial<Review> = {}): Review =>
  openReview({ id: 'rev_a', kind: 'audit', because: 'sampled', ...over });

type Give = Extract<ReviewCommand, { kind: 'give_verdict' }>;
const say = (on: Grounds, over: Partial<Give> = {}): Give => ({
  kind: 'give_verdict',
  by: ana,
  roles: ['finance'],
  shown: { revision: 1, digest: on.revision.digest },
  option: 'reject',
  reason_code: 'duplicate',
  rationale: 'Paid before',
  tags: [],
  ...over,
});
const sayRight = (on: Grounds, over: Partial<Give> = {}): Give =>
  say(on, { option: 'approve', reason_code: 'within_policy', rationale: '', ...over });

const told = (command: ReviewCommand, review: Review, on: Grounds): DecisionEvent[] => {
  const decided = decide(command, review, on, NOW);
  if (!decided.ok) throw new Error(`refused: ${decided.error.code}`);
  return decided.value;
};
const refusal = (command: ReviewCommand, review: Review, on: Grounds): string => {
  const decided = decide(command, review, on, NOW);
  return decided.ok ? 'taken' : decided.error.code;
};
const source = { kind: 'source', id: 'bot' } as const;

describe('an audit', () => {
  it('agrees by naming what was executed, without a text where little is at stake', () => {
    const on = executed();
    const events = told(sayRight(on), audit(), on);
    expect(events.map(({ type }) => type)).toEqual(['verdict_given', 'audit_agreed']);
    expect(events.reduce(evolve, audit())).toMatchObject({
      status: 'settled',
      right: true,
      disposition: null,
    });
  });

  it('agrees in words where more is at stake, as an answer before the fact would', () => {
    const on = executed();
    for (const consequence of ['medium', 'high'] as const) {
      const more = { ...on, revision: { ...on.revision, route: { ...on.revision.route, consequence } } };
      expect(refusal(sayRight(more), audit(), more)).toBe('rationale_required');
      expect(refusal(sayRight(more, { rationale: 'Receipts fit' }), audit(), more)).toBe('taken');
    }
  });

  it('disagrees by naming what would have been right', () => {
    const on = executed();
    const events = told(say(on), audit(), on);
    expect(events.at(-1)).toMatchObject({
      type: 'audit_disagreed',
      data: {
        review_id: 'rev_a',
        executed_option: 'approve',
        correct_option: 'reject',
        reason_code: 'duplicate',
        reason: 'Paid before',
      },
    });
    expect(events.reduce(evolve, audit())).toMatchObject({ right: false, disposition: null });
  });

  it('that the person concerned asked for corrects instead', () => {
    const on = executed();
    const asked = audit({ because: 'contest' });
    expect(told(say(on), asked, on).at(-1)).toMatchObject({
      type: 'corrected',
      data: { was: 'approve', now: 'reject' },
    });
  });

  it('becomes theirs when they ask while it is open, and only then', () => {
    const on = executed(10_000);
    const ask: ReviewCommand = { kind: 'contest', actor: source, by: 'Dana', note: 'Please' };
    expect(told(ask, audit(), on).reduce(evolve, audit()).because).toBe('contest');
    const settling = told(say(on), audit(), on).reduce(evolve, audit());
    expect(refusal(ask, settling, on)).toBe('already_decided');
  });

  it.each([
    ['a reason that is for the other answer', { reason_code: 'within_policy' }, 'unknown_reason'],
    ['a no without a text', { rationale: ' ' }, 'rationale_required'],
    ['an option that the type has not', { option: 'explode' }, 'unknown_option'],
    ['changed values', { values: { category: 'Meals' } }, 'only_an_audit'],
    ['an older revision', { shown: { revision: 0, digest: 'x' } }, 'stale_card'],
    ['somebody without the role', { roles: ['support'] }, 'not_a_decider'],
    ['the one who asked', { by: { id: 'U9', email: 'dana@example.com' } }, 'own_request'],
  ] as [string, Partial<Give>, string][])('refuses %s', (_, over, code) => {
    const on = executed();
    expect(refusal(say(on, over), audit(), on)).toBe(code);
  });

  it('is for somebody who has not answered the decision, though one may answer again after undoing', () => {
    const given = (review_id?: string): DecisionEvent => ({
      type: 'verdict_given',
      at: NOW - 1,
      actor: { kind: 'person', id: ana.id },
      data: review_id === undefined ? {} : { review_id },
    });
    const on = executed();
    expect(refusal(say(on), audit(), { ...on, events: [given()] })).toBe('decided_before');
    expect(refusal(say(on), audit(), { ...on, events: [given('rev_b')] })).toBe('decided_before');
    expect(refusal(say(on, { by: ben }), audit(), { ...on, events: [given()] })).toBe('taken');
    expect(refusal(say(on), audit(), { ...on, events: [given('rev_a')] })).toBe('taken');
  });

  it('has nothing to ask, revise or withdraw', () => {
    const on = executed();
    const commands: ReviewCommand[] = [
      { ...say(on), kind: 'request_info', request_id: 'inf_1', question: 'Why?', facts: [], due_at: null },
      { kind: 'answer_info', actor: source, note: 'x' },
      { kind: 'revise', actor: source, revision: 2, because: 'resubmitted', due_at: null, quorum: null },
      { kind: 'cancel', actor: source, reason: 'x' },
    ];
    for (const command of commands) expect(refusal(command, audit(), on)).toBe('only_an_audit');
  });
});

describe('whatever is asked of an audit in whatever order', () => {
  const on = executed(10_000);
  const command = fc.constantFrom<ReviewCommand>(
    say(on),
    say(on, { by: ben }),
    sayRight(on),
    sayRight(on, { by: ben, roles: [] }),
    say(on, { shown: { revision: 1, digest: 'forged' } }),
    { kind: 'undo_verdict', by: ana },
    { kind: 'undo_verdict', by: ben },
    { kind: 'settle' },
    { kind: 'contest', actor: source, by: 'Dana', note: 'Please' },
    { kind: 'answer_info', actor: source, note: 'here' },
    { kind: 'cancel', actor: source, reason: 'withdrawn' },
    { kind: 'revise', actor: source, revision: 2, because: 'resubmitted', due_at: null, quorum: null },
  );
  const story = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 6_000 })), { maxLength: 25 });

  const run = (steps: [ReviewCommand, number][]): { events: DecisionEvent[]; review: Review } => {
    let review = audit();
    let now = NOW;
    const events: DecisionEvent[] = [];
    for (const [next, later] of steps) {
      now += later;
      const decided = decide(next, review, { ...on, events }, now);
      if (!decided.ok) continue;
      events.push(...decided.value);
      review = decided.value.reduce(evolve, review);
    }
    return { events, review };
  };

  it('replaying its events gives the audit, and leaves every other review of the decision as it was', () => {
    const own = openReview({ status: 'settled', disposition: 'approved', settled_at: NOW - 1 });
    const other = audit({ id: 'rev_b' });
    fc.assert(
      fc.property(story, (steps) => {
        const { events, review } = run(steps);
        expect(events.reduce(evolve, audit())).toEqual(review);
        expect(review.version).toBe(1 + events.length);
        expect(events.reduce(evolve, own)).toEqual(own);
        expect(events.reduce(evolve, other)).toEqual(other);
      }),
    );
  });

  it('the decision is never ended by it, and it ends at most once, in one answer', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { events, review } = run(steps);
        const types = events.map(({ type }) => type);
        for (const never of ['resolved', 'cancelled', 'expired', 'revised', 'info_requested'])
          expect(types).not.toContain(never);
        const ends = types.map((type) => ['audit_agreed', 'audit_disagreed', 'corrected'].includes(type));
        expect(ends.filter(Boolean).length).toBe(review.status === 'settled' ? 1 : 0);
        expect(ends.at(-1) ?? false).toBe(review.status === 'settled');
        expect(review.disposition).toBeNull();
        expect(review.right).toBe(
          review.status === 'settled' ? review.verdicts.at(-1)?.option === 'approve' : null,
        );
      }),
    );
  });

  it('a verdict stands only while it settles or after it, from somebody who may', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { review } = run(steps);
        expect(review.verdicts.length > 0 && review.status === 'open').toBe(false);
        expect(review.status === 'settling').toBe(review.settle_at !== null);
        expect(review.verdicts.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
