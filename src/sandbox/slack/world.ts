/** Everything the local Slack knows, as plain data that the methods and the control interface change. */
import type { Call } from './calls.ts';
import type { Fault } from './faults.ts';
import type { Issuer } from './ids.ts';
import type { Manifest } from './manifest.ts';

export type Json = Record<string, unknown>;
export type Block = { type: string; block_id?: string } & Json;
/** What was checked to be a list of blocks, as such. */
export const blocksIn = (value: unknown): Block[] =>
  Array.isArray(value)
    ? value.filter((one): one is Block => typeof one === 'object' && one !== null && 'type' in one)
    : [];

export type Element = { type: string; action_id?: string } & Json;
/** One input's value, shaped like an entry of Slack's `state.values`. */
export type InputValue = { type: string } & Json;
export type InputValues = Record<string, Record<string, InputValue>>;

export type Person = {
  id: string;
  name: string;
  real_name: string;
  title: string;
  email: string;
  image?: string;
  is_bot: boolean;
  deactivated: boolean;
  presence: 'active' | 'away';
  dnd: boolean;
  status_text: string;
  status_emoji: string;
  tz: string;
};

export type Channel = {
  id: string;
  name: string;
  topic: string;
  kind: 'public' | 'private' | 'im';
  /** User ids, the bot's included where it is a member. */
  members: string[];
  is_archived: boolean;
  created: number;
};

export type UserGroup = { id: string; handle: string; name: string; users: string[] };

export type Message = {
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks: Block[];
  attachments?: unknown[];
  thread_ts?: string;
  /** Set: only this person sees it, and it is in no history. */
  ephemeral_to?: string;
  metadata?: { event_type: string; event_payload: Json };
  edited_ts?: string;
  /** When it was written on the domain clock, in milliseconds: what the page shows. `ts` is wall time. */
  posted_at: number;
  reactions: Array<{ name: string; users: string[] }>;
  files?: string[];
  /** What people chose in the message's inputs, per person. */
  inputs: Record<string, InputValues>;
};

export type View = {
  id: string;
  kind: 'modal' | 'home';
  user: string;
  root: string;
  previous: string | null;
  callback_id: string;
  external_id: string;
  title: Json;
  submit: Json | null;
  close: Json | null;
  blocks: Block[];
  private_metadata: string;
  clear_on_close: boolean;
  notify_on_close: boolean;
  hash: string;
  inputs: InputValues;
};

export type Trigger = { at: number; user: string; used: boolean; view?: string; channel?: string };
export type ResponseUrl = {
  at: number;
  uses: number;
  user: string;
  channel: string;
  ts?: string;
  thread_ts?: string;
};
type StoredFile = {
  id: string;
  name: string;
  title: string;
  content: Buffer;
  expected: number;
  shared: boolean;
};

/** What changed, for those who watch (the page refetches it). */
export type Change = {
  kind: 'messages' | 'views' | 'state' | 'home' | 'source' | 'clock' | 'bot';
  channel?: string;
  user?: string;
};

export type World = {
  team: { id: string; name: string; domain: string };
  app: { id: string; name: string; bot_user_id: string; bot_id: string };
  tokens: { bot: string; app: string; signing_secret: string };
  manifest: Manifest;
  people: Map<string, Person>;
  channels: Map<string, Channel>;
  groups: Map<string, UserGroup>;
  /** Channel id → messages, oldest first, replies and ephemerals among them. */
  messages: Map<string, Message[]>;
  /** Open modals of all people, in the order in which they were opened. */
  modals: View[];
  homes: Map<string, View>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  files: Map<string, StoredFile>;
  /** Socket Mode tickets that were given and not used yet. */
  socketTickets: Set<string>;
  timers: Set<NodeJS.Timeout>;
  calls: Call[];
  faults: Fault[];
  issue: Issuer;
  /** Wall time in milliseconds: signatures, triggers, timeouts. */
  wall: () => number;
  /** Domain time is wall time plus this. */
  offsetMs: number;
  /** Where the local Slack answers, such as `http://127.0.0.1:4000`. */
  origin: string;
  watchers: Set<(change: Change) => void>;
};

/** Tells everyone who watches. */
export const announce = (world: World, change: Change): void => {
  for (const watcher of world.watchers) watcher(change);
};
