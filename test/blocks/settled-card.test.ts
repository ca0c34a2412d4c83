import { describe, expect, it } from 'vitest';
import { cardFor } from '../../blocks/card.ts';
import { decodePress } from '../../blocks/wire.ts';
import type { Case } from '../../src/core/review/case.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { cardMessage } from '../../src/slack/card-message.ts';
import {
  aCase,
  event,
  expenseType,
  NOW,
  revision,
  route,
  settledCase,
  settlingCase,
  submission,
  verdict,
} from './a-case.ts';
import { pressable, wordsOf } from './read-blocks.ts';

const card = (kase: Case, type = expenseType(), now = NOW) =>
  cardFor(viewFor(kase, type, { kind: 'channel' }, now));
const words = (kase: Case, type = expenseType()) => wordsOf(card(kase, type).blocks);
const modified = verdict({
  values: { amount: { value: 1760, currency: 'EUR' } },
  reason_code: 'over_cap',
  rationale: 'Hotel capped at 180 a night',
});

describe('the settled card says', () => {
  it.each([
    [
      'who agreed, when',
      settledCase(verdict(), 'approved'),
      '✅ *Approved* by <@U0ROBIN> · 2026-11-20 11:59 UTC · agrees with the AI',
    ],
    [
      'who overrode',
      settledCase(verdict({ option: 'reject', reason_code: 'over_cap' }), 'rejected'),
      '🚫 *Rejected* by <@U0ROBIN> · 2026-11-20 11:59 UTC · overrides the AI (Approve)',
    ],
    [
      'who changed what',
      settlingCase(modified),
      '✏️ *Approved with changes* by <@U0ROBIN> · 2026-11-20 11:59 UTC · partly overrides the AI (Approve)',
    ],
    ['the diff', settlingCase(modified), 'Amount: 1,840.50 EUR → *1,760.00 EUR*'],
    ['why', settlingCase(modified), 'Reason: Over policy cap. “Hotel capped at 180 a night”'],
    ['how long the form was open', settledCase(verdict(), 'approved'), 'form open 40 s'],
    [
      'that the source knows',
      settledCase(verdict(), 'approved', {
        events: [event('callback_delivered', { data: { callback: 'decision.resolved' } })],
      }),
      'answered to expense-bot at 12:00 UTC',
    ],
    [
      'that the source does not',
      settledCase(verdict(), 'approved', {
        events: [event('callback_failed', { data: { callback: 'decision.resolved' } })],
      }),
      'expense-bot could not be reached with the answer',
    ],
    [
      'how much, where the title does not',
      settledCase(verdict(), 'approved', { revision: revision({ body: submission({ title: 'Berlin' }) }) }),
      '*Berlin* · 1,840.50 EUR',
    ],
    [
      'a lapse as a lapse',
      aCase({
        decision: { status: 'resolved', disposition: 'expired' },
        review: { status: 'settled', disposition: 'expired' },
      }),
      '⌛ *Expired: nobody answered in time*',
    ],
    [
      'a withdrawal with its reason',
      aCase({
        decision: { status: 'resolved', disposition: 'cancelled' },
        review: { status: 'settled', disposition: 'cancelled' },
        events: [event('cancelled', { data: { reason: 'Sent twice' } })],
      }),
      'Reason: “Sent twice”',
    ],
  ])('%s', (_, kase, expected) => {
    expect(words(kase)).toContain(expected);
  });

  it('a type’s own option by its own label', () => {
    const type = expenseType({ options: [{ id: 'send', label: 'Send', disposition: 'approved' }] });
    const kase = settledCase(verdict({ option: 'send' }), 'approved', {
      revision: revision({ body: submission({ recommendation: { option: 'send', confidence: 0.9 } }) }),
    });
    expect(words(kase, type)).toContain('☑️ *Send* by <@U0ROBIN>');
  });

  it('nothing of the AI where only a human decided', () => {
    const alone = settledCase(verdict(), 'approved', {
      revision: revision({ route: route({ level: 'human_only' }) }),
    });
    expect(words(alone)).not.toMatch(/AI/);
  });
});

it('offers no verdict, only the context', () => {
  expect([...pressable(card(settledCase(verdict(), 'approved')).blocks).keys()]).toEqual(['more']);
});

describe('undo', () => {
  it('is offered with a clock time while it is possible', () => {
    const made = card(settlingCase());
    expect(wordsOf(made.blocks)).toContain('*Undo until 12:00:05 UTC*, by <@U0ROBIN> only');
    expect(decodePress(String(pressable(made.blocks).get('undo')?.value))).toMatchObject({ revision: 1 });
  });

  it('is gone from that moment on', () => {
    expect(pressable(card(settlingCase(), expenseType(), NOW + 5000).blocks).has('undo')).toBe(false);
  });
});

it('is short: three blocks once it is over', () => {
  expect(card(settledCase(verdict(), 'approved')).blocks).toHaveLength(3);
});

it('has a notification that stands alone', () => {
  expect(card(settledCase(verdict(), 'approved')).text).toBe(
    'Approved by Robin Okafor: Expense report EXP-10422: Berlin offsite, 1,840.50 EUR. Reason: Within policy.',
  );
});

describe('a correction on the card', () => {
  const corrected = (data: Record<string, unknown>): Case => {
    const amount = { value: 1760, currency: 'EUR' };
    const answered = settledCase(modified, 'modified', {
      decision: { status: 'resolved', disposition: 'modified', option: 'approve', values: { amount } },
    });
    const by = { id: 'U0BEN', name: 'Ben' };
    return {
      ...answered,
      events: [
        event('corrected', {
          actor: { kind: 'person', id: by.id },
          data: { by, reason: 'So', was: 'approve', ...data },
        }),
      ],
    };
  };
  const others = {
    now: 'approve',
    disposition: 'modified',
    values: { amount: { value: 1700, currency: 'EUR' } },
  };

  it('that keeps the answer and changes its values says so, and which', () => {
    const said = words(corrected(others));
    expect(said).toContain(
      '*Corrected by <@U0BEN>* · 2026-11-20 12:00 UTC: still *Approve with changes*, with other values',
    );
    expect(said).toContain('Amount: 1,760.00 EUR → *1,700.00 EUR*');
    expect(said).not.toContain('Approve with changes → ');
    expect(card(corrected(others)).text).toContain(
      'Corrected by Ben to approve with changes, with other values.',
    );
  });

  it('to another answer says which became which', () => {
    const reject = { now: 'reject', disposition: 'rejected', values: null };
    expect(words(corrected(reject))).toContain('Approve with changes → *Reject*');
    const asSubmitted = { now: 'approve', disposition: 'approved', values: null };
    expect(words(corrected(asSubmitted))).toContain('Approve with changes → *Approve*');
    expect(words(corrected(asSubmitted))).toContain('Amount: 1,760.00 EUR → *1,840.50 EUR*');
  });

  const asSubmitted = { disposition: 'approved', option: 'approve', values: null } as const;
  it.each([
    ['modified', { now: 'reject', disposition: 'rejected' }, 'Approve with changes → *Reject*'],
    ['modified', others, 'still *Approve with changes*, with other values'],
    ['modified', { now: 'approve', disposition: 'approved' }, 'Approve with changes → *Approve*'],
    ['approved', others, 'Approve → *Approve with changes*'],
  ])('says the same in the thread, where it was %s: %j', (was, data, said) => {
    const kase = corrected(data);
    const at = kase.events[0]?.at ?? 0;
    const decision = { ...kase.decision, ...(was === 'approved' ? asSubmitted : {}) };
    const note = cardMessage(
      { kind: 'note', about: { event: 'corrected', at } },
      { ...kase, decision },
      expenseType(),
      NOW,
    );
    expect(note?.text).toBe(`Ben corrects the answer: ${said}. “So”`);
  });
});
