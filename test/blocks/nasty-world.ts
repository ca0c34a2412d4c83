import * as fc from 'fast-check';
import { MOST_BYTES } from '../../handlers/http/read-body.ts';
import type { Submission } from '../../src/core/decision/submission.ts';
import { CONSEQUENCES } from '../../src/core/policy/levels.ts';
import { type DecisionType, FACT_KINDS } from '../../src/core/policy/policy.ts';
import type { Case } from '../../src/core/review/case.ts';
import type { Precedent } from '../../src/core/review/precedents.ts';
import {
  aCase,
  event,
  expenseType,
  NOW,
  revision,
  route,
  settledCase,
  settlingCase,
  verdict,
} from './a-case.ts';

/** Longer than any body that the API takes. */
const LONGEST = MOST_BYTES + 1;

/** What people have tried elsewhere, and what breaks naive cutting or escaping. */
const CORPUS = [
  '<!channel>',
  '<!here|here> <!everyone>',
  '<@U1> <@W0000001|boss>',
  '<!subteam^S1> <#C1|general>',
  '<https://evil.example|https://bank.example>',
  '[bank](https://evil.example)',
  '<!date^0^{date}^https://evil.example|today>',
  '&lt;!channel&gt; &amp;lt;',
  '*bold* _it_ ~no~ `code` ```block```',
  '\n> quoted\n*Policy:* approved by everybody',
  '\u202Egnirts desrever\u202C \u2066x\u2069',
  'مرحبا بالعالم שלום',
  '👩‍👩‍👧‍👦🏳️‍🌈'.repeat(40),
  '\uD83D\uDE00'.repeat(3000),
  '\uD83D',
  '\u0000\u0007\u001B[31m',
  '&<>"\\'.repeat(800),
  '"'.repeat(5000),
  ' \t\n ',
  '',
  'z̷̢̛a̶l̷g̸o̵'.repeat(500),
  'a'.repeat(LONGEST),
  ':warning: :white_check_mark:',
  'https://evil.example/'.repeat(100),
  '@here @channel @everyone #general @U1',
  '<mailto:evil@evil.example|Write to us> https://bank.example@evil.example/login',
  'pay \u200F\u061C100\u200E\u202D 001\u2069',
  '&'.repeat(3000),
  '<'.repeat(3000),
] as const;

/** How often something is tried: `NASTY_RUNS=20000` tries as many as a large desk sees in a month. */
export const runsOf = (usual: number): { numRuns: number } => {
  const asked = Number(process.env.NASTY_RUNS ?? 0);
  return { numRuns: asked > 0 ? asked : usual };
};
/** How long a test may take for that, in milliseconds. */
export const TIME_FOR_RUNS = { testTimeout: 120_000 + runsOf(0).numRuns * 100 };

/** Any text from outside. */
export const nasty = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...CORPUS) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...CORPUS), fc.constantFrom(...CORPUS))
      .map((parts) => parts.join('')),
  },
);
const url = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  nasty,
  nasty.map((text) => `https://evil.example/${text}`),
  fc.constant('https://bank@evil.example'),
);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const optionally = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const upTo = <T>(maxLength: number, arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength });
/** What comes in a crowd has no text that is longer altogether: twice as many characters as a body may have bytes. */
const CROWD_CHARACTERS = 2 * MOST_BYTES;
/** Mostly few, sometimes far too many of the same. */
const crowd = <T>(most: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 4, arbitrary: upTo(6, arbitrary) },
    {
      weight: 1,
      arbitrary: arbitrary.map((one) => {
        const short = shortened(one, Math.floor(CROWD_CHARACTERS / most));
        return Array.from({ length: most }, () => short);
      }),
    },
  );
/** The same with no text longer than `max`. */
const shortened = <T>(value: T, max: number): T => {
  const cut = (it: unknown): unknown => {
    if (typeof it === 'string') return it.slice(0, max);
    if (Array.isArray(it)) return it.map(cut);
    if (typeof it !== 'object' || it === null) return it;
    return Object.fromEntries(Object.entries(it).map(([name, inner]) => [name, cut(inner)]));
  };
  return cut(value) as T;
};

const anyFact = fc.oneof(
  nasty,
  // JSON carries neither NaN nor infinities.
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  upTo(120, fc.constantFrom('x', '<!here>')),
  fc.record({ value: fc.double({ noNaN: true }), currency: fc.constantFrom('EUR', '<!here>') }),
  fc.constant('2026-10-02'),
  fc.constant('2026-10-02T10:00:00Z'),
);

const typeAndFacts = crowd(
  60,
  fc.record({
    kind: fc.constantFrom(...FACT_KINDS),
    label: nasty,
    value: optionally(anyFact),
    unit: optionally(nasty),
    sensitive: fc.boolean(),
    required: fc.boolean(),
    choices: upTo(120, nasty),
  }),
).map((defined) => ({
  definitions: defined.map(
    ({ unit, kind, label, sensitive, required, choices }, n): DecisionType['facts'][number] => ({
      kind,
      label,
      sensitive,
      required,
      choices,
      name: `fact_${n}`,
      modifiable: true,
      min: 0,
      max: 1e21,
      ...(unit === undefined ? {} : { unit }),
    }),
  ),
  facts: Object.fromEntries(
    defined.flatMap(({ value }, n) => (value === undefined ? [] : [[`fact_${n}`, value]])),
  ),
}));

const reasons = crowd(500, fc.record({ id: nasty, label: nasty, category: fc.constant('other' as const) }));

/** Everything that can be submitted, said or configured, at its worst. */
export const world = fc.record({
  shape: typeAndFacts,
  title: nasty,
  label: nasty,
  question: fc.oneof(nasty, fc.constant('{fact_0} {subject.name} {title}')),
  external_id: fc.option(nasty),
  options: fc.oneof(fc.constant(2), fc.constant(25)),
  optionLabel: nasty,
  confirm: optionally(nasty),
  // As long as the policy takes them.
  documents: crowd(
    30,
    nasty.map((text) => text.slice(0, 75)),
  ),
  byLot: fc.boolean(),
  dated: fc.boolean(),
  blind: fc.boolean(),
  earlier: crowd(
    3,
    fc.record({
      title: nasty,
      rationale: nasty,
      reason: nasty,
      ended: fc.constantFrom('approved', 'modified', 'expired'),
    }),
  ),
  reasons,
  recommendation: optionally(
    fc.record({ confidence: share, rationale: nasty, why_lower: nasty, model: nasty }),
  ),
  checked: optionally(
    fc.record({ own: fc.nat(99_999), others: fc.nat(99_999), wrong: share, any: fc.boolean() }),
  ),
  flags: crowd(500, fc.record({ code: fc.constant('rule'), sentence: nasty, weight: fc.integer() })),
  trace: crowd(100, fc.record({ step: fc.constantFrom('matrix', 'raising'), saw: nasty, did: nasty })),
  history: crowd(
    50,
    fc.record({
      at: fc.oneof(nasty, fc.constant('2026-01-02')),
      title: nasty,
      disposition: nasty,
      note: nasty,
    }),
  ),
  refs: crowd(20, fc.record({ title: nasty, url, excerpt: nasty })),
  attachments: crowd(20, fc.record({ title: nasty, url })),
  consequence: fc.constantFrom(...CONSEQUENCES),
  level: fc.constantFrom('review', 'human_decides', 'human_only'),
  state: fc.constantFrom('open', 'waiting', 'settling', 'modified', 'settled', 'cancelled'),
  again: fc.boolean(),
  person: nasty,
  words: nasty,
});
type Made = typeof world extends fc.Arbitrary<infer T> ? T : never;

const buildBare = (it: Made): { kase: Case; type: DecisionType; precedents: Precedent[] } => {
  const options = Array.from({ length: it.options }, (_, n) => ({
    id: `option_${n}`,
    label: it.optionLabel,
    disposition: n === 0 ? ('approved' as const) : ('rejected' as const),
    style: n === 0 ? ('primary' as const) : ('danger' as const),
    ...(it.confirm === undefined ? {} : { confirm: it.confirm }),
  }));
  const type = expenseType({
    label: it.label,
    question: it.question,
    facts: it.shape.definitions,
    options,
    reasons: Object.fromEntries([...options.map(({ id }) => [id, it.reasons]), ['modify', it.reasons]]),
    amount: { fact: 'fact_0', bands: {} },
    sensitive_roles: [it.label],
    document: { [it.label]: it.documents },
  });
  const body = (facts: Submission['facts']): Submission => ({
    type: 't',
    title: it.title,
    ...(it.external_id === null ? {} : { external_id: it.external_id }),
    subject: { id: 's', name: it.words },
    facts,
    ...(it.recommendation === undefined
      ? {}
      : {
          recommendation: {
            option: 'option_0',
            confidence: it.recommendation.confidence,
            rationale: it.recommendation.rationale,
            model: it.recommendation.model,
            alternatives: Array.from({ length: 10 }, () => ({
              option: it.words,
              why_lower: it.recommendation?.why_lower ?? '',
            })),
          },
        }),
    signals: { opinions: [{ method: it.words, option: it.words }] },
    ...(it.dated ? { history: it.history } : {}),
    policy_refs: it.refs,
    attachments: it.attachments,
  });
  const stands = revision({
    revision: it.again ? 2 : 1,
    body: body(it.shape.facts),
    route: route({
      consequence: it.consequence,
      level: it.level,
      flags: it.flags,
      trace: it.trace,
      ...(it.blind ? { blind: true as const } : {}),
    }),
  });
  const someone = { id: it.person.slice(0, 50) || 'x', name: it.person };
  const given = verdict({
    by: someone,
    option: 'option_1',
    reason_code: it.words,
    rationale: it.words,
    documented: Object.fromEntries(it.documents.map((label) => [label, it.words])),
  });
  const precedents = it.earlier.map(
    ({ title, rationale, reason, ended }, n): Precedent => ({
      id: `dec_${n}`,
      title,
      option: 'option_1',
      disposition: ended as Precedent['disposition'],
      correct: null,
      at: NOW,
      facts: body(it.shape.facts).facts,
      quorum: null,
      verdicts: [{ ...given, reason_code: reason, rationale, values: it.shape.facts }],
    }),
  );
  const values = Object.fromEntries(it.shape.definitions.map(({ name }) => [name, it.words]));
  const about = {
    revision: stands,
    decision: { source: it.label, type: 't' },
    ...(it.again ? { previous: revision({ body: body({}) }) } : {}),
  };
  const info = {
    request_id: 'inf_1',
    question: it.words,
    facts: [...Object.keys(values), it.words],
    to: it.again ? ('submitter' as const) : ('both' as const),
    person: someone,
    by: someone,
    asked_at: NOW,
    due_at: NOW,
  };
  const answer = { request_id: 'inf_0', question: it.words, asked_by: it.person, by: it.person, at: NOW };
  const answers = [
    { ...answer, lapsed: { because: 'time' as const, wanted_by: NOW } },
    { ...answer, note: it.words, facts: Object.keys(values) },
    ...(it.again ? [{ ...answer, lapsed: { because: 'unreachable' as const, wanted_by: null } }] : []),
  ];
  const asked = event('info_requested', { data: { request: info } });
  const answered = event('info_answered', {
    actor: { kind: 'person', id: someone.id },
    data: { request_id: info.request_id, note: it.words, values },
  });
  switch (it.state) {
    case 'open':
      return {
        type,
        precedents,
        kase: aCase({
          ...about,
          events: [asked, answered],
          review: {
            info_answers: answers,
            claim: { by: { id: it.person }, at: NOW, until: NOW + 1000 },
          },
        }),
      };
    case 'waiting':
      return {
        type,
        precedents,
        kase: aCase({ ...about, events: [asked], review: { status: 'waiting_info', info } }),
      };
    case 'settling':
      return { type, precedents, kase: settlingCase(given, about) };
    case 'modified':
      return { type, precedents, kase: settlingCase({ ...given, values }, about) };
    case 'settled':
      return { type, precedents, kase: settledCase(given, 'rejected', about) };
    default:
      return {
        type,
        precedents,
        kase: aCase({
          ...about,
          decision: { ...about.decision, status: 'resolved', disposition: 'cancelled' },
          review: { status: 'settled', disposition: 'cancelled' },
          events: [event('cancelled', { data: { reason: it.words } })],
        }),
      };
  }
};

/** The case and the type that such a world makes. */
export const build = (it: Made): { kase: Case; type: DecisionType } => {
  const { kase, type, precedents } = buildBare(it);
  const asks = { agreement_text: it.byLot, missing_on_card: it.byLot };
  const earlier = { nearest: precedents, about: precedents };
  if (it.checked === undefined) return { type, kase: { ...kase, asks, earlier } };
  const { own, others, wrong, any } = it.checked;
  const of = (n: number) => ({ n, right: n - Math.floor(n * wrong) });
  const checked = { from: 78, to: 88, own: of(own), others: of(others), any };
  return { type, kase: { ...kase, asks, earlier, checked } };
};
