import { describe, expect, it } from 'vitest';
import { small } from '../support/audits.ts';
import { type Desk, type PolicyDraft, startDesk } from '../support/desk.ts';
import { textOf } from '../support/slack-side.ts';
import { plainExpense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const publishing = (draft: PolicyDraft): void => {
  Object.assign(draft, { calendars: { office: { time_zone: 'Europe/Berlin', hours: '24x7' } } });
  draft.queues['finance'] = {
    channel: '#finance-decisions',
    calendar: 'office',
    digest: '08:30',
    report: 'mon 09:00',
  };
};

/** Messages of a kind in the queue's channel. */
const said = async (desk: Desk, kind: 'digest' | 'report', channel = 'finance-decisions') =>
  (await desk.slack.messages(channel)).filter(({ metadata }) => metadata?.event_type === `handraise_${kind}`);

/** Moves the clock to the next moment at which it is that weekday (1 is Monday) and time in UTC. */
const moveTo = async (desk: Desk, weekday: number | undefined, utc: string): Promise<void> => {
  const now = desk.app.clock.now();
  let target = Date.parse(`${new Date(now).toISOString().slice(0, 10)}T${utc}:00Z`);
  while (target <= now || (weekday !== undefined && new Date(target).getUTCDay() !== weekday % 7))
    target += DAY;
  await desk.advance(target - now);
};

describe('the daily digest', () => {
  it('is posted once at its hour to the queue that has something due, with a way in, and stays quiet otherwise', async () => {
    const desk = await startDesk({ policy: publishing });
    await moveTo(desk, undefined, '09:00');
    expect(await said(desk, 'digest')).toEqual([]);
    await desk.expenses.submit(plainExpense(420, 0.83, { external_id: 'EXP-1', title: 'Train to Hamburg' }));
    await moveTo(desk, undefined, '09:00');
    const digests = await until('a digest', async () => {
      const found = await said(desk, 'digest');
      return found.length > 0 && found;
    });
    expect(digests).toHaveLength(1);
    expect(textOf(digests[0]?.blocks ?? [])).toContain('Train to Hamburg');
    await desk.advance(60_000);
    await desk.advance(60_000);
    expect(await said(desk, 'digest')).toHaveLength(1);
    const ack = await desk.slack.press('ben', digests[0]!, 'more');
    expect(ack.ok).toBe(true);
    expect((await desk.slack.modal('ben')).title.text).toBeDefined();
  });
});

describe('what managers read', () => {
  it('comes to each of them alone, once, at the hour of where they live', async () => {
    const desk = await startDesk({
      policy: (draft) => {
        Object.assign(draft, { managers: { role: 'managers', digest: '08:30' } });
      },
    });
    await moveTo(desk, undefined, '00:10');
    await desk.expenses.submit(plainExpense(420, 0.83, { external_id: 'EXP-1', title: 'Train to Hamburg' }));
    for (let hours = 0; hours < 24; hours += 4) await desk.advance(4 * HOUR);
    const calls = await until('a digest for a manager', async () => {
      const found = (await desk.slack.calls('chat.postMessage')).filter(({ body }) =>
        JSON.stringify(body).includes('handraise_digest'),
      );
      return found.length > 0 && found;
    });
    const channels = calls.map(({ body }) => String((body as { channel?: unknown }).channel));
    expect(new Set(channels).size).toBe(channels.length);
    expect(channels.every((channel) => channel.startsWith('D'))).toBe(true);
    await desk.advance(60_000);
    const again = (await desk.slack.calls('chat.postMessage')).filter(({ body }) =>
      JSON.stringify(body).includes('handraise_digest'),
    );
    expect(again).toHaveLength(calls.length);
  });
});

describe('the weekly override report', () => {
  it('is posted once, with its counts as a file under it, and says what people changed', async () => {
    const desk = await startDesk({ policy: publishing });
    await moveTo(desk, 3, '10:00');
    await desk.expenses.submit(small(40));
    await desk.expenses.submit(plainExpense(420, 0.83, { external_id: 'EXP-1' }));
    const card = await desk.slack.card();
    await desk.slack.answer('ben', card, 'verdict_reject', {
      reason: 'over_policy_cap',
      rationale: 'Hotel is capped at 180',
    });
    await moveTo(desk, 1, '08:30');
    const [report, ...others] = await until('a report', async () => {
      const found = await said(desk, 'report');
      return found.length > 0 && found;
    });
    expect(others).toEqual([]);
    const text = textOf(report?.blocks ?? []);
    expect(text).toContain('1 executed without review');
    expect(text).toContain('People changed the AI’s answer in 100 % of 1 review');
    expect(text).toContain('Over policy cap');
    const uploads = await desk.slack.calls('files.completeUploadExternal');
    expect(uploads).toHaveLength(1);
    await desk.advance(2 * HOUR);
    expect(await said(desk, 'report')).toHaveLength(1);
  });

  it('answers /handraise report to whoever has a role, and to nobody else', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(small(40));
    await desk.slack.command('ben', 'report so far');
    const told = await until('an answer', async () =>
      (await desk.slack.messages('finance-decisions', 'ben')).findLast(({ ephemeral }) => ephemeral === true),
    );
    expect(JSON.stringify(told)).toContain('1 executed without review');
    await desk.slack.command('ben', 'report nowhere');
    const wrong = await until('another answer', async () =>
      (await desk.slack.messages('finance-decisions', 'ben')).findLast((one) =>
        JSON.stringify(one).includes('There is no queue'),
      ),
    );
    expect(JSON.stringify(wrong)).toContain('finance');
  });
});
