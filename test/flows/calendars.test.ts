import { expect, it } from 'vitest';
import { startDesk } from '../support/desk.ts';
import { expense } from '../support/submissions.ts';

it("an answer is due by the open hours of the queue's calendar, or when the source says if that is sooner", async () => {
  const desk = await startDesk({
    policy: (draft) => {
      Object.assign(draft, {
        calendars: {
          office: {
            time_zone: 'Europe/Berlin',
            hours: { 'mon-fri': '09:00-17:30' },
            holidays: { country: 'DE' },
          },
        },
      });
      draft.queues['finance'] = { channel: '#finance-decisions', calendar: 'office' };
    },
  });
  // The Thursday before Easter, after hours: the clock begins on Tuesday.
  desk.app.clock.setOffset(Date.parse('2027-03-25T17:00:00Z') - Date.now());
  const bySla = await desk.expenses.submit(expense({ external_id: 'A' }));
  expect((await desk.expenses.get(bySla.body.id)).due_at).toBe('2027-04-01T14:00:00.000Z');
  const due_at = '2027-03-28T06:00:00.000Z';
  const bySource = await desk.expenses.submit(expense({ external_id: 'B', due_at }));
  expect((await desk.expenses.get(bySource.body.id)).due_at).toBe(due_at);
});
