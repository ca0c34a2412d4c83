import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/core/policy/parse.ts';

type Draft = { desk?: string; other?: string; type?: string; classes?: string };

/** The queue `desk` is line 1, `other` line 2, and the type line 5. */
const policyText = ({
  desk = '',
  other = '',
  type = '',
  classes = '',
}: Draft): string => `queues: { desk: { channel: "#desk", ${desk} },
  other: { channel: "#other", ${other} } }
roles: { people: { members: [U1] }, leads: { members: [U2] } }
types:
  t: { question: Do it?, queue: desk, deciders: [people], facts: { angry: boolean }, ${type} }
sla_classes: { standard: 24h, ${classes} }
`;

const read = (draft: Draft) => {
  const found = parsePolicy(policyText(draft));
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
};

const problems = (draft: Draft): string[] => {
  const found = parsePolicy(policyText(draft));
  return found.ok
    ? []
    : found.error.map(
        ({ line, path, message, suggestion }) =>
          `${line} ${path} ${message}${suggestion ? `?${suggestion}` : ''}`,
      );
};

const steps = (draft: Draft): string[] | undefined =>
  read(draft).queues['desk']?.chain?.map(({ key, at }) => `${at} ${key}`);

describe('the chain of a queue', () => {
  it('is nothing unless the queue asks for one', () => {
    expect(steps({})).toBeUndefined();
  });

  it('is the usual one where it is asked for, or where somebody is named as a backup', () => {
    expect(steps({ desk: 'chain: default' })).toEqual([
      '50% desk:remind@50%',
      '85% desk:remind@85%',
      'due desk:escalate@manager',
      '200% desk:hold',
    ]);
    expect(steps({ desk: 'backups: leads' })).toEqual([
      '50% desk:remind@50%',
      '75% desk:ask_backups@leads',
      '85% desk:remind@85%',
      'due desk:escalate@manager',
      '200% desk:hold',
    ]);
  });

  it('is its own where it has one', () => {
    const desk = `backups: leads, manager: dana@example.com, chain: [
      { at: 30m after opening, do: remind },
      { at: 2h before due, do: ask_backups },
      { at: 1h before due, do: ask_backups, role: people },
      { at: due, do: escalate, to: { role: leads } },
      { at: 4h after due, do: escalate, to: { queue: other } } ]`;
    const { queues } = read({ desk, other: 'chain: default' });
    expect(queues['desk']).toMatchObject({ backups: 'leads', manager: 'dana@example.com' });
    expect(queues['desk']?.chain).toMatchObject([
      { do: 'remind', when: { share: 0, offset_ms: 1_800_000 } },
      { do: 'ask_backups', role: 'leads', when: { share: 1, offset_ms: -7_200_000 } },
      { do: 'ask_backups', role: 'people' },
      { do: 'escalate', to: { kind: 'role', role: 'leads' }, when: { share: 1, offset_ms: 0 } },
      { do: 'escalate', to: { kind: 'queue', queue: 'other' }, when: { share: 1, offset_ms: 14_400_000 } },
    ]);
  });
});

describe('refused, with the line', () => {
  it.each<[string, Draft, string]>([
    [
      'a chain that ends with a reminder',
      { desk: 'chain: [{ at: 50%, do: remind }]' },
      '1 queues.desk.chain.0 the chain has no end: its last step must be hold, reject, execute or escalate',
    ],
    [
      'a step after the end',
      { desk: 'chain: [{ at: due, do: hold }, { at: 200%, do: escalate }]' },
      '1 queues.desk.chain.0.do hold ends the chain: make it the last step',
    ],
    [
      'a step after another queue has taken over',
      {
        desk: 'chain: [{ at: due, do: escalate, to: { queue: other } }, { at: 200%, do: hold }]',
        other: 'chain: default',
      },
      '1 queues.desk.chain.0.to.queue what another queue takes over leaves this chain',
    ],
    [
      'a queue that escalates to itself',
      { desk: 'chain: [{ at: due, do: escalate, to: { queue: desk } }]' },
      '1 queues.desk.chain.0.to.queue the chain has no end: from desk it leads round in a circle',
    ],
    [
      'a queue that takes over without a chain of its own',
      { desk: 'chain: [{ at: due, do: escalate, to: { queue: other } }]' },
      '1 queues.desk.chain.0.to.queue the queue "other" has no chain: what it takes over would wait unseen',
    ],
    [
      'an unknown queue',
      { desk: 'chain: [{ at: due, do: escalate, to: { queue: othr } }]' },
      '1 queues.desk.chain.0.to.queue there is no queue "othr"?other',
    ],
    [
      'an unknown role to escalate to',
      { desk: 'chain: [{ at: due, do: escalate, to: { role: lead } }]' },
      '1 queues.desk.chain.0.to.role there is no role "lead"?leads',
    ],
    ['unknown backups', { desk: 'backups: lead' }, '1 queues.desk.backups there is no role "lead"?leads'],
    [
      'backups that nobody named',
      { desk: 'chain: [{ at: 50%, do: ask_backups }, { at: due, do: hold }]' },
      '1 queues.desk.chain.0 nobody is there to ask: give the step a "role", or the queue "backups"',
    ],
    [
      'a target where nothing escalates',
      { desk: 'chain: [{ at: 50%, do: remind, to: manager }, { at: due, do: hold }]' },
      '1 queues.desk.chain.0.to only escalate has "to"',
    ],
    [
      'shares out of order',
      { desk: 'chain: [{ at: 75%, do: remind }, { at: 50%, do: remind }, { at: due, do: hold }]' },
      '1 queues.desk.chain.1.at the steps are not in order: in the SLA class standard (24 h) "50%" comes before "75%"',
    ],
    [
      'an order that fails in one of the classes that the queue can have',
      {
        desk: 'chain: [{ at: 50%, do: remind }, { at: 2h before due, do: escalate }]',
        classes: 'brief: 3h',
        type: 'rules: [{ name: a, when: facts.angry, sla_class: brief }]',
      },
      '1 queues.desk.chain.1.at the steps are not in order: in the SLA class brief (3 h) "2h before due" comes before "50%"',
    ],
    [
      'the same reminder twice',
      { desk: 'chain: [{ at: 50%, do: remind }, { at: 50%, do: remind }, { at: due, do: hold }]' },
      '1 queues.desk.chain.1 another reminder has the same moment',
    ],
    [
      'the same escalation twice',
      { desk: 'chain: [{ at: 50%, do: escalate }, { at: due, do: escalate, to: manager }]' },
      '1 queues.desk.chain.1 a step above does the same: escalate',
    ],
    [
      'a moment in other words',
      { desk: 'chain: [{ at: half, do: remind }, { at: due, do: hold }]' },
      '1 queues.desk.chain.0.at must be a moment such as 50%, due, 2h after opening, 1h before due or 4h after due',
    ],
    [
      'a misspelt action',
      { desk: 'chain: [{ at: due, do: exekute }]' },
      '1 queues.desk.chain.0.do must be remind, ask_backups, escalate, hold, reject or execute?execute',
    ],
    [
      'execution of what is not said to be reversible',
      { desk: 'chain: [{ at: due, do: execute }]' },
      '1 queues.desk.chain.0.do execute is only for types that say "reversible: true"; these do not: t',
    ],
    [
      'execution of what only people decide',
      { desk: 'chain: [{ at: due, do: execute }]', type: 'reversible: true, human_only: true' },
      '1 queues.desk.chain.0.do execute is never for what people decide; these types are nothing else: t',
    ],
    [
      'execution of what comes from another queue',
      {
        desk: 'chain: [{ at: due, do: escalate, to: { queue: other } }]',
        other: 'chain: [{ at: due, do: execute }]',
      },
      '2 queues.other.chain.0.do execute is only for types that say "reversible: true"; these do not: t',
    ],
    [
      'rejection where nothing rejects',
      {
        desk: 'chain: [{ at: due, do: reject }]',
        type: 'options: { a: approved, b: approved }',
      },
      '1 queues.desk.chain.0.do these types have no option that rejects: t',
    ],
    [
      'a condition to escalate that cannot be read',
      { desk: 'chain: default', type: 'escalate_when: facts.angri' },
      '5 types.t.escalate_when',
    ],
    [
      'a condition to escalate to nobody',
      { desk: 'chain: [{ at: due, do: hold }]', type: 'escalate_when: facts.angry' },
      '5 types.t.escalate_when the queue "desk" has no chain with an escalate step',
    ],
  ])('%s', (_words, draft, expected) => {
    const found = problems(draft);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('queues that escalate to each other in a circle, at both', () => {
    const to = (queue: string) => `chain: [{ at: due, do: escalate, to: { queue: ${queue} } }]`;
    expect(problems({ desk: to('other'), other: to('desk') })).toEqual([
      '1 queues.desk.chain.0.to.queue the chain has no end: from other it leads round in a circle',
      '2 queues.other.chain.0.to.queue the chain has no end: from desk it leads round in a circle',
    ]);
  });
});

describe('a chain may', () => {
  it.each<[string, Draft]>([
    [
      'execute what can be taken back',
      { desk: 'chain: [{ at: due, do: execute }]', type: 'reversible: true' },
    ],
    ['end by escalating', { desk: 'chain: [{ at: due, do: escalate }]' }],
    [
      'take two steps at once',
      { desk: 'backups: leads, chain: [{ at: due, do: ask_backups }, { at: due, do: hold }]' },
    ],
  ])('%s', (_words, draft) => {
    expect(problems(draft)).toEqual([]);
  });
});

it('a condition to escalate sees what rules see, and the figures that it looks at are read', () => {
  const { types } = read({
    desk: 'chain: default',
    type: 'escalate_when: facts.angry && (!has(stats.subject_requests_7d) || stats.subject_requests_7d > 2.0)',
  });
  const scope = {
    subject: {},
    recommendation: {},
    signals: {},
    consequence: {},
    queue: {},
    now: new Date(0),
  };
  const when = types['t']?.escalate_when;
  expect(when?.matches({ ...scope, facts: { angry: true }, stats: {} })).toBe(true);
  expect(when?.matches({ ...scope, facts: { angry: true }, stats: { subject_requests_7d: 1 } })).toBe(false);
  expect(types['t']?.needs).toContain('subject_requests_7d');
});
