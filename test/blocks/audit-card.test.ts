import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditedView } from '../../blocks/audit-card.ts';
import { auditErrors, auditModal, readAuditModal } from '../../blocks/audit-modal.ts';
import { cardFor } from '../../blocks/card.ts';
import { decodeMiss, encodeMiss } from '../../blocks/wire.ts';
import type { Case } from '../../src/core/review/case.ts';
import { countStates, type MissReport } from '../../src/core/review/miss.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { aCase, event, expenseType, HOUR, NOW, robin, verdict } from './a-case.ts';
import { messageFaults, modalFaults } from './nasty-checks.ts';
import { build, runsOf, TIME_FOR_RUNS, world } from './nasty-world.ts';
import { pressable, wordsOf } from './read-blocks.ts';

const executed = { status: 'resolved', option: 'approve', disposition: 'auto_executed' } as const;
const audited = (over: Partial<Parameters<typeof aCase>[0]> = {}): Case =>
  aCase({
    decision: { ...executed, resolved_at: NOW - 2 * HOUR },
    ...over,
    review: { kind: 'audit', because: 'sampled', ...over?.review },
  });
const answered = (over: Partial<ReturnType<typeof verdict>>, events: Case['events'] = []): Case =>
  audited({ review: { status: 'settled', settled_at: NOW, verdicts: [verdict(over)] }, events });
const wrong = { option: 'reject', reason_code: 'duplicate', rationale: 'Paid in March' };
const card = (kase: Case) => cardFor(viewFor(kase, expenseType(), { kind: 'channel' }, NOW));
const actions = (kase: Case): string[] => [...pressable(card(kase).blocks).keys()];
const words = (kase: Case) => wordsOf(card(kase).blocks);
const auditedView = (kase: Case): AuditedView => {
  const view = viewFor(kase, expenseType(), { kind: 'person', id: 'U1', roles: [] }, NOW);
  if (view.audit === null) throw new Error('no audit');
  return { ...view, audit: view.audit };
};

const report = (over: Partial<MissReport> = {}): MissReport => ({
  review_id: 'rev_1',
  decision_id: 'dec_1',
  type: 'expense.report',
  level: 'auto_execute',
  consequence: 'low',
  band: 'high',
  since: null,
  found: 7,
  is_all: true,
  amounts: { EUR: 312.4, USD: 20 },
  decision_ids: ['dec_2'],
  rechecked: null,
  created_at: NOW,
  states: countStates([]),
  stop: null,
  ...over,
});
const missed = (over: Partial<MissReport> = {}): Case => ({ ...answered(wrong), miss: report(over) });

describe('the audit card', () => {
  it('says that it was executed, when, and asks one question', () => {
    expect(words(audited())).toContain('Already executed 2026-11-20 10:00 UTC: Approve. Was it right?');
    expect(actions(audited())).toEqual(['audit_right', 'audit_wrong', 'more']);
  });

  it('leans to no side: neither button is in colour', () => {
    expect(JSON.stringify(card(audited()).blocks)).not.toMatch(/"style":"(primary|danger)"/);
  });

  it('shows the words of whoever asked, and not who decided before', () => {
    const contest = audited({
      decision: { status: 'resolved', option: 'reject', disposition: 'rejected', resolved_at: NOW - HOUR },
      review: { because: 'contest' },
      events: [event('contested', { data: { by: 'Dana Ruiz', note: 'It was the last room' } })],
    });
    expect(words(contest)).toContain('It was the last room');
    expect(words(contest)).toContain('Decided by a person');
  });

  it.each([
    ['right', answered({}), '✅ *It was right* · <@U0ROBIN>'],
    ['wrong', answered(wrong), '❗ *It was wrong* · <@U0ROBIN>'],
    ['what would have been right', answered(wrong), 'Executed: Approve. Right would have been: *Reject*'],
    ['why', answered(wrong), 'Reason: Duplicate. “Paid in March”'],
    [
      'what the source did',
      answered(wrong, [event('remedied', { data: { result: 'impossible' } })]),
      'expense-bot cannot reverse it',
    ],
  ])('once answered, says %s', (_, kase, sentence) => {
    expect(words(kase)).toContain(sentence);
    expect(actions(kase)).toEqual(['more']);
  });
});

describe('the message about a miss', () => {
  it('says how many ran like it, for how much, and since when', () => {
    const at = NOW - 24 * HOUR;
    expect(words(missed({ since: at }))).toContain(
      '7 others were executed like it and not checked, for 312.40 EUR and 20.00 USD.',
    );
    expect(words(missed({ since: at }))).toContain('Counted since 2026-11-19 12:00 UTC');
    expect(words(missed({ found: 1, is_all: false }))).toContain('At least 1 other was executed like it');
    expect(words(missed({ found: 0, amounts: {} }))).toContain('Nothing else was executed like it');
  });

  it('offers what can still be done', () => {
    const offered = (over: Partial<MissReport>) => actions(missed(over));
    const rechecked = { by: robin, at: NOW, count: 7 };
    const by = { kind: 'person', id: 'U0ROBIN', name: 'Robin' } as const;
    const none = { started_by: null, started_at: null, start_reason: null };
    const stop = { id: 'stp_1', type: 'expense.report', by, at: NOW, reason: '', ...none };
    expect(offered({})).toEqual(['stop_type', 'recheck']);
    expect(offered({ found: 0 })).toEqual(['stop_type']);
    expect(offered({ rechecked })).toEqual(['stop_type']);
    expect(offered({ stop })).toEqual(['recheck']);
    expect(offered({ stop, rechecked })).toEqual([]);
  });

  it('counts each that is looked at again to its end', () => {
    const states = countStates(
      (['right', 'right', 'wrong', 'reversed', 'impossible', 'open', 'waiting'] as const).map((state) => ({
        state,
      })),
    );
    const said = words(missed({ states, rechecked: { by: robin, at: NOW, count: 7 } }));
    expect(said).toContain(
      '5 of 7*, 2 right, 3 wrong (1 reversed, 1 cannot be reversed, 1 with no word from the source yet); 1 open in this channel, 1 to come',
    );
  });
});

describe('the form of an audit', () => {
  const form = { review_id: 'rev_1', revision: 1, digest: 'd', opened_at: NOW };

  it('asks for a no what would have been right and why', () => {
    const view = auditedView(audited());
    const blank = auditErrors(readAuditModal({}), view, false);
    expect(Object.keys(blank).sort()).toEqual(['correct_option', 'rationale', 'reason']);
    const input = { ...wrong, correct_option: 'reject', tags: [] };
    expect(auditErrors(input, view, false)).toEqual({});
    expect(Object.keys(auditErrors({ ...input, correct_option: 'approve' }, view, false))).toEqual([
      'correct_option',
    ]);
  });

  it('asks for as much to agree as an answer before the fact: words from medium consequence on, for low a fact', () => {
    const blank = (view: AuditedView) => Object.keys(auditErrors(readAuditModal({}), view, true)).sort();
    const asked = (view: AuditedView): string[] =>
      auditModal(view, true, form).blocks.flatMap((block) =>
        block.type === 'input' && block.optional !== true ? [block.block_id ?? ''] : [],
      );
    const medium = auditedView(audited());
    expect(blank(medium)).toEqual(['rationale', 'reason']);
    expect(asked(medium)).toEqual(['reason', 'rationale']);
    const { revision } = audited();
    const low = auditedView(
      audited({ revision: { ...revision, route: { ...revision.route, consequence: 'low' } } }),
    );
    expect(blank(low)).toEqual(['convinced_by', 'reason']);
    expect(asked(low)).toEqual(['reason', 'convinced_by']);
    const agreed = { reason_code: 'within_policy', rationale: '', tags: [] };
    expect(auditErrors({ ...agreed, convinced_by: 'amount' }, low, true)).toEqual({});
    expect(Object.keys(auditErrors({ ...agreed, reason_code: 'other' }, low, true))).toEqual(['rationale']);
  });

  it('chooses beforehand only where there is nothing to choose', () => {
    const shown = JSON.stringify(auditModal(auditedView(audited()), false, form).blocks);
    expect(shown).toContain('"initial_option":{"text":{"type":"plain_text","text":"Reject"');
    expect(shown.match(/initial_option/g)).toHaveLength(1);
  });
});

it('a button about a miss names it, and reads nothing else', () => {
  expect(decodeMiss(encodeMiss('rev_1'))).toBe('rev_1');
  for (const value of ['', '["p1","rev_1"]', '["s1"]', '{}', undefined])
    expect(decodeMiss(value)).toBeUndefined();
});

it(
  'every audit, its forms and its miss fit Slack and are harmless, whatever was submitted',
  () => {
    const texts = fc.record({
      note: fc.string({ unit: 'binary' }),
      name: fc.constantFrom('<!channel>', 'a'.repeat(9999)),
    });
    fc.assert(
      fc.property(world, fc.boolean(), fc.boolean(), texts, (it, isAnswered, isMiss, { note, name }) => {
        const { kase: made, type } = build(it);
        const option = type.options[0]?.id ?? '';
        const given = verdict({
          option: isMiss ? 'other' : option,
          rationale: note + name,
          by: { ...robin, name },
        });
        const kase: Case = {
          ...made,
          decision: { ...made.decision, ...executed, option, resolved_at: NOW - HOUR },
          review: {
            ...(made.review ?? aCase().review),
            kind: 'audit',
            because: 'contest',
            status: isAnswered || isMiss ? 'settled' : 'open',
            verdicts: isAnswered || isMiss ? [given] : [],
          } as NonNullable<Case['review']>,
          events: [...made.events, event('contested', { data: { by: name, note: `${note}${name}` } })],
          ...(isMiss ? { miss: report({ type: name, amounts: { EUR: 1e12, USD: 0.1 } }) } : {}),
        };
        expect(messageFaults(cardFor(viewFor(kase, type, { kind: 'channel' }, NOW)), [robin.id])).toEqual([]);
        const view = viewFor(kase, type, { kind: 'person', id: 'U1', roles: [it.label] }, NOW);
        if (view.audit === null) throw new Error('no audit');
        for (const right of [true, false]) {
          const modal = auditModal({ ...view, audit: view.audit }, right, {
            review_id: 'rev_1',
            revision: 1,
            digest: 'd',
            opened_at: NOW,
          });
          expect(modalFaults(modal)).toEqual([]);
        }
      }),
      runsOf(75),
    );
  },
  TIME_FOR_RUNS.testTimeout,
);
