import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { manifestFor } from '../src/manifest.ts';

const text = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');

describe('the manifest', () => {
  it('is for Socket Mode as it stands', () => {
    const made = manifestFor(text, undefined);
    expect(made.ok && parse(made.value).settings.socket_mode_enabled).toBe(true);
  });

  it('sends everything to the address where there is one', () => {
    const made = manifestFor(text, 'https://desk.example.com/');
    const { settings, features } = made.ok ? parse(made.value) : {};
    const address = 'https://desk.example.com/slack/events';
    expect(settings.socket_mode_enabled).toBe(false);
    expect(settings.interactivity.request_url).toBe(address);
    expect(settings.event_subscriptions.request_url).toBe(address);
    expect(features.slash_commands[0].url).toBe(address);
  });

  it.each(['http://desk.example.com', 'desk.example.com', ''])(
    'refuses %j, which Slack would refuse',
    (url) => {
      expect(manifestFor(text, url)).toMatchObject({ ok: false, error: expect.stringContaining('https') });
    },
  );
});
