import type { WebClient } from '@slack/web-api';
import type { VerbGroup } from '../../blocks/command-words.ts';
import type { Modal } from '../../blocks/pieces.ts';
import type { MenuItem } from '../../blocks/wire.ts';
import type { Logger } from '../../src/logger.ts';
import type { Asker, World } from '../../src/ports.ts';
import type { Follow } from './follow.ts';
import type { UnderWay } from './under-way.ts';

/** What every conversation is given. */
export type Desk = {
  world: World;
  /** The client that answers people: short timeout, never behind the cards' queue. */
  client: WebClient;
  /** Modals that follow what is typed in them, drawn by the same client. */
  follow: Follow;
  underWay: UnderWay;
  /** Answers what somebody asks in the background; rejects when there is none at the moment. */
  inquire: (inquiry: Inquiry) => Promise<void>;
  log: Logger;
  /** Wall time in milliseconds: how long a form was open has nothing to do with the domain clock. */
  wallNow: () => number;
};

/** How somebody is answered. Whatever shows them something says that what they asked for is taken. */
export type Showing = {
  /** Says that what was asked for is kept, so that Slack is told: what follows only shows. */
  taken: () => void;
  /** Opens a modal; on top of the one in which it was pressed, what was read stays below it. The trigger lives 3 s. */
  open: (view: Modal) => Promise<{ id?: string; hash?: string | undefined }>;
  /** Draws the modal in which it was pressed anew, if that still stands as it was. */
  redraw: (view: Modal) => Promise<void>;
};

/** A press on a button or menu, as Slack signed it. Everything in it is a claim to be checked. */
export type Press = Showing & {
  asker: Asker;
  actionId: string;
  /** The button's value, or the chosen menu entry's. */
  value: string | undefined;
  /** Where the message is; absent in modals and Home. */
  channel: string | undefined;
  ts: string | undefined;
  /** The modal or Home that it was pressed in. */
  view:
    | {
        id: string;
        type: 'modal' | 'home';
        callback_id: string;
        hash: string;
        private_metadata: string;
        values: FormValues;
      }
    | undefined;
  /** Says something that only this person sees: beside the card, else as a modal. */
  tell: (text: string) => Promise<void>;
};

export type FormValues = Record<string, Record<string, FormValue>>;
/** One input's state, in the shapes that Slack's elements have. */
export type FormValue = { type: string } & Record<string, unknown>;

/** A submitted modal; `viewId` is the same whenever it arrives. */
export type Submission = { asker: Asker; viewId: string; privateMetadata: string; values: FormValues };

/** A modal that somebody closed without submitting it, where it asked to be told. */
export type Closing = Pick<Submission, 'asker' | 'privateMetadata'>;

/** What becomes of a submitted modal: closed, kept with errors by block id, or replaced. */
export type SubmissionAnswer =
  | { kind: 'close' }
  | { kind: 'errors'; errors: Record<string, string> }
  | { kind: 'replace'; view: import('@slack/types').ModalView };

/** One conversation: what starts it, and what follows from each of its modals. */
export type Conversation = {
  name: string;
  actions?: { id: string | RegExp; handle: (desk: Desk, press: Press) => Promise<void> }[];
  /** Entries of a card's menu. */
  menu?: { item: MenuItem; handle: (desk: Desk, press: Press) => Promise<void> }[];
  submissions?: {
    callbackId: string;
    handle: (desk: Desk, submission: Submission) => Promise<SubmissionAnswer>;
  }[];
  closings?: { callbackId: string; handle: (desk: Desk, closing: Closing) => Promise<void> }[];
  commands?: { name: string; handle: (desk: Desk, command: Command) => Promise<void> }[];
  events?: { type: 'app_home_opened'; handle: (desk: Desk, event: HomeOpened) => Promise<void> }[];
  shortcuts?: { callbackId: string; handle: (desk: Desk, shortcut: Shortcut) => Promise<void> }[];
};

export type Command = Pick<Press, 'asker' | 'taken' | 'tell'> & {
  text: string;
  /** Where the answer may be posted, for half an hour. https://docs.slack.dev/interactivity/handling-user-interaction */
  respondUrl: string;
};
/** What somebody asks by the slash command, and where the answer goes. */
export type Inquiry = Pick<Command, 'asker' | 'text' | 'respondUrl'>;

/** What the slash command understands: its word, what may follow it, what it does. */
type Word = {
  word: string;
  hint?: string;
  does: string;
  /** Under which heading the list of words shows it. */
  group: VerbGroup;
};
/** `rest` is what followed the word. */
type Said = Pick<Command, 'asker'> & { rest: string };
/** Keeps nothing: Slack is told before anything is looked up, and that is done where nobody's press waits for it. */
export type ReadingVerb = Word & {
  reads: true;
  run: (desk: Pick<Desk, 'world'>, said: Said) => Promise<string>;
};
/** Keeps something, and answers privately. */
export type KeepingVerb = Word & { reads?: never; run: (desk: Desk, said: Said) => Promise<string> };
export type Verb = ReadingVerb | KeepingVerb;
export type HomeOpened = { asker: Asker; tab: string };
export type Shortcut = Pick<Showing, 'open'> & {
  asker: Asker;
  /** What it was used on; absent for one that stands alone. */
  message: { channel: string; ts: string; text: string } | undefined;
  tell: Press['tell'];
};
