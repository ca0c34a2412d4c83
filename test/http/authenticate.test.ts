import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { authenticate } from '../../handlers/http/authenticate.ts';
import type { Policy, Source } from '../../src/core/policy/policy.ts';

const secretOf = (): string => `whsec_${randomBytes(32).toString('base64')}`;
const [current, previous, retired] = [secretOf(), secretOf(), secretOf()];

const source = (name: string, over: Partial<Source> = {}): Source => ({
  name,
  kind: 'system',
  secret_envs: [],
  auth: 'any',
  types: ['t'],
  enabled: true,
  callback: { hosts: [] },
  mode: 'live',
  ...over,
});

const policy = {
  sources: {
    one: source('one'),
    two: source('two', { auth: 'signed' }),
    off: source('off', { enabled: false }),
    keyless: source('keyless'),
  },
} as unknown as Policy;
const keys: Record<string, string> = { one: 'hr_key_one', two: 'hr_key_two', off: 'hr_key_off' };
const secrets = {
  apiKey: ({ name }: Source) => keys[name],
  secrets: ({ name }: Source) => (name === 'two' ? [current, previous] : []),
};

const BODY = '{"type":"t"}';
const signed = (secret: string, over: { at?: number; id?: string; body?: string } = {}) => {
  const { at = Date.now(), id = 'msg_1', body = BODY } = over;
  const timestamp = Math.floor(at / 1000);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': new Webhook(secret).sign(id, new Date(timestamp * 1000), body),
  };
};

const who = (headers: Record<string, string>, body = BODY): string => {
  const found = authenticate(headers, body, policy, secrets);
  return found.ok ? found.value.name : String(found.error.status);
};

describe('a bearer key', () => {
  it('names its source', () => expect(who({ authorization: 'Bearer hr_key_one' })).toBe('one'));

  it.each([
    ['a wrong key', { authorization: 'Bearer nope' }],
    ['no key', {}],
    ['an empty key', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic hr_key_one' }],
    ['the key of a source that is switched off', { authorization: 'Bearer hr_key_off' }],
    [
      'the key of another source than the one named',
      { authorization: 'Bearer hr_key_one', 'handraise-source': 'two' },
    ],
    ['the key of a source that takes signed requests only', { authorization: 'Bearer hr_key_two' }],
    [
      'nothing, for a source without a key',
      { authorization: 'Bearer undefined', 'handraise-source': 'keyless' },
    ],
  ])('is refused: %s', (_, headers) => expect(who(headers)).toBe('401'));
});

describe('a signature', () => {
  it('names its source, with either secret during rotation', () => {
    expect(who(signed(current))).toBe('two');
    expect(who(signed(previous))).toBe('two');
    expect(who(signed(retired))).toBe('401');
  });

  it('may stand among others', () => {
    const good = signed(current);
    expect(who({ ...good, 'webhook-signature': `v1,AAAA ${good['webhook-signature']}` })).toBe('two');
  });

  it('is good for five minutes both ways', () => {
    const MINUTE_MS = 60_000;
    expect(who(signed(current, { at: Date.now() - 4.9 * MINUTE_MS }))).toBe('two');
    expect(who(signed(current, { at: Date.now() + 4.9 * MINUTE_MS }))).toBe('two');
    expect(who(signed(current, { at: Date.now() - 5.1 * MINUTE_MS }))).toBe('401');
    expect(who(signed(current, { at: Date.now() + 5.1 * MINUTE_MS }))).toBe('401');
  });

  it('fits one body, one id and one moment', () => {
    const good = signed(current);
    expect(who(good, `${BODY} `)).toBe('401');
    expect(who({ ...good, 'webhook-id': 'msg_2' })).toBe('401');
    expect(who({ ...good, 'webhook-timestamp': `${good['webhook-timestamp']}x` })).toBe('401');
    expect(who({ ...good, 'webhook-signature': '' })).toBe('401');
  });

  it('is refused with any one bit of it flipped', () => {
    const good = signed(current);
    const raw = Buffer.from(good['webhook-signature'].slice(3), 'base64');
    for (let bit = 0; bit < raw.length * 8; bit++) {
      const flipped = Buffer.from(raw);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(who({ ...good, 'webhook-signature': `v1,${flipped.toString('base64')}` })).toBe('401');
    }
  });

  it('signs the empty body of a GET', () => expect(who(signed(current, { body: '' }), '')).toBe('two'));
});
