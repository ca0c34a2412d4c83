import { expect, it } from 'vitest';
import { remember } from '../../src/slack/remember.ts';

/** A thing that is asked about, where each answer is given by hand, in any order. */
const asked = (freshMs: number) => {
  const clock = { at: 0 };
  const answers: PromiseWithResolvers<string>[] = [];
  const ask = (): Promise<string> => {
    const answer = Promise.withResolvers<string>();
    answers.push(answer);
    return answer.promise;
  };
  const known = remember<string, string>(() => clock.at, freshMs, ask);
  return { clock, known, answers };
};

it('asks once for many who ask at the same time', async () => {
  const { known, answers } = asked(100);
  const both = [known('a'), known('a')];
  expect(answers).toHaveLength(1);
  answers[0]?.resolve('first');
  expect(await Promise.all(both)).toEqual(['first', 'first']);
});

it('keeps no answer to what was asked before it was forgotten', async () => {
  const { known, answers } = asked(100);
  const before = known('a');
  known.forget('a');
  const after = known('a');
  answers[1]?.resolve('new');
  expect(await after).toBe('new');
  answers[0]?.resolve('old');
  expect(await before).toBe('old');
  expect(await known('a')).toBe('new');
  expect(answers).toHaveLength(2);
});

it('falls back on an older answer, but on none that was forgotten', async () => {
  const { clock, known, answers } = asked(100);
  const first = known('a');
  answers[0]?.resolve('first');
  await first;
  clock.at = 101;
  const again = known('a');
  answers[1]?.reject(new Error('away'));
  expect(await again).toBe('first');
  const meanwhile = known('a');
  known.forget('a');
  answers[2]?.reject(new Error('away'));
  await expect(meanwhile).rejects.toThrow('away');
  const afterwards = known('a');
  answers[3]?.reject(new Error('away'));
  await expect(afterwards).rejects.toThrow('away');
});

it('gives nothing that is older than a quarter of an hour', async () => {
  const { clock, known, answers } = asked(100);
  const first = known('a');
  answers[0]?.resolve('first');
  await first;
  clock.at = 900_000;
  const late = known('a');
  answers[1]?.reject(new Error('away'));
  await expect(late).rejects.toThrow('away');
});
