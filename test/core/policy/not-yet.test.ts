import { describe, expect, it } from 'vitest';
import { withoutNotYet } from '../../../src/core/policy/not-yet.ts';
import { parsePolicy } from '../../../src/core/policy/parse.ts';
import { readPolicyText } from '../../../src/policy-file.ts';

const TEXT = `
sources: { bot: { types: [t], api_key_env: KEY } }
queues: { desk: "#desk" }
roles: { people: { members: [U1] } }
types:
  t:
    question: Do it?
    queue: desk
    deciders: [people]
    facts: { amount: number }
    rules:
      - name: Large
        when: facts.amount > 5.0
        EFFECT
`;

const withEffect = (effect: string): string => TEXT.replace('EFFECT', effect);

describe('care that nothing would give yet', () => {
  it.each([
    ['approvals: 2', 'several answers'],
    ['blind: true', 'hiding the recommendation'],
  ])('%s is refused, with its line', (effect, words) => {
    const read = readPolicyText(withEffect(effect));
    expect(read).toMatchObject({
      ok: false,
      error: [
        {
          line: 14,
          column: 9,
          path: expect.stringContaining('types.t.rules.Large'),
          message: expect.stringContaining(words),
        },
      ],
    });
  });

  it('any other effect is taken', () => {
    const read = parsePolicy(withEffect('raise_to: review'));
    expect(read.ok && withoutNotYet(read.value).ok).toBe(true);
  });
});
