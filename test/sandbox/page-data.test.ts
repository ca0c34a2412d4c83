import { describe, expect, it } from 'vitest';
import type { Message, Workspace } from '../../src/sandbox/page/live/answers.ts';
import { eachOnce } from '../../src/sandbox/page/live/each-once.ts';
import {
  conversationsOf,
  likelyReviewer,
  sameKept,
  unreadCount,
} from '../../src/sandbox/page/live/places.ts';
import { lostDrafts, valuesOf } from '../../src/sandbox/page/modal/values.ts';
import { callbackLine, joined, submissionLine } from '../../src/sandbox/page/source/records.ts';
import { verdictModal } from './page-modals.ts';

const workspace: Workspace = {
  users: ['U1 Dana', 'U2 Ana', 'UB Handraise'].map((one) => {
    const [id = '', name = ''] = one.split(' ');
    return { id, name, real_name: name, is_bot: id === 'UB' };
  }),
  channels: [
    { id: 'C1', name: 'finance', members: ['U2', 'UB'] },
    { id: 'C2', name: 'general', members: ['U1', 'U2'] },
  ],
  dms: [
    { id: 'D1', members: ['U1', 'UB'] },
    { id: 'D2', members: ['U2', 'UB'] },
    { id: 'D3', members: ['U1', 'U2'] },
  ],
  usergroups: [{ id: 'S1', name: 'Finance', users: ['U2'] }],
  app: { id: 'A1', name: 'Handraise', bot_user_id: 'UB' },
};

describe('the sidebar', () => {
  it('holds only what the acting person is in, the app last', () => {
    const names = (me: string): string[] =>
      conversationsOf(workspace, me).map((one) => `${one.kind} ${one.name}`);
    expect(names('U1')).toEqual(['channel general', 'person Ana', 'app Handraise']);
    expect(names('U2')).toEqual(['channel finance', 'channel general', 'person Dana', 'app Handraise']);
  });

  it('counts what others wrote after the last one read, replies left out', () => {
    const messages: Message[] = [
      { ts: '1.0', posted_at: 1000, user: 'UB' },
      { ts: '2.0', posted_at: 2000, user: 'UB' },
      { ts: '3.0', posted_at: 3000, user: 'U2' },
      { ts: '4.0', posted_at: 4000, thread_ts: '1.0', user: 'UB' },
      { ts: '5.0', posted_at: 5000, thread_ts: '5.0', user: 'U1' },
    ];
    expect(unreadCount(messages, '1.0', 'U2')).toBe(2);
    expect(unreadCount(messages, undefined, 'U2')).toBe(3);
    expect(unreadCount(messages, '5.0', 'U2')).toBe(0);
  });

  it('keeps the messages that have not changed as they are', () => {
    const known: Message[] = [
      { ts: '1.0', posted_at: 1000, user: 'UB', text: 'open' },
      { ts: '2.0', posted_at: 2000, user: 'UB', text: 'open' },
    ];
    const came = [
      structuredClone(known[0]),
      { ...known[1], text: 'settled' },
      { ts: '3.0', posted_at: 3000, user: 'UB' },
    ];
    const [first, second, third] = sameKept(known, JSON.parse(JSON.stringify(came)));
    expect(first).toBe(known[0]);
    expect([second?.text, third?.ts]).toEqual(['settled', '3.0']);
  });

  it('opens as somebody who decides things', () => {
    expect(likelyReviewer(workspace)?.id).toBe('U2');
  });
});

describe('a modal', () => {
  const view = { id: 'V1', blocks: JSON.parse(JSON.stringify(verdictModal(true).blocks)) };

  it('sends proposals where nothing was typed, and what was typed where something was', () => {
    const drafts = new Map<string, string | string[]>([
      ['view:V1/reason/code', 'duplicate'],
      ['view:V1/tags/tags', ['train_on_this']],
      ['view:V2/explain/text', 'of another modal'],
    ]);
    const values = valuesOf(view, drafts);
    expect(values.reason).toEqual({ code: 'duplicate' });
    expect(values.tags).toEqual({ tags: ['train_on_this'] });
    expect(values.amount).toEqual({ n: '1840.5' });
    expect(values.explain).toEqual({ text: '' });
    expect(values.queue).toEqual({ queue: '' });
    expect(values).not.toHaveProperty('deeper');
  });

  it('forgets what was typed into fields that are gone, and choices that are offered no more', () => {
    const drafts = new Map<string, string | string[]>([
      ['view:V1/reason/code', 'of another form'],
      ['view:V1/tags/tags', ['train_on_this', 'gone']],
      ['view:V1/before/text', 'typed earlier'],
      ['view:V1/explain/text', 'typed'],
      ['view:V1/queue/queue', ''],
      ['view:V2/before/text', 'of another modal'],
    ]);
    expect(lostDrafts(view, drafts)).toEqual([
      'view:V1/reason/code',
      'view:V1/tags/tags',
      'view:V1/before/text',
    ]);
  });

  it('sends an emptied field as empty, so that the proposal does not come back', () => {
    expect(valuesOf(view, new Map([['view:V1/amount/n', '']])).amount).toEqual({ n: '' });
  });
});

describe("the sources' log", () => {
  const at = '2025-11-25T13:05:00.000Z';

  it('tells who decided what and why', () => {
    const verdict = {
      by: 'U2',
      option: 'reject',
      reason_code: 'over_policy_cap',
      rationale: 'Hotel above the cap',
    };
    const data = { external_id: 'EXP-1', disposition: 'rejected', verdicts: [verdict] };
    const line = callbackLine({
      n: 1,
      at,
      source: 'expense-bot',
      verified: true,
      body: { type: 'decision.resolved', data },
    });
    expect(line).toMatchObject({
      title: 'decision.resolved · EXP-1',
      result: 'rejected · by U2: over policy cap, “Hotel above the cap”',
      tone: 'good',
    });
  });

  it.each([
    [202, { route: { level: 'human_decides' } }, '202 · human decides', 'plain'],
    [422, { title: 'Unprocessable' }, '422 · Unprocessable', 'bad'],
    [0, {}, 'no answer', 'bad'],
  ])('tells an answer of %s', (status, answer, result, tone) => {
    expect(submissionLine({ n: 1, at, source: 's', body: { title: 'T' }, status, answer })).toMatchObject({
      result,
      tone,
      title: 'T',
    });
  });

  it('marks what was not verified, whatever its body', () => {
    const line = callbackLine({ n: 2, at, verified: false, error: 'no signature', body: 'garbage' });
    expect(line).toMatchObject({ tone: 'bad', verified: false, result: 'no signature' });
  });

  it('joins what came since to what is known, each once and not without end', () => {
    const numbered = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, at) => ({ n: from + at }));
    expect(joined(numbered(1, 3), numbered(2, 5)).map((one) => one.n)).toEqual([1, 2, 3, 4, 5]);
    expect(joined(numbered(1, 200), numbered(201, 210))).toHaveLength(200);
  });
});

it('runs once more after a burst, never twice at the same time', async () => {
  const runs: string[] = [];
  let release: () => void = () => undefined;
  const changed = eachOnce<string>(
    (what) => what,
    async (what) => {
      runs.push(what);
      if (runs.length === 1) await new Promise<void>((resolve) => (release = resolve));
    },
  );
  for (const what of ['a', 'a', 'a', 'b']) changed(what);
  expect(runs).toEqual(['a', 'b']);
  release();
  await new Promise((resolve) => setImmediate(resolve));
  expect(runs).toEqual(['a', 'b', 'a']);
});
