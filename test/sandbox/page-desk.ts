/** A sandbox with a small bot, and a source that plays a demo, for the tests of the page. */
import type { Source } from '../../src/sandbox/control/source-contract.ts';
import { expenseCard, settledCard } from './page-cards.ts';
import { fullContext, home, verdictModal } from './page-modals.ts';
import { dig, type Rig, startRig, textAt } from './slack-small-bot.ts';

export type Desk = Rig & {
  /** A person's id by first name, a channel's by name. */
  person: (name: string) => string;
  channel: (name: string) => string;
  /** Posts a message of the bot, into #finance-decisions unless told; answers with its ts. */
  card: (blocks?: object[], channel?: string) => Promise<string>;
  /** What the bot was told, oldest first: the action or callback id, or the command. */
  heard: { what: string; body: unknown }[];
};

/**
 * Its bot behaves as a reviewer would expect: presses open the verdict modal, a submission settles
 * the newest card, the reason "because" is sent back, and the button `silent` never gets an answer.
 */
export const startDesk = async (transport: 'http' | 'socket' = 'http'): Promise<Desk> => {
  const heard: Desk['heard'] = [];
  let open: ((method: string, args: object) => Promise<unknown>) | undefined;
  let newest = '';
  const rig = await startRig(transport, (app) => {
    const tell = (what: string, body: unknown) => void heard.push({ what, body });
    app.action(/^(verdict_|modify|request_info)/, async ({ ack, body, action }) => {
      await ack();
      tell(textAt(action, 'action_id'), body);
      const view = verdictModal(textAt(action, 'action_id') === 'modify');
      await open?.('views.open', { trigger_id: textAt(body, 'trigger_id'), view });
    });
    app.action('push', async ({ ack, body }) => {
      await ack();
      await open?.('views.push', { trigger_id: textAt(body, 'trigger_id'), view: fullContext });
    });
    app.action('silent', () => Promise.reject(new Error('broken on purpose')));
    app.action(/^(more|undo|stop|pick|who|day|queue|open|n)$/, async ({ ack, body, action }) => {
      await ack();
      tell(textAt(action, 'action_id'), body);
    });
    app.options('line', async ({ ack }) => {
      await ack({ options: [{ text: { type: 'plain_text', text: 'Policy 4.2: hotel cap' }, value: '4.2' }] });
    });
    app.view('verdict', async ({ ack, body }) => {
      tell('verdict', body);
      const because = dig(body, 'view.state.values.explain.text.value') === 'because';
      await ack(
        because ? { response_action: 'errors', errors: { explain: 'Say what the AI missed.' } } : undefined,
      );
      const settled = { text: 'Settled', blocks: settledCard(textAt(body, 'user.id')) };
      if (!because)
        await open?.('chat.update', { channel: channel('finance-decisions'), ts: newest, ...settled });
    });
    app.command('/handraise', async ({ ack, body }) => {
      tell('/handraise', body);
      await ack({ response_type: 'ephemeral', text: 'Nothing waits for you. *Last decision* 14:02.' });
    });
    app.shortcut('raise_hand', async ({ ack, body }) => {
      await ack();
      tell('raise_hand', body);
      await open?.('views.open', { trigger_id: textAt(body, 'trigger_id'), view: verdictModal() });
    });
    app.event('app_home_opened', async ({ event }) => {
      await open?.('views.publish', { user_id: event.user, view: { type: 'home', blocks: home } });
    });
  });
  open = rig.call;
  const { world } = rig.sandbox;
  const channel = (name: string): string =>
    [...world.channels.values()].find((one) => one.name === name)?.id ?? '';
  rig.sandbox.setSource(playedSource(), {
    'expense-bot': { api_key: 'k', secret: 's', types: ['expense.report'] },
  });
  rig.sandbox.setBot(playedProcess());
  return {
    ...rig,
    heard,
    channel,
    person: (name) => [...world.people.values()].find((one) => one.name === name)?.id ?? '',
    card: async (blocks = expenseCard(Date.now() / 1000 + 7200), where = channel('finance-decisions')) => {
      const sent = await rig.call('chat.postMessage', { channel: where, text: 'Approve EXP-10422?', blocks });
      if (sent.body.ok !== true) throw new Error(`the card was refused: ${JSON.stringify(sent.body)}`);
      newest = textAt(sent.body, 'ts');
      return newest;
    },
  };
};

/** A bot's process that can be stopped and started without there being one. */
const playedProcess = () => {
  let pid: number | undefined = 4711;
  const becomes = (next: number | undefined) => () => {
    pid = next;
    return Promise.resolve(undefined);
  };
  return {
    pid: () => pid,
    api: () => undefined,
    start: becomes(4712),
    end: becomes(undefined),
    setClock: () => Promise.resolve(undefined),
  };
};

const sample = {
  type: 'expense.report',
  external_id: 'EXP-10422',
  title: 'Expense report EXP-10422: Berlin offsite, 1,840.50 EUR',
  facts: { amount: { value: 1840.5, currency: 'EUR' } },
};
const mail = {
  type: 'mail.quarantine',
  title: 'Mail “Verify your account now” from billing@payrnents.example',
};
const verdict = {
  by: 'U2',
  option: 'modify',
  reason_code: 'over_policy_cap',
  rationale: 'Hotel capped at 180 a night',
};

/** Answers as the API would: 202 with a route, or every problem of a decision without facts. */
const playedSource = (): Source => {
  const at = new Date().toISOString();
  const sent: object[] = [
    {
      n: 1,
      at,
      source: 'expense-bot',
      body: sample,
      status: 202,
      answer: { id: 'dec_1', route: { level: 'review' } },
    },
    {
      n: 2,
      at,
      source: 'mail-filter',
      body: mail,
      status: 200,
      answer: { disposition: 'auto_executed', route: { level: 'auto_execute' } },
    },
  ];
  const resolved = {
    type: 'decision.resolved',
    timestamp: at,
    data: { id: 'dec_1', external_id: 'EXP-10422', disposition: 'modified', verdicts: [verdict] },
  };
  const received = [
    { n: 1, at, source: 'expense-bot', verified: true, duplicate: false, headers: {}, body: resolved },
    {
      n: 2,
      at,
      verified: false,
      duplicate: false,
      headers: {},
      error: 'the signature does not match',
      body: {},
    },
  ];
  return {
    start: () => undefined,
    stop: () => Promise.resolve(),
    receive: () => Promise.resolve({ status: 200 }),
    setMode: () => undefined,
    callbacks: (after = 0) => received.filter((one) => one.n > after),
    submissions: (after = 0) => sent.slice(after),
    samples: () => [
      { source: 'expense-bot', label: 'Expense report', body: sample },
      { source: 'expense-bot', label: 'Without its facts', body: mail },
    ],
    submit: (source, body) => {
      const answer =
        dig(body, 'facts') === undefined
          ? { status: 422, body: { title: 'The decision cannot be taken', errors: problems } }
          : { status: 202, body: { id: 'dec_9', status: 'pending', route: { level: 'review' } } };
      const n = sent.length + 1;
      sent.push({
        n,
        at: new Date().toISOString(),
        source,
        body,
        status: answer.status,
        answer: answer.body,
      });
      return Promise.resolve(answer);
    },
  };
};

const problems = [
  { path: 'facts.amount', message: 'is required' },
  { path: 'recommendation', message: 'is required for mail.quarantine' },
];
