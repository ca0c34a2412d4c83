import type { ActionsBlock, KnownBlock } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import { type DeskFilter, filtered, writeFilter } from '../src/core/review/desk.ts';
import type { Home, HomeChoice } from '../src/core/review/home.ts';
import { LIMITS } from './limits.ts';
import { context, header, section } from './pieces.ts';
import { plain } from './text.ts';
import { waitingItem } from './waiting-line.ts';
import { ACTIONS, encodeHome } from './wire.ts';

/** One block an item; with the other parts a page stays well within the 100 blocks of a view. */
const PAGE = 15;
/** What stands below the list shows so many each. */
const PART = 5;

/** The menu that chooses what the list shows, with how much each choice holds. */
export const filterBlock = ({ desk }: Home, { filter }: HomeChoice): KnownBlock[] => {
  const all = [...desk.answerable, ...desk.asked, ...desk.others_asked, ...desk.snoozed];
  if (all.length === 0 && filter.show === 'all') return [];
  const types = new Map(desk.answerable.map(({ type }) => [type.name, type.label]));
  if (filter.show === 'type' && !types.has(filter.type)) types.set(filter.type, filter.type);
  const choices: [DeskFilter, string][] = [
    [{ show: 'all' }, 'Everything'],
    [{ show: 'mine' }, 'Mine'],
    [{ show: 'waiting' }, 'Waiting for answers'],
    [{ show: 'overdue' }, 'Overdue'],
    ...[...types].map(([type, label]): [DeskFilter, string] => [{ show: 'type', type }, label]),
  ];
  const options = choices.slice(0, LIMITS.selectOptions).map(([one, label]) => ({
    text: plain(`${label.slice(0, 60)} (${filtered(desk, one).length})`, LIMITS.optionText),
    value: encodeHome({ filter: one, page: 0 }),
  }));
  const chosen = options[choices.findIndex(([one]) => writeFilter(one) === writeFilter(filter))];
  return [
    {
      type: 'actions',
      elements: [
        {
          type: 'static_select',
          action_id: ACTIONS.home_filter,
          options,
          placeholder: plain('What to show', LIMITS.placeholder),
          ...(chosen === undefined ? {} : { initial_option: chosen }),
        },
      ],
    },
  ];
};

/** The list as it was chosen; everything else of the desk below it while nothing is filtered out. */
export const listBlocks = ({ desk }: Home, choice: HomeChoice): KnownBlock[] => {
  if (choice.filter.show !== 'all') {
    const shown = filtered(desk, choice.filter);
    return shown.length === 0 ? [section('There is none of this now.')] : paged(shown, choice);
  }
  const others = desk.answerable.filter((one) => !desk.taken.includes(one));
  return [
    ...part('You took these, or were handed them', desk.taken, 'choose Mine above'),
    ...(desk.taken.length > 0 && others.length > 0 ? [header('For you or a colleague')] : []),
    ...paged(others, choice),
    ...part('Your questions that wait for an answer', desk.asked, 'choose Waiting for answers above'),
    ...part('Put aside by you', desk.snoozed),
  ];
};

const paged = (shown: CardView[], { filter, page }: HomeChoice): KnownBlock[] => {
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  // What was on a later page may have been answered meanwhile.
  const at = Math.min(page, pages - 1);
  const items = shown.slice(at * PAGE, (at + 1) * PAGE).map((view) => waitingItem(view));
  if (pages === 1) return items;
  const turning: ActionsBlock = { type: 'actions', elements: [] };
  const turn = (to: number, action_id: string, words: string): void => {
    turning.elements.push({
      type: 'button',
      action_id,
      text: plain(words, LIMITS.buttonText),
      value: encodeHome({ filter, page: to }),
    });
  };
  if (at > 0) turn(at - 1, ACTIONS.home_back, 'Back');
  if (at < pages - 1) turn(at + 1, ACTIONS.home_next, 'Next');
  return [...items, context(`Page ${at + 1} of ${pages}`), turning];
};

const part = (title: string, views: CardView[], how?: string): KnownBlock[] => {
  const left = views.length - PART;
  return views.length === 0
    ? []
    : [
        header(title),
        ...views.slice(0, PART).map((view) => waitingItem(view)),
        ...(left > 0 ? [context(`${left} more${how === undefined ? '' : `: ${how}`}.`)] : []),
      ];
};
