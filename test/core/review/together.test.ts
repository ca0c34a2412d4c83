import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { parsePolicy } from '../../../src/core/policy/parse.ts';
import type { DecisionType, Policy } from '../../../src/core/policy/policy.ts';
import type { ReviewCommand } from '../../../src/core/review/commands.ts';
import { decide } from '../../../src/core/review/decide.ts';
import { escalationTargets } from '../../../src/core/review/escalation-targets.ts';
import { evolve } from '../../../src/core/review/evolve.ts';
import type { Review } from '../../../src/core/review/review.ts';
import { clockIn, snoozeChoices } from '../../../src/core/review/snooze-choices.ts';
import type { Grounds } from '../../../src/core/review/why-not-now.ts';
import { ana, ben, expense, grounds, NOW, openReview } from './review-building.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const on = grounds();
const shown = { revision: 1, digest: on.revision.digest };
const asAna = { by: ana, roles: ['finance'] };
const asBen = { by: ben, roles: ['finance'] };
const cleo = { id: 'U4', name: 'Cleo', email: 'cleo@example.com' };

const take = (who = asAna): ReviewCommand => ({ kind: 'claim', ...who });
const open = (who = asAna): ReviewCommand => ({ kind: 'open_form', ...who, shown });
const release = (by = ana): ReviewCommand => ({ kind: 'release', by });
const handOver = (to = ben, who = asAna, note = ''): ReviewCommand => ({
  kind: 'reassign',
  ...who,
  to,
  note,
});
const snooze = (until: number, who = asAna): ReviewCommand => ({ kind: 'snooze', ...who, until });
const note = (text: string, tags: string[] = [], who = asAna): ReviewCommand => ({
  kind: 'note',
  ...who,
  text,
  tags,
});
type Escalate = Extract<ReviewCommand, { kind: 'escalate' }>;
const escalate = (over: Partial<Escalate> = {}): ReviewCommand => ({
  kind: 'escalate',
  actor: { kind: 'person', id: ana.id },
  ...asAna,
  to: { queue: 'payments' },
  note: 'They know the vendor',
  because: 'asked',
  ...over,
});

const run = (command: ReviewCommand, review: Review, now = NOW, of: Grounds = on) => {
  const decided = decide(command, review, of, now);
  if (!decided.ok) return { refusal: decided.error, events: [], review };
  return { refusal: undefined, events: decided.value, review: decided.value.reduce(evolve, review) };
};
const after = (...commands: [ReviewCommand, ...ReviewCommand[]]): Review =>
  commands.reduce((review, command) => {
    const ran = run(command, review);
    if (ran.refusal !== undefined) throw new Error(`refused: ${ran.refusal.code}`);
    return ran.review;
  }, openReview());
const refusalOf = (command: ReviewCommand, review: Review, now = NOW, of: Grounds = on) =>
  run(command, review, now, of).refusal;

const settled = openReview({ status: 'settled', disposition: 'rejected', settled_at: NOW });
const waiting = openReview({ status: 'waiting_info' });
const verbs: [string, ReviewCommand][] = [
  ['taking it', take()],
  ['handing it over', handOver()],
  ['putting it aside', snooze(NOW + HOUR)],
  ['escalating it', escalate()],
];

describe('a form that is delivered twice', () => {
  it.each([
    ['a note', note('Look at the hotel'), note('Look at the hotel again')],
    ['putting it aside', snooze(NOW + HOUR), snooze(NOW + 2 * HOUR)],
    ['asking a role', escalate({ to: { roles: ['leads'] } }), escalate({ to: { roles: ['managers'] } })],
  ])('has one effect: %s', (_, command, other) => {
    const first = run(command, openReview());
    const of = { ...on, events: first.events };
    expect(run(command, first.review, NOW + 5, of)).toMatchObject({ refusal: undefined, events: [] });
    expect(run(other, first.review, NOW + 5, of).events).toHaveLength(1);
  });

  it('is none when it is said again later', () => {
    const first = run(note('Still waiting'), openReview());
    const of = { ...on, events: first.events };
    expect(run(note('Still waiting'), first.review, NOW + HOUR, of).events).toHaveLength(1);
  });
});

describe('whatever is no answer', () => {
  it.each([...verbs, ['a note', note('Look at the hotel')] as const])(
    '%s needs a role that decides',
    (_, command) => {
      expect(refusalOf({ ...command, roles: ['support'] } as ReviewCommand, openReview())).toEqual({
        code: 'not_a_decider',
        roles: ['finance', 'finance-leads'],
      });
    },
  );

  it.each(verbs)('%s is not for whoever asked for it', (_, command) => {
    const own = grounds(expense({ requested_by: { id: ana.id } }));
    expect(refusalOf(command, openReview(), NOW, own)).toEqual({ code: 'own_request' });
  });

  it.each([...verbs, ['giving it back', release()] as const])(
    '%s is over once it is settled',
    (_, command) => {
      expect(refusalOf(command, settled)).toMatchObject({ code: 'already_decided', disposition: 'rejected' });
    },
  );

  it.each(verbs)('%s is possible while information is awaited', (_, command) => {
    expect(refusalOf(command, waiting)).toBeUndefined();
  });

  it('a note can be added after the end, too', () => {
    expect(run(note('A case to teach'), settled).events).toMatchObject([{ type: 'noted' }]);
  });
});

describe('opening a form', () => {
  it('says for five minutes who is at it', () => {
    expect(after(open()).claim).toEqual({ by: ana, at: NOW, until: NOW + 5 * MINUTE });
  });

  it('leaves it with whoever opened it first', () => {
    const opened = after(open());
    expect(run(open(asBen), opened, NOW + MINUTE)).toMatchObject({ refusal: undefined, events: [] });
    const later = run(open(asBen), opened, NOW + 5 * MINUTE);
    expect(later.review.claim?.by).toEqual(ben);
  });

  it('is no news within a minute, and longer claims it anew', () => {
    const opened = after(open());
    expect(run(open(), opened, NOW + MINUTE - 1).events).toEqual([]);
    expect(run(open(), opened, NOW + MINUTE).review.claim?.until).toBe(NOW + 6 * MINUTE);
  });

  it('says nothing of whoever could not answer', () => {
    expect(run({ ...open(), roles: [] } as ReviewCommand, openReview()).events).toEqual([]);
    expect(run(open(), settled).events).toEqual([]);
    const stale = { ...open(), shown: { revision: 1, digest: 'older' } } as ReviewCommand;
    expect(run(stale, openReview()).events).toEqual([]);
  });
});

describe('taking it', () => {
  it('makes it theirs until they give it back', () => {
    const taken = after(open(asBen), take());
    expect(taken).toMatchObject({ assignee: ana, claim: null });
    expect(run(release(), taken).review).toMatchObject({ assignee: null, claim: null });
  });

  it('changes nothing the second time', () => {
    expect(run(take(), after(take()))).toMatchObject({ refusal: undefined, events: [] });
  });

  it('tells the second one who was first', () => {
    expect(refusalOf(take(asBen), after(take()))).toEqual({ code: 'taken', by: ana });
  });

  it('ends that it is put aside', () => {
    expect(after(snooze(NOW + HOUR), take(asBen)).snooze).toBeNull();
  });

  it('keeps nobody else from answering', () => {
    const reject: ReviewCommand = {
      kind: 'give_verdict',
      ...asBen,
      shown,
      option: 'reject',
      reason_code: 'receipt_missing',
      rationale: 'No receipt',
      tags: [],
    };
    expect(run(reject, after(take())).review.status).toBe('settled');
  });
});

describe('giving it back', () => {
  it('is for whoever has it', () => {
    expect(refusalOf(release(ben), after(take()))).toEqual({ code: 'not_yours', by: ana });
    expect(refusalOf(release(), openReview())).toEqual({ code: 'not_yours' });
  });

  it('gives back an open form, and never what another one has', () => {
    expect(run(release(), after(open())).review.claim).toBeNull();
    const both = after(take(), open(asBen));
    expect(both).toMatchObject({ assignee: ana, claim: { by: ben } });
    expect(refusalOf(release(ben), both)).toEqual({ code: 'not_yours', by: ana });
  });

  it('does not give back a form whose five minutes are over', () => {
    expect(refusalOf(release(), after(open()), NOW + 5 * MINUTE)).toEqual({ code: 'not_yours' });
  });
});

describe('handing it over', () => {
  it('gives it to another person, with a note', () => {
    const { review, events } = run(handOver(ben, asAna, '  Knows the trip '), after(take(), open()));
    expect(review).toMatchObject({ assignee: ben, claim: null });
    expect(events).toMatchObject([
      { type: 'reassigned', actor: { id: ana.id }, data: { by: ana, assignee: ben, note: 'Knows the trip' } },
    ]);
  });

  it('can be done by anybody who may decide it, also to themselves', () => {
    expect(run(handOver(cleo, asBen), after(take())).review.assignee).toEqual(cleo);
    expect(run(handOver(ben, asBen), after(take())).review.assignee).toEqual(ben);
  });

  it('is refused when that person has it', () => {
    expect(refusalOf(handOver(), after(handOver()))).toEqual({ code: 'taken', by: ben });
  });
});

describe('putting it aside', () => {
  const due = openReview({ due_at: NOW + 4 * HOUR });

  it('lasts until the moment it is due at most', () => {
    expect(run(snooze(NOW + 4 * HOUR), due).review.snooze).toEqual({ by: ana, until: NOW + 4 * HOUR });
    expect(refusalOf(snooze(NOW + 4 * HOUR + 1), due)).toEqual({
      code: 'snooze_too_long',
      latest: NOW + 4 * HOUR,
    });
  });

  it('lasts a week at most where nothing is due', () => {
    expect(refusalOf(snooze(NOW + 7 * 24 * HOUR), openReview())).toBeUndefined();
    expect(refusalOf(snooze(NOW + 7 * 24 * HOUR + 1), openReview())?.code).toBe('snooze_too_long');
  });

  it.each([NOW, NOW - 1, Number.NaN, Number.POSITIVE_INFINITY, NOW + 0.5])('is refused until %s', (until) => {
    expect(refusalOf(snooze(until), due)?.code).toBe('snooze_too_long');
  });

  it('is over for what is due already', () => {
    expect(refusalOf(snooze(NOW + 5 * HOUR), due, NOW + 4 * HOUR)).toEqual({
      code: 'due_already',
      at: NOW + 4 * HOUR,
    });
  });

  it('leaves the clock and whoever has it alone', () => {
    const aside = run(snooze(NOW + HOUR, asBen), { ...due, assignee: ana }).review;
    expect(aside).toMatchObject({ due_at: NOW + 4 * HOUR, assignee: ana, status: 'open' });
  });
});

describe('what was put aside', () => {
  const aside = openReview({ snooze: { by: ana, until: NOW + HOUR } });
  const end: ReviewCommand = { kind: 'end_snooze' };

  it('comes back when its moment has come, once', () => {
    expect(refusalOf(end, aside, NOW + HOUR - 1)).toEqual({ code: 'nothing_awaited' });
    const ended = run(end, aside, NOW + HOUR);
    expect(ended.events).toMatchObject([{ type: 'snooze_ended', data: { snooze: { by: ana } } }]);
    expect(ended.review.snooze).toBeNull();
    expect(refusalOf(end, ended.review, NOW + HOUR)).toEqual({ code: 'nothing_awaited' });
  });

  it('does not come back after it was answered', () => {
    expect(refusalOf(end, { ...aside, status: 'settling' }, NOW + HOUR)).toEqual({ code: 'nothing_awaited' });
  });
});

describe('what can be chosen to put something aside', () => {
  // 17:30 in Berlin, an hour before the clocks change there at night.
  const at = Date.parse('2026-10-24T15:30:00Z');
  const ids = (dueAt: number | null, zone = 'Europe/Berlin') =>
    snoozeChoices(at, dueAt, zone).map(({ id }) => id);

  it('is what ends before it is due', () => {
    expect(ids(null)).toEqual(['hour', 'three_hours', 'tomorrow']);
    expect(ids(at + 3 * HOUR)).toEqual(['hour', 'three_hours']);
    expect(ids(at + 3 * HOUR - 1)).toEqual(['hour']);
    expect(ids(at + HOUR - 1)).toEqual([]);
  });

  it('begins the next day at nine on the person’s own clock', () => {
    const tomorrow = (zone: string) => snoozeChoices(at, null, zone).at(-1)?.until;
    expect(tomorrow('Europe/Berlin')).toBe(Date.parse('2026-10-25T08:00:00Z'));
    expect(tomorrow('Asia/Tokyo')).toBe(Date.parse('2026-10-26T00:00:00Z'));
    expect(clockIn(at, 'Asia/Tokyo')).toBe('00:30');
  });
});

describe('where it can be passed on to', () => {
  const policyOf = (change: (draft: Record<string, Record<string, unknown>>) => void = () => undefined) => {
    const draft = parse(readFileSync(new URL('../../../handraise.yml', import.meta.url), 'utf8'));
    change(draft);
    const read = parsePolicy(stringify(draft));
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    return read.value;
  };
  const idsFor = (policy: Policy, queue = 'finance') =>
    escalationTargets(policy, policy.types['expense.report'] as DecisionType, queue).map(({ id }) => id);

  it('is where somebody may decide it, and the manager', () => {
    expect(idsFor(policyOf())).toEqual(['queue:payments', 'manager']);
    expect(idsFor(policyOf(), 'payments')).toEqual(['queue:finance', 'manager']);
  });

  it('begins with what the policy says next', () => {
    const chained = policyOf(({ queues = {} }) => {
      queues.support = { channel: '#support-decisions', chain: [{ at: 'due', do: 'hold' }] };
      queues.finance = {
        channel: '#finance-decisions',
        chain: [{ at: 'due', do: 'escalate', to: { queue: 'support' } }],
      };
    });
    const [first] = escalationTargets(chained, chained.types['expense.report'] as DecisionType, 'finance');
    expect(first).toEqual({ id: 'queue:support', kind: 'queue', name: 'support', next: true });
    expect(idsFor(chained)).toEqual(['queue:support', 'queue:payments', 'manager']);
  });
});

describe('escalating it', () => {
  it('takes it from whoever had it', () => {
    const ran = run(escalate(), after(take(), snooze(NOW + HOUR)));
    expect(ran.review).toMatchObject({ assignee: null, claim: null, snooze: null });
    expect(ran.events).toMatchObject([
      { type: 'escalated', data: { by: ana, to: { queue: 'payments' }, because: 'asked' } },
    ]);
  });

  it('gives it to the person who is asked', () => {
    expect(run(escalate({ to: { person: cleo } }), after(take())).review.assignee).toEqual(cleo);
  });

  it('says why', () => {
    expect(refusalOf(escalate({ note: '  ' }), openReview())).toEqual({ code: 'rationale_required' });
  });

  it('goes somewhere else than where it is', () => {
    const there: Grounds = { ...on, decision: { option: null, queue: 'payments' } };
    expect(refusalOf(escalate(), openReview(), NOW, there)).toEqual({
      code: 'there_already',
      queue: 'payments',
    });
    expect(refusalOf(escalate({ to: { person: ana } }), after(take()))).toEqual({ code: 'taken', by: ana });
  });

  it('needs nobody where time asks for it', () => {
    const byTime: ReviewCommand = {
      kind: 'escalate',
      actor: { kind: 'job', id: 'time' },
      to: { queue: 'payments' },
      note: '',
      because: 'time',
    };
    expect(run(byTime, openReview()).events).toMatchObject([
      { type: 'escalated', data: { because: 'time' } },
    ]);
    expect(refusalOf({ ...byTime, because: 'asked' }, openReview())?.code).toBe('not_a_decider');
  });
});

describe('a note', () => {
  it('holds words, tags, or both, and changes nothing else', () => {
    const ran = run(note('  Ask the hotel  ', ['teaching_example']), openReview());
    expect(ran.events).toMatchObject([
      { type: 'noted', data: { by: ana, text: 'Ask the hotel', tags: ['teaching_example'] } },
    ]);
    expect(ran.review).toEqual({ ...openReview(), version: openReview().version + 1 });
    expect(refusalOf(note('', ['policy_issue']), openReview())).toBeUndefined();
    expect(refusalOf(note(' '), openReview())).toEqual({ code: 'rationale_required' });
  });
});
