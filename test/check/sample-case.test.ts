import { describe, expect, it } from 'vitest';
import { sampleCards } from '../../src/check/cards.ts';
import { sampleCase } from '../../src/check/sample-case.ts';
import { checkFacts } from '../../src/core/decision/facts.ts';
import { submissionSchema } from '../../src/core/decision/submission.ts';
import { LEVELS } from '../../src/core/policy/levels.ts';
import { examplePolicy, refundPolicy } from '../core/policy/routing.ts';

const NOW = Date.UTC(2026, 10, 22, 12);

describe('the sample of a type', () => {
  const policy = examplePolicy();

  it.each(Object.values(policy.types).map((type) => [type.name, type] as const))(
    '%s is a submission that the API would take, with every fact',
    (_name, type) => {
      const { body } = sampleCase(policy, type, 'review', NOW).revision;
      expect(submissionSchema.safeParse(body).error).toBeUndefined();
      expect(checkFacts(type, body.facts)).toEqual({ problems: [], missing: [] });
      expect(Object.keys(body.facts)).toEqual(type.facts.map(({ name }) => name));
    },
  );

  it('stays within what a fact allows', () => {
    const narrow = refundPolicy();
    const type = narrow.types['refund.request'];
    if (type === undefined) throw new Error('no type');
    const facts = type.facts.map((fact) => (fact.name === 'age_days' ? { ...fact, min: 40, max: 50 } : fact));
    const { body } = sampleCase(narrow, { ...type, facts }, 'review', NOW).revision;
    expect(body.facts['age_days']).toBe(40);
    expect(body.facts['amount']).toMatchObject({ currency: 'EUR' });
  });

  it('has a card at each level, and no two alike', () => {
    const cards = sampleCards(policy, NOW);
    expect(cards.map(({ name }) => name)).toContain('invoice.payment at human_only');
    expect(cards).toHaveLength(Object.keys(policy.types).length * LEVELS.length);
    const expenses = cards.filter(({ name }) => name.startsWith('expense.report at '));
    const waiting = expenses.filter(({ name }) => /review|human/.test(name));
    expect(new Set(waiting.map(({ card }) => JSON.stringify(card.blocks))).size).toBe(3);
  });
});
