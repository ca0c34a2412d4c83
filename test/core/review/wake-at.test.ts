import { describe, expect, it } from 'vitest';
import { wakeAt } from '../../../src/core/review/wake-at.ts';
import { ana, NOW, openReview } from './review-building.ts';

const info = {
  request_id: 'inf_1',
  question: 'Why?',
  facts: [],
  by: ana,
  asked_at: NOW,
  due_at: NOW + 5_000,
};

describe('when time alone changes a review', () => {
  it.each([
    ['never while it waits for people', openReview(), null],
    ['when its answer becomes final', openReview({ status: 'settling', settle_at: NOW + 9 }), NOW + 9],
    ['when its question has waited long enough', openReview({ status: 'waiting_info', info }), NOW + 5_000],
    [
      'never while a question may wait for ever',
      openReview({ status: 'waiting_info', info: { ...info, due_at: null } }),
      null,
    ],
    ['never once it is over', openReview({ status: 'settled', settle_at: NOW, info }), null],
  ])('%s', (_, review, moment) => {
    expect(wakeAt(review)).toBe(moment);
  });
});
