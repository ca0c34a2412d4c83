import { describe, expect, it } from 'vitest';
import { readPolicyText } from '../../../src/policy-file.ts';

const withRule = (effect: string): string => `
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
        ${effect}
`;

describe('care that rules ask for', () => {
  it.each(['approvals: 2', 'blind: true', 'raise_to: review'])('is given: %s', (effect) => {
    expect(readPolicyText(withRule(effect)).ok).toBe(true);
  });
});
