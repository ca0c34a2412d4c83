import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../blocks/check-blocks.ts';
import { stopNotice } from '../../blocks/stop-notice.ts';
import type { Stop } from '../../src/core/policy/stop.ts';
import { expenseType, HOUR, NOW } from './a-case.ts';
import { liveIn, wordsOf } from './read-blocks.ts';

const stop = (over: Partial<Stop> = {}): Stop => ({
  id: 'stp_1',
  type: 'expense.report',
  by: { kind: 'person', id: 'U012ANA', name: 'Ana Lindqvist' },
  at: NOW - HOUR,
  reason: 'Too many duplicates',
  started_by: null,
  started_at: null,
  start_reason: null,
  ...over,
});
const over = stop({
  started_by: { kind: 'source', id: 'expense-bot', name: 'Ines, through expense-bot' },
  started_at: NOW,
  start_reason: 'Found',
});
const words = (of: Stop, what: 'stop' | 'start' = 'stop') =>
  wordsOf(stopNotice(of, expenseType(), what).blocks);

describe('the notice of a stop', () => {
  it('says who, since when, why, and what it means until when', () => {
    const said = words(stop());
    expect(said).toContain('was stopped* by <@U012ANA>, ');
    expect(said).toContain('2026-11-20 11:00 UTC');
    expect(said).toContain('“Too many duplicates”');
    expect(said).toContain('waits for people; nothing runs by itself');
    expect(said).toContain('until somebody runs `/handraise start expense.report`');
  });

  it('says no longer that it lasts once it is over', () => {
    expect(words(over)).toContain('It is over: Ines, through expense-bot started it again, ');
    expect(words(over)).not.toContain('It lasts');
  });

  it('of a start says since when it was stopped, and that what waits goes on waiting', () => {
    const said = words(over, 'start');
    expect(said).toContain('runs by itself again*, started by Ines, through expense-bot, ');
    expect(said).toContain('“Found”');
    expect(said).toContain('goes on waiting');
    expect(said).toContain('It had been stopped by <@U012ANA>, ');
  });

  it('fits into a message and lets nothing live through, whatever was written', () => {
    const nasty = `<!here> *_~\`<https://x.example|y> ${'x'.repeat(3000)}`;
    for (const what of ['stop', 'start'] as const) {
      const by = { kind: 'source', id: 'x', name: nasty } as const;
      const made = stopNotice(
        { ...over, by, started_by: by, reason: nasty, start_reason: nasty },
        expenseType(),
        what,
      );
      expect(checkBlocks(made.blocks)).toEqual([]);
      expect(liveIn(made.blocks).filter((live) => !live.startsWith('<!date'))).toEqual([]);
    }
  });
});
