import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assigning, assign, type Candidate } from '../../../src/core/sla/assign.ts';

const person = (id: string, change: Partial<Candidate> = {}): Candidate => ({
  id,
  open: 0,
  given_at: null,
  skills: null,
  ...change,
});
const asked = (change: Partial<Assigning> = {}): Assigning => ({
  by: 'round_robin',
  cap: null,
  before: null,
  type: 'expense.report',
  language: null,
  ...change,
});

describe('who is given a decision', () => {
  it.each([
    [
      'whoever was given one longest ago',
      [person('A', { given_at: 5 }), person('B', { given_at: 3 })],
      {},
      'B',
    ],
    ['whoever has never been given one', [person('A', { given_at: 5 }), person('B')], {}, 'B'],
    [
      'whoever has least, where that is the rule',
      [person('A', { open: 2, given_at: 1 }), person('B', { open: 1, given_at: 9 })],
      { by: 'least_loaded' },
      'B',
    ],
    ['nobody above the cap', [person('A', { open: 3 }), person('B', { open: 4 })], { cap: 3 }, null],
    [
      'whoever knows the subject, whose turn it ever is',
      [person('A'), person('B', { given_at: 9 })],
      { before: 'B' },
      'B',
    ],
    [
      'not whoever knows the subject and has enough',
      [person('A'), person('B', { open: 3 })],
      { before: 'B', cap: 3 },
      'A',
    ],
    [
      'only who takes the type',
      [person('A', { skills: ['invoice.payment'] }), person('B', { given_at: 9 })],
      {},
      'B',
    ],
    [
      'only who speaks the language',
      [person('A', { skills: ['fr'] }), person('B', { skills: ['de'], given_at: 9 })],
      { language: 'de-AT' },
      'B',
    ],
    ['anybody, where the language is not known', [person('A', { skills: ['fr'] })], {}, 'A'],
    ['nobody of none', [], {}, null],
  ] as const)('%s', (_words, people, change, expected) => {
    expect(assign(people, asked(change))).toBe(expected);
  });

  it('in turn, everybody gets as many as everybody else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 60 }), (count, rounds) => {
        const people = Array.from({ length: count }, (_, n) => person(`U${n}`));
        for (let round = 0; round < rounds; round++) {
          const id = assign(people, asked());
          const one = people.find((candidate) => candidate.id === id);
          if (one === undefined) throw new Error('nobody');
          one.open += 1;
          one.given_at = round;
        }
        const given = people.map(({ open }) => open);
        expect(Math.max(...given) - Math.min(...given)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
