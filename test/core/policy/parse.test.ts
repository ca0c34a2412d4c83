import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../../src/core/policy/parse.ts';
import { policyOf } from './routing.ts';

const frame = `queues:
  finance: "#finance"
roles:
  finance: { usergroup: "@finance" }
types:
  refund.request:
    question: Refund {amount}?
    queue: finance
    deciders: [finance]
    facts: { amount: money, note: text, tags: list, score: number, day: date }
`;
/** The frame, with lines added to its type; the first of them is line 11. */
const withLines = (more: string): string => `${frame}${more.replace(/^(?=.)/gm, '    ')}`;

/** `line:column path message?suggestion` of every problem. */
const problems = (text: string): string[] => {
  const read = parsePolicy(text);
  if (read.ok) return [];
  return read.error.map(
    ({ line, column, path, message, suggestion }) =>
      `${line}:${column} ${path} ${message}${suggestion === undefined ? '' : `?${suggestion}`}`,
  );
};

describe('a type of five lines', () => {
  const policy = policyOf(frame);
  test('has all that it needs', () => {
    expect(policy.types['refund.request']).toMatchObject({
      label: 'Refund request',
      sla_class: 'standard',
      base_consequence: 'medium',
      bands: { high: 0.9, medium: 0.7 },
      floor: 'review',
      options: [
        { id: 'approve', label: 'Approve', disposition: 'approved', style: 'primary' },
        { id: 'reject', label: 'Reject', disposition: 'rejected', style: 'danger' },
      ],
      human_only: false,
      modify: false,
      on_missing_facts: 'refuse',
      undo_window_ms: 10_000,
    });
    expect(policy.sla_classes['standard']).toEqual({ name: 'standard', hours: 24, pause_cap_hours: 72 });
    expect(policy.queues['finance']?.calendar.always).toBe(true);
    expect(policy.roles['finance']).toEqual({ name: 'finance', usergroup: 'finance', members: [] });
  });

  test('has at most one green and one red button unless styles are given', () => {
    const styled = (options: string) =>
      policyOf(withLines(`options: ${options}`)).types['refund.request']?.options.map(({ style }) => style);
    expect(styled('{ send: approved, save: approved, drop: rejected, burn: rejected }')).toEqual([
      'primary',
      undefined,
      'danger',
      undefined,
    ]);
    expect(
      styled('{ send: approved, save: { disposition: approved, style: primary }, drop: rejected }'),
    ).toEqual([undefined, 'primary', 'danger']);
  });

  test('has reasons for each answer, at most five, with "other" last', () => {
    const reasons = policy.types['refund.request']?.reasons ?? {};
    expect(Object.keys(reasons)).toEqual(['approve', 'reject', 'modify']);
    for (const list of Object.values(reasons)) {
      expect(list.at(-1)).toMatchObject({ id: 'other', category: 'other' });
      expect(list.length).toBeLessThanOrEqual(5);
    }
  });

  test('takes from the defaults what it does not say itself', () => {
    const text = `defaults: { undo_window: 2m, bands: { high: 0.95 }, lowering: { dissimilar: 0.2 } }\n${withLines('bands: { medium: 0.6 }\nlowering: { ambiguous: 0.1 }')}`;
    expect(policyOf(text).types['refund.request']).toMatchObject({
      undo_window_ms: 120_000,
      bands: { high: 0.95, medium: 0.6 },
      lowering: { dissimilar: 0.2, ambiguous: 0.1, disagreement: 0.1 },
    });
  });
});

describe('a version', () => {
  const version = (text: string): string => policyOf(text).version;
  test('is the hash of the content: comments, order and layout do not change it', () => {
    const [queues, roles, types] = [
      frame.slice(0, frame.indexOf('roles:')),
      frame.slice(frame.indexOf('roles:'), frame.indexOf('types:')),
      frame.slice(frame.indexOf('types:')),
    ];
    expect(version(`# new\n${roles}\n${queues}${types}`)).toBe(version(frame));
    expect(version(frame)).toMatch(/^[0-9a-f]{16}$/);
  });
  test('changes with any value', () =>
    expect(version(withLines('undo_window: 1s'))).not.toBe(version(frame)));
});

describe('each problem has its place and says what to do', () => {
  test.each<[string, string, string]>([
    ['an unknown key', 'florr: review', '11:5 types.refund.request.florr "florr" is not known here?floor'],
    [
      'an unknown queue',
      'rules: [{ name: a, when: "true", queue: finanse }]',
      '11:45 types.refund.request.rules.0.queue there is no queue "finanse"?finance',
    ],
    [
      'an unknown SLA class',
      'sla_class: soon',
      '11:16 types.refund.request.sla_class there is no SLA class "soon"; there are urgent, standard, complex and policy_exception',
    ],
    [
      'an unknown role',
      'sensitive_roles: [fin, finances]',
      '11:28 types.refund.request.sensitive_roles.1 there is no role "finances"?finance',
    ],
    [
      'an unknown level',
      'floor: revew',
      '11:12 types.refund.request.floor must be auto_execute, auto_audit, review, human_decides or human_only?review',
    ],
    [
      'fewer audits under load',
      'peak: { open_above: 5, lower_bands_by: 0.1, audit_share: 0.01 }',
      '11:62 types.refund.request.peak.audit_share under peak load more is audited, not less: at least 0.02',
    ],
    [
      'a key that is like no other',
      'colour: red',
      '11:5 types.refund.request.colour "colour" is not known here; known are label, question,',
    ],
    [
      'a number with a comma in it',
      'amount: { bands: { EUR: { medium: 100, high: 5.000,00 } } }',
      '11:56 types.refund.request.amount.bands.EUR.0 "0" is not known here; a comma begins the next key, so numbers are written without',
    ],
    [
      'a share in percent',
      'bands: { high: 90 }',
      '11:20 types.refund.request.bands.high must be at most 1: 90 % is written 0.9',
    ],
    [
      'a text that YAML takes for a comment',
      'label: # of refunds',
      '11:12 types.refund.request.label is empty, it must be a text; what begins with # is a comment unless it stands in quotes',
    ],
    [
      'a broken peak, which is not held against what looks at it',
      'certified: { high: 0.86, by: ana@example.com, on: 2026-11-20 }\npeak: { open_above: 5, lower_bands_by: 0.1 }',
      '12:11 types.refund.request.peak.audit_share is missing: a number',
    ],
    [
      'a certificate that nothing looks at',
      'certified: { high: 0.86, by: ana@example.com, on: 2026-11-20 }',
      '11:5 types.refund.request.certified only "peak" looks at it',
    ],
    [
      'a certificate that relaxes nothing',
      'peak: { open_above: 5, lower_bands_by: 0.1, audit_share: 0.1 }\ncertified: { high: 0.9, by: ana@example.com, on: 2026-11-20 }',
      '12:24 types.refund.request.certified.high relaxes nothing: high confidence begins at 0.9 as it is',
    ],
    [
      'a certificate below medium',
      'peak: { open_above: 5, lower_bands_by: 0.1, audit_share: 0.1 }\ncertified: { high: 0.6, by: ana@example.com, on: 2026-11-20 }',
      '12:24 types.refund.request.certified.high is below medium 0.7',
    ],
    [
      'a certificate of nobody',
      'peak: { open_above: 5, lower_bands_by: 0.1, audit_share: 0.1 }\ncertified: { high: 0.86, by: finance, on: 2026-11-20 }',
      '12:34 types.refund.request.certified.by must be an e-mail address or a Slack user id',
    ],
    [
      'a certificate of no day',
      'peak: { open_above: 5, lower_bands_by: 0.1, audit_share: 0.1 }\ncertified: { high: 0.86, by: U012AB, on: 20 November }',
      '12:46 types.refund.request.certified.on must be a day such as 2026-11-20',
    ],
    [
      'a cap without an amount',
      'exposure_cap: { EUR: 100 }',
      '11:5 types.refund.request.exposure_cap nothing says what a decision costs: the type needs an "amount"',
    ],
    [
      'similarity of an unknown fact',
      'similarity: { computed_from: [amuont] }',
      '11:35 types.refund.request.similarity.computed_from.0 there is no fact "amuont"?amount',
    ],
    [
      'similarity where no fact is required',
      'similarity: computed',
      '11:17 types.refund.request.similarity no required fact can be compared; name facts with "computed_from": amount',
    ],
    [
      'a rule that lowers and asks for more people',
      'rules: [{ name: a, when: "true", lower_to: review, approvals: 2 }]',
      '11:56 types.refund.request.rules.0.approvals a rule that lowers cannot ask people for more: make it two rules',
    ],
    [
      'one approval',
      'rules: [{ name: a, when: "true", approvals: 1 }]',
      '11:49 types.refund.request.rules.0.approvals must be at least 2',
    ],
    [
      'a quorum that is a number',
      'quorum: 2',
      '11:13 types.refund.request.quorum must be a section with seats, order, ends or from, not a number',
    ],
    [
      'what a role writes down, as a list',
      'document: [Cost centre]',
      '11:15 types.refund.request.document must be fields by role such as {finance: [Cost centre]}, not a list',
    ],
    [
      'bands out of order',
      'bands: { high: 0.6 }',
      '11:12 types.refund.request.bands bands must be in order: high 0.6 is not above medium 0.7',
    ],
    [
      'amount bands out of order',
      'amount: { bands: { EUR: { medium: 2, high: 1 } } }',
      '11:29 types.refund.request.amount.bands.EUR bands must be in order',
    ],
    [
      'a currency that does not exist',
      'amount: { bands: { EUX: { medium: 1, high: 2 } } }',
      '11:24 types.refund.request.amount.bands.EUX there is no currency EUX',
    ],
    [
      'an amount of a fact that is no money',
      'amount: { fact: amuont, bands: { EUR: { medium: 1, high: 2 } } }',
      '11:21 types.refund.request.amount.fact there is no fact "amuont" of kind money?amount',
    ],
    [
      'too many reasons',
      'reasons: { approve: { a: A, b: B, c: C, d: D, e: E } }',
      '11:16 types.refund.request.reasons.approve 5 reasons and "other", which is always added, make 6',
    ],
    [
      'reasons of no option',
      'reasons: { aprove: { a: A } }',
      '11:16 types.refund.request.reasons.aprove there is no option "aprove"; reasons belong to approve, reject or modify?approve',
    ],
    [
      'an option without a meaning',
      'options: { send: {}, drop: rejected }',
      '11:22 types.refund.request.options.send say which "disposition" it means',
    ],
    [
      'one option',
      'options: { send: approved }',
      '11:14 types.refund.request.options a decision needs at least two options',
    ],
    [
      'more options than anybody reads',
      'options: { a: approved, b: approved, c: approved, d: rejected, e: rejected, f: rejected }',
      '11:14 types.refund.request.options a decision has at most 5 options',
    ],
    [
      'two primary options',
      'options: { a: { disposition: approved, style: primary }, b: { disposition: rejected, style: primary } }',
      '11:97 types.refund.request.options.b.style at most one option is primary, and "a" is already',
    ],
    [
      'a confirmation that nothing can fill',
      'options: { a: { disposition: approved, confirm: "Pay {amont}?" }, b: rejected }',
      '11:58 types.refund.request.options.a.confirm nothing can fill {amont}',
    ],
    [
      'a role that documents and does not decide',
      'document: { nobody: [Cost centre] }',
      '11:25 types.refund.request.document.nobody there is no role "nobody"',
    ],
    ['nothing to modify', 'modify: true', '11:13 types.refund.request.modify nothing can be modified'],
    [
      'too few audits',
      'audit_share: { auto_execute: 0.001 }',
      '11:34 types.refund.request.audit_share.auto_execute at least 0.01 (1 %)',
    ],
    [
      'care that falls as confidence falls',
      'matrix:\n  low: { high: review, medium: auto_audit, low: review }\n  medium: { high: review, medium: review, low: review }\n  high: { high: review, medium: review, low: review }',
      '12:36 types.refund.request.matrix.low.medium care falls as confidence falls: low consequence is review with high confidence, but auto_audit with medium',
    ],
    [
      'care that falls as consequence rises',
      'matrix:\n  low: { high: review, medium: review, low: review }\n  medium: { high: review, medium: review, low: review }\n  high: { high: auto_execute, medium: review, low: review }',
      '14:21 types.refund.request.matrix.high.high care falls as consequence rises: with high confidence medium is review, but high is auto_execute',
    ],
    [
      'a rule below the floor',
      'rules: [{ name: a, when: "true", lower_to: auto_audit }]',
      '11:48 types.refund.request.rules.0.lower_to auto_audit is below the floor of this type (review)',
    ],
    [
      'a rule that does nothing',
      'rules: [{ name: a, when: "true" }]',
      '11:13 types.refund.request.rules.0 the rule does nothing',
    ],
    [
      'an undo window without a unit',
      'undo_window: 10',
      '11:18 types.refund.request.undo_window must be a length of time such as 0s, 10s or 2m, not a number',
    ],
  ])('%s', (_words, lines, expected) => {
    const found = problems(withLines(lines));
    expect(found.at(-1)).toContain(expected);
    expect(found.length).toBeLessThanOrEqual(lines.includes('fin, finances') ? 2 : 1);
  });

  test.each<[string, string, string]>([
    [
      'a role with nobody in it',
      frame.replace('{ usergroup: "@finance" }', '{}'),
      '4:3 roles.finance the role has nobody',
    ],
    ['no deciders', frame.replace('[finance]', '[]'), '9:15 types.refund.request.deciders must not be empty'],
    [
      'authority of nobody',
      `${frame}authority:\n  - { role: leads, up_to: { EUR: 1 } }\n`,
      '12:13 authority.0.role there is no role "leads"; there is finance',
    ],
    [
      'authority for what the role does not decide',
      `${frame.replace('roles:', 'roles:\n  leads: { members: [U123] }')}authority:\n  - { role: leads, types: [refund.request], up_to: { EUR: 1 } }\n`,
      '13:28 authority.0.types.0 the role "leads" does not decide refund.request; its deciders are finance',
    ],
    [
      'a secret in the file',
      `${frame}sources: { bot: { types: [refund.request], secret_env: whsec_abc } }\n`,
      '11:56 sources.bot.secret_env must be the name of an environment variable, never the secret itself',
    ],
    [
      'a source of an unknown type',
      `${frame}sources: { bot: { types: [refund.requst], secret_env: A } }\n`,
      '11:27 sources.bot.types.0 there is no decision type "refund.requst"?refund.request',
    ],
    [
      'a source that cannot speak',
      `${frame}sources: { bot: { types: [refund.request] } }\n`,
      '11:12 sources.bot nobody can speak for this source',
    ],
    [
      'secrets for a source of people',
      `${frame}sources: { people: { kind: people, types: [refund.request], secret_env: A } }\n`,
      '11:73 sources.people.secret_env "secret_env" is for systems: people raise and are answered in Slack',
    ],
    [
      'a callback to a host that is not listed',
      `${frame}sources: { bot: { types: [refund.request], secret_env: A, callback: { url: "https://x.example/cb", hosts: [y.example] } } }\n`,
      '11:76 sources.bot.callback.url its host is not among the callback\'s "hosts": add x.example',
    ],
    [
      'the same key twice',
      `${frame}queues: { finance: "#other" }\n`,
      '11:1  the key "queues" stands here twice',
    ],
    [
      'an authority without a currency',
      `${frame}authority: [{ role: a, up_to: 5000 }]\n`,
      '11:31 authority.0.up_to must be amounts by currency such as {EUR: 5000}, not a number',
    ],
    [
      'nobody given anything',
      frame.replace('"#finance"', '{ channel: "#finance", assign: round_robin, cap: 0 }'),
      '2:61 queues.finance.cap must be more than 0',
    ],
    [
      'an escalation to a word',
      frame.replace('"#finance"', '{ channel: "#finance", chain: [{ at: due, do: escalate, to: boss }] }'),
      '2:72 queues.finance.chain.0.to must be manager, or a section with queue or role',
    ],
    [
      'a missing section',
      'roles: { a: { members: [U1X] } }\ntypes: {}\n',
      '1:1 queues is missing: a section with names',
    ],
    [
      'a secret question',
      frame.replace('note: text', 'note: { kind: text, sensitive: true }').replace('{amount}', '{note}'),
      '7:22 types.refund.request.question {note} is sensitive',
    ],
    [
      'a question that nothing can fill',
      frame.replace('{amount}', '{amuont}'),
      '7:22 types.refund.request.question nothing can fill {amuont}',
    ],
    ['an empty file', '# nothing\n', '1:1  the policy is empty'],
    ['a text that is no YAML', 'queues: [', '1:10  not valid YAML'],
    [
      'a tab',
      frame.replace('    queue: finance', '\tqueue: finance'),
      '8:1  not valid YAML: a tab stands where spaces indent; YAML takes spaces only; what follows is read once',
    ],
    [
      'a quote that does not end',
      frame.replace('"#finance"', '"#finance'),
      'not valid YAML: a text begins with " and is not ended by one',
    ],
    [
      'a colon within a text',
      frame.replace('Refund {amount}?', 'Refund: {amount}?'),
      '7:15  not valid YAML: a text with a colon and a space in it must stand in quotes',
    ],
  ])('%s', (_words, text, expected) => {
    const found = problems(text);
    expect(found[0] ?? '').toContain(expected);
    expect(found).toHaveLength(1);
  });

  test('all are reported at once, in the order of the file', () => {
    const found = problems(
      withLines(
        'queue2: a\nfloor: revew\nsla_class: fast\nrules:\n  - { name: a, when: facts.nope > 1, raise_to: revew }\n  - { name: b, when: facts.score >, flag: x }',
      ).replace('queue: finance', 'queue: finanse'),
    );
    expect(found.map((problem) => problem.split(' ', 2).join(' '))).toEqual([
      '8:12 types.refund.request.queue',
      '11:5 types.refund.request.queue2',
      '12:12 types.refund.request.floor',
      '13:16 types.refund.request.sla_class',
      '15:32 types.refund.request.rules.0.when',
      '15:52 types.refund.request.rules.0.raise_to',
      '16:39 types.refund.request.rules.1.when',
    ]);
  });
});

describe('conditions are refused when the policy is read, at the place marked', () => {
  test.each<[string, string, string]>([
    ['an unknown fact', 'facts.▸skore > 1', 'this type defines no fact "skore"?score'],
    ['an unknown fact inside of has()', 'has(facts.▸skore)', 'this type defines no fact "skore"?score'],
    ['an unknown variable', 'true && ▸fact.score > 1', 'a condition knows no "fact"'],
    ['an unknown statistic', 'stats.▸overide_rate > 0.1', 'stats has no "overide_rate"'],
    [
      'a single =',
      'facts.score ▸= 3',
      'the condition cannot be used: Unexpected character: = (two values are compared with ==)',
    ],
    [
      'a single &',
      'true ▸& false',
      'the condition cannot be used: Unexpected character: & ("and" is written &&',
    ],
    ['a wrong comparison', '▸facts.note > 3', 'the condition cannot be used: no such overload: string > int'],
    [
      'money compared with a number',
      '▸facts.amount > 3',
      'the condition cannot be used: no such overload: Money > int (an amount',
    ],
    [
      'a date compared as text',
      '▸now > facts.day',
      'the condition cannot be used: no such overload: google.protobuf.Timestamp > string (a date',
    ],
    [
      'what is not a question',
      '▸facts.score',
      'the condition must be true or false, this one is of type double',
    ],
    ['loops in loops', 'facts.tags.exists(a, ▸facts.tags.all(b, a == b))', 'all() inside another loop'],
    [
      'a loop over what a loop found',
      "▸facts.tags.filter(a, a != 'x').exists(b, b == 'y')",
      'exists() may only go over a named list',
    ],
    ['a pattern', "▸facts.note.matches('(a+)+$')", 'matches() is not allowed'],
    ['a list made from text', "▸facts.note.split('').exists(a, a == 'x')", 'exists() may only go over'],
    ['a name that hides another', "facts.tags.exists(▸facts, facts == 'x')", '"facts" has a meaning already'],
    [
      'what costs too much',
      `▸facts.tags.exists(a, ${Array.from({ length: 30 }, (_, i) => `a == 'x${i}'`).join(' || ')})`,
      'the condition is too costly',
    ],
    [
      'half a condition',
      'facts.score >▸',
      'the condition cannot be used: Unexpected token: EOF (something is missing',
    ],
  ])('%s', (_words, marked, expected) => {
    const when = marked.replace('▸', '');
    const found = problems(withLines(`rules: [{ name: a, when: "${when}", flag: x }]`));
    const place = `11:${'    rules: [{ name: a, when: "'.length + 1 + marked.indexOf('▸')} types.refund.request.rules.0.when`;
    expect(found).toEqual([expect.stringContaining(`${place} ${expected}`)]);
  });

  test('the place is right in a text over several lines', () => {
    const found = problems(
      withLines(
        'rules:\n  - name: a\n    flag: x\n    when: >-\n      facts.score > 1\n      && facts.skore > 2',
      ),
    );
    expect(found).toEqual([
      '16:20 types.refund.request.rules.0.when this type defines no fact "skore"?score',
    ]);
  });

  test.each([
    'facts.score == 3',
    'facts.score + 1 > 2.5',
    'facts.score * 2 >= 3',
    'size(facts.tags) == 3',
    "'x' in facts.tags",
    'now - date(facts.day) > duration("24h")',
    'above(facts.amount, {"EUR": 5})',
    'has(stats.override_rate) && stats.override_rate > 0.2',
    'consequence.level == "high" || signals.disagreement',
  ])('%s is fine', (when) => {
    expect(problems(withLines(`rules:\n  - name: a\n    flag: x\n    when: |-\n      ${when}`))).toEqual([]);
  });
});

test('names from outside find nothing that the policy does not have', () => {
  const policy = policyOf(frame);
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
    expect([
      policy.types[name],
      policy.sources[name],
      policy.queues[name],
      policy.roles[name],
      policy.types['refund.request']?.reasons[name],
    ]).toEqual(Array(5).fill(undefined));
});

test('hostile documents are refused, not suffered', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
    .split('')
    .map((key, i) => `${key}: &${key} [${Array(10).fill(`*${'abcdefghij'[i]}`).join(',')}]`)
    .join('\n')}`;
  expect(problems(bomb).length).toBeGreaterThan(0);
  expect(problems('[1, 2]')[0]).toContain('must be');
  expect(problems('just text')[0]).toContain('must be');
  expect(problems('__proto__: { a: 1 }\nconstructor: 3\n').length).toBeGreaterThan(0);
});

test('the least that works is what the documentation shows', () => {
  const page = readFileSync(new URL('../../../docs/policy.md', import.meta.url), 'utf8');
  const shown = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  expect(problems(shown)).toEqual([]);
  expect(policyOf(shown).types['refund.request']?.options).toHaveLength(2);
});

test('a broken fact is one problem, whatever else refers to it', () => {
  const found = problems(
    withLines(`amount: { bands: { EUR: { medium: 1, high: 2 } } }
rules: [{ name: a, when: "facts.amount.value > 3 && facts.score > 1", flag: x }]`).replace(
      'amount: money',
      'amount: mony',
    ),
  );
  expect(found).toEqual([
    expect.stringMatching(/^10:22 types\.refund\.request\.facts\.amount must be .*\?money$/),
  ]);
});
