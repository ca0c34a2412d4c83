import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { routeFile } from '../../src/route-file.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { plainExpense } from '../support/submissions.ts';

const of = (subject: string) =>
  plainExpense(40, 0.97, { subject: { id: subject, name: 'Dana Ruiz' }, title: 'Taxi, 40 EUR' });

/** What the tool says of a submission, with the figures of the desk's database. */
const tried = async (desk: Desk, subject: string) => {
  const said: string[] = [];
  const exit = await routeFile(
    { file: '-', policy: desk.files.policy, database: desk.files.database },
    {
      say: (line) => said.push(line),
      complain: (line) => said.push(line),
      input: Readable.from([JSON.stringify(of(subject))]),
    },
    desk.app.clock.now(),
  );
  expect(exit).toBe(0);
  return said.join('\n');
};

it('routes with what a running bot has counted, as the bot would, and stores nothing', async () => {
  const rule = { name: 'Often', when: 'stats.subject_requests_7d > 2.0', raise_to: 'human_decides' };
  const desk = await startDesk({
    policy: ({ types }) => {
      types['expense.report'] = { ...types['expense.report'], rules: [rule] };
    },
  });
  await desk.expenses.submit(of('emp_1'));
  await desk.expenses.submit(of('emp_1'));
  expect(await tried(desk, 'emp_1')).toMatch(/^Level +human_decides[^]*subject_requests_7d 3\n/);
  expect(await tried(desk, 'emp_2')).toMatch(/^Level +auto_execute[^]*subject_requests_7d 1\n/);
  expect(await desk.stored()).toBe(2);
  expect((await desk.expenses.submit(of('emp_1'))).body.route.level).toBe('human_decides');

  await desk.expenses.ask('POST', '/v1/types/expense.report/stop', {
    body: JSON.stringify({ reason: 'Odd amounts' }),
  });
  expect(await tried(desk, 'emp_2')).toMatch(/^Level +review[^]*Odd amounts/);
});
