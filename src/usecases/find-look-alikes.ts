import type { Decision } from '../core/decision/decision.ts';
import { isMoney } from '../core/decision/money.ts';
import type { DecisionType } from '../core/policy/policy.ts';
import { type Miss, MOST_RECHECKED } from '../core/review/miss.ts';
import type { ExecutedLike, World } from '../ports.ts';

const PAGE = 500;
/** So many are looked through; beyond that the count is "at least". */
const MOST = 5_000;

/**
 * What else was executed like a decision that turned out wrong, and not audited yet: back to the last one, executed
 * before it, that an audit found right. Amounts are added up by currency unless the fact is sensitive.
 */
export const findLookAlikes = async (
  world: World,
  wrong: Decision,
  stratum: string,
  type: DecisionType,
): Promise<Pick<Miss, 'since' | 'found' | 'is_all' | 'amounts' | 'decision_ids'>> => {
  const alike: ExecutedLike[] = [];
  let before: { resolved_at: number; id: string } | undefined;
  for (let read = 0; read < MOST; read += PAGE) {
    const page = await world.store.executedLike({ stratum, limit: PAGE, ...(before && { before }) });
    const clean = page.findIndex(
      ({ resolved_at, audits }) =>
        resolved_at <= (wrong.resolved_at ?? 0) && audits.some(({ right }) => right === true),
    );
    alike.push(...(clean === -1 ? page : page.slice(0, clean)));
    if (clean !== -1)
      return counted(alike, wrong, type, { since: page[clean]?.resolved_at ?? null, is_all: true });
    const last = page.at(-1);
    if (page.length < PAGE || last === undefined)
      return counted(alike, wrong, type, { since: null, is_all: true });
    before = { resolved_at: last.resolved_at, id: last.id };
  }
  return counted(alike, wrong, type, { since: null, is_all: false });
};

const counted = (
  alike: ExecutedLike[],
  wrong: Decision,
  type: DecisionType,
  seen: Pick<Miss, 'since' | 'is_all'>,
): Pick<Miss, 'since' | 'found' | 'is_all' | 'amounts' | 'decision_ids'> => {
  const unchecked = alike.filter(({ id, audits }) => id !== wrong.id && audits.length === 0);
  const fact = type.facts.find(({ name }) => name === type.amount?.fact);
  const amounts: Record<string, number> = {};
  if (fact !== undefined && !fact.sensitive)
    for (const { facts } of unchecked) {
      const money = facts[fact.name];
      if (isMoney(money)) amounts[money.currency] = (amounts[money.currency] ?? 0) + money.value;
    }
  return {
    ...seen,
    found: unchecked.length,
    amounts,
    decision_ids: unchecked.slice(0, MOST_RECHECKED).map(({ id }) => id),
  };
};
