import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecisionEvent } from '../../../src/core/decision/decision.ts';
import type { CommandOf, ReviewCommand } from '../../../src/core/review/commands.ts';
import { decide } from '../../../src/core/review/decide.ts';
import { evolve } from '../../../src/core/review/evolve.ts';
import type { Review } from '../../../src/core/review/review.ts';
import type { Grounds } from '../../../src/core/review/why-not-now.ts';
import { ana, ben, expense, grounds, NOW, openReview, rejection } from './review-building.ts';

const asked = (on: Grounds): CommandOf<'request_info'> => ({
  kind: 'request_info',
  by: ana,
  roles: ['finance'],
  shown: { revision: 1, digest: on.revision.digest },
  request_id: 'inf_1',
  question: 'Where is the receipt?',
  facts: [],
  due_at: null,
});

/** The review after a command that must be taken. */
const after = (command: ReviewCommand, review: Review, on: Grounds, now = NOW): Review => {
  const decided = decide(command, review, on, now);
  if (!decided.ok) throw new Error(`refused: ${decided.error.code}`);
  return decided.value.reduce(evolve, review);
};

const refusal = (command: ReviewCommand, review: Review, on: Grounds, now = NOW): string => {
  const decided = decide(command, review, on, now);
  return decided.ok ? 'taken' : decided.error.code;
};

const types = (events: DecisionEvent[]): string[] => events.map(({ type }) => type);

describe('a verdict', () => {
  it('is final at once where there is no undo window', () => {
    const on = grounds();
    const decided = decide(rejection(on), openReview(), on, NOW);
    expect(decided.ok && types(decided.value)).toEqual(['verdict_given', 'resolved']);
    const settled = after(rejection(on), openReview(), on);
    expect(settled).toMatchObject({ status: 'settled', disposition: 'rejected', settled_at: NOW });
  });

  it('settles only when its undo window has closed', () => {
    const on = grounds(expense(), 10_000);
    const settling = after(rejection(on), openReview(), on);
    expect(settling).toMatchObject({ status: 'settling', settle_at: NOW + 10_000, disposition: null });
    expect(refusal({ kind: 'settle' }, settling, on, NOW + 9_999)).toBe('nothing_awaited');
    expect(after({ kind: 'settle' }, settling, on, NOW + 10_000).disposition).toBe('rejected');
  });

  it('can be undone until then, by the same person only', () => {
    const on = grounds(expense(), 10_000);
    const settling = after(rejection(on), openReview(), on);
    expect(refusal({ kind: 'undo_verdict', by: ben }, settling, on, NOW + 1)).toBe('not_your_verdict');
    expect(refusal({ kind: 'undo_verdict', by: ana }, settling, on, NOW + 10_000)).toBe('undo_closed');
    const undone = after({ kind: 'undo_verdict', by: ana }, settling, on, NOW + 1);
    expect(undone).toMatchObject({ status: 'open', verdicts: [], settle_at: null });
    expect(after(rejection(on, { by: ben }), undone, on, NOW + 2).verdicts[0]?.by).toEqual(ben);
  });

  it('is refused to the second person, who is told who was first and when', () => {
    const on = grounds();
    const settled = after(rejection(on), openReview(), on);
    const decided = decide(rejection(on, { by: ben }), settled, on, NOW + 5);
    expect(decided).toEqual({
      ok: false,
      error: { code: 'already_decided', disposition: 'rejected', option: 'reject', by: ana, at: NOW },
    });
  });

  it.each([
    ['somebody without the role', { roles: ['support'] }, 'not_a_decider'],
    [
      'the person who asked, by e-mail whatever its case',
      { by: { id: 'U9', email: 'Dana@Example.com' } },
      'own_request',
    ],
    ['an older revision', { shown: { revision: 0, digest: 'x' } }, 'stale_card'],
    ['another digest', { shown: { revision: 1, digest: 'forged' } }, 'stale_card'],
    ['an option that the type has not', { option: 'explode' }, 'unknown_option'],
    ['a reason that is not in the list', { reason_code: 'because' }, 'unknown_reason'],
    ['an override without a text', { rationale: '  ' }, 'rationale_required'],
    [
      'values of a fact that cannot be modified',
      { option: 'approve', values: { receipts: 3 } },
      'values_invalid',
    ],
    ['values that change nothing', { option: 'approve', values: { category: 'Travel' } }, 'nothing_changed'],
    ['values of the wrong kind', { option: 'approve', values: { amount: 'lots' } }, 'values_invalid'],
  ] as [string, Partial<CommandOf<'give_verdict'>>, string][])('is refused from %s', (_, over, code) => {
    const on = grounds();
    expect(refusal(rejection(on, over), openReview(), on)).toBe(code);
  });

  it('overrides the AI when it differs, and agrees when it does not', () => {
    const on = grounds();
    const ends = (over: Partial<CommandOf<'give_verdict'>>): unknown => {
      const decided = decide(rejection(on, over), openReview(), on, NOW);
      return decided.ok ? decided.value.at(-1)?.data : decided.error;
    };
    expect(ends({})).toMatchObject({ disposition: 'rejected', overridden: true });
    const approve = { option: 'approve', reason_code: on.type.reasons.approve?.[0]?.id ?? '' };
    expect(ends(approve)).toMatchObject({ disposition: 'approved', overridden: false });
    const cut = {
      option: 'approve',
      values: { amount: { value: 250, currency: 'EUR' } },
      reason_code: 'other',
    };
    expect(ends(cut)).toMatchObject({ disposition: 'modified', overridden: true, values: cut.values });
  });

  it('needs no text to agree on low consequence, and one from medium on', () => {
    const approve = (on: Grounds): ReviewCommand =>
      rejection(on, {
        option: 'approve',
        reason_code: on.type.reasons.approve?.[0]?.id ?? '',
        rationale: '',
      });
    const low = grounds(expense({ facts: { amount: { value: 40, currency: 'EUR' } } }));
    expect(low.revision.route.consequence).toBe('low');
    expect(refusal(approve(low), openReview(), low)).toBe('taken');
    const medium = grounds();
    expect(refusal(approve(medium), openReview(), medium)).toBe('rationale_required');
  });

  it('overrides nothing where nothing was shown', () => {
    const submission: Parameters<typeof expense>[0] = {};
    const on = grounds(expense(submission));
    const alone = {
      ...on,
      revision: { ...on.revision, route: { ...on.revision.route, level: 'human_only' as const } },
    };
    const decided = decide(rejection(alone), openReview(), alone, NOW);
    expect(decided.ok && decided.value.at(-1)?.data.overridden).toBeNull();
  });
});

describe('a question', () => {
  it('stops the review until it is answered', () => {
    const on = grounds();
    const waiting = after(asked(on), openReview(), on);
    expect(waiting.status).toBe('waiting_info');
    expect(refusal(rejection(on), waiting, on)).toBe('waiting_for_info');
    const answer: ReviewCommand = {
      kind: 'answer_info',
      actor: { kind: 'source', id: 'bot' },
      request_id: 'inf_1',
      note: 'Attached',
    };
    const answered = after(answer, waiting, on);
    expect(answered).toMatchObject({
      status: 'open',
      info: null,
      info_answers: [{ request_id: 'inf_1', note: 'Attached' }],
    });
    expect(refusal(answer, answered, on)).toBe('nothing_awaited');
  });

  it('takes no answer to another question', () => {
    const on = grounds();
    const waiting = after(asked(on), openReview(), on);
    const other: ReviewCommand = {
      kind: 'answer_info',
      actor: { kind: 'source', id: 'bot' },
      request_id: 'inf_2',
    };
    expect(refusal(other, waiting, on)).toBe('nothing_awaited');
  });

  it('is dropped once the moment has passed by which an answer was wanted, and not before', () => {
    const on = grounds();
    const lapse: ReviewCommand = {
      kind: 'lapse_info',
      because: 'time',
      clock: { due_at: NOW + 90_000, paused_ms: 30_000 },
    };
    const waiting = after({ ...asked(on), due_at: NOW + 30_000 }, openReview(), on);
    expect(refusal(lapse, waiting, on, NOW + 29_999)).toBe('nothing_awaited');
    const dropped = after(lapse, waiting, on, NOW + 30_000);
    expect(dropped).toMatchObject({
      status: 'open',
      info: null,
      due_at: NOW + 90_000,
      paused_ms: 30_000,
      info_answers: [{ request_id: 'inf_1', lapsed: { because: 'time', wanted_by: NOW + 30_000 } }],
    });
    expect(refusal(lapse, dropped, on, NOW + 60_000)).toBe('nothing_awaited');
  });

  it('waits for ever where no moment was named', () => {
    const on = grounds();
    const lapse: ReviewCommand = {
      kind: 'lapse_info',
      because: 'time',
      clock: { due_at: null, paused_ms: 0 },
    };
    expect(refusal(lapse, after(asked(on), openReview(), on), on, NOW + 1e12)).toBe('nothing_awaited');
  });

  const dana = { status: 'found', person_id: 'U9', name: 'Dana Ruiz' } as const;
  const byDana: ReviewCommand = {
    kind: 'answer_info',
    actor: { kind: 'person', id: 'U9' },
    request_id: 'inf_1',
    facts: ['receipts'],
  };

  it('can be put to the person who submitted it, who alone of all people answers it', () => {
    const on = { ...grounds(), requester: dana };
    const waiting = after({ ...asked(on), to: 'both' }, openReview(), on);
    expect(waiting.info).toMatchObject({ to: 'both', person: { id: 'U9', name: 'Dana Ruiz' } });
    expect(refusal({ ...byDana, actor: { kind: 'person', id: ana.id } }, waiting, on)).toBe('not_asked');
    expect(refusal({ ...byDana, request_id: 'inf_2' }, waiting, on)).toBe('nothing_awaited');
    const other = { ...on, requester: { ...dana, person_id: 'U8' } };
    expect(refusal(byDana, waiting, other)).toBe('not_asked');
    const answered = after(byDana, waiting, on);
    expect(answered).toMatchObject({ status: 'open', info_answers: [{ by: 'U9', facts: ['receipts'] }] });
    expect(refusal(byDana, answered, on)).toBe('nothing_awaited');
  });

  it('that was put to the source is none to the person who submitted it', () => {
    const on = { ...grounds(), requester: dana };
    expect(refusal(byDana, after(asked(on), openReview(), on), on)).toBe('not_asked');
  });

  it.each([
    ['nobody is named', undefined],
    ['Slack does not know them', { status: 'unknown', person_id: null } as const],
    ['Slack is still being asked', { status: 'unresolved', person_id: null } as const],
  ])('is put to nobody where %s', (_, requester) => {
    const on = { ...grounds(), ...(requester === undefined ? {} : { requester }) };
    expect(refusal({ ...asked(on), to: 'submitter' }, openReview(), on)).toBe('nobody_to_ask');
    expect(refusal({ ...asked(on), to: 'both' }, openReview(), on)).toBe('nobody_to_ask');
    expect(refusal(asked(on), openReview(), on)).toBe('taken');
  });

  it('that cannot be delivered is dropped, unless the source is asked as well', () => {
    const on = { ...grounds(), requester: dana };
    const lost: ReviewCommand = {
      kind: 'lapse_info',
      because: 'unreachable',
      request_id: 'inf_1',
      clock: { due_at: null, paused_ms: 0 },
    };
    const waiting = after({ ...asked(on), to: 'submitter' }, openReview(), on);
    expect(refusal({ ...lost, request_id: 'inf_0' }, waiting, on)).toBe('nothing_awaited');
    expect(after(lost, waiting, on)).toMatchObject({
      status: 'open',
      info_answers: [{ lapsed: { because: 'unreachable', wanted_by: null } }],
    });
    const both = after({ ...asked(on), to: 'both' }, openReview(), on);
    expect(refusal(lost, both, on)).toBe('nothing_awaited');
  });

  it('goes on waiting when another answer of a quorum is taken back meanwhile, or facts come in unasked', () => {
    const on = grounds();
    const quorum = {
      seats: [{ role: 'finance' }, { role: 'finance' }],
      order: 'parallel',
      ends: 'any_reject',
    } as unknown as Review['quorum'];
    const first = after(
      rejection(on, { option: 'approve', reason_code: 'other' }),
      openReview({ quorum }),
      on,
    );
    const waiting = after({ ...asked(on), by: ben }, first, on);
    expect(waiting).toMatchObject({ status: 'waiting_info', verdicts: [{ by: ana }] });
    const undone = after({ kind: 'undo_verdict', by: ana }, waiting, on);
    expect(undone).toMatchObject({ status: 'waiting_info', verdicts: [], info: { request_id: 'inf_1' } });
    const source = { kind: 'source', id: 'bot' } as const;
    const again = { kind: 'revise', actor: source, revision: 2, because: 'resubmitted' } as const;
    expect(after({ ...again, due_at: null, quorum: null }, waiting, on)).toMatchObject({
      status: 'waiting_info',
      revision: 2,
      verdicts: [],
      info: { request_id: 'inf_1' },
    });
  });

  it('says how the clock goes on when it is answered', () => {
    const on = grounds();
    const clock = { due_at: NOW + 70_000, paused_ms: 20_000 };
    const source = { kind: 'source', id: 'bot' } as const;
    const waiting = after(asked(on), openReview({ due_at: NOW + 50_000, paused_ms: 5_000 }), on);
    expect(after({ kind: 'answer_info', actor: source, clock }, waiting, on)).toMatchObject(clock);
    expect(after({ kind: 'answer_info', actor: source }, waiting, on)).toMatchObject({
      due_at: NOW + 50_000,
      paused_ms: 5_000,
    });
  });
});

describe('a new revision', () => {
  it('clears the seats, also while a verdict settles', () => {
    const on = grounds(expense(), 10_000);
    const settling = after(rejection(on), openReview(), on);
    const revise: ReviewCommand = {
      kind: 'revise',
      actor: { kind: 'source', id: 'bot' },
      revision: 2,
      because: 'resubmitted',
      due_at: null,
      quorum: null,
    };
    const revised = after(revise, settling, on, NOW + 1);
    expect(revised).toMatchObject({ status: 'open', revision: 2, verdicts: [], settle_at: null });
    expect(refusal(rejection(on), revised, on, NOW + 2)).toBe('stale_card');
  });

  it('comes too late once the review is settled', () => {
    const on = grounds();
    const settled = after(rejection(on), openReview(), on);
    const revise: ReviewCommand = {
      kind: 'revise',
      actor: { kind: 'source', id: 'bot' },
      revision: 2,
      because: 'resubmitted',
      due_at: null,
      quorum: null,
    };
    expect(refusal(revise, settled, on)).toBe('already_decided');
    expect(
      refusal({ kind: 'cancel', actor: { kind: 'source', id: 'bot' }, reason: 'late' }, settled, on),
    ).toBe('already_decided');
  });
});

describe('whatever is asked in whatever order', () => {
  const on = grounds(expense(), 10_000);
  const source = { kind: 'source', id: 'bot' } as const;
  const command = fc.constantFrom<ReviewCommand>(
    rejection(on),
    rejection(on, { by: ben, option: 'approve', reason_code: 'other' }),
    { kind: 'undo_verdict', by: ana },
    { kind: 'settle' },
    asked(on),
    { ...asked(on), due_at: NOW + 9_000 },
    { kind: 'answer_info', actor: source, note: 'here' },
    { kind: 'lapse_info', because: 'time', clock: { due_at: null, paused_ms: 0 } },
    { kind: 'cancel', actor: source, reason: 'withdrawn' },
    { kind: 'revise', actor: source, revision: 2, because: 'resubmitted', due_at: null, quorum: null },
  );
  const story = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 6_000 })), { maxLength: 25 });

  /** Runs the commands; answers with every event and the review at the end. */
  const run = (steps: [ReviewCommand, number][]): { events: DecisionEvent[]; review: Review } => {
    let review = openReview();
    let now = NOW;
    const events: DecisionEvent[] = [];
    for (const [next, later] of steps) {
      now += later;
      const decided = decide(next, review, on, now);
      if (!decided.ok) continue;
      events.push(...decided.value);
      review = decided.value.reduce(evolve, review);
    }
    return { events, review };
  };

  it('replaying the events gives the review', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { events, review } = run(steps);
        expect(events.reduce(evolve, openReview())).toEqual(review);
        expect(review.version).toBe(1 + events.length);
      }),
    );
  });

  it('a decision ends at most once, and nothing happens after its end', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const ends = run(steps).events.map(({ type }) => ['resolved', 'cancelled', 'expired'].includes(type));
        expect(ends.filter(Boolean).length).toBeLessThanOrEqual(1);
        expect(ends.includes(true) ? ends.at(-1) : true).toBe(true);
      }),
    );
  });

  it('a verdict stands only while it settles or after it', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { review } = run(steps);
        expect(review.verdicts.length > 0 && review.status === 'open').toBe(false);
        expect(review.status === 'settling').toBe(review.settle_at !== null);
      }),
    );
  });
});
