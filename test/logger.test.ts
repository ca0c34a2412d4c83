import { describe, expect, it } from 'vitest';
import { createLogger } from '../src/logger.ts';

const logged = (write: (log: ReturnType<typeof createLogger>) => void): string => {
  let text = '';
  write(createLogger('trace', { write: (line) => (text += line) }));
  return text;
};

describe('the log', () => {
  it.each([
    ['a bot token in a sentence', (log) => log.info('token xoxb-12-canary is bad')],
    ['an app token in an error', (log) => log.error({ err: new Error('xapp-1-canary') }, 'failed')],
    ['a webhook secret', (log) => log.info({ note: 'whsec_canary+/=' }, 'x')],
    [
      "a source's key",
      (log) => log.warn({ headers: { authorization: 'Bearer hr_canarycanarycanary' } }, 'x'),
    ],
    ['a field called token', (log) => log.info({ slack: { token: 'canary' } }, 'x')],
    ['a field called secret', (log) => log.info({ secret: 'canary' }, 'x')],
  ] as [string, (log: ReturnType<typeof createLogger>) => void][])('hides %s', (_, write) => {
    const text = logged(write);
    expect(text).not.toContain('canary');
    expect(text).toContain('[secret]');
  });
});
