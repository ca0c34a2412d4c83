import type { Beside } from '../../db/sqlite/store.ts';
import type { Inquiry } from '../../handlers/slack/desk.ts';
import type { Config } from '../config.ts';
import type { DirectoryChange, WakeUpQueue } from '../ports.ts';

/** What the thread is started with; the port within `store` is transferred. */
export type ThreadData = {
  config: Config;
  /** Where the secrets of sources are. */
  env: NodeJS.ProcessEnv;
  publicUrl: string;
  store: Beside;
  known: Known;
};

/** What the threads must agree on: the policy in force, as its text, and how far the domain clock is moved. */
export type Known = { policy: string; clockOffsetMs: number };

/** What the thread is told, in order: what is known comes before what is to be done by it. */
export type ToThread =
  | { kind: 'known'; known: Known }
  | { kind: 'wake'; keys: [WakeUpQueue, string][] }
  | { kind: 'look' }
  | { kind: 'forget'; changed: DirectoryChange }
  | { kind: 'inquire'; id: number; inquiry: Inquiry }
  | { kind: 'drain'; id: number }
  | { kind: 'stop' };

/** What it says: it is at work; a decision changed; somebody has their answer; all that was due is done. */
export type FromThread =
  | { kind: 'ready' }
  | { kind: 'changed'; decisionId: string }
  | { kind: 'answered'; id: number }
  | { kind: 'drained'; id: number };
