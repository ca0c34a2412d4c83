import type { Desk } from '../../handlers/slack/desk.ts';
import { bare } from '../../src/core/policy/build-context.ts';
import type { DecisionType, Policy } from '../../src/core/policy/policy.ts';
import type { Stop } from '../../src/core/policy/stop.ts';
import type { Case } from '../../src/core/review/case.ts';
import { readPolicyText } from '../../src/policy-file.ts';
import type { AnswerOf, Delegation, GivenAnswer, Store } from '../../src/ports.ts';
import { bareWorld } from '../support/bare-world.ts';
import { endingCount } from '../support/endings.ts';
import { HOUR, MINUTE, NOW } from './a-case.ts';

/** Whoever asks: decides the type, and manages the queues. */
export const ASKER = { id: 'U0ASKER' };
export const STAND_IN = { id: 'U0STANDIN' };

const POLICY = `
sources: { bot: { types: [t], api_key_env: KEY } }
queues: { finance: "#finance" }
roles: { finance_lead: { members: [${ASKER.id}] }, managers: { members: [${ASKER.id}] } }
types: { t: { question: Do it?, queue: finance, deciders: [finance_lead] } }
`;

const base = readPolicyText(POLICY);

const policyWith = (type: DecisionType): Policy => {
  if (!base.ok) throw new Error('the policy is broken');
  return { ...base.value, types: bare([['t', { ...type, name: 't' }]]) };
};

const most = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);

/**
 * A desk on which the same case lies `n` times, in which everybody, every queue and every note is called `words`. What is
 * written is taken and forgotten.
 */
export const nastyDesk = (kase: Case, type: DecisionType, words: string, n: number): Desk => {
  const called = (id: string) => ({ id, name: words });
  const review_id = kase.review?.id ?? 'rev_1';
  const given: GivenAnswer = {
    review_id,
    person_id: ASKER.id,
    at: NOW - HOUR,
    decision_id: kase.decision.id,
    kind: 'review',
    queue: words,
    option: 'option_0',
    waited_ms: 5 * MINUTE,
    corrected_at: NOW,
    for_id: STAND_IN.id,
    told_at: null,
  };
  const answer: AnswerOf = { ...given, correct: 'option_1' };
  const delegation = (from_id: string, to_id: string): Delegation => ({
    id: 'dlg_1',
    from_id,
    to_id,
    starts_at: NOW - HOUR,
    ends_at: n % 2 === 0 ? null : NOW + HOUR,
    note: words.slice(0, 300),
    set_by: from_id,
    created_at: NOW - HOUR,
    ended_at: null,
    ended_by: null,
  });
  const by = { kind: 'person', ...called('U0BY') } as const;
  const stop: Stop = {
    id: 'stp_1',
    type: words,
    by,
    at: NOW,
    reason: words,
    started_by: null,
    started_at: null,
    start_reason: null,
  };
  const due = { id: review_id, decision_id: kase.decision.id, status: 'open', assignee: null } as const;
  const store = {
    commit: async () => (n % 3 === 0 ? { ok: false, because: 'stale', table: 'stops' } : { ok: true }),
    findCase: async () => kase,
    findCaseOfReview: async () => kase,
    findDecision: async () => kase.decision,
    findDelegationsTo: async () => most(Math.min(n, 3), delegation(STAND_IN.id, ASKER.id)),
    findDelegationsFrom: async () => most(n % 21, delegation(ASKER.id, STAND_IN.id)),
    listDecisions: async () => most(n, kase.decision),
    openReviews: async () => most(n, review_id),
    findCasesOfReviews: async (ids: string[]) => ids.map(() => kase),
    listOpen: async () => most(n, kase),
    listOldest: async (limit: number) => most(limit, kase),
    listStops: async () => most(n, stop),
    findStop: async () => (n % 2 === 0 ? stop : undefined),
    countQueues: async () => most(1, { queue: words, open: n, overdue: n, soon: 1, oldest: NOW - 2 * HOUR }),
    countAnswered: async () => n,
    lastAnswers: async () => Array.from({ length: 20 }, (_, nth) => NOW - nth * MINUTE),
    openItems: async () => most(n, { ...due, due_at: NOW + 1, opened_at: NOW - HOUR }),
    answersOf: async () => most(n, answer),
    findAbsence: async () => undefined,
    untoldAnswers: async () => most(n, given),
    countEndings: async () =>
      most(
        n,
        endingCount({ n: 12, type: words, disposition: 'rejected', overridden: true, reason_code: words }),
      ),
    countOverrides: async () => ({ answered: n, overridden: n }),
    medianWait: async () => 5 * MINUTE,
  };
  const staff = {
    finance_lead: [called(ASKER.id), called(STAND_IN.id)],
    managers: [called(ASKER.id)],
  };
  const world = bareWorld(store as unknown as Store, policyWith(type), { at: NOW }, staff);
  const inquire = () => Promise.reject(new Error('no background works here'));
  return { world, inquire } as Partial<Desk> as Desk;
};
