import { describe, expect, it } from 'vitest';
import { availabilityOf, type Presence, type PresenceFacts } from '../../../src/core/sla/availability.ts';
import { at, HOUR, office } from './calendars.ts';

/** A Wednesday. */
const NOON = at('2026-11-25T12:00:00Z');

const presence = (over: Partial<Presence> = {}): Presence => ({
  active: true,
  tz: 'Europe/Berlin',
  quiet_until: null,
  status: { emoji: '', text: '', until: null },
  ...over,
});

const known = (over: Partial<PresenceFacts> = {}) =>
  availabilityOf({ presence: presence(), absence: null, hours: null, ...over }, NOON);

const withStatus = (text: string, emoji = '', until: number | null = null) =>
  known({ presence: presence({ status: { emoji, text, until } }) });

describe('whether somebody can be asked', () => {
  it('takes them to be there unless something says otherwise, also when Slack says nothing', () => {
    expect(known()).toEqual({ there: true });
    expect(known({ presence: null })).toEqual({ there: true });
  });

  it('never asks somebody whose account is closed', () => {
    expect(known({ presence: presence({ active: false }) })).toEqual({
      there: false,
      because: 'deactivated',
      until: null,
    });
  });

  it('believes what they said of themselves until that is over', () => {
    expect(known({ absence: { until: null } })).toEqual({ there: false, because: 'away', until: null });
    const until = NOON + HOUR;
    expect(known({ absence: { until } })).toEqual({ there: false, because: 'away', until });
    expect(known({ absence: { until: NOON } })).toEqual({ there: true });
  });

  it('leaves them alone while they do not want to be disturbed', () => {
    const until = NOON + HOUR;
    expect(known({ presence: presence({ quiet_until: until }) })).toEqual({
      there: false,
      because: 'do_not_disturb',
      until,
    });
    expect(known({ presence: presence({ quiet_until: NOON }) })).toEqual({ there: true });
  });

  it('knows their own hours: closed in the evening, open again when the doors do', () => {
    const hours = office('Europe/Berlin');
    expect(known({ hours })).toEqual({ there: true });
    const evening = at('2026-11-27T19:00:00Z');
    expect(availabilityOf({ presence: presence(), absence: null, hours }, evening)).toEqual({
      there: false,
      because: 'outside_hours',
      until: at('2026-11-30T08:00:00Z'),
    });
  });

  it('says what lasts longest where several things hold', () => {
    const all = {
      presence: presence({
        quiet_until: NOON + HOUR,
        status: { emoji: ':palm_tree:', text: '', until: null },
      }),
      hours: office('Pacific/Auckland'),
    };
    expect(known({ ...all, absence: { until: null } })).toMatchObject({ because: 'away' });
    expect(known(all)).toMatchObject({ because: 'status' });
    expect(known({ ...all, presence: presence({ quiet_until: NOON + HOUR }) })).toMatchObject({
      because: 'do_not_disturb',
    });
  });
});

describe('a status that says that somebody is not at work', () => {
  it.each([
    'On vacation until Monday',
    'vacationing',
    'OOO',
    'Out of office',
    'out sick',
    'Parental leave',
    'Urlaub bis 5.12.',
    'en congés',
    'day off',
  ])('is one in words: %s', (text) => expect(withStatus(text)).toMatchObject({ because: 'status' }));

  it.each([':palm_tree:', ':face_with_thermometer:', 'desert_island'])('is one as a picture: %s', (emoji) =>
    expect(withStatus('', emoji)).toMatchObject({ because: 'status' }),
  );

  it.each([
    ['In a meeting', ':spiral_calendar_pad:'],
    ['Working remotely', ':house_with_garden:'],
    ['Commuting', ':bus:'],
    ['Back from vacation', ':palm_tree:'],
    ['Vacation from Monday', ''],
    ['Urlaub ab Montag', ''],
    ['Not on holiday', ''],
    ['Holidaybook release', ''],
    ['Left-leaning', ''],
  ])('is not one: %s %s', (text, emoji) => expect(withStatus(text, emoji)).toEqual({ there: true }));

  it('ends when it says so, also while Slack still shows it', () => {
    const until = NOON + HOUR;
    expect(withStatus('Vacationing', ':palm_tree:', until)).toMatchObject({ until });
    expect(withStatus('Vacationing', ':palm_tree:', NOON)).toEqual({ there: true });
  });
});
