import { describe, expect, it } from 'vitest';
import { checkedInFull, checkedWords } from '../../blocks/checked-cases.ts';
import type { CheckedLike } from '../../src/core/policy/checked-like.ts';
import type { RecommendationView } from '../../src/core/review/card-view.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { aCase, expenseType, NOW, revision, route, submission } from './a-case.ts';

type Given = Partial<CheckedLike> & { calibrated?: number; versioned?: boolean; unread?: boolean };

const shown = ({ calibrated, versioned = true, unread = false, ...checked }: Given): RecommendationView => {
  const { model_version: _, ...unversioned } = submission().recommendation ?? { option: '', confidence: 0 };
  const stands = revision({
    ...(versioned ? {} : { body: submission({ recommendation: unversioned }) }),
    ...(calibrated === undefined
      ? {}
      : { route: route({ confidence: { raw: 0.83, calibrated, used: calibrated, band: 'medium' } }) }),
  });
  const none = { n: 0, right: 0 };
  const found: CheckedLike = { from: 78, to: 88, own: none, others: none, any: true, ...checked };
  const kase = { ...aCase({ revision: stands }), ...(unread ? {} : { checked: found }) };
  const { recommendation } = viewFor(kase, expenseType(), { kind: 'channel' }, NOW);
  if (recommendation === null) throw new Error('nothing is recommended');
  return recommendation;
};
const said = (given: Given): string => checkedWords(shown(given)).join(' | ');
const full = (given: Given): string => checkedInFull(shown(given)).join('\n');

describe('what checked cases say', () => {
  it.each<[string, Given, string]>([
    [
      'of many, with the exact interval',
      { own: { n: 212, right: 157 } },
      'of 212 checked cases scored 78–88 %, it was right in 157 (68–80 %)',
    ],
    ['of one, right', { own: { n: 1, right: 1 } }, 'the one checked case scored 78–88 % was right'],
    ['of one, wrong', { own: { n: 1, right: 0 } }, 'the one checked case scored 78–88 % was wrong'],
    [
      'of many alike, without a certainty',
      { own: { n: 12_000, right: 12_000 } },
      'of 12,000 checked cases scored 78–88 %, it was right in 12,000 (99–100 %)',
    ],
    [
      'of many that were all wrong, without a certainty',
      { own: { n: 12_000, right: 0 } },
      'of 12,000 checked cases scored 78–88 %, it was right in 0 (0–1 %)',
    ],
    ['of none like it', {}, 'no checked cases scored 78–88 % yet'],
    ['of none at all', { any: false }, 'no checked cases yet'],
    [
      'of another version alone',
      { others: { n: 40, right: 30 } },
      'no checked case of this model version scored 78–88 % yet; others were right in 30 of 40 (59–87 %)',
    ],
    [
      'of another model alone, where no version is given',
      { others: { n: 1, right: 0 }, versioned: false },
      'no checked case of this model scored 78–88 % yet; the one of another was wrong',
    ],
    [
      'beside a calibrated score',
      { own: { n: 212, right: 157 }, calibrated: 0.79 },
      'of 212 checked cases scored 78–88 %, it was right in 157 (68–80 %) | calibrated on checked cases of all scores: right 79 %',
    ],
    [
      'never that nothing was checked beside a calibrated score',
      { any: false, calibrated: 0.79 },
      'calibrated on checked cases of all scores: right 79 %',
    ],
    ['nothing where nobody looked', { unread: true }, ''],
  ])('%s', (_, given, expected) => {
    expect(said(given)).toBe(expected);
  });

  it('at length with what these cases are, and how others fared', () => {
    const own = full({ own: { n: 212, right: 157 }, others: { n: 40, right: 30 } });
    expect(own).toMatch(/^Of 212 checked cases/);
    expect(own).toContain('not of this model version: others were right in 30 of 40 (59–87 %)');
    expect(own).toMatch(/no random sample; in brackets stands a 95 % interval$/);
    expect(full({ own: { n: 1, right: 1 } })).toMatch(/no random sample$/);
    expect(full({ others: { n: 40, right: 30 } })).not.toContain('Not counted there');
    expect(full({})).toBe('No checked cases scored 78–88 % yet');
    expect(full({ unread: true })).toBe('');
  });
});
