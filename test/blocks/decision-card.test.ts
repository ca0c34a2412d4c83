import { describe, expect, it } from 'vitest';
import { cardFor } from '../../blocks/card.ts';
import { checkBlocks } from '../../blocks/check-blocks.ts';
import { decodeMenu, decodePress } from '../../blocks/wire.ts';
import type { Case } from '../../src/core/review/case.ts';
import type { Precedent } from '../../src/core/review/precedents.ts';
import type { InfoAnswer } from '../../src/core/review/review.ts';
import { viewFor } from '../../src/core/review/view.ts';
import {
  aCase,
  event,
  expenseType,
  fact,
  HOUR,
  NOW,
  revision,
  robin,
  route,
  settlingCase,
  submission,
  verdict,
} from './a-case.ts';
import { buttonLabels, liveIn, pressable, read, wordsOf } from './read-blocks.ts';

const channel = { kind: 'channel' } as const;
const card = (kase: Case, type = expenseType()) => cardFor(viewFor(kase, type, channel, NOW));
const CHECKED = { from: 78, to: 88, own: { n: 212, right: 157 }, others: { n: 0, right: 0 }, any: true };
const words = (kase: Case, type = expenseType()) => wordsOf(card(kase, type).blocks);
const routed = (change: Parameters<typeof route>[0]) =>
  aCase({ revision: revision({ route: route(change) }) });

it('says who raised it, as text, and of nobody else whom a source names', () => {
  const body = submission({ requested_by: { id: 'U012DANA', name: '*Dana* <!here> <@U0ROBIN>' } });
  const of = (data: Record<string, unknown>) =>
    aCase({ revision: revision({ body }), events: [event('received', { data })] });
  const { text, blocks } = card(of({ raised: true }));
  expect(wordsOf(blocks)).toContain('Expense report raised by ∗Dana∗ <!here> <@U0ROBIN>');
  expect(liveIn(blocks, [text])).toEqual([]);
  expect(words(of({}))).toContain('Expense report from expense-bot');
});

it('sets nothing in another direction, neither the name of a long fact nor what the AI says anew', () => {
  const type = expenseType({
    facts: [fact('note', 'text', { label: 'Pay \u202E05\u202C' })],
    options: [
      { id: 'approve', label: '*Pay* \u202E05\u202C', disposition: 'approved', style: 'primary' },
      { id: 'reject', label: 'Reject', disposition: 'rejected', style: 'danger' },
    ],
  });
  const before = submission({ recommendation: { option: 'reject', confidence: 0.4 }, facts: {} });
  const kase = aCase({
    revision: revision({ revision: 2, body: submission({ facts: { note: 'x'.repeat(200) } }) }),
    previous: revision({ body: before }),
  });
  const { text, blocks } = card(kase, type);
  expect(liveIn(blocks, [text])).toEqual([]);
  expect(wordsOf(blocks)).toContain('Pay 05');
  expect(wordsOf(blocks)).toContain('The AI: Reject → *∗Pay∗ 05*');
});

describe('the context card answers', () => {
  const said = words({ ...aCase(), checked: CHECKED });
  it.each([
    ['what must be decided', 'Approve this expense report of 1,840.50 EUR by Dana Ruiz?'],
    ['what the AI would do', 'AI recommends: Approve'],
    ['how sure it is, as a number and a word', 'own score 83 %, counts as 73 %, medium'],
    [
      'how often it was right with such a score',
      'Of 212 checked cases scored 78–88 %, it was right in 157 (68–80 %)',
    ],
    ['why', 'Matches policy 4.2; receipts complete'],
    [
      'what came second and why lower',
      'Second choice: Reject, own score 14 %. Hotel above the city cap by 6 %',
    ],
    ['the key facts', 'Employee for*\n45 days'],
    [
      'why it reached a person, heaviest first',
      '• Rules and model disagree: rules say reject\n• New employee',
    ],
    ['which rule decided', 'By policy: medium consequence, medium confidence → level review'],
    ['what happened before', '*Before:* EXP-9981 Paris, 910 EUR, approved, 2 Sep 2026'],
    ['which policy', 'Expense policy 4.2, “Hotel cap 180 EUR a night” <https://example.com/policy#4.2>'],
    ['until when', 'due 2026-11-20 17:00 UTC'],
    ['from whom', 'Expense report from expense-bot'],
  ])('%s', (_, expected) => {
    expect(said).toContain(expected);
  });

  it('and what can be done', () => {
    expect(buttonLabels(card(aCase()).blocks)).toEqual(['Approve', 'Reject', 'Modify', 'Request info']);
    expect([...pressable(card(aCase()).blocks).keys()]).toEqual([
      'verdict_approve',
      'verdict_reject',
      'modify',
      'request_info',
      'more',
    ]);
  });

  it('with calibration beside the own score where cases were checked', () => {
    const confidence = { raw: 0.83, calibrated: 0.74, used: 0.74, band: 'medium' } as const;
    expect(words(routed({ confidence }))).toContain('Calibrated on checked cases of all scores: right 74 %');
    const both = words({ ...routed({ confidence }), checked: CHECKED });
    expect(both).toContain('Of 212 checked cases');
    expect(both).toContain('Calibrated on checked cases of all scores: right 74 %');
  });

  it('in small print where a person decides, and not at all where only people do', () => {
    const small = words({ ...routed({ level: 'human_decides' }), checked: CHECKED });
    expect(small).toMatch(
      /\*AI’s view:\* Approve, own score 83 %.* · of 212 checked cases scored 78–88 %, it was/,
    );
    expect(words({ ...routed({ level: 'human_only' }), checked: CHECKED })).not.toContain('checked');
    expect(words({ ...routed({ blind: true }), checked: CHECKED })).not.toContain('checked');
  });
});

describe('buttons', () => {
  it('carry what was shown, and nothing in their ids', () => {
    for (const [id, { value }] of pressable(card(aCase()).blocks)) {
      if (id === 'more') continue;
      expect(decodePress(String(value))).toEqual({
        review_id: 'rev_01KAE7M4T9ZC3V1QWX5J8RBN2D',
        revision: 1,
        digest: '9f86d081884c7d659a2feaa0c55ad015',
      });
    }
  });

  it('use the type’s own labels and order', () => {
    const options = [
      { id: 'send', label: 'Send', disposition: 'approved', style: 'primary' },
      { id: 'rewrite', label: 'Ask for a rewrite', disposition: 'rejected' },
    ] as const;
    const type = expenseType({ options: [...options], modify: false });
    expect(buttonLabels(card(aCase(), type).blocks)).toEqual(['Send', 'Ask for a rewrite', 'Request info']);
    expect(pressable(card(aCase(), type).blocks).has('verdict_rewrite')).toBe(true);
  });

  it('tell a screen reader which decision they belong to', () => {
    expect(pressable(card(aCase()).blocks).get('verdict_reject')).toMatchObject({
      accessibility_label: 'Reject, EXP-10422, 1,840.50 EUR',
    });
  });

  it('have a menu that leads to the full context', () => {
    const { options } = pressable(card(aCase()).blocks).get('more') as {
      options: { value: string; text: { text: string } }[];
    };
    expect(options[0]?.text.text).toBe('Full context');
    expect(decodeMenu(options[0]?.value)).toEqual({
      item: 'full_context',
      review_id: 'rev_01KAE7M4T9ZC3V1QWX5J8RBN2D',
      revision: 1,
    });
  });
});

describe('what sets a card apart is its first line', () => {
  const first = (kase: Case) => words(kase).split('\n')[0];
  const info = {
    request_id: 'i',
    question: 'Which night?',
    facts: ['nights'],
    by: robin,
    asked_at: NOW - HOUR,
    due_at: NOW + HOUR,
  };

  it.each([
    ['routine', aCase(), 'Expense report EXP-10422: Berlin offsite, 1,840.50 EUR'],
    ['high consequence', routed({ consequence: 'high' }), '⚠️ *High consequence*'],
    [
      'a person decides',
      routed({ level: 'human_decides' }),
      '👤 *You decide: the facts first, the AI’s view at the end*',
    ],
    ['only a human', routed({ level: 'human_only' }), '👤 *Human only: no AI recommendation is asked for*'],
    ['overdue', aCase({ review: { due_at: NOW - 3 * HOUR } }), '⏰ *Overdue since 2026-11-20 09:00 UTC*'],
    [
      'waiting',
      aCase({ review: { status: 'waiting_info', info } }),
      '⏳ *Waiting for an answer from expense-bot since 2026-11-20 11:00 UTC*',
    ],
    [
      'high and overdue',
      aCase({
        revision: revision({ route: route({ consequence: 'high' }) }),
        review: { due_at: NOW - 3 * HOUR },
      }),
      '⏰ *Overdue since 2026-11-20 09:00 UTC · high consequence*',
    ],
  ])('%s', (_, kase, expected) => {
    expect(first(kase)).toBe(expected);
  });

  it('changed: the diff stands above the question', () => {
    const before = revision({ body: submission({ recommendation: { option: 'reject', confidence: 0.6 } }) });
    const after = revision({
      revision: 2,
      body: submission({ facts: { amount: { value: 1760, currency: 'EUR' }, category: 'Travel' } }),
    });
    const said = words(aCase({ revision: after, previous: before }));
    expect(said).toMatch(/^🔄 \*Changed since revision 1\*/);
    expect(said).toContain('Amount: 1,840.50 EUR → *1,760.00 EUR*');
    expect(said).toContain('The AI: Reject → *Approve*');
    expect(said.indexOf('What changed')).toBeLessThan(said.indexOf('Approve this expense report'));
    expect(said).toContain('*Amount* (changed)');
  });
});

describe('levels', () => {
  it('human_decides puts the AI’s line below facts, reasons and grounds', () => {
    const said = words(routed({ level: 'human_decides' }));
    const ai = said.indexOf('*AI’s view:* Approve, own score 83 %');
    expect(ai).toBeGreaterThan(said.indexOf('*Policy:*'));
    expect(said).not.toContain('AI recommends');
  });

  it('human_only has no AI line at all', () => {
    expect(words(routed({ level: 'human_only', flags: [], trace: [] }))).not.toMatch(
      /AI recommends|AI’s view|own score|Second choice|policy 4.2; receipts/,
    );
  });

  it('review shows it right after the facts', () => {
    const said = words(aCase());
    expect(said.indexOf('AI recommends')).toBeLessThan(said.indexOf('Why you are seeing this'));
  });
});

const dana = { id: 'U0DANA', name: 'Dana Ruiz' };
const answer = (change: Partial<InfoAnswer>): InfoAnswer => ({
  request_id: 'i',
  question: 'Which night?',
  asked_by: robin.id,
  by: 'reviews',
  at: NOW,
  ...change,
});

describe('while an answer is awaited', () => {
  const info = {
    request_id: 'i',
    question: 'Which night?',
    facts: ['nights'],
    by: robin,
    asked_at: NOW - HOUR,
    due_at: NOW + HOUR,
  };
  const waiting = card(aCase({ review: { status: 'waiting_info', info } }));

  it('nothing can be decided, and the card says what it waits for', () => {
    expect([...pressable(waiting.blocks).keys()]).toEqual(['more']);
    expect(wordsOf(waiting.blocks)).toContain(
      '<@U0ROBIN> asked expense-bot about Nights in; an answer is wanted by 2026-11-20 13:00 UTC',
    );
    expect(wordsOf(waiting.blocks)).toContain('Which night?');
  });

  it('the notification says so', () => {
    expect(waiting.text).toMatch(/^Waiting for an answer: /);
  });

  it('the answer stands above the question once it is here', () => {
    const said = words(
      aCase({
        review: { info_answers: [answer({ note: 'It was private', by: 'expense-bot' })] },
        events: asked,
      }),
    );
    expect(said).toMatch(/Robin Okafor asked:\s+Which night\?/);
    expect(said).toMatch(/expense-bot answered\s+It was private/);
    expect(said.indexOf('It was private')).toBeLessThan(said.indexOf('Approve this expense report'));
  });

  const asked = [event('info_requested', { data: { request: { ...info, person: dana } } })];

  it('names the person who is asked without mentioning them', () => {
    const both = { ...info, to: 'both' as const, person: dana };
    const shown = card(aCase({ review: { status: 'waiting_info', info: both } }));
    const said = wordsOf(shown.blocks);
    expect(said).toMatch(/^⏳ \*Waiting for an answer from Dana Ruiz or expense-bot since/);
    expect(said).toContain('asked Dana Ruiz and expense-bot about Nights in');
    expect(JSON.stringify(shown)).not.toContain(dana.id);
  });

  it('an answer without words says which facts it brought', () => {
    const said = words(
      aCase({
        review: { info_answers: [answer({ facts: ['nights', 'receipts', 'gone'], by: dana.id })] },
        events: asked,
      }),
    );
    expect(said).toMatch(/Dana Ruiz answered\s+with Nights in, Receipts$/m);
  });

  it('says that no answer came in time, and what was asked', () => {
    const lapsed = { because: 'time' as const, wanted_by: NOW - HOUR };
    const said = words(aCase({ review: { info_answers: [answer({ lapsed })] }, events: asked }));
    expect(said).toContain('*No answer came by 2026-11-20 11:00 UTC*');
    expect(said).toContain('Which night?');
  });

  it('says that nobody could be asked', () => {
    const lapsed = { because: 'unreachable' as const, wanted_by: null };
    expect(words(aCase({ review: { info_answers: [answer({ lapsed })] } }))).toContain(
      'Slack takes no message for the person who submitted this',
    );
  });

  it('is not overdue while its clock stands still, unless it was before or the pause has used up its cap', () => {
    const due_at = NOW - 60_000;
    const waits = (change: Partial<typeof info> & { overdue_at?: number }) =>
      words(aCase({ review: { due_at, status: 'waiting_info', info: { ...info, ...change } } }));
    expect(waits({ overdue_at: NOW + HOUR })).toContain('its clock stands still');
    expect(waits({ overdue_at: NOW + HOUR })).not.toMatch(/overdue/i);
    expect(waits({ overdue_at: NOW - 1 })).toMatch(/overdue since/i);
    expect(waits({ asked_at: NOW, overdue_at: NOW + HOUR })).toMatch(/overdue since/i);
  });
});

describe('facts', () => {
  const many = expenseType({
    facts: Array.from({ length: 30 }, (_, n) => fact(`f${n}`, 'text', { label: `Fact ${n}` })),
  });
  const facts = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}`, `value ${n}`]));

  it('that do not fit are counted and named', () => {
    const said = words(aCase({ revision: revision({ body: submission({ facts }) }) }), many);
    expect(said).toContain('value 9');
    expect(said).not.toContain('value 10');
    expect(said).toContain('20 more facts in Full context: Fact 10, Fact 11');
  });

  it('of several lines are quoted, and a cut is marked', () => {
    const type = expenseType({ facts: [fact('mail', 'text', { label: 'Mail' })] });
    const said = words(
      aCase({
        revision: revision({ body: submission({ facts: { mail: `Dear team,\n${'word '.repeat(1000)}` } }) }),
      }),
      type,
    );
    expect(said).toContain('Mail\nDear team,\nword');
    expect(said).toContain('… (cut)');
  });

  it('that are hidden say for whom they are not', () => {
    expect(words(aCase())).toContain('IBAN: hidden, shown to payroll');
  });

  it('that are required and missing say so', () => {
    const said = words(aCase({ revision: revision({ body: submission({ facts: {} }) }) }));
    expect(said).toContain('*Amount*\nnot given, though required');
  });
});

describe('the notification', () => {
  it('stands alone: what, how much, due when', () => {
    expect(read(card(aCase()).text)).toBe(
      'Review: Expense report EXP-10422: Berlin offsite, 1,840.50 EUR. Approve this expense report of 1,840.50 EUR by Dana Ruiz? Due 2026-11-20 17:00 UTC.',
    );
  });

  it('says the amount where neither title nor question does', () => {
    const kase = aCase({ decision: { title: 'Expense report' } });
    expect(read(card(kase, expenseType({ question: 'Approve it?' })).text)).toContain(
      'Expense report (1,840.50 EUR). Approve it?',
    );
  });
});

describe('who is at it', () => {
  const claim = { by: { id: 'U0ROBIN' }, at: NOW, until: NOW + 60_000 };

  it('is said of an open form', () => {
    expect(words(aCase({ review: { claim } }))).toContain('Opened by <@U0ROBIN> at 12:00 UTC');
    expect(words(aCase({ review: { claim: { ...claim, until: NOW } } }))).not.toMatch(/opened by/i);
  });

  it('is said of whoever took it, since when, and once', () => {
    const taken = event('claimed', { at: NOW - HOUR, data: { assignee: robin } });
    const said = words(aCase({ review: { assignee: robin, claim }, events: [taken] }));
    expect(said).toContain('<@U0ROBIN> has this since 2026-11-20 11:00 UTC');
    expect(said).not.toMatch(/opened by/i);
  });

  it('is said of what was put aside, and by whom', () => {
    const snooze = { by: robin, until: NOW + HOUR };
    expect(words(aCase({ review: { snooze } }))).toContain(
      'Put aside until 2026-11-20 13:00 UTC by <@U0ROBIN>',
    );
    expect(words(aCase({ review: { snooze: { ...snooze, until: NOW } } }))).not.toMatch(/put aside/i);
  });
});

describe('the menu', () => {
  const entries = (kase: Case) => {
    const { options = [] } = pressable(card(kase).blocks).get('more') as {
      options?: { value: string; text: { text: string } }[];
    };
    return options.map(({ text, value }) => [text.text, decodeMenu(value)?.item]);
  };

  it.each([
    ['is open', {}],
    ['waits for information', { status: 'waiting_info' }],
  ] as const)('of a card that %s leads to all that can be done beside answering', (_, review) => {
    expect(entries(aCase({ review }))).toEqual([
      ['Full context', 'full_context'],
      ['Take it', 'take'],
      ['Hand over…', 'hand_over'],
      ['Escalate…', 'escalate'],
      ['Snooze…', 'snooze'],
    ]);
  });

  it('offers to give back what somebody has', () => {
    expect(entries(aCase({ review: { assignee: robin } }))[1]).toEqual(['Give it back', 'give_back']);
  });

  it('is one button where the answer was given', () => {
    expect(pressable(card(settlingCase()).blocks).get('more')).toMatchObject({
      type: 'button',
      text: { text: 'Full context' },
    });
  });
});

it('tells two things that were said before as they were said, and counts more', () => {
  const said = (...titles: string[]) =>
    words(
      aCase({
        revision: revision({
          body: submission({
            history: titles.map((title, n) => ({ at: `2026-11-0${n + 1}`, title })),
          }),
        }),
      }),
    );
  expect(said('“Can I?”', 'Note: “In May”')).toContain(
    '*Before:* “Can I?”, 1 Nov 2026; Note: “In May”, 2 Nov 2026',
  );
  expect(said('One', 'Two', 'Three')).toContain('*Before:* 3 entries. Latest: Three, 3 Nov 2026');
});

it('tallies the history and tells the latest', () => {
  const history = [
    { at: '2026-01-02', title: 'EXP-1', disposition: 'approved' },
    { at: '2026-09-02', title: 'EXP-3', disposition: 'rejected' },
    { at: '2026-05-02', title: 'EXP-2', disposition: 'approved' },
  ];
  expect(words(aCase({ revision: revision({ body: submission({ history }) }) }))).toContain(
    '*Before:* 2 approved, 1 rejected. Latest: EXP-3, rejected, 2 Sep 2026',
  );
});

it('puts at most one picture on a line', () => {
  const kase = aCase({
    revision: revision({ revision: 2, route: route({ consequence: 'high', level: 'human_decides' }) }),
    previous: revision({ body: submission({ facts: {} }) }),
    review: { due_at: 0 },
  });
  for (const one of words(kase).split('\n'))
    expect(one.match(/\p{Extended_Pictographic}/gu)?.length ?? 0).toBeLessThanOrEqual(1);
});

it('with next to nothing is still a whole card', () => {
  const bare = submission();
  const body = { type: bare.type, title: bare.title, facts: {} };
  const made = card(
    aCase({
      revision: revision({ body, route: route({ level: 'human_decides', flags: [], trace: [] }) }),
      review: { due_at: null },
    }),
  );
  expect(checkBlocks(made.blocks)).toEqual([]);
  expect(wordsOf(made.blocks)).toContain('You decide: there is no recommendation');
  expect(wordsOf(made.blocks)).not.toMatch(/undefined|null|NaN/);
});

describe('what was decided before', () => {
  const precedent = (id: string, change: Partial<Precedent> = {}): Precedent => ({
    id,
    title: `Expense ${id}`,
    option: 'approve',
    disposition: 'approved',
    correct: null,
    at: NOW,
    facts: {},
    quorum: null,
    verdicts: [verdict({ reason_code: 'within_policy' })],
    ...change,
  });
  const rejected = precedent('3', {
    option: 'reject',
    disposition: 'rejected',
    verdicts: [verdict({ option: 'reject', reason_code: 'receipt_missing' })],
  });

  it('is how the nearest cases were answered, and why where they were not plainly approved', () => {
    const kase = { ...aCase(), earlier: { nearest: [precedent('1'), rejected, precedent('2')], about: [] } };
    expect(words(kase)).toContain('*Nearest 3 cases:* 2 approved, 1 rejected (receipt missing)');
  });

  it('is our own record of the subject where the source sends none', () => {
    const { history: _, ...body } = submission();
    const kase = {
      ...aCase({ revision: revision({ body }) }),
      earlier: { nearest: [], about: [precedent('2'), rejected, precedent('1')] },
    };
    expect(words(kase)).toContain(
      '*Before:* last 3 about Dana Ruiz: 2 approved, 1 rejected. Latest: Expense 2, approved, 20 Nov 2026',
    );
  });
});

describe('dates', () => {
  const dated = (value: string) =>
    card(aCase({ revision: revision({ body: submission({ facts: { trip_ends: value } }) }) })).blocks;

  it('are read in the zone of whoever looks, as far as they are moments', () => {
    expect(JSON.stringify(dated('2026-10-02T22:30:00+02:00'))).toContain(
      `<!date^${Date.UTC(2026, 9, 2, 20, 30) / 1000}^`,
    );
    expect(wordsOf(dated('2026-10-02'))).toContain('2 Oct 2026');
    expect(JSON.stringify(dated('2026-10-02'))).not.toContain(`<!date^${Date.UTC(2026, 9, 2) / 1000}`);
  });
});

describe('an answer that the policy has confirmed', () => {
  it('asks before its form opens, with its places filled and what happens on the button', () => {
    const type = expenseType();
    const confirmed = {
      ...type,
      options: type.options.map((option) =>
        option.id === 'approve'
          ? { ...option, confirm: 'Pays {amount} at once. It cannot be undone.' }
          : option,
      ),
    };
    const buttons = pressable(card(aCase(), confirmed).blocks);
    expect(buttons.get('verdict_approve')?.confirm).toMatchObject({
      title: { text: 'Approve 1,840.50 EUR?' },
      text: { text: 'Pays 1,840.50 EUR at once. It cannot be undone.' },
      confirm: { text: 'Approve 1,840.50 EUR' },
      deny: { text: 'Go back' },
      style: 'primary',
    });
    expect(buttons.get('verdict_reject')).not.toHaveProperty('confirm');
  });
});
