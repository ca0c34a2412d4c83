import { describe, expect, it } from 'vitest';
import { threadNote } from '../../blocks/thread-note.ts';
import { event, HOUR, NOW, robin } from './a-case.ts';

const names = new Map([
  [robin.id, robin.name],
  ['U0DANA', 'Dana Ruiz'],
]);
const about = { names, source: 'expense-bot' };
const asked = (request: Record<string, unknown>) =>
  threadNote({
    ...about,
    event: event('info_requested', {
      actor: { kind: 'person', id: robin.id },
      data: { request: { question: 'Which night?', due_at: null, ...request } },
    }),
  }).text;

describe('the thread tells of a question', () => {
  it.each([
    ['the source', {}, 'Robin Okafor asks expense-bot: Which night?'],
    [
      'the person who submitted it',
      { to: 'submitter', person: { id: 'U0DANA', name: 'Dana Ruiz' } },
      'Robin Okafor asks Dana Ruiz: Which night?',
    ],
    [
      'both, by when',
      { to: 'both', person: { id: 'U0DANA', name: 'Dana Ruiz' }, due_at: NOW + HOUR },
      'Robin Okafor asks Dana Ruiz and expense-bot: Which night? (answer wanted by ',
    ],
  ])('to %s, by name and without a mention', (_, request, words) => {
    expect(asked(request).startsWith(words)).toBe(true);
    expect(asked(request)).not.toContain('<@');
  });

  const answered = (data: Record<string, unknown>, as: 'info_answered' | 'info_lapsed' = 'info_answered') =>
    threadNote({
      ...about,
      names: new Map([['U0DANA', 'Dana Ruiz']]),
      to: robin.id,
      event: event(as, { actor: { kind: 'person', id: 'U0DANA' }, data }),
    }).text;

  it('mentions whoever asked once it is answered, and nobody else', () => {
    expect(answered({ note: 'The third', facts: ['nights'] })).toBe(
      '<@U0ROBIN>: Dana Ruiz answered your question: “The third”. 1 fact came with it; the card shows what changed.',
    );
    expect(answered({})).toBe('<@U0ROBIN>: Dana Ruiz answered your question.');
  });

  it('mentions them once nobody answers, and says why', () => {
    expect(answered({ lapsed: { because: 'time', wanted_by: null } }, 'info_lapsed')).toBe(
      '<@U0ROBIN>: No answer came. It can be decided again.',
    );
    expect(answered({ lapsed: { because: 'unreachable', wanted_by: null } }, 'info_lapsed')).toContain(
      'cannot be written to in Slack',
    );
  });
});
