import { z } from 'zod';
import { readFilter, writeFilter } from '../src/core/review/desk.ts';
import type { HomeChoice } from '../src/core/review/home.ts';
import { LIMITS } from './limits.ts';

/** What buttons and menus are called. Constants: data rides in values, never in here. */
export const ACTIONS = {
  modify: 'modify',
  request_info: 'request_info',
  more: 'more',
  undo: 'undo',
  audit_right: 'audit_right',
  audit_wrong: 'audit_wrong',
  stop_type: 'stop_type',
  recheck: 'recheck',
  answer_info: 'answer_info',
  reveal_change: 'reveal_change',
  full_context_back: 'full_context_page_back',
  full_context_next: 'full_context_page_next',
  raise_type: 'raise_type',
  add_note: 'add_note',
  batch: 'batch',
  batch_open: 'batch_open',
  home_filter: 'home_filter',
  home_back: 'home_page_back',
  home_next: 'home_page_next',
} as const;

/** Leads to the page of the full context where a tab begins. */
export const tabAction = (tab: string): string => `full_context_page_tab_${tab}`;

/** Matches all buttons that turn the pages of the full context. */
export const PAGE_ACTION = /^full_context_page_(?:back|next|tab_[a-z]+)$/;

/** Matches what is chosen on Home: what it shows, and which page. */
export const HOME_ACTION = /^home_(?:filter|page_back|page_next)$/;

/** One button an option: `verdict_approve`, `verdict_reject`, `verdict_send`. */
export const verdictAction = (option: string): string => `verdict_${option}`.slice(0, LIMITS.actionId);
/** Matches the action ids of all options. */
export const VERDICT_ACTION = /^verdict_(.+)$/;
/** The option of a verdict button; undefined for any other action id. */
export const optionOf = (actionId: string): string | undefined => VERDICT_ACTION.exec(actionId)?.[1];

/** What the app's shortcuts are called: their names stand in manifest.yml. */
export const SHORTCUTS = { raise_hand: 'raise_hand' } as const;

/** What modals are called. */
export const CALLBACKS = {
  verdict: 'verdict_modal',
  audit_right: 'audit_right_modal',
  audit_wrong: 'audit_wrong_modal',
  modify: 'modify_modal',
  info: 'info_modal',
  answer_info: 'answer_info_modal',
  full_context: 'full_context_modal',
  reveal: 'reveal_modal',
  change: 'change_modal',
  hand_over: 'hand_over_modal',
  escalate: 'escalate_modal',
  snooze: 'snooze_modal',
  note: 'note_modal',
  correct: 'correct_modal',
  raise: 'raise_hand_modal',
  batch: 'batch_modal',
} as const;

/** What a button was pressed on: a review at a revision, and the digest of what was shown. */
export type Press = { review_id: string; revision: number; digest: string };

const id = z.string().min(1).max(100);
const revision = z.int().min(1);
const digest = z.string().min(1).max(200);

/**
 * Readers of button values by their version. A version is never changed or taken out: cards in channels live longer
 * than the code that posted them. A new shape gets a new version and its reader beside the old ones.
 */
const pressReaders = {
  p1: z
    .tuple([z.literal('p1'), id, revision, digest])
    .transform(([, review_id, revision, digest]) => ({ review_id, revision, digest })),
} as const;

/** The value of a card's button. */
export const encodePress = ({ review_id, revision, digest }: Press): string =>
  JSON.stringify(['p1', review_id, revision, digest]);

/** Reads a button's value of any version; undefined for anything else, since a value is a claim from outside. */
export const decodePress = (value: string | undefined): Press | undefined => {
  const read = pressReaders.p1.safeParse(parsed(value));
  return read.success ? read.data : undefined;
};

/** Entries of the "more" menu; `why` stands on older cards only. None is ever taken out. */
export const MENU = [
  'full_context',
  'why',
  'take',
  'give_back',
  'hand_over',
  'escalate',
  'snooze',
  'correct',
] as const;
export type MenuItem = (typeof MENU)[number];
export type MenuChoice = { item: MenuItem; review_id: string; revision: number };

const menu1 = z
  .tuple([z.literal('m1'), z.enum(MENU), id, revision])
  .transform(([, item, review_id, revision]): MenuChoice => ({ item, review_id, revision }));

/** The value of a menu entry. It carries no digest: nothing is decided from a menu, and values are short. */
export const encodeMenu = ({ item, review_id, revision }: MenuChoice): string =>
  JSON.stringify(['m1', item, review_id, revision]);

export const decodeMenu = (value: string | undefined): MenuChoice | undefined => {
  const read = menu1.safeParse(parsed(value));
  return read.success ? read.data : undefined;
};

const home1 = z
  .tuple([z.literal('h1'), z.string().max(100), z.int().min(0).max(10_000)])
  .transform(([, filter, page]): HomeChoice => ({ filter: readFilter(filter), page }));

/** The value of what is chosen on Home: everything that it shows, so that a press needs no memory. */
export const encodeHome = ({ filter, page }: HomeChoice): string =>
  JSON.stringify(['h1', writeFilter(filter), page]);

export const decodeHome = (value: string | undefined): HomeChoice | undefined => {
  const read = home1.safeParse(parsed(value));
  return read.success ? read.data : undefined;
};

const question1 = z
  .tuple([z.literal('q1'), id, id])
  .transform(([, review_id, request_id]) => ({ review_id, request_id }));

/** The value of the button that answers a question: which review, and which of its questions. */
export const encodeQuestion = ({
  review_id,
  request_id,
}: {
  review_id: string;
  request_id: string;
}): string => JSON.stringify(['q1', review_id, request_id]);

export const decodeQuestion = (
  value: string | undefined,
): { review_id: string; request_id: string } | undefined => {
  const read = question1.safeParse(parsed(value));
  return read.success ? read.data : undefined;
};

const miss1 = z.tuple([z.literal('s1'), id]).transform(([, miss_id]) => miss_id);

/** The value of a button on the message about a miss: which miss. */
export const encodeMiss = (missId: string): string => JSON.stringify(['s1', missId]);

export const decodeMiss = (value: string | undefined): string | undefined => {
  const read = miss1.safeParse(parsed(value));
  return read.success ? read.data : undefined;
};

/** What a form is about and when it was opened (ms), so that the time it was open can be told. */
export type Form = Press & {
  /** The option that it answers with; absent where it answers nothing. */
  option?: string;
  opened_at: number;
  /** The message it was opened from, for a private note there. */
  channel?: string;
  ts?: string;
  /** Where it is a question's answer. */
  request_id?: string;
  /** The page that is shown. */
  page?: number;
  /** Whom the form warned about already: they are away. */
  warned?: string;
  /** The address of the card that it is about. */
  card?: string;
  /** How many corrections there were. */
  seen?: number;
  /** Tells which list of changes it shows; absent before it was drawn again with one. */
  listed?: string;
};

type Absent<T> = { [K in keyof T]: T[K] | undefined };

/** Without the version, and without the keys that are not there. */
const asForm = ({
  review_id,
  revision,
  digest,
  opened_at,
  ...rest
}: Absent<Form> & Pick<Form, keyof Press | 'opened_at'>): Form => {
  const { option, channel, ts, request_id, page, warned, card, seen, listed } = rest;
  return {
    review_id,
    revision,
    digest,
    opened_at,
    ...(option === undefined ? {} : { option }),
    ...(channel === undefined ? {} : { channel }),
    ...(ts === undefined ? {} : { ts }),
    ...(request_id === undefined ? {} : { request_id }),
    ...(page === undefined ? {} : { page }),
    ...(warned === undefined ? {} : { warned }),
    ...(card === undefined ? {} : { card }),
    ...(seen === undefined ? {} : { seen }),
    ...(listed === undefined ? {} : { listed }),
  };
};

const form1 = z
  .object({
    v: z.literal(1),
    review_id: id,
    revision,
    digest,
    option: z.string().max(300).optional(),
    opened_at: z.number(),
    channel: z.string().max(100).optional(),
    ts: z.string().max(40).optional(),
    request_id: id.optional(),
    page: z.int().min(0).optional(),
    warned: id.optional(),
    card: z.string().max(500).optional(),
    seen: z.int().min(0).optional(),
    listed: z.string().max(40).optional(),
  })
  .transform(asForm);

/** A modal's private metadata. */
export const encodeForm = (form: Form): string => JSON.stringify({ v: 1, ...form });

/** Reads a modal's private metadata; undefined when it is not ours. */
export const decodeForm = (value: string | undefined): Form | undefined => {
  const read = form1.safeParse(parsed(value));
  return read.success ? read.data : undefined;
};

const parsed = (value: string | undefined): unknown => {
  try {
    return JSON.parse(value ?? '');
  } catch {
    return undefined;
  }
};
