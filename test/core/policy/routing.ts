import { readFileSync } from 'node:fs';
import type { Submission } from '../../../src/core/decision/submission.ts';
import { parsePolicy } from '../../../src/core/policy/parse.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { type RouteInput, route } from '../../../src/core/policy/route.ts';
import type { Route } from '../../../src/core/policy/route-result.ts';

/** A policy from its text; a test that needs it cannot go on without. */
export const policyOf = (text: string): Policy => {
  const read = parsePolicy(text);
  if (!read.ok) throw new Error(JSON.stringify(read.error, null, 2));
  return read.value;
};

export const examplePolicy = (): Policy =>
  policyOf(readFileSync(new URL('../../../handraise.yml', import.meta.url), 'utf8'));

/** A small policy with one type, `refund.request`, and what a test adds to that type. */
export const refundPolicy = (more = ''): Policy =>
  policyOf(`
queues: { finance: "#finance", risk: "#risk" }
sla_classes: { standard: 8h, soon: 2h, urgent: 30m }
roles: { finance: { usergroup: finance } }
types:
  refund.request:
    question: Refund {amount}?
    queue: finance
    deciders: [finance]
    facts:
      amount: { kind: money, required: true }
      age_days: { kind: number, unit: days }
      country: text
      items: list
      bought: date
    amount: { bands: { EUR: { medium: 100, high: 1000 } } }
${more.replace(/^(?=.)/gm, '    ')}
`);

export const refund = (
  more: Partial<Submission> & { euros?: number; confidence?: number } = {},
): Submission => {
  const { euros = 40, confidence = 0.97, facts, ...rest } = more;
  return {
    type: 'refund.request',
    title: 'Refund',
    facts: { amount: { value: euros, currency: 'EUR' }, ...facts },
    recommendation: { option: 'approve', confidence },
    ...rest,
  };
};

/** Noon of a Sunday; draws that hit nothing. */
export const routed = (policy: Policy, submission: Submission, more: Partial<RouteInput> = {}): Route => {
  const type = policy.types[submission.type];
  if (type === undefined) throw new Error(`no type ${submission.type}`);
  const now = Date.UTC(2026, 10, 22, 12);
  return route({ policy, type, submission, stats: {}, now, draw: () => 0.999, sampling: false, ...more });
};

export const sentences = (found: Route): string[] => found.flags.map((flag) => flag.sentence);
export const stepOf = (found: Route, step: string) => found.trace.find((one) => one.step === step);
