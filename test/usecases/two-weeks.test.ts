import { expect, it } from 'vitest';
import type { DecisionEvent } from '../../src/core/decision/decision.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { readPolicyText } from '../../src/policy-file.ts';
import type { Store, World } from '../../src/ports.ts';
import { answerInfo } from '../../src/usecases/answer-info.ts';
import { giveVerdict } from '../../src/usecases/give-verdict.ts';
import { requestInfo } from '../../src/usecases/request-info.ts';
import { snooze } from '../../src/usecases/snooze.ts';
import { submitDecision } from '../../src/usecases/submit-decision.ts';
import { wakeReview } from '../../src/usecases/wake-review.ts';
import { HOUR, MINUTE, plainlyOpen } from '../core/sla/calendars.ts';
import { openFresh } from '../db/sqlite-files.ts';
import { bareWorld, type Staff } from '../support/bare-world.ts';

/*
 * Two weeks with a change to summer time in their middle, in Berlin. Queue `desk` keeps office hours and ends by
 * rejecting; queue `night` is always open and holds. Due in 8 hours both.
 */
const POLICY = `
sources: { bot: { types: [desk.case, night.case], api_key_env: KEY } }
calendars:
  office: { time_zone: Europe/Berlin, hours: { mon-fri: "09:00-17:00" }, closed: [2026-03-25] }
sla_classes: { standard: 8h }
roles: { clerks: { members: [U11, U12] }, backups: { members: [U21, U22] }, night: { members: [U31] } }
queues:
  desk:
    channel: "#desk"
    calendar: office
    manager: boss@example.com
    chain:
      - { at: 50%, do: remind }
      - { at: 75%, do: ask_backups, role: backups }
      - { at: 85%, do: remind }
      - { at: due, do: escalate, to: manager }
      - { at: 150%, do: reject }
  night:
    channel: "#night"
    chain:
      - { at: 25%, do: remind }
      - { at: 30m before due, do: remind }
      - { at: due, do: escalate, to: { role: backups } }
      - { at: 2h after due, do: hold }
types:
  desk.case: { question: Do it?, queue: desk, deciders: [clerks], undo_window: 0s }
  night.case: { question: Do it?, queue: night, deciders: [night], undo_window: 0s }
`;
const STAFF: Staff = {
  clerks: [{ id: 'U11' }, { id: 'U12' }],
  backups: [{ id: 'U21' }, { id: 'U22' }],
  night: [{ id: 'U31' }],
  bosses: [{ id: 'U99', email: 'boss@example.com' }],
};
const START = Date.parse('2026-03-22T23:00:00Z');
const ARRIVALS_END = START + 12 * 24 * HOUR;
const END = START + 18 * 24 * HOUR;
const COUNT = 2000;

/** Nobody looks at anything meanwhile: the process is down, and comes back on the same file. */
const DOWN = { from: Date.parse('2026-03-26T09:00:00Z'), until: Date.parse('2026-03-26T12:30:00Z') };
/** Whole days in Berlin: all clerks are away, and on the second day the backups, too. */
const AWAY = [
  {
    ids: ['U11', 'U12'],
    since: Date.parse('2026-03-30T22:00:00Z'),
    until: Date.parse('2026-04-01T22:00:00Z'),
  },
  {
    ids: ['U21', 'U22'],
    since: Date.parse('2026-03-31T22:00:00Z'),
    until: Date.parse('2026-04-01T22:00:00Z'),
  },
];

type Script = {
  queue: 'desk' | 'night';
  opened: number;
  answered: number | null;
  snoozed: { at: number; until: number } | null;
  paused: { from: number; until: number } | null;
};
type Told = { type: string; at: number };

/** The same numbers in each run (mulberry32). */
const dice = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

/** Open minutes counted one by one from the wall clock: the plain way to add open time. */
const plainClock = (open: (at: number) => boolean) => {
  const before: number[] = [0];
  for (let at = START; at < END + 20 * 24 * HOUR; at += MINUTE)
    before.push((before.at(-1) ?? 0) + (open(at) ? 1 : 0));
  const reached = new Map<number, number>();
  for (const [minute, passed] of before.entries())
    if (!reached.has(passed)) reached.set(passed, START + minute * MINUTE);
  const openUntil = (at: number): number => before[Math.round((at - START) / MINUTE)] ?? Number.NaN;
  return {
    openUntil,
    isOpen: (at: number): boolean => openUntil(at + MINUTE) > openUntil(at),
    /** The first minute at which so many open ones have passed. */
    add: (from: number, minutes: number): number =>
      minutes <= 0 ? from : (reached.get(openUntil(from) + minutes) ?? Number.NaN),
  };
};
type PlainClock = ReturnType<typeof plainClock>;

/** What must have happened to one decision, re-computed from its script with nothing of the product's. */
const expected = (it: Script, clock: PlainClock): Told[] => {
  const isDesk = it.queue === 'desk';
  const stop = it.answered ?? Number.POSITIVE_INFINITY;
  const timeOf = (minutes: number): number => {
    const at = clock.add(it.opened, minutes);
    if (it.paused === null || at <= it.paused.from) return at;
    return clock.add(it.opened, minutes + clock.openUntil(it.paused.until) - clock.openUntil(it.paused.from));
  };
  const seen = (at: number): number => (at >= DOWN.from && at < DOWN.until ? DOWN.until : at);
  const later = (at: number): number => {
    const { snoozed } = it;
    return snoozed !== null && at >= snoozed.at && at < snoozed.until ? snoozed.until : at;
  };
  const told: Told[] = [];
  const reminders = (isDesk ? [240, 408] : [120, 450]).map((minutes) => seen(later(timeOf(minutes))));
  // Of two that come at once only the later is sent.
  for (const [index, at] of reminders.entries())
    if (reminders[index + 1] !== at) told.push({ type: 'reminded', at });
  const due = timeOf(480);
  let asked = seen(due);
  if (isDesk) {
    let backups = seen(timeOf(360));
    for (const { ids, since, until } of AWAY) {
      let noticed = Math.max(it.opened, since);
      while (!clock.isOpen(noticed)) noticed += MINUTE;
      if (noticed >= until) continue;
      if (ids.includes('U11') && noticed < backups) backups = noticed;
      // Nobody at all is there: as soon as that is seen, and only while backups are still to be asked.
      if (ids.includes('U21') && noticed <= backups && noticed < asked) asked = noticed;
    }
    told.push({ type: 'backup_notified', at: backups });
  }
  told.push({ type: 'escalated', at: asked });
  // Whoever was asked too late has as long as the chain gives them.
  const late = clock.openUntil(asked) - clock.openUntil(due);
  const ends = clock.add(timeOf(isDesk ? 720 : 600), isDesk ? Math.max(0, late) : 0);
  told.push({ type: isDesk ? 'expired' : 'lapsed', at: seen(ends) });
  return told.filter(({ at }) => at < stop).sort((a, b) => a.at - b.at);
};

const scripts = (roll: () => number, desk: PlainClock, night: PlainClock): Script[] =>
  Array.from({ length: COUNT }, (): Script => {
    const queue = roll() < 0.3 ? 'desk' : 'night';
    const minutes = Math.floor((roll() * (ARRIVALS_END - START)) / MINUTE / 5) * 5;
    const opened = START + minutes * MINUTE;
    const clock = queue === 'desk' ? desk : night;
    const early = opened < DOWN.from - 48 * HOUR;
    const paused = early && roll() < 0.2;
    const pausedAt = clock.add(opened, 30) + 2 * MINUTE;
    const snoozedAt = clock.add(opened, queue === 'desk' ? 220 : 100) + 2 * MINUTE;
    const isAnswered = roll() < 0.4;
    return {
      queue,
      opened: opened >= DOWN.from && opened < DOWN.until ? DOWN.until : opened,
      paused: paused ? { from: pausedAt, until: pausedAt + (90 + Math.floor(roll() * 200)) * MINUTE } : null,
      snoozed: early && !paused && roll() < 0.2 ? { at: snoozedAt, until: snoozedAt + 41 * MINUTE } : null,
      answered: isAnswered ? clock.add(opened, 40 + Math.floor(roll() * 800)) + 31_000 : null,
    };
  }).map((it) =>
    // Nobody answers while everything is down, while a question is open, or before the pause.
    it.answered !== null &&
    ((it.answered >= DOWN.from && it.answered <= DOWN.until) ||
      it.answered <= it.opened ||
      (it.paused !== null && it.answered <= it.paused.until) ||
      (it.snoozed !== null && it.answered <= it.snoozed.until))
      ? { ...it, answered: null }
      : it,
  );

type Action = { at: number; run: () => Promise<unknown> };

/** Goes from one moment at which something happens to the next, as the timer of the product does. */
const live = async (
  actions: Action[],
  clock: { at: number },
  now: () => { store: Store; world: World },
  restart: () => Promise<void>,
) => {
  actions.sort((a, b) => a.at - b.at);
  let next = 0;
  let wasDown = false;
  while (clock.at < END) {
    const due = (await now().store.nextDue(clock.at)) ?? END;
    clock.at = Math.min(due, actions[next]?.at ?? END, END);
    if (!wasDown && clock.at >= DOWN.from) {
      wasDown = true;
      clock.at = DOWN.until;
      await restart();
    }
    const together: Promise<unknown>[] = [];
    for (let action = actions[next]; action !== undefined && action.at <= clock.at; action = actions[next]) {
      next += 1;
      together.push(action.run());
    }
    await Promise.all(together);
    for (let round = 0; round < 20; round++) {
      const { store, world } = now();
      const waking = await store.dueReviews(clock.at, 500);
      if (waking.length === 0) break;
      // Twice each, at once: as two instances would.
      await Promise.all([...waking, ...waking.slice(0, 3)].map((id) => wakeReview(world, id)));
    }
  }
};

const policyOf = (): Policy => {
  const read = readPolicyText(POLICY);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

it('two weeks of 2,000 decisions: every step at its moment, each once, through absences, a stop and summer time', async () => {
  const policy = policyOf();
  const clock = { at: START };
  const opened = await openFresh({ inMemory: true });
  let store: Store = opened.store;
  let world = bareWorld(store, policy, clock, STAFF);
  const restart = async (): Promise<void> => {
    await store.close();
    store = await opened.reopen();
    world = bareWorld(store, policy, clock, STAFF);
  };
  const calendar = policy.queues['desk']?.calendar;
  const source = policy.sources['bot'];
  if (calendar === undefined || source === undefined) throw new Error('the policy is another one');
  const desk = plainClock(plainlyOpen(calendar));
  const night = plainClock(() => true);
  const all = scripts(dice(7), desk, night);

  const ids: string[] = [];
  const caseOf = async (n: number) => {
    const kase = await store.findCase(ids[n] ?? '');
    if (kase?.review === undefined) throw new Error(`decision ${n} has no review`);
    return { review: kase.review, shown: { revision: 1, digest: kase.revision.digest } };
  };
  const sure = async (n: number, what: string, done: Promise<{ ok: boolean }>): Promise<void> => {
    const result = await done;
    if (!result.ok) throw new Error(`decision ${n} ${what}: ${JSON.stringify(result)}`);
  };
  const actions: Action[] = AWAY.flatMap(({ ids: people, since, until }) =>
    people.map((person_id) => ({
      at: since,
      run: () =>
        store.commit([
          {
            insert: 'leaves',
            row: { id: `${person_id} ${since}`, person_id, since, until, note: '', ended_at: null },
          },
        ]),
    })),
  );
  for (const [n, it] of all.entries()) {
    const by = { id: it.queue === 'desk' ? 'U11' : 'U31' };
    actions.push({
      at: it.opened,
      run: async () => {
        const submitted = await submitDecision(world, source, {
          type: `${it.queue}.case`,
          title: `Case ${n}`,
          facts: {},
          recommendation: { option: 'approve', confidence: 0.8 },
        });
        if (!submitted.ok) throw new Error(JSON.stringify(submitted.error));
        ids[n] = submitted.value.decision.id;
      },
    });
    const { paused, snoozed, answered } = it;
    if (paused !== null) {
      const asked = { question: 'Why?', facts: [], to: 'source', due_at: null } as const;
      actions.push(
        {
          at: paused.from,
          run: async () => {
            const { review, shown } = await caseOf(n);
            await sure(
              n,
              'is not asked about',
              requestInfo(world, review, by, { shown, ...asked, facts: [] }),
            );
          },
        },
        {
          at: paused.until,
          run: () => sure(n, 'gets no answer', answerInfo(world, source, ids[n] ?? '', { note: 'So' })),
        },
      );
    }
    if (snoozed !== null)
      actions.push({
        at: snoozed.at,
        run: async () =>
          sure(n, 'is not put off', snooze(world, (await caseOf(n)).review, by, snoozed.until)),
      });
    if (answered !== null)
      actions.push({
        at: answered,
        run: async () => {
          const { review, shown } = await caseOf(n);
          const given = { option: 'approve', reason_code: 'other', rationale: 'Fine by me', tags: [] };
          // Where the chain has ended it the answer is refused, and that is checked below.
          await giveVerdict(world, review, by, { shown, ...given });
        },
      });
  }
  await live(actions, clock, () => ({ store, world }), restart);

  const counts: Record<string, number> = {};
  for (const [n, it] of all.entries()) {
    const { events = [], decision } = (await store.findCase(ids[n] ?? '')) ?? {};
    const steps = events.filter(({ data }) => typeof data.step === 'string');
    const plain = expected(it, it.queue === 'desk' ? desk : night);
    const found = steps.map(({ type, at }: DecisionEvent): Told => ({ type, at }));
    expect({ n, it, found: inWords(found) }).toEqual({ n, it, found: inWords(plain) });
    const expired = plain.some(({ type }) => type === 'expired');
    expect(decision?.disposition ?? null).toBe(
      expired ? 'expired' : it.answered === null ? null : 'approved',
    );
    for (const { type } of found) counts[type] = (counts[type] ?? 0) + 1;
  }
  expect(Object.keys(counts).toSorted()).toEqual([
    'backup_notified',
    'escalated',
    'expired',
    'lapsed',
    'reminded',
  ]);
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(200);
  expect(await store.unplannedReviews(policy.version, 1)).toEqual([]);
}, 120_000);

const inWords = (told: Told[]): string[] =>
  told.map(({ type, at }) => `${type} ${new Date(at).toISOString()}`).toSorted();
