import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeForm,
  decodeMenu,
  decodePress,
  encodeForm,
  encodeMenu,
  encodePress,
  optionOf,
  verdictAction,
} from '../../blocks/wire.ts';
import { runsOf } from './nasty-world.ts';

const press = {
  review_id: 'rev_01KAE7M4T9ZC3V1QWX5J8RBN2D',
  revision: 3,
  digest: '9f86d081884c7d659a2feaa0c55ad015',
};

describe('a button’s value', () => {
  it('comes back as it went', () => {
    expect(decodePress(encodePress(press))).toEqual(press);
  });

  it('still reads as the first cards wrote it', () => {
    expect(decodePress('["p1","rev_1",2,"abc"]')).toEqual({ review_id: 'rev_1', revision: 2, digest: 'abc' });
  });

  it.each([
    undefined,
    '',
    'null',
    '{}',
    '[]',
    '["p2","rev_1",2,"abc"]',
    '["p1","rev_1","2","abc"]',
    '["p1","",2,"abc"]',
    '["p1","rev_1",0,"abc"]',
    '["p1","rev_1",2]',
    '["p1","rev_1",2,"a","b"]',
    encodeMenu({ item: 'why', review_id: 'rev_1', revision: 1 }),
  ])('that is not one of ours reads as nothing: %s', (value) => {
    expect(decodePress(value)).toBeUndefined();
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (value) => {
        expect([decodePress(value), decodeMenu(value), decodeForm(value)]).toBeDefined();
      }),
      runsOf(100),
    );
  });
});

it('a menu entry of an older card still reads as it was written', () => {
  expect(decodeMenu('["m1","why","rev_1",2]')).toEqual({ item: 'why', review_id: 'rev_1', revision: 2 });
  expect(decodeMenu('["m1","pay","rev_1",2]')).toBeUndefined();
});

it('a menu entry’s value is short enough for any client: 75 characters', () => {
  const choice = { item: 'full_context', review_id: press.review_id, revision: 9999 } as const;
  expect(encodeMenu(choice).length).toBeLessThanOrEqual(75);
  expect(decodeMenu(encodeMenu(choice))).toEqual(choice);
});

describe('a form', () => {
  it('remembers what it is about', () => {
    const form = {
      ...press,
      option: 'reject',
      opened_at: 5,
      channel: 'C1',
      ts: '1.2',
      request_id: 'inf_1',
      page: 2,
      listed: '0123456789abcdef',
    };
    expect(decodeForm(encodeForm(form))).toEqual(form);
    expect(decodeForm(encodeForm({ ...press, opened_at: 5 }))).toEqual({ ...press, opened_at: 5 });
  });

  it.each([undefined, '', '{"v":2}', '{"v":1,"review_id":"rev_1"}'])(
    'that is not ours reads as nothing: %s',
    (value) => {
      expect(decodeForm(value)).toBeUndefined();
    },
  );
});

it('action ids name the option', () => {
  expect(optionOf(verdictAction('send'))).toBe('send');
  expect(optionOf('modify')).toBeUndefined();
  expect(verdictAction('x'.repeat(400))).toHaveLength(255);
});
