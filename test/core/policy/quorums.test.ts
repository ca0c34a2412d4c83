import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/core/policy/parse.ts';

/** Two roles of listed people (Ana is in both), one of a user group; the type is line 4. */
const problems = ({
  type = '',
  authority = '[]',
  amount = 'amount: { bands: { EUR: { medium: 1, high: 2 } } }',
}): string[] => {
  const found = parsePolicy(`queues: { desk: "#desk" }
roles: { clerks: { members: [ana@example.com, ben@example.com] }, leads: { members: [ANA@example.com] }, group: { usergroup: group } }
authority: ${authority}
types: { t: { question: Pay it?, queue: desk, deciders: [clerks, leads, group], facts: { amount: money }, ${amount}, ${type} } }
`);
  return found.ok ? [] : found.error.map(({ line, path, message }) => `${line} ${path} ${message}`);
};

const seats = (...roles: string[]): string => `quorum: { seats: [${roles.join(', ')}] }`;

describe('the seats of a quorum', () => {
  it.each([
    ['one for each role', ['clerks', 'leads']],
    ['two of one role with two people', ['clerks', 'clerks']],
    ['more than the lists hold, where Slack may know others', ['leads', 'group', 'group', 'any']],
  ])('can be %s', (_, roles) => expect(problems({ type: seats(...roles) })).toEqual([]));

  it('cannot be more than there are people to sit on them', () => {
    expect(problems({ type: seats('leads', 'leads') })).toEqual([
      '4 types.t.quorum.seats these seats cannot all be filled: nobody takes two of them, and the roles list only 1 person',
    ]);
    expect(problems({ type: seats('clerks', 'clerks', 'leads') })[0]).toContain('only 2 people');
  });

  it('are counted where a rule asks for them as well', () => {
    const found = parsePolicy(`queues: { desk: "#desk" }
roles: { clerks: { members: [U1, U2] } }
types: { t: { question: Pay it?, queue: desk, deciders: [clerks], rules: [{ name: Many, when: "true", approvals: 3 }] } }
`);
    expect(found.ok ? [] : found.error.map(({ path, message }) => `${path} ${message}`)).toEqual([
      'types.t.rules.0.approvals 3 people must answer, and those who decide this type list only 2 people',
    ]);
  });
});

describe('an authority limit', () => {
  it('is in a currency that there is, for a type that says what a decision costs', () => {
    expect(problems({ authority: '[{ role: clerks, up_to: { EUR: 5 }, types: [t] }]' })).toEqual([]);
    expect(problems({ authority: '[{ role: clerks, up_to: { EUX: 5 } }]' })).toEqual([
      '3 authority.0.up_to.EUX there is no currency EUX',
    ]);
    expect(
      problems({ authority: '[{ role: clerks, up_to: { EUR: 5 }, types: [t] }]', amount: 'label: T' }),
    ).toEqual([
      '3 authority.0.types.0 nothing says what a decision of t costs: the type needs an "amount" for a limit to hold',
    ]);
  });
});
