import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTimeline } from '../../../src/core/report/timeline.ts';

it('lets things happen in the order of time, and those of one moment in the order in which they were put', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(20), (moments, pause) => {
      const timeline = createTimeline();
      const seen: { at: number; place: number }[] = [];
      for (const [place, at] of moments.entries()) timeline.put(at, () => seen.push({ at, place }));
      timeline.runTo(pause);
      expect(seen.every(({ at }) => at <= pause)).toBe(true);
      timeline.runTo(20);
      expect(seen).toEqual(
        moments.map((at, place) => ({ at, place })).toSorted((a, b) => a.at - b.at || a.place - b.place),
      );
    }),
  );
});

it('lets happen what is put there while others happen', () => {
  const timeline = createTimeline();
  const seen: string[] = [];
  timeline.put(1, () => {
    seen.push('first');
    timeline.put(2, () => seen.push('second'));
    timeline.put(9, () => seen.push('later'));
  });
  timeline.runTo(3);
  expect(seen).toEqual(['first', 'second']);
});
