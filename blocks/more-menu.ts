import type { Button, Overflow } from '@slack/types';
import type { CardView } from '../src/core/review/card-view.ts';
import { LIMITS } from './limits.ts';
import { line, plain } from './text.ts';
import { ACTIONS, encodeMenu, type MenuItem } from './wire.ts';

/** What a menu is made from: a card of a review. */
export type Menued = Pick<CardView, 'state' | 'kind' | 'assignee' | 'revision' | 'title' | 'correctable'> & {
  review_id: string;
};

const WORDS: Record<MenuItem, string> = {
  full_context: 'Full context',
  why: 'Why it reached you',
  take: 'Take it',
  give_back: 'Give it back',
  hand_over: 'Hand over…',
  escalate: 'Escalate…',
  snooze: 'Snooze…',
  correct: 'Correct…',
};

/** What can be done beside answering, most used first; five is the most that a menu holds. */
const itemsFor = ({ state, kind, assignee, correctable }: Menued): MenuItem[] => {
  if (state === 'settling' || state === 'settled')
    return correctable ? ['full_context', 'correct'] : ['full_context'];
  return [
    'full_context',
    assignee === null ? 'take' : 'give_back',
    'hand_over',
    ...(kind === 'audit' ? [] : (['escalate'] as const)),
    'snooze',
  ];
};

/** The menu of a card, settled ones included. A single entry is a button: nobody opens a menu for one. */
export const moreMenu = (card: Menued): Overflow | Button => {
  const items = itemsFor(card);
  const value = (item: MenuItem): string => encodeMenu({ ...card, item });
  const [only] = items;
  if (items.length === 1 && only !== undefined)
    return {
      type: 'button',
      action_id: ACTIONS.more,
      text: plain(WORDS[only], LIMITS.buttonText),
      value: value(only),
      accessibility_label: line(`${WORDS[only]}, ${card.title}`, LIMITS.accessibilityLabel),
    };
  return {
    type: 'overflow',
    action_id: ACTIONS.more,
    options: items
      .slice(0, LIMITS.overflowOptions)
      .map((item) => ({ text: plain(WORDS[item], LIMITS.optionText), value: value(item) })),
  };
};
