import { expect, it } from 'vitest';
import { directMessage } from '../../blocks/direct-message.ts';
import { whyWords } from '../../blocks/found-words.ts';
import { privateNote } from '../../blocks/private-note.ts';
import { whileAwayMessage } from '../../blocks/standing-in.ts';
import { threadNote } from '../../blocks/thread-note.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { aCase, event, expenseType, NOW, revision, robin, route } from './a-case.ts';
import { liveIn } from './read-blocks.ts';

/** Nothing is left of an escape or a date that was cut through. */
const isWhole = (text: string): boolean =>
  liveIn([], [text]).length === 0 && !/&(?!(?:amp|lt|gt);)/.test(text);

it('cuts a private answer to what Slack takes, and says so', () => {
  const sentence = '&'.repeat(300);
  const flags = Array.from({ length: 200 }, () => ({ code: 'rule', sentence, weight: 1 }));
  const kase = aCase({ revision: revision({ route: route({ flags }) }) });
  const answer = whyWords(viewFor(kase, expenseType(), { kind: 'person', id: 'U1', roles: [] }, NOW));
  const { text } = privateNote(answer);
  expect(answer.length).toBeGreaterThan(40_000);
  expect(text.length).toBeLessThanOrEqual(40_000);
  expect(text.endsWith('… (cut)')).toBe(true);
  expect(isWhole(text)).toBe(true);
});

it('leaves a short one as it is', () => {
  expect(privateNote('Nothing waits for you.').text).toBe('Nothing waits for you.');
});

it.each([570, 580, 590, 600])('cuts the text of a note after %i marks at no half of anything', (marks) => {
  const request = { question: '&'.repeat(marks), to: 'source', due_at: NOW };
  const asked = event('info_requested', { actor: { kind: 'person', id: robin.id }, data: { request } });
  const { text } = threadNote({ event: asked, names: new Map(), source: 'bot' });
  expect(text.length).toBeLessThanOrEqual(3000);
  expect(isWhole(text)).toBe(true);
});

it('cuts the text of a message to one person at no half of its title', () => {
  const kase = aCase({ decision: { title: '&'.repeat(200) } });
  const view = viewFor(kase, expenseType(), { kind: 'channel' }, NOW);
  for (const long of [2500, 2501, 2502]) {
    const { text } = directMessage(view, 'x'.repeat(long));
    expect(text.length).toBeLessThanOrEqual(3000);
    expect(isWhole(text)).toBe(true);
  }
});

it('cuts what was decided in somebody’s stead to what Slack takes', () => {
  const answer = { title: '&'.repeat(150), label: '&'.repeat(75), by: '&'.repeat(80), at: NOW, final: true };
  const { text } = whileAwayMessage({ answers: Array.from({ length: 40 }, () => answer), more: 0 });
  expect(text.length).toBeLessThanOrEqual(40_000);
  expect(isWhole(text)).toBe(true);
});
