import type { Person } from '../../../src/core/actor.ts';
import type { Values } from '../../../src/core/decision/decision.ts';
import type { AuthorityLimit } from '../../../src/core/policy/policy.ts';
import type { Standing, StandsIn } from '../../../src/core/review/authority.ts';
import type { ReviewCommand } from '../../../src/core/review/commands.ts';
import { decide } from '../../../src/core/review/decide.ts';
import { evolve } from '../../../src/core/review/evolve.ts';
import type { Quorum } from '../../../src/core/review/quorum.ts';
import type { Review } from '../../../src/core/review/review.ts';
import type { Grounds } from '../../../src/core/review/why-not-now.ts';
import { expense, grounds, NOW } from './review-building.ts';

/** Ana and Hugo lead finance, Ben and Cleo are in finance, Dana asked for the money. */
export const ana: Standing = { by: { id: 'U1', name: 'Ana' }, roles: ['finance', 'finance-leads'] };
export const hugo: Standing = { by: { id: 'U2', name: 'Hugo' }, roles: ['finance', 'finance-leads'] };
export const ben: Standing = { by: { id: 'U3', name: 'Ben' }, roles: ['finance'] };
export const cleo: Standing = { by: { id: 'U4', name: 'Cleo' }, roles: ['finance'] };
export const dana: Standing = {
  by: { id: 'U5', name: 'Dana', email: 'dana@example.com' },
  roles: ['finance'],
};

/** Somebody who stands in for others beside what they are themselves. */
export const standingIn = (who: Standing, ...others: Standing[]): Standing => ({
  ...who,
  stands_in: others.map((one): StandsIn => ({ for: one.by, roles: one.roles })),
});

export const quorum = (seats: (string | null)[], over: Partial<Omit<Quorum, 'seats'>> = {}): Quorum => ({
  seats: seats.map((role) => ({ role })),
  order: 'parallel',
  ends: 'any_reject',
  ...over,
});

/** An expense of so many euros; answers can be undone for ten seconds. */
export const onEuros = (value: number, limits: AuthorityLimit[] = []): Grounds => ({
  ...grounds(expense({ facts: { amount: { value, currency: 'EUR' }, category: 'Travel' } }), 10_000),
  limits,
  events: [],
});

type Give = Extract<ReviewCommand, { kind: 'give_verdict' }>;

export const answers = (who: Standing, option: string, on: Grounds, values?: Values): Give => ({
  kind: 'give_verdict',
  ...who,
  shown: { revision: on.revision.revision, digest: on.revision.digest },
  option,
  ...(values === undefined ? {} : { values }),
  reason_code: 'other',
  rationale: 'Seen',
  tags: [],
});

export const euros = (value: number): Values => ({ amount: { value, currency: 'EUR' } });

/** The review after these commands, each of which must be taken. */
export const after = (on: Grounds, review: Review, ...commands: ReviewCommand[]): Review =>
  commands.reduce((now, command) => {
    const decided = decide(command, now, on, NOW);
    if (!decided.ok) throw new Error(`${command.kind} was refused: ${decided.error.code}`);
    return decided.value.reduce(evolve, now);
  }, review);

/** Why a command is refused, or that it is taken. */
export const refusal = (command: ReviewCommand, review: Review, on: Grounds, at = NOW) => {
  const decided = decide(command, review, on, at);
  return decided.ok ? 'taken' : decided.error;
};

export const seatsOf = ({ verdicts }: Review): Record<string, number | undefined> =>
  Object.fromEntries(verdicts.map(({ by, seat }) => [by.name ?? by.id, seat]));

export const undo = ({ by }: { by: Person }): ReviewCommand => ({ kind: 'undo_verdict', by });
