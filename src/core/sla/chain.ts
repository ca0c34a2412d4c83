/** What can be done about a review that nobody answers. The last three end a chain. */
export const STEP_ACTIONS = ['remind', 'ask_backups', 'escalate', 'hold', 'reject', 'execute'] as const;

/** Who is asked next: another queue takes the review over; a role, or the manager, is asked beside those who were. */
export type EscalationTarget =
  | { kind: 'queue'; queue: string }
  | { kind: 'role'; role: string }
  | { kind: 'manager' };

export type StepAction =
  | { do: 'remind' }
  | { do: 'ask_backups'; role: string }
  | { do: 'escalate'; to: EscalationTarget }
  /** Nobody has answered: it goes on waiting and is called lapsed. */
  | { do: 'hold' }
  | { do: 'reject' }
  | { do: 'execute' };

/**
 * When a step is taken: after this share of the open time from opening to due, which may be more than all of it, and
 * `offset_ms` of open time later (negative: sooner).
 */
export type StepMoment = { share: number; offset_ms: number };

/** One step of a chain. `key` names it in the review's history, the same as long as it means the same. */
export type Step = { key: string; at: string; when: StepMoment } & StepAction;

/** The steps of a queue in order. It ends: with hold, reject or execute, or with an escalation. */
export type Chain = readonly Step[];

/** The chain of a queue that asks for one and does not say which. */
export const DEFAULT_STEPS = [
  { at: '50%', do: 'remind' },
  { at: '75%', do: 'ask_backups' },
  { at: '85%', do: 'remind' },
  { at: 'due', do: 'escalate', to: 'manager' },
  { at: '200%', do: 'hold' },
] as const;

/** A moment without its words: `50%`, `due`, `2h after opening`, `1h before due`, `4h after due`. */
export const stepMoment = (at: string): StepMoment => {
  if (at === 'due') return { share: 1, offset_ms: 0 };
  const share = /^(\d+)%$/.exec(at)?.[1];
  if (share !== undefined) return { share: Number(share) / 100, offset_ms: 0 };
  const [, count = '0', unit, side] = /^(\d+)(m|h) (after opening|before due|after due)$/.exec(at) ?? [];
  const length = Number(count) * (unit === 'm' ? 60_000 : 3_600_000);
  if (side === 'after opening') return { share: 0, offset_ms: length };
  return { share: 1, offset_ms: side === 'before due' ? 0 - length : length };
};

/** The name of a step in a review's history. A reminder is known by its moment, all else by what it does and for whom. */
export const stepKey = (queue: string, at: string, action: StepAction): string =>
  `${queue}:${action.do}${qualifier(at, action)}`;

const qualifier = (at: string, action: StepAction): string => {
  if (action.do === 'remind') return `@${at}`;
  if (action.do === 'ask_backups') return `@${action.role}`;
  if (action.do !== 'escalate') return '';
  return `@${targetName(action.to)}`;
};

/** `queue payments`, `role managers`, `manager`. */
export const targetName = (to: EscalationTarget): string => {
  if (to.kind === 'manager') return 'manager';
  return to.kind === 'queue' ? `queue ${to.queue}` : `role ${to.role}`;
};
