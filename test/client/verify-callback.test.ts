import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { createClient, UnverifiedCallback } from '../../src/client/index.ts';

const SECRET = 'whsec_c2VjcmV0LW9mLXRoZS1leHBlbnNlLWJvdA==';
const OLD_SECRET = 'whsec_dGhlLW9uZS1iZWZvcmU=';
const NOW = Date.parse('2026-10-05T12:00:00Z');
const resolved = JSON.stringify({
  type: 'decision.resolved',
  timestamp: '2026-10-05T12:00:00Z',
  data: { id: 'd1', external_id: 'EXP-1', option: 'approve', disposition: 'approved' },
});

const signed = (body: string, { secret = SECRET, at = NOW } = {}) => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(at / 1000),
  'webhook-signature': new Webhook(secret).sign('msg_1', new Date(at), body),
});
const verify = (headers: Parameters<ReturnType<typeof createClient>['verifyCallback']>[0], body = resolved) =>
  createClient({ url: 'http://127.0.0.1', secret: [SECRET, OLD_SECRET], now: () => NOW }).verifyCallback(
    headers,
    body,
  );

describe('a callback', () => {
  it('is read as a typed event with the id that stays over retries', () => {
    const event = verify(signed(resolved));
    if (event.type !== 'decision.resolved') throw new Error('read as another type');
    expect(event.webhook_id).toBe('msg_1');
    expect(event.data.disposition).toBe('approved');
  });

  it('verifies with any secret of a rotation, any case of header names, and Headers', () => {
    const {
      'webhook-id': id,
      'webhook-timestamp': at,
      'webhook-signature': signature,
    } = signed(resolved, { secret: OLD_SECRET });
    expect(verify({ 'Webhook-Id': id, 'Webhook-Timestamp': [at], 'Webhook-Signature': signature }).type).toBe(
      'decision.resolved',
    );
    expect(verify(new Headers(signed(resolved))).type).toBe('decision.resolved');
  });

  it('verifies when one of several signatures fits', () => {
    const headers = signed(resolved);
    const other = new Webhook(OLD_SECRET).sign('msg_2', new Date(NOW), resolved);
    const both = { ...headers, 'webhook-signature': `${other} v2,abc ${headers['webhook-signature']}` };
    expect(verify(both).type).toBe('decision.resolved');
  });

  it('of a later contract is answered as unknown', () => {
    const body = JSON.stringify({
      type: 'decision.celebrated',
      timestamp: '2026-10-05T12:00:00Z',
      data: { a: 1 },
    });
    expect(verify(signed(body), body)).toMatchObject({
      type: 'unknown',
      sent_type: 'decision.celebrated',
      data: { a: 1 },
    });
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    ['a changed body', signed(resolved), resolved.replace('approved', 'rejected')],
    ['another secret', signed(resolved, { secret: 'whsec_c3RyYW5nZXI=' }), resolved],
    ['an id that was not signed', { ...signed(resolved), 'webhook-id': 'msg_2' }, resolved],
    ['a missing signature', { ...signed(resolved), 'webhook-signature': undefined }, resolved],
    ['an empty signature', { ...signed(resolved), 'webhook-signature': '' }, resolved],
    ['a signature of 301 s ago', signed(resolved, { at: NOW - 301_000 }), resolved],
    ['a signature 301 s ahead', signed(resolved, { at: NOW + 301_000 }), resolved],
    ['a timestamp that is none', { ...signed(resolved), 'webhook-timestamp': 'soon' }, resolved],
    ['a signed body that is not JSON', signed('hello'), 'hello'],
    ['a signed body that is no event', signed('null'), 'null'],
  ])('is refused with %s', (_, headers, body) => {
    expect(() => verify(headers, body)).toThrow(UnverifiedCallback);
  });

  it('is accepted up to five minutes either way', () => {
    for (const at of [NOW - 300_000, NOW + 300_000])
      expect(() => verify(signed(resolved, { at }))).not.toThrow();
  });
});
