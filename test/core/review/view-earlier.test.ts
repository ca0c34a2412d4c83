import { describe, expect, it } from 'vitest';
import type { Audience } from '../../../src/core/review/card-view.ts';
import type { Precedent } from '../../../src/core/review/precedents.ts';
import { viewFor } from '../../../src/core/review/view.ts';
import { aCase, expenseType, NOW, revision, route, submission, verdict } from '../../blocks/a-case.ts';

const CHANNEL = { kind: 'channel' } as const;
const PAYROLL: Audience = { kind: 'person', id: 'U1', roles: ['payroll'] };
const IBAN = 'DE02120300000000202051';
const rejected: Precedent = {
  id: 'dec_0',
  title: `Refund to ${IBAN}`,
  option: 'reject',
  disposition: 'rejected',
  correct: null,
  at: NOW - 1000,
  facts: { iban: IBAN },
  quorum: null,
  verdicts: [
    verdict({ option: 'reject', reason_code: 'receipt_missing', rationale: `No receipt for ${IBAN}` }),
  ],
};
const seen = (audience: Audience, change: Parameters<typeof aCase>[0] = {}, type = expenseType()) =>
  viewFor({ ...aCase(change), earlier: { nearest: [rejected], about: [rejected] } }, type, audience, NOW);

describe('a precedent', () => {
  it('says how it ended, and why in the words of the person who answered', () => {
    expect(seen(PAYROLL).precedents).toEqual([
      {
        title: `Refund to ${IBAN}`,
        at: NOW - 1000,
        ended: 'rejected',
        disposition: 'rejected',
        reason: 'Receipt missing',
        rationale: `No receipt for ${IBAN}`,
        changes: [],
      },
    ]);
  });

  it('hides its own sensitive values from those who may not see such', () => {
    expect(JSON.stringify(seen(CHANNEL).precedents)).not.toContain(IBAN);
    expect(seen(CHANNEL).precedents[0]?.rationale).toBe('No receipt for hidden');
  });

  it('keeps an option of the type’s own by its label', () => {
    const type = expenseType({
      options: [
        { id: 'send', label: 'Send', disposition: 'approved' },
        { id: 'reject', label: 'Discard', disposition: 'rejected' },
      ],
    });
    const sent = { ...rejected, option: 'send', disposition: 'approved' as const };
    const view = viewFor({ ...aCase(), earlier: { nearest: [sent], about: [] } }, type, CHANNEL, NOW);
    expect(view.precedents[0]?.ended).toBe('Send');
  });

  it('shows while answers are blind how it ended, and not what was written', () => {
    const blind = { revision: revision({ route: route({ blind: true }) }) };
    expect(seen(CHANNEL, blind).precedents[0]).toMatchObject({ reason: 'Receipt missing', rationale: '' });
  });
});

describe('what happened before', () => {
  it('is the source’s own history where it sends one', () => {
    expect(seen(CHANNEL)).toMatchObject({
      history_about: null,
      history: [{ title: 'EXP-9981 Paris, 910 EUR' }],
    });
  });

  it('is our own record of the subject where it sends none, without masked values', () => {
    const { history: _, ...body } = submission();
    expect(seen(CHANNEL, { revision: revision({ body }) })).toMatchObject({
      history_about: 'Dana Ruiz',
      history: [{ at: '2026-11-20T11:59:59.000Z', title: 'Refund to hidden', disposition: 'rejected' }],
    });
  });
});
