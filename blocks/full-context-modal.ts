import type { ActionsBlock, KnownBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import { answerButtons, auditButtons } from './answer-buttons.ts';
import { contextParts } from './full-context-parts.ts';
import { LIMITS } from './limits.ts';
import { context, type Modal } from './pieces.ts';
import { address, plain } from './text.ts';
import { modalTitle } from './verdict-modal.ts';
import { ACTIONS, CALLBACKS, encodeForm, type Form, type MenuItem } from './wire.ts';

/** What one page holds at most, in characters of JSON: a view may have 250 KB, and a character up to 4 bytes. */
const PAGE_CHARACTERS = 40_000;
/** Leaves room for the buttons and the page's number. */
const PAGE_BLOCKS = LIMITS.blocksPerView - 5;

/**
 * Everything about a decision, uncut, on as many pages as it takes. `start` opens the page that holds what a menu
 * entry promised; `form.page` (from 0) one in particular. Buttons that match `PAGE_ACTION` carry the number of
 * the page to update the view with. `answers`: with the buttons that answer it, for somebody who can.
 */
export const fullContextModal = (
  view: CardView,
  form: Omit<Form, 'option'>,
  start: MenuItem = 'full_context',
  answers = false,
): Modal => {
  const pages = contextPages(view, start);
  const page = Math.min(Math.max(0, form.page ?? 0), pages.length - 1);
  return {
    type: 'modal',
    callback_id: CALLBACKS.full_context,
    private_metadata: encodeForm({ ...form, page }),
    title: plain(modalTitle('Context of', { external_id: view.external_id ?? 'it' }), LIMITS.modalTitle),
    close: plain('Close', LIMITS.modalButton),
    blocks: [
      ...(pages[page] ?? []),
      ...(answers ? answering(view) : []),
      ...(form.card === undefined ? [] : [context(`Its card: ${address(form.card, 500)}`)]),
      ...turning(page, pages.length),
    ],
  };
};

/** The page that a pressed button leads to; 0 for anything that is not one of ours. */
export const readPage = (value: string | undefined): number => {
  const page = Number(value);
  return Number.isSafeInteger(page) && page >= 0 ? page : 0;
};

/** With "why" first where that was asked for: nobody should have to look for it. */
const contextPages = (view: CardView, start: MenuItem): KnownBlock[][] => {
  const parts = contextParts(view);
  const isFirst = (name: string): boolean => start === 'why' && name === 'Why it reached you';
  const blocks = [
    ...parts.filter(({ name }) => isFirst(name)),
    ...parts.filter(({ name }) => !isFirst(name)),
  ].flatMap(({ blocks }) => blocks);
  const pages: KnownBlock[][] = [[]];
  let characters = 0;
  for (const block of blocks) {
    const size = JSON.stringify(block).length;
    const last = pages.at(-1) ?? [];
    if (last.length >= PAGE_BLOCKS || (characters + size > PAGE_CHARACTERS && last.length > 0)) {
      pages.push([block]);
      characters = size;
    } else {
      last.push(block);
      characters += size;
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

const turning = (page: number, pages: number): KnownBlock[] => {
  if (pages === 1) return [];
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
  return [context(`Page ${page + 1} of ${pages}`), block];
};
