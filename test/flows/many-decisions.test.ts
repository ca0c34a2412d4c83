import { describe, expect, it } from 'vitest';
import { startDesk } from '../support/desk.ts';
import { plainExpense } from '../support/submissions.ts';

describe('many decisions', () => {
  it('takes a batch in order, and a bad item fails alone', async () => {
    const desk = await startDesk();
    const { status, body } = await desk.expenses.batch([
      plainExpense(40, 0.97, { external_id: 'B-1' }),
      { type: 'expense.report', title: 'No amount' },
      plainExpense(900, 0.8, { external_id: 'B-2' }),
      'nonsense',
      plainExpense(950, 0.8, { external_id: 'B-2' }),
    ]);
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { status: 200, state: 'resolved', disposition: 'auto_executed' },
      { status: 422, errors: expect.arrayContaining([expect.objectContaining({ path: 'facts.amount' })]) },
      { status: 202, state: 'pending', revision: 1 },
      { status: 422 },
      { status: 202, state: 'pending', revision: 2 },
    ]);
    expect(body.results[4]?.id).toBe(body.results[2]?.id);
    expect(await desk.stored()).toBe(2);
  });

  it('answers a repeated batch as the first time, and refuses its key for anything else', async () => {
    const desk = await startDesk();
    const key = { 'idempotency-key': 'batch-1' };
    const items = [
      plainExpense(40, 0.97, { external_id: 'K-1' }),
      plainExpense(900, 0.8, { external_id: 'K-2' }),
    ];
    const ids = async () => (await desk.expenses.batch(items, key)).body.results.map(({ id }) => id);
    expect(await ids()).toEqual(await ids());
    expect((await desk.expenses.batch(items.slice(1), key)).status).toBe(409);
    expect((await desk.expenses.submit(plainExpense(900, 0.8), key)).status).toBe(409);
    expect(await desk.stored()).toBe(2);
  });

  it('refuses batches that are empty or above 500', async () => {
    const desk = await startDesk();
    expect((await desk.expenses.batch([])).status).toBe(422);
    expect((await desk.expenses.batch(Array.from({ length: 501 }, () => ({})))).status).toBe(422);
  });

  it('lists page by page, changed last first, filtered', async () => {
    const desk = await startDesk();
    const sent = await desk.expenses.batch([
      ...[1, 2, 3].map((n) => plainExpense(900 + n, 0.8, { external_id: `L-${n}` })),
      plainExpense(20, 0.97, { external_id: 'L-4' }),
    ]);
    const ids = sent.body.results.map(({ id }) => id);
    const pages: string[][] = [];
    for (let cursor: string | null = ''; cursor !== null && pages.length < 9; ) {
      const page = await desk.expenses.list(`limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      pages.push(page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(pages.map((page) => page.length)).toEqual([2, 2]);
    expect(new Set(pages.flat())).toEqual(new Set(ids));
    const pending = await desk.expenses.list('status=pending&type=expense.report');
    expect(pending.data.map(({ external_id }) => external_id)).not.toContain('L-4');
    expect(pending.data).toHaveLength(3);

    await desk.advance(60_000);
    const since = new Date(desk.app.clock.now()).toISOString();
    await desk.expenses.about(ids[0] ?? '', 'cancel', { reason: 'Mistake' });
    const changed = await desk.expenses.list(`since=${encodeURIComponent(since)}`);
    expect(changed.data.map(({ id }) => id)).toEqual([ids[0]]);
    expect((await desk.expenses.list('limit=1')).data[0]).toMatchObject({
      id: ids[0],
      disposition: 'cancelled',
    });
  });
});
