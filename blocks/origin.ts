import type { Person } from '../src/core/actor.ts';
import { outside, personName } from './text.ts';

/** What of which source it is, or who raised it, by name: `Expense report from expense-bot`. */
export const originWords = (
  {
    type,
    source,
    raised_by,
  }: { type: string; source: string; raised_by: Pick<Person, 'id' | 'name'> | null },
  max = 60,
): string =>
  raised_by === null
    ? `${outside(type, max)} from ${outside(source, max)}`
    : `${outside(type, max)} raised by ${outside(personName(raised_by), max)}`;

/** Who learns of the answer: the source's name, or that of whoever raised it, since nothing else listens there. Unescaped. */
export const hearer = ({
  source,
  raised_by,
}: {
  source: string;
  raised_by: Pick<Person, 'id' | 'name'> | null;
}): string => (raised_by === null ? source : personName(raised_by));
