import { describe, expect, it } from 'vitest';
import { viewFor } from '../../../src/core/review/view.ts';
import {
  aCase,
  event,
  expenseType,
  HOUR,
  MINUTE,
  NOW,
  revision,
  robin,
  route,
  settledCase,
  settlingCase,
  submission,
  verdict,
} from '../../blocks/a-case.ts';

const channel = { kind: 'channel' } as const;
const person = (...roles: string[]) => ({ kind: 'person', id: 'U1', roles }) as const;
const IBAN = 'DE89370400440532013000';
const type = expenseType();

describe('sensitive facts', () => {
  const secretive = expenseType({ question: 'Pay {amount} to {iban}?' });
  const telling = aCase({
    revision: revision({
      revision: 2,
      body: submission({
        title: `Transfer to ${IBAN}`,
        recommendation: {
          option: 'approve',
          confidence: 0.8,
          rationale: `${IBAN} was used before`,
          values: { iban: IBAN },
        },
      }),
      route: route({ flags: [{ code: 'rule', sentence: `New account ${IBAN}`, weight: 40 }] }),
    }),
    previous: revision({ body: submission({ facts: { iban: 'FR7630006000011234567890189' } }) }),
  });

  it.each([
    ['a channel', channel],
    ['somebody without the role', person('finance_lead')],
  ])('are nowhere in what %s is shown', (_, audience) => {
    const shown = JSON.stringify(viewFor(telling, secretive, audience, NOW));
    expect(shown).not.toContain(IBAN);
    expect(shown).not.toContain('FR763000');
    expect(shown).toContain('hidden, shown to payroll');
  });

  it('are shown to a person who holds the role', () => {
    const view = viewFor(telling, secretive, person('payroll'), NOW);
    expect(view.question).toContain(IBAN);
    expect(view.facts.find(({ definition }) => definition.name === 'iban')?.value).toBe(IBAN);
  });

  it('stay hidden when they were modified', () => {
    const changed = settledCase(verdict({ values: { iban: 'NL91ABNA0417164300' } }), 'modified');
    expect(JSON.stringify(viewFor(changed, type, channel, NOW))).not.toContain('NL91ABNA');
    expect(viewFor(changed, type, channel, NOW).story?.changes).toEqual([
      { label: 'IBAN', from: 'hidden, shown to payroll', to: 'changed' },
    ]);
  });

  it('keep the amount off the buttons when it is the sensitive one', () => {
    const facts = type.facts.map((fact) => (fact.name === 'amount' ? { ...fact, sensitive: true } : fact));
    expect(viewFor(aCase(), expenseType({ facts }), channel, NOW).amount).toBeNull();
    expect(viewFor(aCase(), expenseType({ facts }), person('payroll'), NOW).amount).toBe('1,840.50 EUR');
  });

  it('count facts that the policy does not know as nobody’s to see in a channel', () => {
    const kase = aCase({ revision: revision({ body: submission({ facts: { salary: 'canary' } }) }) });
    expect(viewFor(kase, type, channel, NOW).undeclared).toEqual([]);
    expect(viewFor(kase, type, person(), NOW).undeclared).toEqual([{ name: 'salary', text: 'canary' }]);
  });
});

describe('where only a human decides', () => {
  const alone = aCase({
    revision: revision({
      body: submission({
        recommendation: {
          option: 'reject',
          confidence: 0.4242,
          rationale: 'canary-rationale',
          model: 'canary-model',
          alternatives: [{ option: 'approve', why_lower: 'canary-alternative' }],
        },
        signals: { opinions: [{ method: 'canary-method', option: 'reject' }] },
      }),
      route: route({
        level: 'human_only',
        flags: [
          { code: 'disagreement', sentence: 'canary-disagreement', weight: 80 },
          { code: 'low_confidence', sentence: 'canary-score', weight: 60 },
          { code: 'rule_raised', sentence: 'The amount is in dispute', weight: 70 },
        ],
        trace: [
          { step: 'confidence', saw: 'canary-own-score', did: 'Low confidence' },
          { step: 'matrix', saw: 'canary-matrix', did: 'Review' },
          { step: 'raising', saw: 'Rule “dispute”', did: 'From review to human only' },
        ],
      }),
    }),
  });

  it('nothing that came from a model is in the view', () => {
    const shown = JSON.stringify(viewFor(alone, type, person('finance_lead', 'payroll'), NOW));
    expect(shown).not.toMatch(/canary|0\.4242/);
  });

  it('nobody is told that they override, before or after', () => {
    expect(viewFor(alone, type, channel, NOW).options.map(({ overrides }) => overrides)).toEqual([
      null,
      null,
    ]);
    const settled = settledCase(verdict(), 'approved', { revision: alone.revision });
    expect(viewFor(settled, type, channel, NOW).story?.overrides).toBeNull();
  });

  it('still says which rule asked for a person', () => {
    const view = viewFor(alone, type, channel, NOW);
    expect(view.flags.map(({ sentence }) => sentence)).toEqual(['The amount is in dispute']);
    expect(view.deciding_rule).toBe('Rule “dispute” → from review to human only');
  });
});

describe('facts', () => {
  it('come with the amount first, then what changed, then gaps', () => {
    const kase = aCase({
      revision: revision({
        revision: 2,
        body: submission({
          facts: { amount: { value: 1760, currency: 'EUR' }, category: 'Travel', receipts: 12 },
        }),
      }),
      previous: revision({
        body: submission({
          facts: { amount: { value: 1840.5, currency: 'EUR' }, category: 'Travel', receipts: 11 },
        }),
      }),
    });
    const needsNote = expenseType({
      facts: type.facts.map((fact) => (fact.name === 'note' ? { ...fact, required: true } : fact)),
    });
    const { facts } = viewFor(kase, needsNote, channel, NOW);
    expect(facts.map(({ label }) => label)).toEqual(['Amount', 'Receipts', 'Note', 'Category']);
    expect(facts[0]).toMatchObject({ text: '1,760.00 EUR', changed: { from: '1,840.50 EUR' } });
    expect(facts[2]).toMatchObject({ missing: true, text: 'not given' });
  });

  it('that are null count as not given', () => {
    const kase = aCase({ revision: revision({ body: submission({ facts: { amount: null } }) }) });
    expect(viewFor(kase, type, channel, NOW).facts).toMatchObject([{ label: 'Amount', missing: true }]);
    expect(viewFor(kase, type, channel, NOW).amount).toBeNull();
  });
});

it.each([
  ['{amount} for {subject.name}', '1,840.50 EUR for Dana Ruiz'],
  ['{external_id}: {title}', 'EXP-10422: Expense report EXP-10422: Berlin offsite, 1,840.50 EUR'],
  ['{note}?', '(Note: not given)?'],
  ['{nonsense}', '{nonsense}'],
  ['{iban}', '(IBAN: hidden)'],
  ['AI: {recommendation.option}', 'AI: approve'],
])('fills the question %s', (question, asked) => {
  expect(viewFor(aCase(), expenseType({ question }), channel, NOW).question).toBe(asked);
});

describe('what an answer asks for', () => {
  const asks = (change: Parameters<typeof route>[0]) =>
    viewFor(aCase({ revision: revision({ route: route(change) }) }), type, channel, NOW).options.map(
      ({ asks }) => asks,
    );

  it.each([
    [
      'low consequence: agreeing takes a fact, overriding a text',
      { consequence: 'low' },
      ['convincing_fact', 'required'],
    ],
    ['medium consequence: always a text', { consequence: 'medium' }, ['required', 'required']],
    [
      'a person decides: always a text',
      { consequence: 'low', level: 'human_decides' },
      ['required', 'required'],
    ],
    ['only a human: always a text', { consequence: 'low', level: 'human_only' }, ['required', 'required']],
  ] as const)('%s', (_, change, expected) => {
    expect(asks(change)).toEqual(expected);
  });

  it('ends every list of reasons with Other, once', () => {
    const { options, modify } = viewFor(aCase(), expenseType({ reasons: {} }), channel, NOW);
    expect(options.map(({ reasons }) => reasons.map(({ id }) => id))).toEqual([['other'], ['other']]);
    expect(modify?.reasons.map(({ id }) => id)).toEqual(['other']);
    expect(viewFor(aCase(), type, channel, NOW).options[1]?.reasons.map(({ id }) => id)).toEqual([
      'over_cap',
      'receipt_missing',
      'duplicate',
      'other',
    ]);
  });
});

describe('a modification', () => {
  it('approves by the recommended option when that approves, else by the first that does', () => {
    expect(viewFor(aCase(), type, channel, NOW).modify?.option).toBe('approve');
    const rejecting = revision({
      body: submission({ recommendation: { option: 'reject', confidence: 0.9 } }),
    });
    expect(viewFor(aCase({ revision: rejecting }), type, channel, NOW).modify?.option).toBe('approve');
  });

  it('is not offered where the type forbids it or nothing could be changed', () => {
    expect(viewFor(aCase(), expenseType({ modify: false }), channel, NOW).modify).toBeNull();
    const onlySecret = expenseType({
      facts: type.facts.map((fact) => ({ ...fact, modifiable: fact.sensitive })),
    });
    expect(viewFor(aCase(), onlySecret, channel, NOW).modify).toBeNull();
    expect(viewFor(aCase(), onlySecret, person('payroll'), NOW).modify).not.toBeNull();
  });
});

describe('time', () => {
  it.each([
    ['before it is due', NOW + HOUR, false],
    ['at the moment itself', NOW, false],
    ['afterwards', NOW - MINUTE, true],
  ])('%s', (_, due_at, overdue) => {
    expect(viewFor(aCase({ review: { due_at } }), type, channel, NOW).due).toEqual({
      at: due_at,
      overdue,
      stopped: false,
    });
  });

  it('nothing is overdue once it is answered', () => {
    expect(
      viewFor(settlingCase(verdict(), { review: { due_at: NOW - HOUR } }), type, channel, NOW).due?.overdue,
    ).toBe(false);
  });
});

describe('the story', () => {
  it('is not told while nobody has answered', () => {
    expect(viewFor(aCase(), type, channel, NOW).story).toBeNull();
  });

  it('says who, what, when and why', () => {
    expect(
      viewFor(settledCase(verdict({ tags: ['policy_issue'] }), 'approved'), type, channel, NOW).story,
    ).toMatchObject({
      disposition: 'approved',
      option: { id: 'approve', label: 'Approve' },
      by: robin,
      at: NOW - 5000,
      reason: 'Within policy',
      rationale: 'Checked the receipts against the trip',
      tags: ['policy_issue'],
      overrides: false,
      undo_until: null,
    });
  });

  it('can be undone until its moment, and not from then on', () => {
    const kase = settlingCase();
    expect(viewFor(kase, type, channel, NOW).story?.undo_until).toBe(NOW + 5000);
    expect(viewFor(kase, type, channel, NOW + 5000).story?.undo_until).toBeNull();
  });

  it('tells a modification as a diff, as an override, and with its own reasons', () => {
    const given = verdict({ values: { amount: { value: 1760, currency: 'EUR' } }, reason_code: 'over_cap' });
    expect(viewFor(settlingCase(given), type, channel, NOW).story).toMatchObject({
      disposition: 'modified',
      overrides: true,
      reason: 'Over policy cap',
      changes: [{ label: 'Amount', from: '1,840.50 EUR', to: '1,760.00 EUR' }],
    });
  });

  it('of a withdrawn decision names no person', () => {
    const withdrawn = aCase({
      decision: { status: 'resolved', disposition: 'cancelled' },
      review: { status: 'settled', disposition: 'cancelled', settled_at: NOW },
      events: [event('cancelled', { data: { reason: 'Sent twice' } })],
    });
    expect(viewFor(withdrawn, type, channel, NOW).story).toMatchObject({
      disposition: 'cancelled',
      by: null,
      option: null,
      note: 'Sent twice',
    });
  });

  it.each([
    [
      'delivered',
      [event('callback_delivered', { data: { callback: 'decision.resolved' } })],
      { answered: { source: 'expense-bot', at: NOW }, unanswered: null },
    ],
    [
      'failed for good',
      [event('callback_failed', { data: { callback: 'decision.resolved' } })],
      { answered: null, unanswered: { source: 'expense-bot' } },
    ],
    [
      'a question only',
      [event('callback_delivered', { data: { callback: 'decision.info_requested' } })],
      { answered: null, unanswered: null },
    ],
    [
      'delivered before the answer',
      [event('callback_delivered', { at: NOW - HOUR, data: { callback: 'decision.resolved' } })],
      { answered: null, unanswered: null },
    ],
  ])('knows whether the source has the answer: %s', (_, events, expected) => {
    expect(viewFor(settledCase(verdict(), 'approved', { events }), type, channel, NOW).story).toMatchObject(
      expected,
    );
  });
});

describe('the deciding rule', () => {
  it.each([
    [
      'the matrix when no rule changed the level',
      [
        { step: 'matrix', saw: 'Low consequence', did: 'Review' },
        { step: 'raising', saw: 'No raising rule matches', did: 'Nothing changes' },
      ],
      'Low consequence → review',
    ],
    [
      'the rule that raised it',
      [
        { step: 'matrix', saw: 'Low consequence', did: 'Auto execute' },
        { step: 'raising', saw: 'Rule “new”', did: 'From auto execute to review' },
      ],
      'Rule “new” → from auto execute to review',
    ],
    ['nothing when the trace says nothing', [], null],
  ])('is %s', (_, trace, expected) => {
    expect(
      viewFor(aCase({ revision: revision({ route: route({ trace }) }) }), type, channel, NOW).deciding_rule,
    ).toBe(expected);
  });
});

it('orders flags by weight', () => {
  expect(viewFor(aCase(), type, channel, NOW).flags.map(({ weight }) => weight)).toEqual([80, 40]);
});

it('names the facts that a waiting question is about', () => {
  const asked = {
    request_id: 'inf_1',
    question: 'Which night?',
    facts: ['nights', 'gone'],
    by: robin,
    asked_at: NOW - HOUR,
    due_at: null,
  };
  expect(
    viewFor(aCase({ review: { status: 'waiting_info', info: asked } }), type, channel, NOW).waiting,
  ).toMatchObject({
    question: 'Which night?',
    facts: ['Nights in', 'gone'],
    since: NOW - HOUR,
  });
});
