import { describe, expect, it } from 'vitest';
import type { ResolvedDecision } from '../../src/client/contract.ts';
import { type Desk, type DeskOptions, type PolicyDraft, startDesk } from '../support/desk.ts';
import { actionsOf, type Message, textOf } from '../support/slack-side.ts';
import { expense } from '../support/submissions.ts';

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
});
