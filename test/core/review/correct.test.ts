import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecisionEvent, Values } from '../../../src/core/decision/decision.ts';
import type { ReviewCommand } from '../../../src/core/review/commands.ts';
import { decide } from '../../../src/core/review/decide.ts';
import { evolve } from '../../../src/core/review/evolve.ts';
import type { Review } from '../../../src/core/review/review.ts';
import { correctionsView } from '../../../src/core/review/view-corrections.ts';
import type { Grounds } from '../../../src/core/review/why-not-now.ts';
import { aCase, event, expenseType } from '../../blocks/a-case.ts';
import { quorum } from './quorum-building.ts';
import { ana, ben, grounds, NOW, openReview } from './review-building.ts';

type Correct = Extract<ReviewCommand, { kind: 'correct' }>;

const settled = (over: Partial<Review> = {}): Review =>
  openReview({ status: 'settled', disposition: 'rejected', settled_at: NOW, ...over });

/** A decision that ended with this option. */
const ended = (option: string | null = 'reject', over: Partial<Grounds> = {}): Grounds => ({
  ...grounds(),
  decision: { option, values: null },
  events: [],
  ...over,
});

const correct = (over: Partial<Correct> = {}): Correct => ({
  kind: 'correct',
  by: ana,
  roles: ['finance'],
  option: 'approve',
  reason_code: 'within_policy',
  rationale: 'The receipt was on page two',
  tags: [],
  ...over,
});

const lower: Values = { amount: { value: 250, currency: 'EUR' } };
const changed = { option: 'approve', values: lower, reason_code: 'partly_private' };

const answer = (command: Correct, on = ended(), review = settled()): string | DecisionEvent => {
  const decided = decide(command, review, on, NOW + 1);
  return decided.ok ? (decided.value[0] as DecisionEvent) : decided.error.code;
};

describe('a correction', () => {
  it('says what was, what would have been right, and why; the review stays as it ended', () => {
    const found = answer(correct()) as DecisionEvent;
    expect(found).toMatchObject({
      type: 'corrected',
      actor: { kind: 'person', id: ana.id },
      data: {
        by: ana,
        was: 'reject',
        now: 'approve',
        values: null,
        disposition: 'approved',
        reason_code: 'within_policy',
        reason: 'The receipt was on page two',
      },
    });
    expect(evolve(settled(), found)).toEqual({ ...settled(), version: 2 });
  });

  it('may be other values', () => {
    const on = ended('approve');
    expect(answer(correct(changed), on, settled({ disposition: 'approved' }))).toMatchObject({
      data: { was: 'approve', now: 'approve', values: lower, disposition: 'modified' },
    });
  });

  it('makes no approval of what several had to approve: one of them alone may only be against it', () => {
    const several = { quorum: quorum(['finance', 'finance']) };
    expect(answer(correct(), ended(), settled(several))).toBe('takes_several');
    const approved = settled({ ...several, disposition: 'approved' });
    expect(answer(correct(changed), ended('approve'), approved)).toBe('takes_several');
    const against = correct({ option: 'reject', reason_code: 'duplicate' });
    expect(answer(against, ended('approve'), approved)).toMatchObject({ data: { now: 'reject' } });
  });

  it.each<[string, Partial<Correct>, Partial<Grounds>, Partial<Review>, string]>([
    ['without a text', { rationale: ' ' }, {}, {}, 'rationale_required'],
    ['by somebody without the role', { roles: ['support'] }, {}, {}, 'not_a_decider'],
    ['by the person who asked', { by: { id: 'U9', email: 'Dana@Example.com' } }, {}, {}, 'own_request'],
    ['to what stands', { option: 'reject', reason_code: 'duplicate' }, {}, {}, 'nothing_changed'],
    [
      'above the authority',
      {},
      { limits: [{ role: 'finance', up_to: { EUR: 100 } }] },
      {},
      'above_authority',
    ],
    ['with a reason of another answer', { reason_code: 'duplicate' }, {}, {}, 'unknown_reason'],
    ['of what was withdrawn', {}, {}, { disposition: 'cancelled' }, 'nothing_to_correct'],
    ['of what expired', {}, {}, { disposition: 'expired' }, 'nothing_to_correct'],
    ['of what is not final', {}, {}, { status: 'settling', disposition: null }, 'nothing_to_correct'],
    ['of an audit', {}, {}, { kind: 'audit', because: 'sampled' }, 'only_an_audit'],
  ])('is refused %s', (_, command, on, review, code) => {
    expect(answer(correct(command), ended('reject', on), settled(review))).toBe(code);
  });

  it('to a rejection needs no authority over amounts', () => {
    const on = ended('approve', { limits: [{ role: 'finance', up_to: { EUR: 100 } }] });
    const reject = correct({ option: 'reject', reason_code: 'duplicate' });
    expect(answer(reject, on, settled({ disposition: 'approved' }))).toMatchObject({
      data: { now: 'reject' },
    });
  });

  it('can be corrected again, by whoever has seen it', () => {
    const first = answer(correct({ seen: 0 })) as DecisionEvent;
    const on = ended('reject', { events: [first] });
    const back = { option: 'reject', reason_code: 'duplicate', by: ben };
    expect(answer(correct({ ...back, seen: 0 }), on)).toBe('corrected_meanwhile');
    expect(answer(correct({ ...back, seen: 1 }), on)).toMatchObject({
      data: { was: 'approve', now: 'reject' },
    });
    expect(answer(correct({ seen: 1 }), on)).toBe('nothing_changed');
  });

  it('knows what stands whatever the order of keys in a store', () => {
    const stored = { ...changed, values: { amount: { currency: 'EUR', value: 250 } } };
    const on = ended('approve', { decision: { option: 'approve', values: stored.values } });
    expect(answer(correct(changed), on, settled({ disposition: 'modified' }))).toBe('nothing_changed');
  });

  it('of what an audit found is another matter', () => {
    const found = event('corrected', { data: { review_id: 'aud_1', was: 'reject', now: 'approve' } });
    expect(answer(correct({ seen: 0 }), ended('reject', { events: [found] }))).toMatchObject({
      data: { was: 'reject', now: 'approve' },
    });
  });

  it('replaying the events gives the review, whatever was corrected', () => {
    const step = fc.constantFrom<Partial<Correct>>(
      {},
      changed,
      { option: 'reject', reason_code: 'duplicate' },
      { by: ben },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const events: DecisionEvent[] = [];
        const review = steps.reduce((now, one) => {
          const decided = decide(correct(one), now, ended('reject', { events: [...events] }), NOW + 1);
          if (!decided.ok) return now;
          events.push(...decided.value);
          return decided.value.reduce(evolve, now);
        }, settled());
        expect(events.reduce(evolve, settled())).toEqual(review);
        // What one correction says is what the next one starts from.
        expect(events.slice(1).map(({ data }) => data.was)).toEqual(
          events.slice(0, -1).map(({ data }) => data.now),
        );
      }),
    );
  });
});

describe('what became of corrections', () => {
  const corrected = (at: number, was: string, now: string, disposition = 'approved') =>
    event('corrected', {
      at,
      actor: { kind: 'person', id: 'U2' },
      data: { was, now, disposition, reason: 'So' },
    });
  const kase = (events: DecisionEvent[]) =>
    aCase({
      review: { status: 'settled', disposition: 'rejected' },
      decision: { status: 'resolved', disposition: 'rejected', option: 'reject' },
      events,
    });

  it('is told of each: when the source took it, and whether it could reverse it', () => {
    const { corrections, correctable } = correctionsView(
      kase([
        corrected(NOW, 'reject', 'approve'),
        corrected(NOW, 'approve', 'approve', 'modified'),
        event('callback_delivered', { at: NOW + 5, data: { callback: 'decision.corrected', correction: 1 } }),
        event('remedied', {
          at: NOW + 5,
          data: { result: 'impossible', callback: 'decision.corrected', correction: 1 },
        }),
        event('remedied', { at: NOW + 6, data: { result: 'reversed', callback: 'audit.disagreed' } }),
        event('callback_delivered', { at: NOW + 9, data: { callback: 'decision.corrected', correction: 2 } }),
      ]),
      expenseType(),
    );
    expect(corrections).toMatchObject([
      { was: 'Reject', now: 'Approve', told_at: NOW + 5, remedy: 'impossible' },
      { was: 'Approve', now: 'Approve with changes', told_at: NOW + 9, remedy: null },
    ]);
    expect(correctable).toBe(true);
  });

  it('is said in values against those of the answer before, also where one goes back to what was submitted', () => {
    const EUR = (value: number) => ({ value, currency: 'EUR' });
    const steps = [
      { disposition: 'modified', values: { amount: EUR(1700) } },
      { disposition: 'modified', values: { amount: EUR(1700), receipts: 9, iban: 'DE99' } },
      { disposition: 'approved', values: null },
      { disposition: 'rejected', values: null },
    ];
    const events = steps.map(({ disposition, values }, n) => {
      const to = disposition === 'rejected' ? 'reject' : 'approve';
      return event('corrected', {
        at: NOW + n,
        data: { was: 'approve', now: to, disposition, values, reason: 'So' },
      });
    });
    const modified = aCase({
      review: { status: 'settled', disposition: 'modified' },
      decision: {
        status: 'resolved',
        disposition: 'modified',
        option: 'approve',
        values: { amount: EUR(1760), category: 'Meals' },
      },
      events,
    });
    const { corrections } = correctionsView(modified, expenseType());
    expect(corrections.map(({ was, now }) => [was, now])).toEqual([
      ['Approve with changes', 'Approve with changes'],
      ['Approve with changes', 'Approve with changes'],
      ['Approve with changes', 'Approve'],
      ['Approve', 'Reject'],
    ]);
    expect(corrections.map(({ changes }) => changes)).toEqual([
      [
        { label: 'Category', from: 'Meals', to: 'Travel' },
        { label: 'Amount', from: '1,760.00 EUR', to: '1,700.00 EUR' },
      ],
      [
        { label: 'Receipts', from: '11', to: '9' },
        { label: 'IBAN', from: null, to: 'changed' },
      ],
      [
        { label: 'Receipts', from: '9', to: '11' },
        { label: 'Amount', from: '1,700.00 EUR', to: '1,840.50 EUR' },
        { label: 'IBAN', from: null, to: 'changed' },
      ],
      [],
    ]);
  });

  it('is what the source says by itself, for the latest one', () => {
    const { corrections } = correctionsView(
      kase([
        corrected(NOW, 'reject', 'approve'),
        corrected(NOW + 5, 'approve', 'reject', 'rejected'),
        event('remedied', { at: NOW + 9, data: { result: 'reversed' } }),
      ]),
      expenseType(),
    );
    expect(corrections.map(({ remedy }) => remedy)).toEqual([null, 'reversed']);
  });
});
