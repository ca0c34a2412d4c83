import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../blocks/check-blocks.ts';
import { emptySeatAlert, goneTypesAlert } from '../../blocks/policy-alerts.ts';
import { liveIn, wordsOf } from './read-blocks.ts';

const gone = (type: string, decisions: number, audits = 0, stuck = 0) => ({ type, decisions, audits, stuck });

describe('the alert about types that left the policy', () => {
  it('says how many wait of each, and what to do', () => {
    const { text, blocks } = goneTypesAlert({ types: [gone('expense.report', 12, 1), gone('mail', 1)] });
    expect(text).toBe(
      '13 decisions and 1 audit wait of types that the policy has no more, so nobody can answer.',
    );
    expect(wordsOf(blocks).split('\n')).toEqual([
      `*${text}*`,
      '• *expense.report*: 12 decisions open, 1 audit open',
      '• *mail*: 1 decision open',
      'Nothing is lost, and time does nothing about them. Bring the type back into the policy, and all goes on where it stood; or have the source cancel what is not wanted any more.',
    ]);
  });

  it('speaks of no source where only audits wait: nobody cancels what was done', () => {
    const { text, blocks } = goneTypesAlert({ types: [gone('mail', 0, 1)] });
    expect(text).toBe('1 audit waits of a type that the policy has no more, so nobody can answer.');
    expect(wordsOf(blocks)).not.toContain('cancel');
  });

  it('says where nobody can cancel, since the source left as well', () => {
    const all = wordsOf(goneTypesAlert({ types: [gone('mail', 2, 0, 2)] }).blocks);
    expect(all).toContain('• *mail*: 2 decisions open, 2 of a source that left as well');
    expect(all).toContain(
      'Bring the type and its source back into the policy, and all goes on where it stood. Until then nobody can cancel them either, since their source left the policy as well.',
    );
    expect(wordsOf(goneTypesAlert({ types: [gone('mail', 1, 0, 1)] }).blocks)).toContain(
      'nobody can cancel it either, since its source left the policy as well.',
    );
    const some = wordsOf(
      goneTypesAlert({ types: [gone('mail', 2, 0, 1), gone('expense.report', 3)] }).blocks,
    );
    expect(some).toContain(
      'have the source cancel what is not wanted any more. Nobody can cancel 1 of them, since its source left the policy as well.',
    );
  });

  it('reads what was told before sources were looked at', () => {
    const { blocks } = goneTypesAlert({ types: [{ type: 'mail', decisions: 1, audits: 0 }] });
    expect(wordsOf(blocks)).toContain('• *mail*: 1 decision open\n');
  });

  it('stays a message that Slack takes, however many types and whatever their names', () => {
    const many = Array.from({ length: 400 }, (_, i) => gone(`<!channel>*${'x'.repeat(200)}${i}`, 1));
    const { text, blocks } = goneTypesAlert({ types: many });
    expect(checkBlocks(blocks)).toEqual([]);
    expect(liveIn(blocks, [text])).toEqual([]);
    expect(wordsOf(blocks)).toContain('and 380 types more');
  });
});

describe('the alert about a role that nobody holds', () => {
  const seat = (title: string) => ({ title, seat: 2, of: 3 });

  it('names the role, the decisions and their seats, and what to do', () => {
    const { text, blocks } = emptySeatAlert({
      role: 'controllers',
      decisions: [seat('EXP-1'), seat('EXP-2')],
      more: 3,
    });
    expect(text).toBe('Nobody holds the role *controllers*, for which 5 decisions wait.');
    expect(wordsOf(blocks).split('\n')).toEqual([
      text,
      '• EXP-1 (seat 2 of 3)',
      '• EXP-2 (seat 2 of 3)',
      '• and 3 more',
      'Nobody else can take that place. Give somebody the role, in Slack or in the policy, and they are asked; until then no answer comes.',
    ]);
  });

  it('mentions nobody, whatever a title says', () => {
    const { text, blocks } = emptySeatAlert({
      role: '<!here>',
      decisions: [seat('<@U0ROBIN> *now*')],
      more: 0,
    });
    expect(liveIn(blocks, [text])).toEqual([]);
    expect(checkBlocks(blocks)).toEqual([]);
  });
});
