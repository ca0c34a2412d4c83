import { currencyExists } from '../decision/money.ts';
import type { BuildContext } from './build-context.ts';
import type { PolicyDocument } from './document.ts';
import type { TypeDocument } from './document-type.ts';

/**
 * Seats that nobody could ever fill: each takes a person of its own. Only what the file itself tells is counted: who is in a
 * user group is Slack's to say.
 */
export const checkQuorums = (document: PolicyDocument, context: BuildContext): void => {
  for (const [name, type] of Object.entries(document.types)) {
    const path = ['types', name];
    const seats = type.quorum?.seats ?? [];
    const known = seats.flatMap((role) => candidates(role, type, document) ?? []);
    if (seats.length > 0 && known.length > 0 && !canSeat(known))
      context.report({
        path: [...path, 'quorum', 'seats'],
        message: `these seats cannot all be filled: nobody takes two of them, and the roles list ${peopleIn(known)}`,
      });
    for (const [index, { approvals }] of (type.rules ?? []).entries()) {
      const anybody = candidates('any', type, document);
      if (
        approvals !== undefined &&
        anybody !== undefined &&
        anybody[0] !== undefined &&
        anybody[0].size < approvals
      )
        context.report({
          path: [...path, 'rules', index, 'approvals'],
          message: `${approvals} people must answer, and those who decide this type list ${peopleIn(anybody)}`,
        });
    }
  }
};

/** Limits that measure nothing. */
export const checkLimits = (document: PolicyDocument, context: BuildContext): void => {
  for (const [index, { role, up_to, types = [] }] of (document.authority ?? []).entries()) {
    for (const currency of Object.keys(up_to ?? {}))
      if (!currencyExists(currency))
        context.report({
          path: ['authority', index, 'up_to', currency],
          at: 'key',
          message: `there is no currency ${currency}`,
        });
    for (const [at, type] of types.entries()) {
      const found = document.types[type];
      if (up_to !== undefined && found?.amount === undefined && found?.deciders.includes(role) === true)
        context.report({
          path: ['authority', index, 'types', at],
          message: `nothing says what a decision of ${type} costs: the type needs an "amount" for a limit to hold`,
        });
    }
  }
};

/** The people who can take a seat, as one set; undefined where only Slack knows. */
const candidates = (
  role: string,
  { deciders }: TypeDocument,
  { roles }: PolicyDocument,
): Set<string>[] | undefined => {
  const named = role === 'any' ? deciders : [role];
  const found = named.map((name) => roles[name]);
  if (found.some((one) => one === undefined || one.usergroup !== undefined)) return undefined;
  return [new Set(found.flatMap((one) => (one?.members ?? []).map((member) => member.toLowerCase())))];
};

const peopleIn = (sets: readonly Set<string>[]): string => {
  const all = new Set(sets.flatMap((one) => [...one]));
  return all.size === 1 ? 'only 1 person' : `only ${all.size} people`;
};

/** Whether each seat gets somebody of its own: people move up for others until all sit, or one cannot. */
const canSeat = (seats: readonly Set<string>[]): boolean => {
  const seated = new Map<string, number>();
  const seat = (index: number, tried: Set<string>): boolean => {
    for (const person of seats[index] ?? []) {
      if (tried.has(person)) continue;
      tried.add(person);
      const before = seated.get(person);
      if (before === undefined || seat(before, tried)) {
        seated.set(person, index);
        return true;
      }
    }
    return false;
  };
  return seats.every((_, index) => seat(index, new Set()));
};
