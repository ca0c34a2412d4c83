import { describe, expect, it } from 'vitest';
import { newPost } from '../../src/usecases/send-posts.ts';
import { small } from '../support/audits.ts';
import { type Desk, type PolicyDraft, startDesk } from '../support/desk.ts';
import { textOf } from '../support/slack-side.ts';
import { plainExpense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;

const daily = (draft: PolicyDraft): void => {
  Object.assign(draft, { calendars: { office: { time_zone: 'UTC', hours: '24x7' } } });
  draft.queues['finance'] = { channel: '#finance-decisions', calendar: 'office', digest: '08:30' };
};

const digests = async (desk: Desk, channel = 'finance-decisions') =>
  (await desk.slack.messages(channel)).filter(({ metadata }) => metadata?.event_type === 'handraise_digest');

/** Moves the clock to the next half past eight in the morning, and `past` it. */
const toDigest = async (desk: Desk, past = 0): Promise<void> => {
  const now = desk.app.clock.now();
  const today = Math.floor(now / DAY) * DAY + 8.5 * HOUR;
  await desk.advance((today > now ? today : today + DAY) - now + past);
};

/** A queue with something old in it, of which its next digest tells. */
const deskWithDigest = async (policy = daily): Promise<Desk> => {
  const desk = await startDesk({ policy });
  await toDigest(desk);
  await desk.expenses.submit(plainExpense(420, 0.83, { external_id: 'EXP-1', title: 'Train to Hamburg' }));
  await desk.slack.card();
  await desk.settled();
  return desk;
};

describe('a digest, when Slack has a bad day', () => {
  it.each([
    { kind: '500', method: 'chat.postMessage', times: 2 },
    { kind: '429', method: 'chat.postMessage', times: 1, retry_after: 1 },
    { kind: 'drop_after', method: 'chat.postMessage', times: 1 },
    { kind: 'refuse', times: 3 },
  ] as const)('is posted once after $kind', async (fault) => {
    const desk = await deskWithDigest();
    await desk.slack.fault(fault);
    await toDigest(desk);
    await until('the digest', async () => {
      await desk.advance(MINUTE);
      return (await digests(desk)).length > 0;
    });
    await desk.advance(5 * MINUTE);
    expect(await digests(desk)).toHaveLength(1);
    const [digest] = await digests(desk);
    expect(textOf(digest?.blocks ?? [])).toContain('Train to Hamburg');
  });

  it('has its counts under it also when the answer to its message was lost', async () => {
    const desk = await startDesk({
      policy: (draft) => {
        draft.queues['finance'] = { channel: '#finance-decisions', report: 'mon 09:00' };
      },
    });
    await desk.expenses.submit(small(40));
    await desk.slack.fault({ kind: 'drop_after', method: 'chat.postMessage', times: 1 });
    for (let day = 0; day < 8; day++) await desk.advance(DAY);
    await until('the report and its file', async () => {
      await desk.advance(MINUTE);
      return (await desk.slack.calls('files.completeUploadExternal')).length > 0;
    });
    expect(await desk.slack.calls('files.completeUploadExternal')).toHaveLength(1);
  });

  it('goes to the channel for alerts when its own takes no messages', async () => {
    const desk = await deskWithDigest();
    const finance = desk.sandbox.world.channels.get(desk.slack.channelId('finance-decisions'));
    if (finance !== undefined) finance.is_archived = true;
    await toDigest(desk);
    await until('the digest', async () => (await digests(desk, 'handraise-alerts')).length > 0);
    await desk.advance(5 * MINUTE);
    expect(await digests(desk, 'handraise-alerts')).toHaveLength(1);
    expect(desk.logged.map(({ msg }) => msg)).toContain(
      'a channel takes no messages; they go to #handraise-alerts',
    );
  });

  it('of a day that is over is not told when Slack comes back: the next one says more', async () => {
    const desk = await deskWithDigest();
    await desk.slack.fault({ kind: 'refuse' });
    await toDigest(desk);
    await desk.advance(23 * HOUR + 58 * MINUTE);
    expect(await digests(desk)).toEqual([]);
    await desk.slack.fault({ kind: 'none' });
    await desk.advance(3 * MINUTE);
    await until('the digest', async () => {
      await desk.advance(MINUTE);
      return (await digests(desk)).length > 0;
    });
    await desk.advance(5 * MINUTE);
    expect(await digests(desk)).toHaveLength(1);
  });
});

describe('a message to one person', () => {
  it('goes nowhere else when they cannot be written to', async () => {
    const desk = await startDesk();
    const { world } = desk.app;
    const body = { answers: [], more: 3 };
    await desk.app.store.commit([
      newPost(world, { kind: 'while_away', about: 'U0NOBODY', period: 'p', channel: 'U0NOBODY', body }),
    ]);
    for (let n = 0; n < 12; n++) await desk.advance(2 * MINUTE);
    expect(await desk.app.store.findPost('while_away', 'U0NOBODY', 'p')).toMatchObject({
      status: 'failed',
      channel: 'U0NOBODY',
    });
    expect(await desk.slack.messages('handraise-alerts')).toEqual([]);
  });
});

describe('a process that was killed', () => {
  it('between keeping that it sends a message and hearing that it was sent, sends it once all the same', async () => {
    const desk = await deskWithDigest();
    await toDigest(desk);
    const [digest] = await until('the digest', async () => {
      const found = await digests(desk);
      return found.length > 0 && found;
    });
    const id = digest?.metadata?.event_payload['surface_id'] ?? '';
    // As the row stood before the answer.
    const before = { status: 'sending', posted_channel: null, ts: null } as const;
    await desk.app.store.commit([{ update: 'posts', where: { id }, set: before }]);
    await desk.advance(MINUTE);
    expect(await digests(desk)).toHaveLength(1);
    expect(await desk.app.store.duePosts('#finance-decisions', desk.app.clock.now(), 9)).toEqual([]);
  });

  it('between keeping that it sends a message and sending it, sends it', async () => {
    const desk = await deskWithDigest();
    const { world, store } = desk.app;
    const row = newPost(world, {
      kind: 'while_away',
      about: 'ben',
      period: 'p',
      channel: desk.slack.userId('ben'),
      body: { answers: [], more: 3 },
    });
    await store.commit([row]);
    const { id } = (await store.findPost('while_away', 'ben', 'p')) ?? { id: '' };
    await store.commit([{ update: 'posts', where: { id }, set: { status: 'sending', attempts: 1 } }]);
    await desk.advance(MINUTE);
    expect(await desk.slack.directs('ben')).toHaveLength(1);
  });
});
