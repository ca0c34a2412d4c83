import { expect, it } from 'vitest';
import { digestMessage } from '../../blocks/digest.ts';
import { dailyDigest, type OpenItem } from '../../src/core/report/daily.ts';
import { HOUR, NOW } from './a-case.ts';
import { messageFaults } from './nasty-checks.ts';
import { wordsOf } from './read-blocks.ts';

const blocksOf = (over: Partial<OpenItem>) => {
  const item: OpenItem = {
    review_id: 'rev_01KAE7M4T9ZC3V1QWX5J8RBN2D',
    revision: 1,
    title: 'Berlin offsite',
    queue: 'finance',
    due_at: NOW - HOUR,
    opened_at: NOW - 20 * HOUR,
    held_by: 'Robin Okafor',
    waiting_for_answer: true,
    ...over,
  };
  const period = { name: '2026-11-20', from: NOW - 24 * HOUR, until: NOW };
  const names = Array.from({ length: 9 }, () => item.held_by ?? '');
  const items = Array.from({ length: 9 }, () => item);
  const digest = dailyDigest(items, {
    period,
    queue: item.queue,
    now: NOW,
    until: NOW + HOUR,
    away: names,
    could_take: names,
  });
  if (digest === null) throw new Error('nothing waits');
  return digestMessage(digest);
};

it('shows a title as long as it usually is', () => {
  expect(wordsOf(blocksOf({ title: 'x'.repeat(140) }).blocks)).toContain(`*${'x'.repeat(140)}*\n`);
});

it('shows less of titles and names that would be too long for one message', () => {
  const marks = '&'.repeat(200);
  const message = blocksOf({ title: marks, queue: marks, held_by: marks });
  expect(messageFaults(message)).toEqual([]);
  expect(wordsOf(message.blocks)).toContain(`*${'&'.repeat(59)}…*\n`);
});
