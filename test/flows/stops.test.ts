import { describe, expect, it } from 'vitest';
import { small } from '../support/audits.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const stop = (type: string) => `/v1/types/${type}/stop`;
const start = (type: string) => `/v1/types/${type}/start`;
const ask = (desk: Desk, path: string, body: unknown, source = desk.expenses) =>
  source.ask('POST', path, { body: JSON.stringify(body) });

/** Runs a command and waits for an answer that holds these words. */
const command = async (desk: Desk, user: string, text: string, words: string) => {
  await desk.slack.command(user, text);
  await until(`an answer to /handraise ${text} that says ${words}`, async () =>
    (await desk.slack.note(user)).includes(words),
  );
};

/** What the channel was told about stops and starts, oldest first, once there are `n` of them. */
const notices = (desk: Desk, n: number): Promise<string[]> =>
  until(`${n} notices of stops`, async () => {
    await desk.settled();
    const found = (await desk.slack.messages('finance-decisions')).filter(
      ({ metadata }) => metadata?.event_type === 'handraise_stop',
    );
    return found.length === n && found.map(({ blocks }) => textOf(blocks));
  });

describe('the channel of a type', () => {
  it('is told once that it was stopped, by whom, why and what that means, and later that it is over', async () => {
    const desk = await startDesk();
    await command(desk, 'ana', 'stop expense.report <!channel> too many duplicates', 'Stopped.');
    await command(desk, 'ben', 'stop expense.report', 'Ana Lindqvist stopped');
    const [stopped] = await notices(desk, 1);
    expect(stopped).toContain('(expense.report) was stopped* by Ana Lindqvist, ');
    expect(stopped).toContain('too many duplicates');
    expect(stopped).not.toContain('<!channel>');
    expect(stopped).toContain('everything of it waits for people');
    expect(stopped).toContain('`/handraise start expense.report`');

    await command(desk, 'ines', 'start expense.report duplicates are found now', 'Started.');
    await command(desk, 'ines', 'start expense.report', 'is not stopped');
    const [over, started] = await notices(desk, 2);
    expect(over).toMatch(/It is over: Ines \S+ started it again/);
    expect(over).not.toContain('waits for people');
    expect(started).toContain('(expense.report) runs by itself again*');
    expect(started).toContain('duplicates are found now');
    expect(started).toContain('It had been stopped by Ana Lindqvist, ');
  });

  it('is told by a source as well, also before anything of the type was submitted, and when Slack was away', async () => {
    const desk = await startDesk();
    await desk.slack.fault({ kind: 'drop_after', method: 'chat.postMessage', times: 1 });
    await ask(desk, stop('expense.report'), { reason: 'Model rolled back' });
    await ask(desk, stop('expense.report'), { reason: 'Again' });
    await desk.settled();
    await desk.advance(5_000);
    const [stopped] = await notices(desk, 1);
    expect(stopped).toContain('was stopped* by expense-bot, ');
    expect(stopped).toContain('Model rolled back');
    await ask(desk, start('expense.report'), { by: 'ana@example.com' });
    const [, started] = await notices(desk, 2);
    expect(started).toContain('started by Ana Lindqvist, through expense-bot, ');
  });
});

describe('a stopped type', () => {
  it('goes to people from the next decision on, until somebody starts it again', async () => {
    const desk = await startDesk();
    expect((await desk.expenses.submit(small(40))).body).toMatchObject({ disposition: 'auto_executed' });
    await command(desk, 'ana', 'stop expense.report too many duplicates', 'Stopped.');
    const { status, body } = await desk.expenses.submit(small(41));
    expect(status).toBe(202);
    expect(body.route).toMatchObject({
      level: 'review',
      flags: [
        { code: 'stopped', sentence: expect.stringMatching(/^Stopped by Ana Lindqvist at .* UTC: too many/) },
      ],
    });
    expect(body.route.trace).toContainEqual({
      step: 'stop',
      saw: expect.stringContaining('Stopped by Ana Lindqvist'),
      did: 'From auto execute to review',
    });
    expect(textOf((await desk.slack.card()).blocks)).toContain('Stopped by Ana Lindqvist');
    expect((await desk.expenses.ask('GET', '/readyz', { bare: true })).body).toMatchObject({
      stopped_types: 1,
    });
    await command(desk, 'ines', 'start expense.report', 'Started.');
    expect((await desk.expenses.submit(small(42))).body).toMatchObject({ disposition: 'auto_executed' });
  });

  it('changes nothing about what waits for a person anyway, and says so in the trace alone', async () => {
    const desk = await startDesk();
    await command(desk, 'ana', 'stop expense.report', 'Stopped.');
    const { body } = await desk.expenses.submit(expense());
    expect(body.route.level).toBe('review');
    expect(body.route.flags.map(({ code }) => code)).not.toContain('stopped');
    expect(body.route.trace.map(({ step }) => step)).toContain('stop');
  });

  it('is stopped once, by those who may, and the list says by whom', async () => {
    const desk = await startDesk();
    await command(desk, 'chiara', 'stop expense.report', '*finance* or *finance-leads* or *managers*');
    await command(desk, 'ana', 'stop expense.reports', 'There is no decision type');
    await command(desk, 'ana', 'stop', 'Say which type');
    await command(desk, 'ana', 'start expense.report', 'is not stopped');
    await command(desk, 'ana', 'stop expense.report', 'Stopped.');
    await command(desk, 'ben', 'stop expense.report', 'Ana Lindqvist stopped');
    await command(desk, 'dana', 'queue', 'expense.report* is stopped');
    await command(desk, 'chiara', 'start expense.report', 'You cannot stop or start');
    expect((await desk.expenses.submit(small(40))).body.status).toBe('pending');
  });

  it('can be stopped by its source, and started in the name of a person who may', async () => {
    const desk = await startDesk();
    const stopped = await ask(desk, stop('expense.report'), { reason: 'Model rolled back' });
    expect(stopped).toMatchObject({
      status: 200,
      body: { type: 'expense.report', stopped: true, by: { kind: 'source', id: 'expense-bot' } },
    });
    expect(await ask(desk, stop('expense.report'), {})).toMatchObject({
      status: 200,
      body: { reason: 'Model rolled back' },
    });
    expect((await desk.expenses.submit(small(40))).body.status).toBe('pending');
    for (const by of ['chiara@example.com', 'nobody@example.com'])
      expect(await ask(desk, start('expense.report'), { by })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'by' }] },
      });
    expect(await ask(desk, start('expense.report'), {})).toMatchObject({ status: 422 });
    expect(await ask(desk, start('expense.report'), { by: 'Ana@example.com' })).toMatchObject({
      status: 200,
      body: { stopped: false, started_by: { kind: 'source', name: 'Ana Lindqvist, through expense-bot' } },
    });
    expect((await desk.expenses.submit(small(41))).body).toMatchObject({ disposition: 'auto_executed' });
  });

  it('is out of reach for a source of other types', async () => {
    const desk = await startDesk();
    const other = desk.source('mail-filter');
    expect(await ask(desk, stop('expense.report'), {}, other)).toMatchObject({ status: 403 });
    expect(await ask(desk, stop('no.such.type'), {})).toMatchObject({ status: 403 });
    expect((await desk.expenses.submit(small(40))).body).toMatchObject({ disposition: 'auto_executed' });
  });
});
