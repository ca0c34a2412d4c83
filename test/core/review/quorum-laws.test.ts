import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecisionEvent, Verdict } from '../../../src/core/decision/decision.ts';
import type { Standing } from '../../../src/core/review/authority.ts';
import type { ReviewCommand } from '../../../src/core/review/commands.ts';
import { decide } from '../../../src/core/review/decide.ts';
import { evolve } from '../../../src/core/review/evolve.ts';
import type { Quorum } from '../../../src/core/review/quorum.ts';
import type { Review } from '../../../src/core/review/review.ts';
import type { Grounds } from '../../../src/core/review/why-not-now.ts';
import { answers, euros, onEuros, quorum, standingIn } from './quorum-building.ts';
import { NOW, openReview } from './review-building.ts';

const ROLES = ['finance', 'finance-leads'];
const LIMITS = [{ role: 'finance', up_to: { EUR: 5_000 } }];

const people = fc
  .array(fc.tuple(fc.subarray(ROLES), fc.option(fc.nat(5))), { minLength: 6, maxLength: 6 })
  .map((given) => {
    const alone = given.map(
      ([roles], at): Standing => ({ by: { id: `U${at}X`, name: `Person ${at}` }, roles }),
    );
    return alone.map((one, at) => {
      const other = alone[given[at]?.[1] ?? at];
      return other === undefined || other === one ? one : standingIn(one, other);
    });
  });

const quorums = fc
  .record({
    seats: fc.array(fc.constantFrom(...ROLES, null), { minLength: 2, maxLength: 4 }),
    order: fc.constantFrom('parallel', 'sequential'),
    ends: fc.constantFrom('any_reject', 'majority'),
  })
  .map(({ seats, ...over }) => quorum(seats, over));

type Step = { who: number; does: 'approve' | 'change' | 'reject' | 'undo' | 'revise' };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    who: fc.nat(5),
    does: fc.oneof(
      { weight: 8, arbitrary: fc.constant('approve' as const) },
      { weight: 2, arbitrary: fc.constantFrom('change' as const, 'undo' as const) },
      { weight: 1, arbitrary: fc.constantFrom('reject' as const, 'revise' as const) },
    ),
  }),
  { maxLength: 20 },
);

const commandOf = ({ does }: Step, who: Standing, on: Grounds, { revision }: Review): ReviewCommand => {
  const shown = { revision, digest: on.revision.digest };
  switch (does) {
    case 'undo':
      return { kind: 'undo_verdict', by: who.by };
    case 'revise': {
      const actor = { kind: 'source', id: 'bot' } as const;
      return {
        kind: 'revise',
        actor,
        revision: revision + 1,
        because: 'resubmitted',
        due_at: null,
        quorum: null,
      };
    }
    case 'change':
      return { ...answers(who, 'approve', on, euros(6_000)), shown };
    default:
      return { ...answers(who, does, on), shown };
  }
};

type Taken = {
  step: Step;
  who: Standing;
  before: Review;
  review: Review;
  code: string | null;
  events: DecisionEvent[];
};

/** What comes of the steps, one after the other; refused ones change nothing. */
const play = (all: Standing[], seats: Quorum, given: Step[], amount: number, asker?: Standing): Taken[] => {
  const requester = { status: 'found', person_id: asker?.by.id ?? null } as const;
  const on: Grounds = { ...onEuros(amount, LIMITS), requester };
  let review = openReview({ quorum: seats });
  return given.map((step) => {
    const who = all[step.who] as Standing;
    const before = review;
    const command = commandOf(step, who, on, before);
    const withSeats = command.kind === 'revise' ? { ...command, quorum: seats } : command;
    const decided = decide(withSeats, before, on, NOW);
    const events = decided.ok ? decided.value : [];
    review = events.reduce(evolve, before);
    return { step, who, before, review, code: decided.ok ? null : decided.error.code, events };
  });
};

const holds = (law: (taken: Taken[], all: Standing[], seats: Quorum) => void): void =>
  fc.assert(
    fc.property(people, quorums, steps, fc.constantFrom(300, 9_000), (all, seats, given, amount) =>
      law(play(all, seats, given, amount), all, seats),
    ),
    { numRuns: 400 },
  );

/** The same where the first of these people asked for it. */
const holdsForRequest = (law: (taken: Taken[], asker: Standing) => void): void =>
  fc.assert(
    fc.property(people, quorums, steps, (all, seats, given) => {
      const asker = all[0] as Standing;
      law(play(all, seats, given, 300, asker), asker);
    }),
    { numRuns: 400 },
  );

const owner = (verdict: Verdict): string => verdict.for?.id ?? verdict.by.id;
const noTwice = (values: unknown[]): boolean => new Set(values).size === values.length;
const rejections = ({ verdicts }: Review): string[] =>
  verdicts.filter(({ option }) => option === 'reject').map(({ by }) => by.id);

describe('whatever people do, in whatever quorum', () => {
  it('nobody decides what they asked for, nor does anybody in their stead, and they keep nobody else from it', () => {
    holdsForRequest((taken, { by: asker }) => {
      for (const { who, review, code } of taken) {
        const given = [...review.verdicts, ...review.endorsements];
        expect(given.filter((one) => one.by.id === asker.id || one.for?.id === asker.id)).toEqual([]);
        const isKept = code === 'own_request' && who.by.id !== asker.id;
        expect(isKept ? who.roles : []).toEqual([]);
      }
    });
  });

  it('a person has one answer, a seat one person, and nobody’s place counts twice', () => {
    holds((taken) => {
      for (const { review } of taken) {
        const answered = [...review.verdicts, ...review.endorsements];
        expect(noTwice(answered.map(({ by }) => by.id))).toBe(true);
        expect(noTwice(answered.flatMap((one) => [...new Set([one.by.id, owner(one)])]))).toBe(true);
        expect(noTwice(review.verdicts.map(({ seat }) => seat))).toBe(true);
      }
    });
  });

  it('everybody sits on a seat for a role that they hold, or that whoever they stand in for holds', () => {
    holds((taken, all, seats) => {
      for (const { review } of taken) {
        for (const verdict of review.verdicts) {
          const role = seats.seats[verdict.seat ?? -1]?.role;
          const roles = all.find(({ by }) => by.id === owner(verdict))?.roles ?? [];
          expect(role === null || roles.includes(role ?? '')).toBe(true);
        }
      }
    });
  });

  it('a rejection stands until its giver takes it back or the facts change', () => {
    holds((taken) => {
      for (const { step, who, before, review } of taken) {
        if (step.does === 'revise') continue;
        const kept = rejections(before).filter((id) => step.does !== 'undo' || id !== who.by.id);
        expect(rejections(review)).toEqual(expect.arrayContaining(kept));
      }
    });
  });

  it('all who approve approve the same, and nothing is approved without somebody whose authority reaches', () => {
    holds((taken) => {
      for (const { review } of taken) {
        const inFavour = review.verdicts.filter(({ option }) => option === 'approve');
        expect(new Set(inFavour.map(({ values }) => JSON.stringify(values))).size).toBeLessThan(2);
        const isApproved = review.status === 'settling' && rejections(review).length === 0;
        expect(isApproved && inFavour.every(({ above }) => above === true)).toBe(false);
      }
    });
  });

  it('ends when it must and not before', () => {
    holds((taken, _, seats) => {
      for (const { review } of taken) expect(review.status === 'settling').toBe(mustEnd(review, seats));
    });
  });

  it('one after the other, nobody is asked before those ahead of them', () => {
    holds((taken, _, seats) => {
      if (seats.order !== 'sequential') return;
      for (const { before, review, code, step } of taken) {
        const given = review.verdicts.find(({ by }) => !before.verdicts.some((one) => one.by.id === by.id));
        if (code !== null || given === undefined || step.does === 'revise') continue;
        const filled = new Set(before.verdicts.map(({ seat }) => seat));
        expect(given.seat).toBe(seats.seats.findIndex((__, seat) => !filled.has(seat)));
      }
    });
  });

  it('nobody is turned away for whom there is a seat if the others only moved', () => {
    holds((taken, all, seats) => {
      if (seats.order !== 'parallel') return;
      for (const { before, who, code } of taken) {
        if (code !== 'no_seat') continue;
        const rolesOf = (id: string): string[] => all.find(({ by }) => by.id === id)?.roles ?? [];
        const seated = before.verdicts.map((verdict) => rolesOf(owner(verdict)));
        expect(
          canSeat(
            [...seated, who.roles],
            seats.seats.map(({ role }) => role),
          ),
        ).toBe(false);
      }
    });
  });

  it('replaying the events gives the review that stands', () => {
    holds((taken, _, seats) => {
      const events = taken.flatMap((one) => JSON.parse(JSON.stringify(one.events)) as DecisionEvent[]);
      const last = taken.at(-1)?.review ?? openReview({ quorum: seats });
      const stored = JSON.parse(JSON.stringify(last)) as Review;
      expect(events.reduce(evolve, openReview({ quorum: seats }))).toEqual(stored);
    });
  });
});

/** The rule of the policy's page, counted out: who is for it, who is against it, and whether anybody has the authority. */
const mustEnd = (review: Review, { seats, ends }: Quorum): boolean => {
  const against = rejections(review).length;
  const inFavour = review.verdicts.length - against;
  const all = review.verdicts.length === seats.length;
  const authority = review.verdicts.some(({ option, above }) => option === 'approve' && above !== true);
  if (ends === 'any_reject') return against > 0 || (all && authority);
  return against >= seats.length / 2 || (inFavour > seats.length / 2 && authority) || all;
};

/** Whether all of these people can sit at once: tried one way after the other. */
const canSeat = (everybody: string[][], free: (string | null)[]): boolean => {
  const [roles, ...others] = everybody;
  if (roles === undefined) return true;
  return free.some(
    (role, at) =>
      (role === null || roles.includes(role)) &&
      canSeat(
        others,
        free.filter((__, index) => index !== at),
      ),
  );
};
