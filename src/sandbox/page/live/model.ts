import type { ConfirmationDialog } from '@slack/types';
import type { FieldValue } from '../elements/field-value.ts';
import type { BotState, Message, OpenView, SourceState, Workspace } from './answers.ts';
import type { Answer } from './api.ts';

/** Where a person looks: a conversation by its id, or the app's Home. */
export type Place = { kind: 'conversation'; id: string } | { kind: 'home' };

/** Which part fills the window on a narrow screen. */
export type NarrowPane = 'places' | 'conversation' | 'source';

export interface MenuItem {
  label: string;
  description?: string;
  icon?: 'reply' | 'hand' | 'link' | 'person';
  /** A person's id, for an item that stands for that person. */
  person?: string;
  current?: boolean;
  url?: string;
  choose: () => void;
}

export interface Menu {
  label: string;
  items: MenuItem[];
  /** The button it hangs on, in window coordinates. */
  anchor: { left: number; right: number; top: number; bottom: number };
}

/** All that the page shows. Changed only inside `change`. */
export interface Model {
  connection: 'connecting' | 'live' | 'lost';
  workspace?: Workspace;
  problem?: string;
  me: string;
  place: Place;
  narrow: NarrowPane;
  sourceOpen: boolean;
  /** Messages by conversation as `me` sees them; absent until first loaded. */
  messages: Map<string, Message[]>;
  /** Newest read ts by conversation, of `me`. */
  read: Map<string, string>;
  /** Newest ts when the person scrolled up; absent at the end. */
  leftAt?: string;
  thread?: string;
  replies: Message[];
  repliesLoaded: boolean;
  views: OpenView[];
  home?: OpenView | null;
  /** What was typed or chosen and not yet sent, by field. */
  drafts: Map<string, FieldValue>;
  /** Options that an external select suggested, by field. */
  suggestions: Map<string, { text: string; value: string }[]>;
  /** The list that is open below a box to type in. */
  combobox?: { field: string; query: string; active: number };
  /** Texts of chosen options that are no longer offered, by value. */
  labels: Map<string, string>;
  /** Presses and submissions under way, by field or view. */
  busy: Set<string>;
  /** What to say after a press that was not answered, by field or view. */
  notes: Map<string, string>;
  /** Errors of a modal by view, then by block. */
  errors: Map<string, Record<string, string>>;
  menu?: Menu;
  confirm?: { dialog: ConfirmationDialog; style?: 'primary' | 'danger' | undefined; agreed: () => void };
  clock: { offset: number };
  bot?: BotState;
  /** `null`: the sandbox runs alone, so there is no source here and the bot is somebody else's. */
  source?: SourceState | null;
  /** The answer to the decision that was last sent by hand. */
  sent?: Answer;
  theme: 'system' | 'light' | 'dark';
}

export const model: Model = {
  connection: 'connecting',
  me: '',
  place: { kind: 'home' },
  narrow: 'conversation',
  sourceOpen: true,
  messages: new Map(),
  read: new Map(),
  replies: [],
  repliesLoaded: false,
  views: [],
  drafts: new Map(),
  suggestions: new Map(),
  labels: new Map(),
  busy: new Set(),
  notes: new Map(),
  errors: new Map(),
  clock: { offset: 0 },
  theme: 'system',
};

let draw: () => void = () => {};
let scheduled = false;

/** Changes the model and draws once after everything that happens in this turn. */
export function change(edit: (model: Model) => unknown): void {
  edit(model);
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    draw();
  });
}

/** Says how to draw. Called once, at the start. */
export function drawWith(how: () => void): void {
  draw = how;
}

/** The sandbox's time in milliseconds. */
export function now(): number {
  return Date.now() + model.clock.offset;
}
