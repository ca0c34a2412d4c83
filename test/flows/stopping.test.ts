import { expect, it } from 'vitest';
import { openToRead } from '../../db/open.ts';
import { startDesk } from '../support/desk.ts';
import { expense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

it('finishes what somebody pressed before the stop, after its ack too, and then closes the database', async () => {
  const desk = await startDesk();
  const { body } = await desk.expenses.submit(expense());
  const card = await desk.slack.card();
  await desk.settled();
  const { store } = desk.app;
  const { commit, close } = store;
  const held = Promise.withResolvers<void>();
  const order: string[] = [];
  store.commit = async (change) => {
    await held.promise;
    order.push('kept');
    return commit(change);
  };
  store.close = () => {
    order.push('closed');
    return close();
  };
  // Who has a form open is kept once the form is there, after the ack.
  await desk.slack.press('ana', card, 'verdict_approve');
  await desk.slack.modal('ana');
  const stopped = desk.app.stop();
  const refuses = (): Promise<boolean> =>
    fetch(`${desk.app.url}/healthz`).then(
      () => false,
      () => true,
    );
  await until('it takes nothing new', refuses);
  for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
  held.resolve();
  await stopped;
  expect(order).toEqual(['kept', 'closed']);
  const left = await openToRead({ url: desk.files.database });
  expect((await left.findCase(body.id))?.review?.claim?.by.name).toBe('Ana Lindqvist');
  await left.close();
});
