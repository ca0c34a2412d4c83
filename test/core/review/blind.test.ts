import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecisionEvent, Values, Verdict } from '../../../src/core/decision/decision.ts';
import { isRevealed, REVEAL_MS } from '../../../src/core/review/blind.ts';
import type { ReviewCommand } from '../../../src/core/review/commands.ts';
import { decide } from '../../../src/core/review/decide.ts';
import { evolve } from '../../../src/core/review/evolve.ts';
import type { Quorum } from '../../../src/core/review/quorum.ts';
import type { Review } from '../../../src/core/review/review.ts';
import type { Grounds } from '../../../src/core/review/why-not-now.ts';
import { ana, ben, expense, grounds, NOW, openReview, rejection } from './review-building.ts';

type Give = Extract<ReviewCommand, { kind: 'give_verdict' }>;

/** An expense that people answer before they see the recommendation, which is to approve it. */
const hidden = (undo = 0): Grounds => {
  const on = grounds(expense(), undo);
  return { ...on, revision: { ...on.revision, route: { ...on.revision.route, blind: true } } };
};

const answer = (on: Grounds, over: Partial<Give> = {}): Give =>
  rejection(on, { form_open_ms: 30_000, ...over });
const approval = { option: 'approve', reason_code: 'within_policy', rationale: 'The receipt is there' };
const lower: Values = { amount: { value: 250, currency: 'EUR' } };
const changed = { option: 'approve', values: lower, reason_code: 'partly_private', rationale: 'One dinner' };

const keep = (by = ana): ReviewCommand => ({ kind: 'keep_answer', by: { id: by.id } });
const settle: ReviewCommand = { kind: 'settle' };

/** What a command makes of a review that has this history. */
const step = (
  command: ReviewCommand,
  { review, events }: { review: Review; events: DecisionEvent[] },
  on: Grounds,
  now: number,
): { review: Review; events: DecisionEvent[] } => {
  const decided = decide(command, review, { ...on, events }, now);
  if (!decided.ok) throw new Error(`refused: ${decided.error.code}`);
  return { review: decided.value.reduce(evolve, review), events: [...events, ...decided.value] };
};
const after = (steps: [ReviewCommand, number][], on: Grounds, from = openReview()): Review =>
  steps.reduce((state, [command, at]) => step(command, state, on, NOW + at), {
    review: from,
    events: [] as DecisionEvent[],
  }).review;
const refusal = (command: ReviewCommand, review: Review, on: Grounds, at: number): string => {
  const decided = decide(command, review, on, NOW + at);
  return decided.ok ? 'taken' : decided.error.code;
};

const two = (ends: Quorum['ends'] = 'any_reject'): Quorum => ({
  seats: [{ role: null }, { role: null }],
  order: 'parallel',
  ends,
});

describe('a blind answer', () => {
  it('stands before the recommendation is revealed, and only to whoever gave it', () => {
    const on = hidden();
    const { route } = on.revision;
    expect(isRevealed(route, openReview(), ana.id)).toBe(false);
    const answered = after([[answer(on), 0]], on);
    expect(answered).toMatchObject({
      status: 'settling',
      settle_at: NOW + REVEAL_MS,
      verdicts: [{ option: 'reject', at: NOW, blind: { reveal: 'open', until: NOW + REVEAL_MS } }],
    });
    expect(isRevealed(route, answered, ana.id)).toBe(true);
    expect(isRevealed(route, answered, ben.id)).toBe(false);
    expect(isRevealed(route, answered, null)).toBe(false);
    const settled = after([[settle, REVEAL_MS]], on, answered);
    expect(isRevealed(route, settled, null)).toBe(true);
  });

  it('is final when it is kept, and says so', () => {
    const on = hidden(10_000);
    const kept = after(
      [
        [answer(on), 0],
        [keep(), 20_000],
      ],
      on,
    );
    expect(kept).toMatchObject({
      status: 'settled',
      disposition: 'rejected',
      settled_at: NOW + 20_000,
      verdicts: [{ option: 'reject', at: NOW, blind: { reveal: 'kept', until: NOW + 20_000 } }],
    });
    expect(refusal(keep(), kept, on, 21_000)).toBe('nothing_awaited');
  });

  it('that is changed is kept beside the new one, both with their times', () => {
    const on = hidden(10_000);
    const again = answer(on, { ...approval, form_open_ms: 8_000 });
    expect(
      after(
        [
          [answer(on), 0],
          [again, 40_000],
        ],
        on,
      ),
    ).toMatchObject({
      status: 'settled',
      disposition: 'approved',
      verdicts: [
        {
          option: 'approve',
          at: NOW + 40_000,
          form_open_ms: 8_000,
          blind: {
            reveal: 'changed',
            first: { option: 'reject', rationale: 'No hotel receipt', at: NOW, form_open_ms: 30_000 },
          },
        },
      ],
    });
  });

  it('may be a modification, first or at the reveal', () => {
    const on = hidden();
    const modified = after(
      [
        [answer(on, changed), 0],
        [keep(), 1],
      ],
      on,
    );
    expect(modified).toMatchObject({ disposition: 'modified', verdicts: [{ values: lower }] });
    const later = after(
      [
        [answer(on), 0],
        [answer(on, changed), 1],
      ],
      on,
    );
    expect(later).toMatchObject({
      disposition: 'modified',
      verdicts: [{ values: lower, blind: { first: { option: 'reject' } } }],
    });
    const back = after(
      [
        [answer(on, changed), 0],
        [answer(on, approval), 1],
      ],
      on,
    );
    expect(back).toMatchObject({
      disposition: 'approved',
      verdicts: [{ blind: { first: { values: lower } } }],
    });
    expect(back.verdicts[0]).not.toHaveProperty('values');
  });

  it('stays when nobody says anything, after two minutes at the latest', () => {
    const on = hidden();
    const answered = after([[answer(on), 0]], on);
    expect(refusal(settle, answered, on, REVEAL_MS - 1)).toBe('nothing_awaited');
    expect(refusal(answer(on, approval), answered, on, REVEAL_MS)).toBe('answered_blind');
    expect(refusal(keep(), answered, on, REVEAL_MS)).toBe('nothing_awaited');
    expect(after([[settle, REVEAL_MS]], on, answered)).toMatchObject({ disposition: 'rejected' });
  });

  it('is no change when the same form arrives twice: the reveal stays open', () => {
    const on = hidden();
    const answered = after([[answer(on), 0]], on);
    expect(decide(answer(on), answered, on, NOW + 5)).toEqual({ ok: true, value: [] });
    const other = answer(on, { rationale: 'The receipt is of another hotel' });
    expect(after([[other, 5]], on, answered).verdicts[0]?.blind?.reveal).toBe('changed');
  });

  it('is not changed by a form of facts that stand no more', () => {
    const on = hidden();
    const answered = after([[answer(on), 0]], on);
    const late = answer(on, { ...approval, shown: { revision: 7, digest: on.revision.digest } });
    expect(refusal(late, answered, on, 5)).toBe('stale_card');
  });

  it('is changed once', () => {
    const on = hidden();
    const twice = after(
      [
        [answer(on), 0],
        [answer(on, approval), 1],
      ],
      on,
      openReview({ quorum: two() }),
    );
    expect(twice.status).toBe('open');
    expect(refusal(answer(on), twice, on, 2)).toBe('answered_blind');
    expect(refusal(keep(), twice, on, 2)).toBe('nothing_awaited');
  });

  it('is not taken back, nor answered or kept for another', () => {
    const on = hidden(60_000);
    const answered = after([[answer(on), 0]], on);
    expect(refusal({ kind: 'undo_verdict', by: ana }, answered, on, 1)).toBe('answered_blind');
    expect(refusal({ kind: 'undo_verdict', by: ben }, answered, on, 1)).toBe('not_your_verdict');
    expect(refusal(keep(ben), answered, on, 1)).toBe('nothing_awaited');
    expect(refusal(answer(on, { ...approval, by: ben }), answered, on, 1)).toBe('already_decided');
  });

  it('always explains itself, whatever it is: asking more of some would tell', () => {
    const low = grounds(expense({ facts: { amount: { value: 40, currency: 'EUR' }, category: 'Travel' } }));
    const on = {
      ...low,
      revision: { ...low.revision, route: { ...low.revision.route, blind: true as const } },
    };
    expect(on.revision.route.consequence).toBe('low');
    for (const option of [{ ...approval, rationale: '' }, { rationale: '' }])
      expect(refusal(answer(on, option), openReview(), on, 0)).toBe('rationale_required');
  });

  it('explains itself at the reveal where it overrides, as any answer does', () => {
    const on = hidden();
    const approved = after([[answer(on, approval), 0]], on);
    expect(refusal(answer(on, { rationale: ' ' }), approved, on, 1)).toBe('rationale_required');
  });

  it('cannot be changed once the source has withdrawn the decision, nor after new facts', () => {
    const on = hidden();
    const actor = { kind: 'source', id: 'bot' } as const;
    const answered = after([[answer(on), 0]], on);
    const withdrawn = after([[{ kind: 'cancel', actor, reason: 'by mistake' }, 1]], on, answered);
    expect(refusal(answer(on, approval), withdrawn, on, 2)).toBe('already_decided');
    expect(refusal(keep(), withdrawn, on, 2)).toBe('nothing_awaited');
    const revise: ReviewCommand = {
      kind: 'revise',
      actor,
      revision: 2,
      because: 'resubmitted',
      due_at: null,
      quorum: null,
    };
    const revised = after([[revise, 1]], on, answered);
    expect(refusal(answer(on, approval), revised, on, 2)).toBe('stale_card');
    expect(isRevealed(on.revision.route, revised, ana.id)).toBe(false);
  });
});

describe('with several who must answer', () => {
  it('the others stay blind until they have answered themselves', () => {
    const on = hidden();
    const { route } = on.revision;
    const first = after([[answer(on, approval), 0]], on, openReview({ quorum: two() }));
    expect(first).toMatchObject({ status: 'open', settle_at: null });
    expect(isRevealed(route, first, ana.id)).toBe(true);
    expect(isRevealed(route, first, ben.id)).toBe(false);
    expect(refusal(answer(on, { ...approval, by: ben, rationale: '' }), first, on, 1)).toBe(
      'rationale_required',
    );
    const both = after([[answer(on, { ...approval, by: ben }), 1_000]], on, first);
    // Ana's reveal is still open, and Ben's a second longer.
    expect(both).toMatchObject({ status: 'settling', settle_at: NOW + 1_000 + REVEAL_MS });
    const benKept = after([[keep(ben), 2_000]], on, both);
    expect(benKept).toMatchObject({ status: 'settling', settle_at: NOW + REVEAL_MS });
    expect(after([[keep(), 3_000]], on, benKept)).toMatchObject({
      status: 'settled',
      disposition: 'approved',
    });
  });

  it('a change at the reveal asks those again who approved something else, who have seen the recommendation', () => {
    const on = hidden();
    let state = { review: openReview({ quorum: two() }), events: [] as DecisionEvent[] };
    const benApproves = answer(on, { ...approval, by: ben });
    state = step(answer(on, approval), state, on, NOW);
    state = step(benApproves, state, on, NOW + 1);
    state = step(answer(on, changed), state, on, NOW + 2);
    expect(state.review).toMatchObject({ status: 'open', verdicts: [{ by: ana, values: lower }] });
    expect(isRevealed(on.revision.route, state.review, ben.id, state.events)).toBe(true);
    state = step(answer(on, { ...changed, by: ben }), state, on, NOW + 3);
    expect(state.review).toMatchObject({ status: 'settled', disposition: 'modified' });
    expect(state.review.verdicts[1]).not.toHaveProperty('blind');
  });

  it('a change to a rejection ends it, a change away from one opens it again', () => {
    const on = hidden();
    const from = openReview({ quorum: two() });
    expect(
      after(
        [
          [answer(on, approval), 0],
          [answer(on), 1],
        ],
        on,
        from,
      ),
    ).toMatchObject({
      status: 'settled',
      disposition: 'rejected',
    });
    expect(
      after(
        [
          [answer(on), 0],
          [answer(on, approval), 1],
        ],
        on,
        from,
      ),
    ).toMatchObject({
      status: 'open',
      settle_at: null,
    });
  });

  it('a question that another asks meanwhile goes on waiting while the answer is kept, and ends with a rejection', () => {
    const on = hidden();
    const asks: ReviewCommand = {
      kind: 'request_info',
      by: ben,
      roles: ['finance'],
      shown: { revision: 1, digest: on.revision.digest },
      request_id: 'inf_1',
      question: 'Where is the receipt?',
      facts: [],
      due_at: null,
    };
    const waiting = after(
      [
        [answer(on, approval), 0],
        [asks, 1_000],
      ],
      on,
      openReview({ quorum: two() }),
    );
    expect(after([[keep(), 2_000]], on, waiting)).toMatchObject({
      status: 'waiting_info',
      info: { request_id: 'inf_1' },
    });
    expect(after([[answer(on), 4_000]], on, waiting)).toMatchObject({
      status: 'settled',
      info: null,
    });
  });
});

describe('authority', () => {
  const limited = (): Grounds => ({
    ...hidden(),
    limits: [{ role: 'finance', up_to: { EUR: 280 } }],
  });

  it('is not widened by changing an answer: what could not be approved at first cannot be at the reveal', () => {
    const on = limited();
    const rejected = after([[answer(on), 0]], on);
    expect(refusal(answer(on, approval), rejected, on, 1)).toBe('above_authority');
    expect(after([[answer(on, changed), 1]], on, rejected)).toMatchObject({ disposition: 'modified' });
  });

  it('a recommendation to others stays one, however it is changed', () => {
    const on = limited();
    const endorsed = after([[answer(on, approval), 0]], on);
    expect(endorsed).toMatchObject({ status: 'open', verdicts: [], endorsements: [{ option: 'approve' }] });
    for (const next of [{}, changed]) {
      const after1 = after([[answer(on, next), 1]], on, endorsed);
      expect(after1).toMatchObject({ status: 'open', verdicts: [], settle_at: null, disposition: null });
      expect(after1.endorsements).toMatchObject([
        { blind: { reveal: 'changed', first: { option: 'approve' } } },
      ]);
    }
    expect(after([[keep(), 1]], on, endorsed)).toMatchObject({
      status: 'open',
      endorsements: [{ option: 'approve', blind: { reveal: 'kept' } }],
    });
  });

  it('counts at the moment of the change: roles and delegations that are gone decide nothing', () => {
    const on = hidden();
    const answered = after([[answer(on), 0]], on);
    expect(refusal(answer(on, { ...approval, roles: [] }), answered, on, 1)).toBe('not_a_decider');
    const stead = { roles: [], stands_in: [{ for: ben, roles: ['finance'] }] };
    const forBen = after([[answer(on, stead), 0]], on);
    expect(forBen.verdicts).toMatchObject([{ for: ben }]);
    expect(refusal(answer(on, { ...approval, roles: ['finance'] }), forBen, on, 1)).toBe('not_a_decider');
    expect(after([[answer(on, { ...approval, ...stead }), 1]], on, forBen)).toMatchObject({
      verdicts: [{ option: 'approve', for: ben }],
    });
  });
});

describe('whatever is asked in whatever order', () => {
  const on: Grounds = { ...hidden(5_000), limits: [{ role: 'finance', up_to: { EUR: 280 } }] };
  const cara = { id: 'U4', name: 'Cara' };
  const source = { kind: 'source', id: 'bot' } as const;
  const person = fc.constantFrom<Pick<Give, 'by' | 'roles'>>(
    { by: ana, roles: ['finance'] },
    { by: ben, roles: ['finance-leads'] },
    { by: cara, roles: ['finance', 'finance-leads'] },
  );
  const command = fc.oneof(
    fc
      .tuple(person, fc.constantFrom({}, approval, changed))
      .map(([who, what]) => answer(on, { ...who, ...what })),
    fc.constantFrom(ana, ben, cara).map(({ id }): ReviewCommand => ({ kind: 'keep_answer', by: { id } })),
    fc.constantFrom(ana, ben, cara).map((by): ReviewCommand => ({ kind: 'undo_verdict', by })),
    fc.constant(settle),
    person.map(
      (who): ReviewCommand => ({
        kind: 'request_info',
        ...who,
        shown: { revision: 1, digest: on.revision.digest },
        request_id: 'inf_1',
        question: 'Why?',
        facts: [],
        due_at: null,
      }),
    ),
    fc.constantFrom<ReviewCommand>(
      { kind: 'answer_info', actor: source },
      { kind: 'cancel', actor: source, reason: 'withdrawn' },
    ),
  );
  const story = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 90_000 })), { maxLength: 20 });
  const seats = fc.constantFrom(null, two(), two('majority'));

  const run = (quorum: Quorum | null, steps: [ReviewCommand, number][]) => {
    let state = { review: openReview({ quorum }), events: [] as DecisionEvent[] };
    const history = [state.review];
    let now = NOW;
    for (const [next, later] of steps) {
      now += later;
      const decided = decide(next, state.review, { ...on, events: state.events }, now);
      if (!decided.ok) continue;
      state = step(next, state, on, now);
      history.push(state.review);
    }
    return { ...state, history, now };
  };

  it('replaying the events gives the review', () => {
    fc.assert(
      fc.property(seats, story, (quorum, steps) => {
        const { review, events } = run(quorum, steps);
        expect(events.reduce(evolve, openReview({ quorum }))).toEqual(review);
        expect(review.version).toBe(1 + events.length);
      }),
    );
  });

  it('nobody is shown the recommendation before their own first answer stands', () => {
    fc.assert(
      fc.property(seats, story, (quorum, steps) => {
        const { events } = run(quorum, steps);
        const before = (n: number): Review => events.slice(0, n).reduce(evolve, openReview({ quorum }));
        const asThey = events.map(({ type, actor, data }, n) => {
          if (type !== 'verdict_given') return true;
          const seen = isRevealed(on.revision.route, before(n), actor.id, events.slice(0, n));
          return seen === ((data.verdict as Verdict).blind === undefined);
        });
        expect(asThey).not.toContain(false);
      }),
    );
  });

  it('always comes to an end: what settles does so within two minutes', () => {
    fc.assert(
      fc.property(seats, story, (quorum, steps) => {
        const { review, events, now } = run(quorum, steps);
        if (review.status !== 'settling') return;
        expect(review.settle_at).toBeLessThanOrEqual(now + REVEAL_MS);
        const decided = decide(settle, review, { ...on, events }, review.settle_at ?? 0);
        expect(decided.ok && decided.value.map(({ type }) => type)).toEqual(['resolved']);
      }),
    );
  });

  it('nothing above the limit of a role is approved by it alone', () => {
    fc.assert(
      fc.property(seats, story, (quorum, steps) => {
        const { status, disposition, verdicts } = run(quorum, steps).review;
        const beyond = verdicts.filter(({ option, values }) => option === 'approve' && values === undefined);
        const alone = beyond.every(({ by }) => by.id === ana.id);
        // Beside somebody whose own limit is higher it fills a seat.
        const marked = beyond.filter(({ by }) => by.id === ana.id).every(({ above }) => above === true);
        expect(marked).toBe(true);
        expect(status === 'settled' && disposition === 'approved' && alone).toBe(false);
      }),
    );
  });
});
