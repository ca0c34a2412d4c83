import { describe, expect, test } from 'vitest';
import type { PersonRecord } from '../../../src/ports.ts';
import { decision, intake, store as put, T0 } from '../rows.ts';
import type { OpenedStore } from '../store-contract.ts';

const person = (email: string, over: Partial<PersonRecord> = {}): PersonRecord => ({
  email,
  person_id: null,
  name: null,
  status: 'unresolved',
  due_at: T0,
  checked_at: null,
  ...over,
});

export const peopleContract = (openStore: () => Promise<OpenedStore>): void => {
  describe('people', () => {
    test('are due until they are settled, soonest first', async () => {
      const { store } = await openStore();
      await put(
        store,
        { insert: 'people', row: person('b@example.com', { due_at: T0 + 2 }) },
        { insert: 'people', row: person('a@example.com', { due_at: T0 + 1 }) },
        { insert: 'people', row: person('c@example.com', { due_at: null, status: 'found' }) },
      );
      expect(await store.duePeople(T0, 10)).toEqual([]);
      expect(await store.duePeople(T0 + 2, 10)).toEqual(['a@example.com', 'b@example.com']);
      expect(await store.duePeople(T0 + 2, 1)).toEqual(['a@example.com']);
      expect(await store.nextDue(T0 + 1)).toBe(T0 + 2);
    });

    test('come with the cases that they asked for', async () => {
      const { store } = await openStore();
      const [, ...rest] = intake('dec_1');
      await put(
        store,
        { insert: 'decisions', row: decision('dec_1', { requested_by: 'a@example.com' }) },
        ...rest,
      );
      expect((await store.findCase('dec_1'))?.requester).toBeUndefined();
      await put(store, {
        insert: 'people',
        row: person('a@example.com', { status: 'found', person_id: 'U1', name: 'Dana Ruiz' }),
      });
      expect((await store.findCase('dec_1'))?.requester).toEqual({
        status: 'found',
        person_id: 'U1',
        name: 'Dana Ruiz',
      });
    });

    test('have decisions that wait for others', async () => {
      const { store } = await openStore();
      await put(
        store,
        { insert: 'decisions', row: decision('dec_1', { requested_by: 'a@example.com' }) },
        { insert: 'decisions', row: decision('dec_2', { requested_by: 'b@example.com' }) },
        {
          insert: 'decisions',
          row: decision('dec_3', { requested_by: 'a@example.com', status: 'resolved' }),
        },
      );
      expect(await store.pendingOf('a@example.com')).toEqual(['dec_1']);
    });
  });
};
