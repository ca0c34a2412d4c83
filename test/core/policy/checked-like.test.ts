import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUpChecked } from '../../../src/core/policy/checked-like.ts';
import { countAnswered, countIntake, countTruth } from '../../../src/core/policy/counting.ts';
import { scoreParts } from '../../../src/core/policy/score-cells.ts';
import { keyOf, type Tallied } from '../../../src/core/policy/tally.ts';
import { type Counts, createCounts } from '../../../src/core/report/counts.ts';
import { refund, refundPolicy } from './routing.ts';

const type = refundPolicy().types['refund.request'];
if (type === undefined) throw new Error('no type');
const NOW = Date.UTC(2026, 10, 22, 12);

type Scored = { score: number; model?: string; version?: string; shadow?: boolean };
const scored = ({ score, model, version, shadow = false }: Scored): Tallied => ({
  type,
  submission: refund({
    recommendation: {
      option: 'approve',
      confidence: score,
      ...(model === undefined ? {} : { model }),
      ...(version === undefined ? {} : { model_version: version }),
    },
  }),
  queue: 'finance',
  shadow,
});
const { recommendation: _, ...nothing } = refund();
const unscored: Tallied = { type, submission: nothing, queue: 'finance', shadow: false };

const tell = (counts: Counts, about: Tallied, correct: string, before: string | null = null): void =>
  counts.add(countTruth(about, { at: NOW, disposition: 'approved', option: 'approve' }, { before, correct }));
const known = (counts: Counts, about: Tallied) => {
  const looked = lookUpChecked(about);
  return looked?.told(counts.sums(looked.queries));
};

describe('checked cases that were scored like one', () => {
  it('are those within five points, with both ends, in whole percent as cards show them', () => {
    const counts = createCounts();
    for (const score of [0.774, 0.775, 0.776, 0.78, 0.83, 0.88, 0.884, 0.886])
      tell(counts, scored({ score }), 'approve');
    tell(counts, scored({ score: 0.834 }), 'reject');
    expect(known(counts, scored({ score: 0.8347 }))).toEqual({
      from: 78,
      to: 88,
      own: { n: 7, right: 6 },
      others: { n: 0, right: 0 },
      any: true,
    });
  });

  it.each([
    [0, 0, 5],
    [0.03, 0, 8],
    [0.97, 92, 100],
    [1, 95, 100],
  ])('do not reach beyond what a score can be: of %f from %i to %i', (score, from, to) => {
    const counts = createCounts();
    tell(counts, scored({ score }), 'approve');
    expect(known(counts, scored({ score }))).toMatchObject({ from, to, own: { n: 1, right: 1 } });
  });

  it('are of the same model and version first, and of others apart', () => {
    const counts = createCounts();
    tell(counts, scored({ score: 0.8, model: 'm', version: '1' }), 'reject');
    tell(counts, scored({ score: 0.8, model: 'm', version: '2' }), 'approve');
    tell(counts, scored({ score: 0.8, model: 'other', version: '2' }), 'approve');
    tell(counts, scored({ score: 0.8 }), 'approve');
    const of = (about: Omit<Scored, 'score'>) => known(counts, scored({ score: 0.82, ...about }));
    expect(of({ model: 'm', version: '1' })).toMatchObject({
      own: { n: 1, right: 0 },
      others: { n: 3, right: 3 },
    });
    expect(of({ model: 'm', version: '3' })).toMatchObject({
      own: { n: 0, right: 0 },
      others: { n: 4, right: 3 },
    });
    expect(of({})).toMatchObject({ own: { n: 1, right: 1 }, others: { n: 3, right: 2 } });
  });

  it('of shadow sources are their own', () => {
    const counts = createCounts();
    tell(counts, scored({ score: 0.8, shadow: true }), 'reject');
    expect(known(counts, scored({ score: 0.8 }))).toMatchObject({
      own: { n: 0 },
      others: { n: 0 },
      any: false,
    });
    expect(known(counts, scored({ score: 0.8, shadow: true }))).toMatchObject({ own: { n: 1, right: 0 } });
  });

  it('may be none, though others of the type were checked', () => {
    const counts = createCounts();
    expect(known(counts, scored({ score: 0.8 }))?.any).toBe(false);
    tell(counts, scored({ score: 0.3 }), 'approve');
    expect(known(counts, scored({ score: 0.8 }))).toMatchObject({
      own: { n: 0 },
      others: { n: 0 },
      any: true,
    });
  });

  it('are not looked for without a usable score', () => {
    expect(lookUpChecked(unscored)).toBeUndefined();
    expect(lookUpChecked(scored({ score: Number.NaN }))).toBeUndefined();
  });

  it('are counted by truths alone: neither what comes in nor what is answered adds to them', () => {
    const about = scored({ score: 0.8, model: 'm' });
    const added = [
      ...[true, false].flatMap((automatic) => countIntake(about, { at: NOW, automatic })),
      ...countAnswered(about, { at: NOW, overridden: true }),
    ];
    expect(added.length).toBeGreaterThan(0);
    expect(added.filter(({ key }) => key.scope.endsWith('_score'))).toEqual([]);
  });
});

describe('the sums over all scores', () => {
  const arbitrary = fc.array(
    fc.record({
      about: fc.oneof(
        { weight: 1, arbitrary: fc.constant(unscored) },
        {
          weight: 6,
          arbitrary: fc
            .record({
              score: fc.oneof(
                fc.double({ min: 0, max: 1, noNaN: true }),
                fc.constantFrom(0, 0.005, 0.995, 1),
              ),
              model: fc.constantFrom('m', '"o', 'ö'),
              version: fc.constantFrom('1', '2'),
              shadow: fc.boolean(),
            })
            .map(scored),
        },
      ),
      // Nothing, one truth, or several of which each replaces the one before.
      truths: fc.array(fc.constantFrom('approve', 'reject', 'hold'), { maxLength: 4 }),
      at: fc.integer({ min: NOW - 1e10, max: NOW }),
    }),
    { maxLength: 40 },
  );

  const sumOf = (counts: Counts, scope: 'model_score' | 'type_score', of: Tallied[]) => {
    const keys = new Set(
      of.flatMap((about) =>
        Array.from({ length: 101 }, (_, cell) => keyOf(scoreParts(scope, about, cell), about)),
      ),
    );
    const sums = counts.sums([...keys].map((key) => ({ scope, key, from: 0 })));
    return {
      checked: sums.reduce((sum, { checked }) => sum + checked, 0),
      wrong: sums.reduce((sum, { wrong }) => sum + wrong, 0),
    };
  };

  it('are the type’s own of decisions with a score, whatever truths came and were replaced', () => {
    fc.assert(
      fc.property(arbitrary, (decisions) => {
        const counts = createCounts();
        for (const { about, truths, at } of decisions) {
          let before: string | null = null;
          for (const correct of truths) {
            counts.add(
              countTruth(about, { at, disposition: 'approved', option: 'approve' }, { before, correct }),
            );
            before = correct;
          }
        }
        const all = decisions.map(({ about }) => about).filter((about) => about !== unscored);
        for (const shadow of [false, true]) {
          const these = all.filter((about) => about.shadow === shadow);
          const own = counts.sums([{ scope: 'type', key: keyOf([type.name], { shadow }), from: 0 }])[0];
          const expected = { checked: own?.checked, wrong: own?.wrong };
          expect(sumOf(counts, 'type_score', these)).toEqual(expected);
          expect(sumOf(counts, 'model_score', these)).toEqual(expected);
        }
      }),
    );
  });
});
