import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import { answerButtons, auditButtons } from './answer-buttons.ts';
import { contextParts, TABS, type Tab } from './full-context-parts.ts';
import { LIMITS } from './limits.ts';
import { context, type Modal } from './pieces.ts';
import { linked, plain } from './text.ts';
import { modalTitle } from './verdict-modal.ts';
import { ACTIONS, CALLBACKS, encodeForm, type Form, type MenuItem, tabAction } from './wire.ts';

/** What one page holds at most, in characters of JSON: a view may have 250 KB, and a character up to 4 bytes. */
const PAGE_CHARACTERS = 40_000;
/** Leaves room for the buttons and the page's number. */
const PAGE_BLOCKS = LIMITS.blocksPerView - 5;

/**
 * Everything about a decision, uncut, in tabs and on as many pages as it takes. `start` opens the page that holds what a
 * menu entry promised; `form.page` (from 0) one in particular. Buttons that match `PAGE_ACTION` carry the number of
 * the page to update the view with. `may`: with
 * the buttons that answer it or leave a note, for somebody who can.
 */
export const fullContextModal = (
  view: CardView,
  form: Omit<Form, 'option'>,
  start: MenuItem = 'full_context',
  may: { answer?: boolean; note?: boolean } = {},
): Modal => {
  const pages = contextPages(view);
  const first = start === 'why' ? pages.findIndex(({ tab }) => tab === 'why') : 0;
  const page = Math.min(Math.max(0, form.page ?? first), pages.length - 1);
  const shown = pages[page];
  return {
    type: 'modal',
    callback_id: CALLBACKS.full_context,
    private_metadata: encodeForm({ ...form, page }),
    title: plain(modalTitle('Context of', { external_id: view.external_id ?? 'it' }), LIMITS.modalTitle),
    close: plain('Close', LIMITS.modalButton),
    blocks: [
      tabs(pages, shown?.tab),
      ...(shown?.blocks ?? []),
      ...(may.answer === true ? answering(view) : []),
      ...(form.card === undefined ? [] : [context(linked(form.card, 'Its card in the channel'))]),
      ...turning(page, pages.length, may.note === true),
    ],
  };
};

/** The page that a pressed button leads to; 0 for anything that is not one of ours. */
export const readPage = (value: string | undefined): number => {
  const page = Number(value);
  return Number.isSafeInteger(page) && page >= 0 ? page : 0;
};

/** The page on which a tab begins; 0 when it has nothing to show. */
export const pageOfTab = (view: CardView, tab: Tab): number =>
  Math.max(
    0,
    contextPages(view).findIndex((page) => page.tab === tab),
  );

type Page = { tab: Tab; blocks: KnownBlock[] };

/** Every tab begins on a page of its own. */
const contextPages = (view: CardView): Page[] => {
  const pages: Page[] = [];
  let characters = 0;
  for (const { tab, blocks } of contextParts(view))
    for (const block of blocks) {
      const size = JSON.stringify(block).length;
      const last = pages.at(-1);
      const fits =
        last?.tab === tab && last.blocks.length < PAGE_BLOCKS && characters + size <= PAGE_CHARACTERS;
      if (fits) {
        last.blocks.push(block);
        characters += size;
      } else {
        pages.push({ tab, blocks: [block] });
        characters = size;
      }
    }
  return pages;
};

const answering = (view: CardView): KnownBlock[] => {
  const { review_id, kind } = view;
  if (review_id === null) return [];
  const elements = kind === 'audit' ? auditButtons(view, review_id) : answerButtons(view, review_id);
  return [{ type: 'actions', elements }];
};

const TAB_WORDS: Record<Tab, string> = {
  facts: 'Decision',
  why: 'Why',
  history: 'Before',
  policy: 'Policy',
  people: 'People',
  events: 'Events',
};

/** One button a tab that has something to show; the one that is open is marked in words, too. */
const tabs = (pages: Page[], open: Tab | undefined): ActionsBlock => ({
  type: 'actions',
  elements: TABS.flatMap((tab): Button[] => {
    const page = pages.findIndex((one) => one.tab === tab);
    if (page < 0) return [];
    const words = TAB_WORDS[tab];
    return [
      {
        type: 'button',
        action_id: tabAction(tab),
        text: plain(tab === open ? `• ${words}` : words, LIMITS.buttonText),
        value: String(page),
        accessibility_label: tab === open ? `${words}, shown now` : words,
      },
    ];
  }),
});

const turning = (page: number, pages: number, note: boolean): KnownBlock[] => {
  const block: ActionsBlock = { type: 'actions', elements: [] };
  const turn = (to: number, words: string): void => {
    block.elements.push({
      type: 'button',
      action_id: to > page ? ACTIONS.full_context_next : ACTIONS.full_context_back,
      text: plain(words, LIMITS.buttonText),
      value: String(to),
    });
  };
  if (page > 0) turn(page - 1, 'Back');
  if (page < pages - 1) turn(page + 1, 'Next');
  if (note)
    block.elements.push({
      type: 'button',
      action_id: ACTIONS.add_note,
      text: plain('Add a note', LIMITS.buttonText),
    });
  return [
    ...(pages === 1 ? [] : [context(`Page ${page + 1} of ${pages}`)]),
    ...(block.elements.length === 0 ? [] : [block]),
  ];
};
