import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/core/review/case.ts';
import type { Review } from '../../src/core/review/review.ts';
import type { Surface } from '../../src/ports.ts';
import { isOver } from '../../src/usecases/what-surface-shows.ts';

/** A message that asks Ben, and its review after Ben has answered. */
const asksBen = { kind: 'direct', about: { event: 'reassigned', to: 'U0BEN' } } as Surface;
const answered = (status: Review['status'], by = 'U0BEN'): Case =>
  ({
    decision: { status: 'pending' },
    review: { kind: 'review', status, verdicts: [{ by: { id: by } }], endorsements: [] },
  }) as unknown as Case;

describe('a message that asks somebody to decide', () => {
  it('asks nothing any more once they have answered and others are still to', () => {
    expect(isOver(asksBen, answered('open'))).toBe(true);
    expect(isOver(asksBen, answered('open', 'U0ANA'))).toBe(false);
  });

  it('still asks while the answer can be taken back', () => {
    expect(isOver(asksBen, answered('settling'))).toBe(false);
  });
});
