import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/core/decision/decision.ts';
import type { CommandOf } from '../../../src/core/review/commands.ts';
import { decide } from '../../../src/core/review/decide.ts';
import type { Grounds } from '../../../src/core/review/why-not-now.ts';
import { expense, grounds, NOW, openReview, rejection } from './review-building.ts';

const decided = (on: Grounds, over: Partial<CommandOf<'give_verdict'>> = {}) =>
  decide(rejection(on, over), openReview(), on, NOW);
/** The data of the verdict's event; throws where it was refused. */
const given = (on: Grounds, over: Partial<CommandOf<'give_verdict'>> = {}) => {
  const result = decided(on, over);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value[0]?.data as { verdict: Verdict; missing_on_card?: string };
};
const documenting = (): Grounds => {
  const on = grounds();
  return { ...on, type: { ...on.type, document: { finance: ['Cost centre'], leads: ['Risk'] } } };
};

describe('the category of an override', () => {
  it('follows from its reason code', () => {
    expect(given(grounds()).verdict.category).toBe('ai_error');
    expect(given(grounds(), { reason_code: 'not_business' }).verdict.category).toBe('edge_case');
    expect(given(grounds(), { reason_code: 'other' }).verdict.category).toBe('other');
    const values = { amount: { value: 200, currency: 'EUR' } };
    const changed = { option: 'approve', values, reason_code: 'partly_private' };
    expect(given(grounds(), changed).verdict.category).toBe('edge_case');
  });

  it('is none where the answer agrees, or nothing was recommended', () => {
    const agrees = { option: 'approve', reason_code: 'justified_exception' };
    expect(given(grounds(), agrees).verdict).not.toHaveProperty('category');
    const { recommendation: _, ...alone } = expense();
    expect(given(grounds(alone)).verdict).not.toHaveProperty('category');
  });
});

describe('what a role documents', () => {
  it('is kept with the answer, trimmed, and nothing else with it', () => {
    const documented = { 'Cost centre': ' 4711 ', Risk: 'none', Other: 'x' };
    expect(given(documenting(), { documented }).verdict.documented).toEqual({ 'Cost centre': '4711' });
    const both = { documented, roles: ['finance', 'leads'] };
    expect(given(documenting(), both).verdict.documented).toEqual({ 'Cost centre': '4711', Risk: 'none' });
  });

  it.each<Record<string, string> | undefined>([undefined, {}, { 'Cost centre': ' ' }])(
    'has to be there: %j is refused',
    (documented) => {
      const result = decided(documenting(), documented === undefined ? {} : { documented });
      expect(result).toEqual({ ok: false, error: { code: 'document_required', labels: ['Cost centre'] } });
    },
  );

  it('is asked of nobody else', () => {
    const other = { ...documenting(), type: { ...documenting().type, document: { leads: ['Risk'] } } };
    expect(given(other).verdict).not.toHaveProperty('documented');
  });
});

describe('what was missing on the card', () => {
  it('goes with the event and is no part of the answer', () => {
    const data = given(grounds(), { missing: ' The hotel bill ' });
    expect(data.missing_on_card).toBe('The hotel bill');
    expect(data.verdict.rationale).toBe('No hotel receipt');
    expect(JSON.stringify(data.verdict)).not.toContain('hotel bill');
    expect(given(grounds(), { missing: '  ' })).not.toHaveProperty('missing_on_card');
  });
});

describe('a text that is asked for by lot', () => {
  const small = grounds(expense({ facts: { amount: { value: 100, currency: 'EUR' } } }));
  const agrees = { option: 'approve', reason_code: 'within_policy', rationale: '' };

  it('is required of whoever agrees on something of low consequence, and of nobody without the lot', () => {
    const drawn = { ...small, asks: { agreement_text: true, missing_on_card: false } };
    expect(decided(drawn, agrees)).toEqual({ ok: false, error: { code: 'rationale_required' } });
    expect(decided(small, agrees).ok).toBe(true);
    expect(decided(drawn, { ...agrees, rationale: 'All there' }).ok).toBe(true);
  });
});
