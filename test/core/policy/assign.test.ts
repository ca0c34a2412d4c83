import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/core/policy/parse.ts';

const policyText = (queue: string): string => `
queues:
  desk: { channel: "#desk", ${queue} }
  other: "#other"
roles: { people: { members: [U1] } }
types:
  t.x: { question: Do it?, queue: desk, deciders: [people] }
`;

describe('how a queue gives its decisions away', () => {
  it('is to nobody unless it says so', () => {
    const read = parsePolicy(policyText('calendar: null').replace('calendar: null', ''));
    expect(read.ok && read.value.queues['desk']?.assigns).toBeUndefined();
  });

  it('is read with its cap, what people take and where too much goes', () => {
    const read = parsePolicy(
      policyText(
        'assign: least_loaded, sticky: subject, cap: 4, skills: { people: [t.x, de] }, overflow: { above: 9, to: other }',
      ),
    );
    expect(read).toMatchObject({
      ok: true,
      value: {
        queues: {
          desk: {
            assigns: { by: 'least_loaded', sticky: true, cap: 4, skills: [['people', ['t.x', 'de']]] },
            overflow: { above: 9, to: 'other' },
          },
        },
      },
    });
  });

  it.each([
    ['cap: 4', 'queues.desk.cap', 'is about giving decisions to single people'],
    [
      'assign: round_robin, skills: { peeple: [t.x] }',
      'queues.desk.skills.peeple',
      'there is no role "peeple"',
    ],
    [
      'assign: round_robin, skills: { U1: [t.y] }',
      'queues.desk.skills.U1.0',
      'there is no decision type "t.y"',
    ],
    ['overflow: { above: 9, to: nowhere }', 'queues.desk.overflow.to', 'there is no queue "nowhere"'],
    ['overflow: { above: 9, to: desk }', 'queues.desk.overflow.to', 'cannot go over into itself'],
  ])('%s is refused at its place', (queue, path, message) => {
    const read = parsePolicy(policyText(queue));
    if (read.ok) throw new Error('it was taken');
    expect(read.error).toMatchObject([{ path, line: 3 }]);
    expect(read.error[0]?.message).toContain(message);
  });
});
