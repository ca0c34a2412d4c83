import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../src/core/decision/canonical.ts';
import { receiptOf, withReceipt } from '../../../src/core/decision/receipt.ts';
import { grounds, NOW } from '../review/review-building.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const seal = {
  key_id: 'k1',
  sign: (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64'),
};
const { revision } = grounds();
const resolved = {
  type: 'resolved',
  at: NOW,
  actor: { kind: 'person', id: 'U2' },
  data: { option: 'reject', disposition: 'rejected', values: null, overridden: true },
} as const;

const holds = (receipt: Record<string, unknown>): boolean => {
  const { signature, ...proven } = receipt;
  return verify(null, Buffer.from(canonical(proven)), publicKey, Buffer.from(String(signature), 'base64'));
};

describe('a receipt', () => {
  const receipt = receiptOf([withReceipt(resolved, revision, ['U2'], seal)]);

  it('says what was decided, by whom, upon what and when, and can be verified', () => {
    expect(receipt).toMatchObject({
      option: 'reject',
      disposition: 'rejected',
      by: ['U2'],
      decided_upon: revision.digest,
    });
    expect(holds({ ...receipt })).toBe(true);
  });

  it.each([
    'decision_id',
    'revision',
    'decided_upon',
    'option',
    'disposition',
    'values',
    'by',
    'at',
    'policy_version',
  ])('does not hold with another %s', (field) => expect(holds({ ...receipt, [field]: 'other' })).toBe(false));

  it('comes with the end of a decision only', () => {
    const given = { ...resolved, type: 'verdict_given' } as const;
    expect(withReceipt(given, revision, ['U2'], seal)).toBe(given);
  });
});
