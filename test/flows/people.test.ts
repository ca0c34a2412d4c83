import { describe, expect, it } from 'vitest';
import { startDesk } from '../support/desk.ts';
import { expense } from '../support/submissions.ts';

const by = (email: string) => expense({ requested_by: { id: 'emp_1', email } });

describe('the person who asked', () => {
  it('is looked up in Slack by their address, whatever its case', async () => {
    const desk = await startDesk();
    const { body } = await desk.expenses.submit(by('Dana@Example.com'));
    await desk.settled();
    const kase = await desk.app.store.findCase(body.id);
    expect(kase?.requester).toEqual({
      status: 'found',
      person_id: desk.slack.userId('dana'),
      name: 'Dana Ruiz',
    });
    expect((await desk.slack.card()).text).not.toContain('does not know');
  });

  it('is named on the card when Slack does not know them', async () => {
    const desk = await startDesk();
    await desk.expenses.submit(by('nobody@elsewhere.example'));
    const card = await desk.slack.card('finance-decisions', ({ blocks }) =>
      JSON.stringify(blocks).includes('Slack does not know nobody@elsewhere.example'),
    );
    expect(card.ts).toBeDefined();
  });

  it('is asked for again when Slack did not answer', async () => {
    const desk = await startDesk();
    await desk.slack.fault({ kind: '500', method: 'users.lookupByEmail', times: 2 });
    const { body } = await desk.expenses.submit(by('dana@example.com'));
    await desk.settled();
    const status = async () => (await desk.app.store.findCase(body.id))?.requester?.status;
    expect(await status()).toBe('unresolved');
    await desk.advance(60_000);
    expect(await status()).toBe('found');
  });
});
