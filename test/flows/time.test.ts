import { describe, expect, it } from 'vitest';
import { checkPlansJob } from '../../handlers/jobs/check-plans.ts';
import type { ResolvedDecision } from '../../src/client/contract.ts';
import { createLogger } from '../../src/logger.ts';
import { giveVerdict } from '../../src/usecases/give-verdict.ts';
import { wakeReview } from '../../src/usecases/wake-review.ts';
import { type Desk, type DeskOptions, type PolicyDraft, startDesk } from '../support/desk.ts';
import { meetAtCommit } from '../support/meet-at-commit.ts';
import { actionsOf, type Message, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';
import { until } from '../support/until.ts';

const HOUR = 3_600_000;
const CHAIN = [
  { at: '50%', do: 'remind' },
  { at: '75%', do: 'ask_backups' },
  { at: '85%', do: 'remind' },
  { at: 'due', do: 'escalate', to: 'manager' },
  { at: '200%', do: 'hold' },
];

/** The finance queue with a chain; its decisions are due in 20 hours, so that one hour is 5 %. */
const chained =
  (chain: unknown[] = CHAIN, more: (draft: PolicyDraft) => void = () => undefined) =>
  (draft: PolicyDraft): void => {
    Object.assign(draft, { sla_classes: { urgent: '20h', standard: '20h', complex: '20h' } });
    draft.queues['finance'] = {
      channel: '#finance-decisions',
      backups: 'finance-leads',
      manager: 'ines@example.com',
      chain,
    };
    // Those who are asked first are not the backups.
    draft.roles['finance'] = { members: ['ben@example.com'] };
    more(draft);
  };

const startWith = (policy: DeskOptions['policy']): Promise<Desk> =>
  startDesk({ policy: policy ?? (() => undefined) });

const eventsOf = async (desk: Desk, id: string): Promise<string[]> =>
  (await desk.expenses.get(id)).events
    .map(({ type }) => type)
    .filter((type) => !['received', 'routed', 'card_posted'].includes(type));
const directs = async (desk: Desk, user: string): Promise<Message[]> => {
  const id = [...desk.sandbox.world.channels.values()].find(
    (one) => one.kind === 'im' && one.members.includes(desk.slack.userId(user)),
  )?.id;
  return id === undefined ? [] : ((desk.sandbox.world.messages.get(id) ?? []) as never);
};

describe('while nobody answers', () => {
  it('each step of the chain comes at its moment, once, and is seen', async () => {
    const desk = await startWith(chained());
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.advance(10 * HOUR - 60_000);
    expect(await eventsOf(desk, body.id)).toEqual([]);
    await desk.advance(60_000);
    expect(await eventsOf(desk, body.id)).toEqual(['reminded']);
    await desk.advance(5 * HOUR);
    expect(await eventsOf(desk, body.id)).toEqual(['reminded', 'backup_notified']);
    expect(textOf((await desk.slack.again(card)).blocks)).toContain('Backups were asked at');
    expect((await directs(desk, 'ana')).map(({ text }) => text).join()).toContain(
      'you are asked as a backup',
    );
    await desk.advance(2 * HOUR);
    await desk.advance(3 * HOUR);
    expect((await directs(desk, 'ines')).map(({ text }) => text).join()).toContain(
      'Nobody has answered in time: this comes to you.',
    );
    const overdue = textOf((await desk.slack.again(card)).blocks);
    expect(overdue).toContain('Overdue since');
    expect(overdue).toContain('escalated to Ines Weber at');
    await desk.advance(20 * HOUR);
    await desk.advance(500 * HOUR);
    expect(await eventsOf(desk, body.id)).toEqual([
      'reminded',
      'backup_notified',
      'reminded',
      'escalated',
      'lapsed',
    ]);
    expect(textOf((await desk.slack.again(card)).blocks)).toContain('nobody answered in time');
    expect(actionsOf(await desk.slack.again(card))).toContain('verdict_approve');
  });

  it('a lapse that ends it is called one, to people and to the source, and is nobody’s answer', async () => {
    const desk = await startWith(
      chained([
        { at: '50%', do: 'remind' },
        { at: '150%', do: 'reject' },
      ]),
    );
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.advance(10 * HOUR);
    await desk.advance(21 * HOUR);
    const decision = (await desk.expenses.get(body.id)) as ResolvedDecision;
    expect(decision).toMatchObject({
      status: 'resolved',
      disposition: 'expired',
      option: 'reject',
      overridden: null,
      verdicts: [],
      receipt: { disposition: 'expired', by: [] },
    });
    expect(decision.explanation).toContain('No person gave it');
    expect(desk.callbacks.received).toMatchObject([
      { type: 'decision.expired', data: { disposition: 'expired', option: 'reject' } },
    ]);
    const settled = await desk.slack.again(card);
    expect(actionsOf(settled)).toEqual([]);
    expect(textOf(settled.blocks)).toContain('nobody answered in time');
    expect(textOf(settled.blocks)).toContain('it is turned down (Reject)');
  });

  it('what another queue takes over moves there, has its whole time again, and stays there', async () => {
    const desk = await startWith(
      chained([{ at: '50%', do: 'escalate', to: { queue: 'payments' } }], (draft) => {
        draft.queues['payments'] = { channel: '#payments', chain: [{ at: 'due', do: 'hold' }] };
      }),
    );
    const { body } = await desk.expenses.submit(expense());
    await desk.advance(10 * HOUR);
    const moved = await desk.slack.card('payments');
    expect(textOf(moved.blocks)).toContain('EXP-10422');
    const { due_at, events } = await desk.expenses.get(body.id);
    const at = Date.parse(events.find(({ type }) => type === 'escalated')?.at ?? '');
    expect(Date.parse(due_at ?? '') - at).toBe(20 * HOUR);
    await desk.expenses.submit(expense({ facts: { amount: { value: 2_000, currency: 'EUR' } } }));
    await desk.advance(19 * HOUR);
    expect(await eventsOf(desk, body.id)).toEqual(['escalated', 'revised']);
    await desk.advance(HOUR);
    expect(await eventsOf(desk, body.id)).toEqual(['escalated', 'revised', 'lapsed']);
  });

  it('only what can be taken back and one person was to review is carried out, and never as an approval', async () => {
    const desk = await startWith(
      chained([{ at: 'due', do: 'execute' }], (draft) => {
        Object.assign(draft.types['expense.report'] ?? {}, { reversible: true });
      }),
    );
    const may = await desk.expenses.submit(expense());
    const { consequence: _, ...rest } = expense({ external_id: 'B' });
    const mayNot = await desk.expenses.submit({ ...rest, consequence: { reversible: false } });
    await desk.advance(20 * HOUR);
    expect(await desk.expenses.get(may.body.id)).toMatchObject({
      disposition: 'expired',
      option: 'approve',
      overridden: null,
      receipt: { by: [] },
    });
    expect(await desk.expenses.get(mayNot.body.id)).toMatchObject({ status: 'pending' });
    expect(await eventsOf(desk, mayNot.body.id)).toEqual(['lapsed']);
  });

  it('who has it is mentioned in the thread, and from the second time on written to', async () => {
    const desk = await startWith(chained());
    const { body } = await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.app.store.findCase(body.id).then((kase) =>
      desk.app.store.commit([
        {
          update: 'reviews',
          where: { id: kase?.review?.id ?? '' },
          set: { assignee: { id: desk.slack.userId('ben'), name: 'Ben Okafor' } },
        },
      ]),
    );
    await desk.advance(10 * HOUR);
    const thread = (desk.sandbox.world.messages.get(card.channel) ?? []).filter(
      ({ thread_ts }) => thread_ts === card.ts,
    );
    expect(thread.map(({ text }) => text).join()).toContain('Ben Okafor: Nobody has answered this yet.');
    expect(await directs(desk, 'ben')).toEqual([]);
    await desk.advance(7 * HOUR);
    expect(await directs(desk, 'ben')).toHaveLength(1);
  });
});

describe('what cannot wait for the clock', () => {
  it('escalates when what the policy names happens, once', async () => {
    const desk = await startWith(
      chained(CHAIN, (draft) => {
        const type = draft.types['expense.report'] as { facts: Record<string, unknown> };
        type.facts['customer_waits'] = 'boolean';
        Object.assign(type, { escalate_when: 'has(facts.customer_waits) && facts.customer_waits' });
      }),
    );
    const { body } = await desk.expenses.submit(expense());
    await desk.settled();
    expect(await eventsOf(desk, body.id)).toEqual([]);
    const { facts } = expense();
    await desk.expenses.submit(expense({ facts: { ...facts, customer_waits: true } }));
    await desk.settled();
    expect(await eventsOf(desk, body.id)).toEqual(['revised', 'escalated']);
    expect((await directs(desk, 'ines')).map(({ text }) => text).join()).toContain(
      'This cannot wait any longer',
    );
    await desk.expenses.submit(expense({ facts: { ...facts, customer_waits: true, nights: 3 } }));
    await desk.advance(20 * HOUR);
    expect((await eventsOf(desk, body.id)).filter((type) => type === 'escalated')).toHaveLength(1);
  });

  it('asks a condition about the time again as time goes by', async () => {
    const desk = await startWith(
      chained(CHAIN, (draft) => {
        const soon = new Date(Date.now() + 3 * HOUR).toISOString();
        Object.assign(draft.types['expense.report'] ?? {}, { escalate_when: `now > timestamp("${soon}")` });
      }),
    );
    const { body } = await desk.expenses.submit(expense());
    for (let hour = 0; hour < 2; hour++) await desk.advance(HOUR);
    expect(await eventsOf(desk, body.id)).toEqual([]);
    await desk.advance(HOUR + 60_000);
    expect(await eventsOf(desk, body.id)).toEqual(['escalated']);
  });

  it('asks backups at once when none of those who decide is there', async () => {
    const desk = await startWith(chained());
    await desk.slack.person('ben', { status_emoji: ':palm_tree:' });
    const { body } = await desk.expenses.submit(expense());
    await desk.settled();
    expect(await eventsOf(desk, body.id)).toEqual(['backup_notified']);
  });

  it('asks the manager as well when nobody is there at all, and says so', async () => {
    const desk = await startWith(chained());
    for (const user of ['ana', 'ben', 'hugo']) await desk.slack.person(user, { deactivated: true });
    const { body } = await desk.expenses.submit(expense());
    await desk.settled();
    expect(await eventsOf(desk, body.id)).toEqual(['backup_notified', 'escalated']);
    const card = await desk.slack.card();
    expect(textOf(card.blocks)).toContain('Nobody is there to answer: Ines Weber was asked');
  });
});

/** Holds two commits until both are about to be made, and makes that with the event named first. */
const meet = ({ app: { store } }: Desk, first: string): void => {
  const { commit } = store;
  const held: { goesFirst: boolean; go: () => void }[] = [];
  store.commit = (change) => {
    if (held.length === 2 || !change.some((write) => 'update' in write && write.update === 'reviews'))
      return commit(change);
    const goesFirst = change.some(
      (write) => 'insert' in write && write.insert === 'events' && write.row.type === first,
    );
    return new Promise((resolve) => {
      held.push({ goesFirst, go: () => resolve(commit(change)) });
      if (held.length === 2)
        for (const { go } of held.toSorted((a, b) => Number(b.goesFirst) - Number(a.goesFirst))) go();
    });
  };
};

describe('each step exactly once', () => {
  it('however often and wherever it is looked at', async () => {
    const desk = await startWith(chained());
    const { body } = await desk.expenses.submit(expense());
    await desk.settled();
    meetAtCommit(desk, 3);
    desk.app.clock.setOffset(10 * HOUR);
    await Promise.all([1, 2, 3].map(() => wakeReview(desk.app.world, body.id)));
    expect(await eventsOf(desk, body.id)).toEqual(['reminded']);
  });

  it('whichever way the clock is moved', async () => {
    const desk = await startWith(chained());
    const { body } = await desk.expenses.submit(expense());
    for (const hours of [11, -9, 3, 8, -12, 20, 0, 90]) await desk.advance(hours * HOUR);
    expect(await eventsOf(desk, body.id)).toEqual([
      'reminded',
      'backup_notified',
      'reminded',
      'escalated',
      'lapsed',
    ]);
  });

  it('answers against the end of the chain: one of both wins each time, and the other is told', async () => {
    const desk = await startWith(chained([{ at: 'due', do: 'reject' }]));
    const { world, background } = desk.app;
    // Nobody else looks at the clock meanwhile.
    await background.stop();
    const endings = new Set<string | null>();
    for (let round = 1; round <= 40; round++) {
      const { body } = await desk.expenses.submit(expense({ external_id: `R${round}` }));
      const kase = await world.store.findCase(body.id);
      if (kase?.review === undefined) throw new Error('nothing waits');
      desk.app.clock.setOffset(round * 21 * HOUR);
      meet(desk, round % 2 === 0 ? 'verdict_given' : 'expired');
      const answer = () =>
        giveVerdict(
          world,
          kase.review as never,
          { id: desk.slack.userId('ben') },
          {
            shown: { revision: 1, digest: kase.revision.digest },
            option: 'approve',
            reason_code: 'within_policy',
            rationale: 'Fine',
            tags: [],
          },
        );
      const [given] = await Promise.all([answer(), wakeReview(world, body.id)]);
      const { disposition, verdicts, option, events } = (await desk.expenses.get(
        body.id,
      )) as ResolvedDecision;
      const ends = events.filter(({ type }) => type === 'resolved' || type === 'expired');
      expect(ends).toHaveLength(1);
      expect([
        ['approved', 'approve', 1, true, undefined],
        ['expired', 'reject', 0, false, 'already_decided'],
      ]).toContainEqual([
        disposition,
        option,
        verdicts.length,
        given.ok,
        given.ok ? undefined : given.error.code,
      ]);
      endings.add(disposition);
    }
    expect(endings).toEqual(new Set(['approved', 'expired']));
  });
});

describe('messages to single people', () => {
  it('wait until somebody is there again', async () => {
    const desk = await startWith(chained());
    await desk.expenses.submit(expense());
    const person_id = desk.slack.userId('ines');
    const since = desk.app.clock.now();
    const leave = { id: 'lea_1', person_id, since, until: since + 30 * HOUR, note: '', ended_at: null };
    await desk.app.store.commit([{ insert: 'leaves', row: leave }]);
    await desk.advance(21 * HOUR);
    expect(await directs(desk, 'ines')).toEqual([]);
    await desk.advance(10 * HOUR);
    expect(await directs(desk, 'ines')).toHaveLength(1);
  });

  it('go together when many wait, and never more than so many an hour', async () => {
    const desk = await startWith(chained([{ at: '50%', do: 'escalate', to: 'manager' }]));
    const ids = Array.from({ length: 5 }, (_, n) => `M${n}`);
    for (const external_id of ids) await desk.expenses.submit(expense({ external_id }));
    await desk.advance(10 * HOUR + 60_000);
    const [first, ...others] = await directs(desk, 'ines');
    // Those that came up before the others did may have gone by themselves.
    expect(others.length).toBeLessThanOrEqual(2);
    expect([first, ...others].map((one) => textOf(one?.blocks ?? [])).join()).toMatch(/\d more wait for you/);
  });
});

describe('whoever looks after the plans', () => {
  it('plans what waited before there was a chain', async () => {
    const policies = (draft: PolicyDraft): void => void draft;
    const desk = await startWith(policies);
    const { body } = await desk.expenses.submit(expense());
    await desk.advance(30 * HOUR);
    expect(await eventsOf(desk, body.id)).toEqual([]);
    desk.writePolicy(chained());
    await until('the policy is read', () => desk.policy.current().queues['finance']?.chain !== undefined);
    await desk.settled();
    expect(await eventsOf(desk, body.id)).toEqual(['backup_notified', 'reminded', 'escalated']);
  });

  it('repairs what has no plan, and keeps the heartbeat from going on while somebody is late', async () => {
    const desk = await startWith(chained());
    const { body } = await desk.expenses.submit(expense());
    await desk.settled();
    await desk.app.background.stop();
    let beats = 0;
    const world = { ...desk.app.world, heartbeat: async () => void (beats += 1) };
    const said: string[] = [];
    const log = createLogger('error', { write: (line) => said.push(line) });
    const check = (): Promise<void> => checkPlansJob.run(world, log);
    const kase = await world.store.findCase(body.id);
    const where = { id: kase?.review?.id ?? '' };
    await check();
    expect([beats, said]).toEqual([1, []]);
    await world.store.commit([{ update: 'reviews', where, set: { wake_at: null, idle_because: null } }]);
    await check();
    expect(beats).toBe(2);
    expect(said.join()).toContain('had no next step');
    expect(await world.store.dueReviews(world.clock.now(), 9)).toEqual([body.id]);
    desk.app.clock.setOffset(HOUR);
    await check();
    await check();
    expect(beats).toBe(3);
    expect(said.join()).toContain('the heartbeat stops');
    await wakeReview(world, body.id);
    await check();
    expect(beats).toBe(4);
  });
});

describe('when Slack is away as time goes by', () => {
  it('says nothing under a card that was answered meanwhile as if it waited', async () => {
    const desk = await startWith(chained());
    await desk.expenses.submit(expense());
    const card = await desk.slack.card();
    await desk.settled();
    await desk.slack.fault({ kind: '500', method: 'chat.postMessage' });
    await desk.advance(10 * HOUR);
    await desk.slack.answer('ben', card, 'verdict_reject', { reason: 'duplicate', rationale: 'Paid in May' });
    await desk.slack.fault({ kind: 'none' });
    await desk.advance(120_000);
    await desk.advance(120_000);
    const said = await desk.slack.messages('finance-decisions');
    expect(textOf(said)).toContain('Paid in May');
    expect(textOf(said)).not.toContain('Nobody has answered this yet');
  });

  it('writes under a card as soon as it stands there', async () => {
    const desk = await startWith(chained());
    await desk.slack.fault({ kind: 'refuse' });
    await desk.expenses.submit(expense());
    await desk.advance(10 * HOUR);
    await desk.advance(60_000);
    await desk.advance(120_000);
    await desk.slack.fault({ kind: 'none' });
    await desk.advance(60_000);
    await desk.slack.card();
    const said = await until('the reminder', async () => {
      await desk.settled();
      const found = await desk.slack.messages('finance-decisions');
      return textOf(found).includes('Nobody has answered this yet') && found;
    });
    expect(said).toHaveLength(2);
  });

  it('asks backups once Slack says who they are, and not nobody in their stead', async () => {
    const desk = await startWith(chained());
    const { body } = await desk.expenses.submit(expense());
    await desk.slack.card();
    await desk.settled();
    desk.app.world.directory.membersOf = async () => undefined;
    await desk.advance(15 * HOUR);
    expect(await eventsOf(desk, body.id)).toEqual(['reminded']);
    const ana = { id: desk.slack.userId('ana') };
    desk.app.world.directory.membersOf = async () => [ana];
    await desk.advance(60_000);
    expect(await eventsOf(desk, body.id)).toEqual(['reminded', 'backup_notified']);
    expect((await directs(desk, 'ana')).map(({ text }) => text).join()).toContain(
      'you are asked as a backup',
    );
    // Nobody waits for ever: those who see the card are asked to go on.
    desk.app.world.directory.membersOf = async () => undefined;
    desk.app.world.directory.personByEmail = async () => undefined;
    desk.app.world.directory.managerOf = async () => undefined;
    await desk.advance(2 * HOUR);
    await desk.advance(3 * HOUR);
    expect(await eventsOf(desk, body.id)).not.toContain('escalated');
    await desk.advance(HOUR + 60_000);
    expect(await eventsOf(desk, body.id)).toContain('escalated');
  });
});
