import { expect, it } from 'vitest';
import { readPolicyText } from '../../src/policy-file.ts';
import { claim } from '../../src/usecases/claim.ts';
import { oneInteraction } from '../../src/usecases/one-interaction.ts';
import { intake, store as put, T0 } from '../db/rows.ts';
import { openFresh } from '../db/sqlite-files.ts';
import { bareWorld } from '../support/bare-world.ts';

const POLICY = `
sources: { expense-bot: { types: [expense.report], api_key_env: KEY } }
queues: { finance: "#finance" }
roles: { clerks: { members: [U11, U12] } }
types: { expense.report: { question: Pay it?, queue: finance, deciders: [clerks] } }
`;
const ann = { id: 'U11', name: 'Ann' };
const ben = { id: 'U12', name: 'Ben' };

/** A world with one open review, and how often people and cases were asked for. */
const counted = async () => {
  const policy = readPolicyText(POLICY);
  if (!policy.ok) throw new Error(`the policy is broken: ${JSON.stringify(policy.error)}`);
  const { store } = await openFresh({ inMemory: true });
  await put(store, ...intake('dec_1'));
  const bare = bareWorld(store, policy.value, { at: T0 }, { clerks: [ann, ben] });
  const asked = { people: 0, cases: 0 };
  const world = {
    ...bare,
    directory: {
      ...bare.directory,
      personWithRoles: (asker: { id: string }) => {
        asked.people += 1;
        return bare.directory.personWithRoles(asker);
      },
    },
    store: {
      ...store,
      findCaseOfReview: (id: string) => {
        asked.cases += 1;
        return store.findCaseOfReview(id);
      },
    },
  };
  return { world, asked };
};

const take = (world: Parameters<typeof claim>[0], by: typeof ann) =>
  claim(world, { id: 'rev_dec_1', decision_id: 'dec_1' }, { by, roles: ['clerks'] });

it('asks once who each person is, and a new interaction asks again', async () => {
  const { world, asked } = await counted();
  const one = oneInteraction(world);
  await one.directory.personWithRoles(ann);
  expect((await one.directory.personWithRoles(ann))?.by.name).toBe('Ann');
  expect(asked.people).toBe(1);
  expect((await one.directory.personWithRoles(ben))?.by.name).toBe('Ben');
  expect((await one.directory.personWithRoles({ ...ann, team_id: 'T2' }))?.by.id).toBe('U11');
  expect(asked.people).toBe(3);
  await oneInteraction(world).directory.personWithRoles(ann);
  expect(asked.people).toBe(4);
});

it('decides upon the case that it read, and reads it anew after a commit', async () => {
  const { world, asked } = await counted();
  const one = oneInteraction(world);
  await one.store.findCaseOfReview('rev_dec_1');
  expect((await take(one, ann)).ok).toBe(true);
  expect(asked.cases).toBe(1);
  expect((await one.store.findCaseOfReview('rev_dec_1'))?.review?.assignee?.id).toBe('U11');
  expect(asked.cases).toBe(2);
});

it('reads the case again when somebody else was faster, and tells the truth about it', async () => {
  const { world, asked } = await counted();
  const one = oneInteraction(world);
  await one.store.findCaseOfReview('rev_dec_1');
  expect((await take(world, ben)).ok).toBe(true);
  const before = asked.cases;
  const late = await take(one, ann);
  expect(asked.cases).toBe(before + 1);
  expect(late).toMatchObject({ ok: false, error: { code: 'taken' } });
});

it('reads the case again when its commit failed: nobody knows what became of it', async () => {
  const { world, asked } = await counted();
  const { commit } = world.store;
  world.store.commit = (change) =>
    commit(change).then(() => Promise.reject(new Error('the answer was lost')));
  const one = oneInteraction(world);
  await expect(take(one, ann)).rejects.toThrow('the answer was lost');
  expect((await one.store.findCaseOfReview('rev_dec_1'))?.review?.assignee?.id).toBe('U11');
  expect(asked.cases).toBe(2);
});
