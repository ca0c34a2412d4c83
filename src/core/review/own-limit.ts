import { factOf } from '../decision/facts.ts';
import { isMoney } from '../decision/money.ts';
import type { Money } from '../decision/submission.ts';
import type { Capacity } from './authority.ts';
import type { Grounds } from './why-not-now.ts';

/**
 * Up to which amount somebody approves by themselves in this capacity, in the currency of the amount at stake; null where
 * no amount limits them. Who stands in for another is bound by both limits.
 * @param own roles that they hold themselves
 */
export const ownLimit = (
  grounds: Grounds,
  own: readonly string[],
  { roles, for: other }: Capacity,
): Money | null => {
  const { amount } = grounds.type;
  const given = amount === undefined ? undefined : factOf(grounds.revision.body.facts, amount.fact);
  if (!isMoney(given)) return null;
  const { currency } = given;
  const bounds = [
    widest(grounds, roles, currency),
    ...(other === undefined ? [] : [widest(grounds, own, currency)]),
  ];
  const value = Math.min(...bounds);
  return Number.isFinite(value) ? { value, currency } : null;
};

/** The widest of what the roles allow; a role without an amount in its limits has none, nor has who holds no role. */
const widest = ({ type, limits = [] }: Grounds, roles: readonly string[], currency: string): number => {
  const held = type.deciders.filter((role) => roles.includes(role));
  if (held.length === 0) return Number.POSITIVE_INFINITY;
  return Math.max(
    ...held.map((role) => {
      const own = limits.filter((one) => one.role === role && (one.types?.includes(type.name) ?? true));
      const amounts = own.map(({ up_to }) =>
        up_to === undefined ? Number.POSITIVE_INFINITY : (up_to[currency] ?? 0),
      );
      return own.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...amounts);
    }),
  );
};
