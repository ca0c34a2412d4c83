import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALWAYS_OPEN, type Calendar } from '../../../src/core/sla/calendar.ts';
import { type Chain, type StepAction, stepKey, stepMoment } from '../../../src/core/sla/chain.ts';
import { mayExecute } from '../../../src/core/sla/may-execute.ts';
import { type PlanState, plan, type TakenStep } from '../../../src/core/sla/plan.ts';
import type { SlaClock } from '../../../src/core/sla/step-times.ts';
import { at, HOUR, MINUTE, office } from './calendars.ts';

const chainOf = (...steps: [at: string, action: StepAction][]): Chain =>
  steps.map(([moment, action]) => ({
    key: stepKey('desk', moment, action),
    at: moment,
    when: stepMoment(moment),
    ...action,
  }));

const BACKUPS = { do: 'ask_backups', role: 'leads' } as const;
const TO_MANAGER = { do: 'escalate', to: { kind: 'manager' } } as const;
const USUAL: [string, StepAction][] = [
  ['50%', { do: 'remind' }],
  ['75%', BACKUPS],
  ['85%', { do: 'remind' }],
  ['due', TO_MANAGER],
];
const HOLDS = chainOf(...USUAL, ['200%', { do: 'hold' }]);
const REJECTS = chainOf(...USUAL, ['4h after due', { do: 'reject' }]);

/** Opened at a midnight, due 20 h later, always open: one hour is 5 %. */
const OPENED = at('2026-03-02T00:00:00Z');
const clock = (change: Partial<SlaClock> = {}): SlaClock => ({
  opened_at: OPENED,
  due_at: OPENED + 20 * HOUR,
  source_due_at: null,
  paused_ms: 0,
  waiting: null,
  ...change,
});
const review = (change: Partial<PlanState> = {}): PlanState => ({
  status: 'open',
  clock: clock(),
  calendar: ALWAYS_OPEN,
  chain: HOLDS,
  taken: [],
  snoozed_until: null,
  may_execute: false,
  ...change,
});

/** What is due so many hours after the opening, and in how many hours from the opening the next plan is made. */
const planned = (state: PlanState, hours: number) => {
  const { due, next, because } = plan(state, OPENED + hours * HOUR);
  return {
    due: due.map((step) => `${step.do} ${step.at}`),
    next: next === null ? because : (next - OPENED) / HOUR,
  };
};
const took = (...steps: [index: number, hours: number][]): TakenStep[] =>
  steps.map(([index, hours]) => ({ key: HOLDS[index]?.key ?? '', at: OPENED + hours * HOUR }));

describe('a review that nobody answers', () => {
  it.each([
    ['before anything', [], 9, [], 10],
    ['at half time', [], 10, ['remind 50%'], 15],
    ['a minute later, once reminded', took([0, 10]), 10.02, [], 15],
    ['at three quarters', took([0, 10]), 15, ['ask_backups 75%'], 17],
    ['near the end', took([0, 10], [1, 15]), 17, ['remind 85%'], 20],
    ['when it is due', took([0, 10], [1, 15], [2, 17]), 20, ['escalate due'], 40],
    ['at twice the time', took([0, 10], [1, 15], [2, 17], [3, 20]), 40, ['hold 200%'], 'ended'],
    ['after the end', took([0, 10], [1, 15], [2, 17], [3, 20], [4, 40]), 99, [], 'ended'],
  ] as const)('%s', (_words, taken, hours, due, next) => {
    expect(planned(review({ taken }), hours)).toEqual({ due, next });
  });

  it('names each step as planned for its own moment, however late it comes', () => {
    expect(plan(review(), OPENED + 10.5 * HOUR).due).toMatchObject([
      { key: 'desk:remind@50%', planned_at: OPENED + 10 * HOUR },
    ]);
  });

  it.each([
    ['settled', { status: 'settled' }, 'settled'],
    ['about to be', { status: 'settling' }, 'settling'],
    ['in a queue without a chain', { chain: null }, 'no_chain'],
    ['never due', { clock: null }, 'no_due'],
  ] as const)('is left alone when it is %s', (_words, change, because) => {
    expect(planned(review(change), 30)).toEqual({ due: [], next: because });
  });
});

describe('after an outage', () => {
  it('sends the latest reminder only, and takes all other steps in order', () => {
    expect(planned(review(), 18)).toEqual({ due: ['ask_backups 75%', 'remind 85%'], next: 20 });
    expect(planned(review(), 99)).toEqual({
      due: ['ask_backups 75%', 'remind 85%', 'escalate due', 'hold 200%'],
      next: 'ended',
    });
  });

  it('never sends an older reminder after a newer one', () => {
    expect(planned(review({ taken: took([2, 18]) }), 18)).toEqual({ due: ['ask_backups 75%'], next: 20 });
  });

  it('goes on where it was stopped between two steps', () => {
    expect(planned(review({ taken: took([1, 99], [2, 99]) }), 99.01).due).toEqual([
      'escalate due',
      'hold 200%',
    ]);
  });

  it('gives those who were asked late the time that the chain gives them before it rejects', () => {
    const state = review({ chain: REJECTS });
    expect(planned(state, 30)).toEqual({ due: ['ask_backups 75%', 'remind 85%', 'escalate due'], next: 34 });
    const taken = took([1, 30], [2, 30], [3, 30]);
    expect(planned({ ...state, taken }, 33.9)).toEqual({ due: [], next: 34 });
    expect(planned({ ...state, taken }, 34).due).toEqual(['reject 4h after due']);
  });

  it('takes up to a minute for punctual, so that steps do not drift', () => {
    const taken = [...took([1, 15], [2, 17]), { key: HOLDS[3]?.key ?? '', at: OPENED + 20 * HOUR + MINUTE }];
    expect(planned(review({ chain: REJECTS, taken }), 23)).toEqual({ due: [], next: 24 });
  });
});

describe('moments', () => {
  it('may be lengths of time after the opening, before and after it is due', () => {
    const chain = chainOf(
      ['30m after opening', { do: 'remind' }],
      ['1h before due', { do: 'remind' }],
      ['2h after due', { do: 'hold' }],
    );
    expect(planned(review({ chain }), 0).next).toBe(0.5);
    expect(planned(review({ chain }), 1)).toEqual({ due: ['remind 30m after opening'], next: 19 });
    expect(planned(review({ chain }), 20)).toEqual({ due: ['remind 1h before due'], next: 22 });
  });

  it('keep the order of the chain when the source leaves less time than expected', () => {
    const chain = chainOf(['50%', { do: 'remind' }], ['2h before due', TO_MANAGER], ['due', { do: 'hold' }]);
    const short = clock({ due_at: OPENED + HOUR, source_due_at: OPENED + HOUR });
    expect(planned(review({ chain, clock: short }), 0.4)).toEqual({ due: [], next: 0.5 });
    expect(planned(review({ chain, clock: short }), 0.5)).toEqual({
      due: ['remind 50%', 'escalate 2h before due'],
      next: 1,
    });
  });

  it('are in open hours', () => {
    const calendar: Calendar = office('Europe/Berlin');
    // Friday noon in Berlin; 11 open hours are due on Monday at 14:30.
    const opened_at = at('2026-01-16T11:00:00Z');
    const state = review({ calendar, clock: clock({ opened_at, due_at: at('2026-01-19T13:30:00Z') }) });
    const steps = plan(state, at('2026-02-20T00:00:00Z')).due.map(({ planned_at }) =>
      new Date(planned_at).toISOString(),
    );
    // 75 % and 85 %, due, and as long again.
    expect(steps).toEqual([
      '2026-01-19T10:45:00.000Z',
      '2026-01-19T11:51:00.000Z',
      '2026-01-19T13:30:00.000Z',
      '2026-01-20T16:00:00.000Z',
    ]);
  });

  it('are at the due moment itself when the source put it outside the open hours', () => {
    const sunday = at('2026-01-18T03:00:00Z');
    const opened_at = at('2026-01-16T11:00:00Z');
    const state = review({
      calendar: office('Europe/Berlin'),
      clock: clock({ opened_at, due_at: sunday, source_due_at: sunday }),
    });
    expect(plan(state, sunday).due.at(-1)).toMatchObject({ do: 'escalate', planned_at: sunday });
  });
});

describe('while information is awaited', () => {
  const waiting = { since: OPENED + 8 * HOUR, cap_left_ms: 6 * HOUR };
  const state = review({ status: 'waiting_info', clock: clock({ waiting }) });

  it('the clock stands still, until the cap', () => {
    expect(planned(state, 15)).toEqual({ due: [], next: 16 });
    expect(planned(state, 16)).toEqual({ due: ['remind 50%'], next: 21 });
  });

  it('what was due before it stopped stays due', () => {
    const late = { since: OPENED + 16 * HOUR, cap_left_ms: 6 * HOUR };
    const asked = took([0, 10]);
    expect(planned(review({ clock: clock({ waiting: late }), taken: asked }), 17)).toEqual({
      due: ['ask_backups 75%'],
      next: 23,
    });
  });

  it('once answered, the clock goes on where it stopped', () => {
    // Stood still from 8 h to 12 h.
    const resumed = clock({ due_at: OPENED + 24 * HOUR, paused_ms: 4 * HOUR });
    expect(planned(review({ clock: resumed }), 12)).toEqual({ due: [], next: 14 });
    expect(planned(review({ clock: resumed, taken: took([0, 14], [1, 19], [2, 21]) }), 24)).toEqual({
      due: ['escalate due'],
      next: 44,
    });
  });

  it("the source's own moment comes nearer all the same", () => {
    const bySource = clock({ due_at: OPENED + 20 * HOUR, source_due_at: OPENED + 20 * HOUR, waiting });
    expect(planned(review({ clock: bySource }), 10)).toEqual({ due: ['remind 50%'], next: 15 });
    const overtaken = clock({ source_due_at: OPENED + 22 * HOUR, waiting });
    expect(planned(review({ clock: overtaken, taken: took([0, 11], [1, 16], [2, 18]) }), 22).due).toEqual([
      'escalate due',
    ]);
  });
});

describe('a review that was put off', () => {
  it('is not reminded of before then, and reminded once', () => {
    const state = review({ snoozed_until: OPENED + 18 * HOUR });
    expect(planned(state, 17.5)).toEqual({ due: ['ask_backups 75%'], next: 18 });
    expect(planned({ ...state, taken: took([1, 15]) }, 18)).toEqual({ due: ['remind 85%'], next: 20 });
  });

  it('escalates all the same', () => {
    expect(planned(review({ snoozed_until: OPENED + 30 * HOUR }), 20).due).toEqual([
      'ask_backups 75%',
      'escalate due',
    ]);
  });
});

it('a chain that has ended sends no reminder that was put off until later', () => {
  const taken = took([0, 10], [1, 15], [3, 20], [4, 40]);
  expect(planned(review({ taken, snoozed_until: OPENED + 50 * HOUR }), 50)).toEqual({
    due: [],
    next: 'ended',
  });
});

describe('what does not wait for its moment', () => {
  it('escalates at once, and once', () => {
    const state = review({ at_once: ['escalate'] });
    expect(planned(state, 2)).toEqual({ due: ['escalate due'], next: 10 });
    expect(planned({ ...state, taken: took([3, 2]) }, 2)).toEqual({ due: [], next: 10 });
  });

  it('leaves later escalations to their own moments', () => {
    const chain = chainOf(
      ['50%', TO_MANAGER],
      ['due', { do: 'escalate', to: { kind: 'role', role: 'leads' } }],
    );
    const state = review({ chain, at_once: ['escalate'] });
    expect(planned(state, 2)).toEqual({ due: ['escalate 50%'], next: 20 });
    expect(planned({ ...state, taken: [{ key: chain[0]?.key ?? '', at: OPENED }] }, 2).due).toEqual([]);
  });

  it('asks backups at once when everybody is away', () => {
    expect(planned(review({ at_once: ['ask_backups'] }), 0).due).toEqual(['ask_backups 75%']);
  });
});

describe('execution when nobody answers', () => {
  const chain = chainOf(['50%', { do: 'remind' }], ['due', { do: 'execute' }]);

  it('happens where it may', () => {
    expect(planned(review({ chain, may_execute: true, taken: took([0, 10]) }), 20).due).toEqual([
      'execute due',
    ]);
  });

  it('is a hold where it may not, and says so', () => {
    expect(plan(review({ chain }), OPENED + 20 * HOUR).due.at(-1)).toMatchObject({
      key: 'desk:execute',
      do: 'hold',
      instead_of: 'execute',
    });
  });

  it.each([
    ['a review of what can be taken back', 'review', true, {}, true],
    ['what only people decide', 'human_decides', true, {}, false],
    ['a type that does not say so', 'review', false, {}, false],
    ['a source that says otherwise', 'review', true, { consequence: { reversible: false } }, false],
    ['nothing recommended', 'review', true, { recommendation: undefined }, false],
  ] as const)('may be: %s', (_words, level, reversible, change, expected) => {
    const submission = { recommendation: { option: 'approve', confidence: 0.8 }, ...change };
    expect(mayExecute({ level, quorum: null, type: { reversible }, submission })).toBe(expected);
    expect(mayExecute({ level, quorum: { seats: 2 }, type: { reversible }, submission })).toBe(false);
  });
});

describe('laws of every plan', () => {
  const state = fc
    .record({
      hours: fc.integer({ min: 1, max: 60 }),
      paused: fc.integer({ min: 0, max: 10 }),
      zone: fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe'),
      ending: fc.constantFrom<StepAction['do'] & ('hold' | 'reject')>('hold', 'reject'),
      from: fc.integer({ min: 0, max: 300 * 24 * 60 }),
      snooze: fc.option(fc.integer({ min: 0, max: 100 * 60 }), { nil: null }),
    })
    .map(({ hours, paused, zone, ending, from, snooze }): PlanState => {
      const opened_at = OPENED + from * MINUTE;
      const due_at = opened_at + (hours + paused) * HOUR;
      return review({
        calendar: office(zone),
        chain: chainOf(...USUAL, ['150%', { do: ending }]),
        clock: clock({ opened_at, due_at, paused_ms: Math.min(paused, hours) * HOUR }),
        snoozed_until: snooze === null ? null : opened_at + snooze * MINUTE,
      });
    });
  const gaps = fc.array(fc.integer({ min: 1, max: 30 * 60 }), { minLength: 5, maxLength: 60 });

  /** Plans at these ticks and takes what is due, as jobs do. */
  const live = (start: PlanState, ticks: readonly number[]): TakenStep[] => {
    const taken: TakenStep[] = [];
    for (const now of ticks)
      for (const { key } of plan({ ...start, taken }, now).due) taken.push({ key, at: now });
    return taken;
  };
  const ticksOf = (start: PlanState, minutes: number[]): number[] => {
    let now = start.clock?.opened_at ?? 0;
    return minutes.map((gap) => {
      now += gap * MINUTE;
      return now;
    });
  };

  it('no step is taken twice, and none before its moment, whenever ticks come', () => {
    fc.assert(
      fc.property(state, gaps, (start, minutes) => {
        const taken = live(start, ticksOf(start, minutes));
        expect(new Set(taken.map(({ key }) => key)).size).toBe(taken.length);
        const asking = (start.chain ?? []).filter((step) => step.do !== 'remind').map(({ key }) => key);
        const done = taken.map(({ key }) => key).filter((key) => asking.includes(key));
        expect(done).toEqual(asking.slice(0, done.length));
      }),
    );
  });

  it('planning again at once finds nothing more to do', () => {
    fc.assert(
      fc.property(state, gaps, (start, minutes) => {
        const ticks = ticksOf(start, minutes);
        const taken = live(start, ticks);
        expect(plan({ ...start, taken }, ticks.at(-1) ?? 0).due).toEqual([]);
      }),
    );
  });

  it('waking when the plan says so takes every step, to the millisecond', () => {
    fc.assert(
      fc.property(state, (given) => {
        const start = { ...given, snoozed_until: null };
        const taken: TakenStep[] = [];
        let now = start.clock?.opened_at ?? 0;
        for (let turn = 0; turn < 10; turn++) {
          const { due, next } = plan({ ...start, taken }, now);
          expect(due.every(({ planned_at }) => planned_at === now)).toBe(true);
          taken.push(...due.map(({ key }) => ({ key, at: now })));
          if (next === null) break;
          expect(next).toBeGreaterThan(now);
          now = next;
        }
        expect(taken.map(({ key }) => key)).toEqual(expect.arrayContaining(lastKeys(start)));
      }),
    );
  });

  const lastKeys = ({ chain }: PlanState): string[] =>
    (chain ?? []).filter((step) => step.do !== 'remind').map(({ key }) => key);
});
