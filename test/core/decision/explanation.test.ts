import { expect, it } from 'vitest';
import { explanationOf } from '../../../src/core/decision/explanation.ts';
import { aCase, event } from '../../blocks/a-case.ts';

const kase = aCase({});
const revision = (option: string) => ({
  ...kase.revision,
  body: {
    ...kase.revision.body,
    recommendation: { option, confidence: 0.97, rationale: 'Receipts complete' },
  },
  route: {
    ...kase.revision.route,
    level: 'auto_execute',
    consequence: 'low',
    confidence: { band: 'high' },
  } as const,
});

it('says of what ran by itself that an AI decided, why, and why nobody was asked', () => {
  const decision = { status: 'resolved', option: 'send_back', disposition: 'auto_executed' } as const;
  expect(
    explanationOf({ ...kase, decision: { ...kase.decision, ...decision }, revision: revision('send_back') }),
  ).toMatch(
    /^An AI system decided this without a person: send back was executed automatically\. Its reason: Receipts complete\. Nobody was asked because a mistake was judged to be of low consequence and the system’s confidence was high\. The person concerned can ask/,
  );
});

it('names in plain words what a person decided and what an AI had recommended', () => {
  const decision = {
    status: 'resolved',
    option: 'approve',
    disposition: 'approved',
    overridden: true,
  } as const;
  const said = explanationOf({
    ...kase,
    decision: { ...kase.decision, ...decision },
    revision: revision('send_back'),
  });
  expect(said).toContain('A person decided this: approve.');
  expect(said).toContain('An AI system had recommended send back; the person decided differently.');
  expect(said).not.toContain('Nobody was asked');
});

it.each([
  ['reject', 'another answer would have been right, reject. Their reason: Paid in May.'],
  ['approve', 'other values would have been right. Their reason: Paid in May.'],
])('says what a correction to %s found', (now, found) => {
  const decision = { status: 'resolved', option: 'approve', disposition: 'modified' } as const;
  const corrected = event('corrected', { data: { was: 'approve', now, reason: 'Paid in May' } });
  const kept = { ...kase, decision: { ...kase.decision, ...decision }, events: [corrected] };
  expect(explanationOf(kept)).toContain(`It was corrected afterwards: ${found}`);
});
