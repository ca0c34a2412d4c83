import { describe, expect, it } from 'vitest';
import { startDesk } from '../support/desk.ts';
import { expense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

describe('what was put off', () => {
  it('is done when its time has come, not at the next sweep', async () => {
    const desk = await startDesk();
    await desk.slack.fault({ kind: '500', method: 'chat.postMessage', times: 1 });
    await desk.expenses.submit(expense());
    // Put off for a second or two; a sweep would find it after fifteen.
    const card = await until('the card', async () => (await desk.slack.cards()).at(-1), 8_000);
    expect(card.text).toContain('EXP-10422');
  });
});
