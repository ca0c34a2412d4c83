import type { Block } from '@slack/types';

/** What the control interface answers, as far as the page reads it. */
export interface Person {
  id: string;
  name: string;
  real_name: string;
  title?: string;
  is_bot?: boolean;
  deactivated?: boolean;
  presence?: 'active' | 'away';
  dnd?: boolean;
  status_text?: string;
  status_emoji?: string;
  /** IANA zone, such as Europe/Lisbon. */
  tz?: string;
}

export interface Channel {
  id: string;
  name: string;
  topic?: string;
  members?: string[];
}

export interface DirectMessage {
  id: string;
  members?: string[];
  user?: string;
}

export interface UserGroup {
  id: string;
  name: string;
  handle?: string;
  users?: string[];
}

export interface Workspace {
  team?: { id: string; name: string };
  users: Person[];
  channels: Channel[];
  dms?: DirectMessage[];
  usergroups?: UserGroup[];
  app?: { id: string; name: string; bot_user_id: string };
  shortcuts?: { name: string; type: 'message' | 'global'; callback_id: string }[];
  transport?: string;
}

export interface Message {
  ts: string;
  /** When it was written on the sandbox's clock, in milliseconds. */
  posted_at: number;
  thread_ts?: string;
  text?: string;
  blocks?: Block[];
  user: string;
  ephemeral?: boolean;
  edited?: unknown;
  edited_ts?: string;
  reply_count?: number;
  reactions?: { name: string; users: string[] }[];
  files?: { id: string; title?: string; name?: string; mimetype?: string; url?: string }[];
}

type Title = string | { text: string };

export interface OpenView {
  id: string;
  hash?: string;
  callback_id?: string;
  title?: Title;
  submit?: Title | null;
  close?: Title | null;
  blocks: Block[];
  private_metadata?: string;
}

export interface BotState {
  running: boolean;
  pid?: number | null;
  transport?: string;
}

/** One request that went from a source to the bot, and what came back at once; status 0: nothing did. */
export interface Submission {
  n: number;
  at: string;
  source: string;
  body: unknown;
  status: number;
  answer: unknown;
}

/** One callback that a source received. */
export interface Callback {
  n: number;
  at: string;
  source?: string;
  verified: boolean;
  /** The same webhook came before. */
  duplicate?: boolean;
  /** Why it was not verified. */
  error?: string;
  headers?: Record<string, string | undefined>;
  body: unknown;
}

export interface SourceState {
  submissions: Submission[];
  callbacks: Callback[];
  samples: { source: string; label: string; body: unknown }[];
  sources: { name: string; types?: string[] }[];
}

/** Text of a title, however the server wrote it down. */
export function plain(title: Title | null | undefined): string {
  return typeof title === 'string' ? title : (title?.text ?? '');
}
