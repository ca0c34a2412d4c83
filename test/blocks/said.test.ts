import { describe, expect, it } from 'vitest';
import { mentionedIn, saidIn } from '../../blocks/said.ts';

const names = new Map([['U1', 'Dana Ruiz']]);

describe('what a message says', () => {
  it.each([
    ['people by name', '<@U1> and <@U1|dana>', '@Dana Ruiz and @Dana Ruiz'],
    ['others by what stands beside them', '<@U2|ben>, <@U3>', '@ben, @somebody'],
    ['channels', '<#C1|general> <#C2>', '#general #channel'],
    ['groups and everybody', '<!here> <!subteam^S1|@finance> <!subteam^S1>', '@here @finance @group'],
    ['moments', 'due <!date^1795643536^{date}|25 Nov 2026>', 'due 25 Nov 2026'],
    [
      'links',
      '<https://example.com> <https://example.com|example>',
      'https://example.com example (https://example.com)',
    ],
    ['addresses', '<mailto:dana@example.com|dana@example.com>', 'dana@example.com'],
    ['what is escaped, once', 'R&amp;D &lt;b&gt; &amp;lt;', 'R&D <b> &lt;'],
    ['what is no mention', '&lt;@U1&gt; *bold*', '<@U1> *bold*'],
  ])('has %s', (_, text, said) => {
    expect(saidIn(text, names)).toBe(said);
  });

  it('mentions people, each once, and nothing that only looks like them', () => {
    expect(mentionedIn('<@U1> <@U2|ben> <@U1> &lt;@U3&gt; <#C1>')).toEqual(['U1', 'U2']);
  });
});
