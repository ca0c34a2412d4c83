import { until } from './until.ts';

export type Block = { type: string; block_id?: string; elements?: Element[] } & Record<string, unknown>;
type Element = { type: string; action_id?: string; value?: string; text?: { text: string } } & Record<
  string,
  unknown
>;
/** A message as one person sees it. */
export type Message = {
  channel: string;
  ts: string;
  text: string;
  blocks: Block[];
  user: string;
  ephemeral?: boolean;
  metadata?: { event_type: string; event_payload: Record<string, string> };
};
export type Modal = {
  id: string;
  hash: string;
  callback_id: string;
  title: { text: string };
  submit: { text: string } | null;
  blocks: Block[];
  private_metadata: string;
};
export type Ack = { ok: boolean; error?: string; ack_ms: number; status: number };
export type Submitted = Ack & { response_action?: string; errors?: Record<string, string>; view?: Modal };
export type Call = {
  n: number;
  method: string;
  body: Record<string, unknown>;
  status: number;
  error?: string;
};
type Person = { id: string; name: string };
type Channel = { id: string; name: string; members: string[] };

/** The people in Slack, as the sandbox's control interface lets them act: by first name, channels without `#`. */
export type SlackSide = {
  userId: (name: string) => string;
  channelId: (name: string) => string;
  /** What a person sees in a channel, newest last. */
  messages: (channel: string, user?: string) => Promise<Message[]>;
  /** The conversation of a person with the app: its id, and what the app wrote to them alone, newest last. */
  dmId: (user: string) => string;
  directs: (user: string) => Promise<Message[]>;
  /** The cards in a channel, oldest first. */
  cards: (channel?: string) => Promise<Message[]>;
  /** The newest card of a channel, once it is there (and once `where` holds for it). */
  card: (channel?: string, where?: (card: Message) => boolean) => Promise<Message>;
  /** A card as it stands now. */
  again: (card: Message) => Promise<Message>;
  press: (user: string, card: Message, action: string, forged?: Forged) => Promise<Ack>;
  /** The person's topmost modal, once it is open; the newest one when `after` names one that may still be there. */
  modal: (user: string) => Promise<Modal>;
  modals: (user: string) => Promise<Modal[]>;
  /** Chooses an entry of a card's menu by its words. */
  choose: (user: string, card: Message, words: string) => Promise<Ack>;
  /** Presses something in the topmost modal. */
  pressIn: (user: string, action: string) => Promise<Ack>;
  /** Types or chooses in an input of the topmost modal that tells of it at once. */
  enter: (user: string, block: string, value: string) => Promise<Ack>;
  /** Fills the topmost modal, `{block: value}`, and submits it. */
  fill: (user: string, values: Record<string, unknown>) => Promise<Submitted>;
  /** Presses, fills and submits; fails when the form was not taken. */
  answer: (user: string, card: Message, action: string, values: Record<string, unknown>) => Promise<void>;
  /** The newest private note that only this person sees in the channel, once there is one. */
  note: (user: string, channel?: string) => Promise<string>;
  command: (user: string, text: string, channel?: string) => Promise<Ack>;
  home: (user: string) => Promise<{ blocks: Block[] } | null>;
  calls: (method?: string) => Promise<Call[]>;
  fault: (fault: Fault) => Promise<void>;
  person: (user: string, change: Record<string, unknown>) => Promise<void>;
  post: <T>(path: string, body: unknown) => Promise<T>;
  get: <T>(path: string) => Promise<T>;
};

/** What somebody might put into a press that Slack would not. */
type Forged = { value?: string; team?: string; selected?: string };
export type Fault = {
  kind: '429' | '500' | 'hang' | 'drop_after' | 'refuse' | 'duplicate_delivery' | 'none';
  method?: string;
  channel?: string;
  times?: number;
  retry_after?: number;
};

const FINANCE = 'finance-decisions';
/** Somebody who is in every channel with cards. */
const ANYBODY = 'ines';

export const isCard = ({ metadata }: Message): boolean => metadata?.event_type === 'handraise_card';
/** Every text of a message, modal or view, one after the other. */
export const textOf = (blocks: readonly unknown[]): string => JSON.stringify(blocks);
export const actionsOf = ({ blocks }: { blocks: Block[] }): string[] =>
  blocks.flatMap(({ elements = [] }) => elements.flatMap(({ action_id }) => action_id ?? []));
export const buttonOf = ({ blocks }: { blocks: Block[] }, action: string): Element | undefined =>
  blocks.flatMap(({ elements = [] }) => elements).find(({ action_id }) => action_id === action);

type Entry = { text: { text: string }; value: string };
/** The entries of a card's menu. */
export const menuOf = ({ blocks }: { blocks: Block[] }): Entry[] =>
  blocks
    .flatMap(({ elements = [], accessory }) => [...elements, ...(accessory ? [accessory as Element] : [])])
    .filter(({ action_id, type }) => action_id === 'more' && type === 'overflow')
    .flatMap(({ options }) => options as Entry[]);

export const slackSide = async (url: string): Promise<SlackSide> => {
  const read = async <T>(response: Response): Promise<T> => (await response.json()) as T;
  const get = async <T>(path: string): Promise<T> => read<T>(await fetch(`${url}/_sandbox/${path}`));
  const post = async <T>(path: string, body: unknown): Promise<T> =>
    read<T>(
      await fetch(`${url}/_sandbox/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  const { users, channels, dms } = await get<{
    users: Person[];
    channels: Channel[];
    dms: { id: string; user: string }[];
  }>('state');
  const named = (list: (Person | Channel)[], name: string): string => {
    const found = list.find((one) => one.name === name || one.id === name);
    if (found === undefined) throw new Error(`the sandbox has no ${name}`);
    return found.id;
  };
  const userId = (name: string): string => named(users, name);
  const dmId = (name: string): string => dms.find(({ user }) => user === userId(name))?.id ?? '';
  const channelId = (name: string): string =>
    dms.some(({ id }) => id === name) ? name : named(channels, name);

  const messages: SlackSide['messages'] = async (channel, user = ANYBODY) => {
    const id = channelId(channel);
    const answer = await get<{ messages?: Omit<Message, 'channel'>[]; error?: string }>(
      `messages?channel=${id}&user=${userId(user)}`,
    );
    if (answer.messages === undefined) throw new Error(answer.error);
    return answer.messages.map((message) => ({ ...message, channel: id }));
  };
  const directs: SlackSide['directs'] = (user) => messages(dmId(user), user);
  const cards: SlackSide['cards'] = async (channel = FINANCE) => (await messages(channel)).filter(isCard);
  const modals: SlackSide['modals'] = async (user) =>
    (await get<{ views: Modal[] }>(`views?user=${userId(user)}`)).views;
  const modal: SlackSide['modal'] = (user) =>
    until(`a modal opens for ${user}`, async () => (await modals(user)).at(-1));
  const press: SlackSide['press'] = (user, { channel, ts }, action_id, forged = {}) =>
    post('press', { user: userId(user), channel, ts, action_id, ...forged });
  const choose: SlackSide['choose'] = (user, card, words) => {
    const options = menuOf(card);
    const selected = options.find(({ text }) => text.text === words)?.value;
    if (selected === undefined)
      throw new Error(`the menu has no ${words}; it has ${options.map(({ text }) => text.text).join(', ')}`);
    return press(user, card, 'more', { selected });
  };
  const pressIn: SlackSide['pressIn'] = async (user, action_id) =>
    post('view-press', { user: userId(user), view_id: (await modal(user)).id, action_id });
  const enter: SlackSide['enter'] = async (user, block_id, value) =>
    post('view-press', {
      user: userId(user),
      view_id: (await modal(user)).id,
      block_id,
      action_id: 'value',
      value,
    });
  const fill: SlackSide['fill'] = async (user, values) => {
    const { id } = await modal(user);
    const filled = Object.fromEntries(Object.entries(values).map(([block, value]) => [block, { value }]));
    return post('submit', { user: userId(user), view_id: id, values: filled });
  };

  return {
    userId,
    channelId,
    messages,
    dmId,
    directs,
    cards,
    card: (channel = FINANCE, where = () => true) =>
      until(`a card in ${channel}`, async () => {
        const last = (await cards(channel)).at(-1);
        return last !== undefined && where(last) ? last : undefined;
      }),
    again: async (card) => {
      const found = (await messages(card.channel)).find(({ ts }) => ts === card.ts);
      if (found === undefined) throw new Error(`the card ${card.ts} is gone`);
      return found;
    },
    press,
    choose,
    pressIn,
    modal,
    modals,
    enter,
    fill,
    answer: async (user, card, action, values) => {
      const pressed = await press(user, card, action);
      if (!pressed.ok) throw new Error(`the press was not acked: ${pressed.error}`);
      const filled = await fill(user, values);
      if (!filled.ok || filled.response_action !== 'clear')
        throw new Error(`the form was not taken: ${JSON.stringify(filled)}`);
    },
    note: (user, channel = FINANCE) =>
      until(`a private note for ${user}`, async () => {
        const found = (await messages(channel, user)).findLast(({ ephemeral }) => ephemeral);
        return found?.text;
      }),
    command: (user, text, channel = FINANCE) =>
      post('command', { user: userId(user), channel: channelId(channel), command: '/handraise', text }),
    home: async (user) =>
      (await post<{ view: { blocks: Block[] } | null }>('home', { user: userId(user) })).view,
    calls: async (method) =>
      (await get<{ calls: Call[] }>(method === undefined ? 'calls' : `calls?method=${method}`)).calls,
    fault: async ({ channel, ...fault }) => {
      const where = channel === undefined ? {} : { channel: channelId(channel) };
      const { ok, error } = await post<{ ok: boolean; error?: string }>('fault', { ...fault, ...where });
      if (!ok) throw new Error(error);
    },
    person: async (user, change) => {
      await post('person', { user: userId(user), ...change });
    },
    post,
    get,
  };
};
