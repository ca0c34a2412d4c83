import type { HomeView, KnownBlock } from '@slack/types';
import type { Home, HomeChoice } from '../src/core/review/home.ts';
import type { Instant } from '../src/core/time.ts';
import { batchBlocks } from './home-batches.ts';
import { filterBlock, listBlocks } from './home-list.ts';
import { queueBlocks } from './home-queues.ts';
import { lastDecision, weekBlocks } from './home-week.ts';
import { context, header, section } from './pieces.ts';
import { stopLine } from './stop-words.ts';
import { queueLine } from './waiting-line.ts';

const STOPS_SHOWN = 5;

/**
 * Somebody's Home: what waits for them, soonest due first, what they took, asked and put aside, their own week; for
 * managers how the queues stand.
 */
export const homeView = (home: Home, choice: HomeChoice, now: Instant): HomeView => ({
  type: 'home',
  callback_id: 'home',
  blocks: [
    ...top(home, now),
    ...stops(home),
    ...filterBlock(home, choice),
    ...listBlocks(home, choice),
    ...(choice.filter.show === 'all' ? batchBlocks(home.desk) : []),
    ...weekBlocks(home.week),
    ...queueBlocks(home.queues),
  ],
});

/** Where Slack does not say who looks. */
export const homeUnknown = (): HomeView => ({
  type: 'home',
  callback_id: 'home',
  blocks: [
    header('Slack does not say who you are'),
    section('Your queue cannot be shown right now; it appears here by itself once Slack says so.'),
  ],
});

const top = ({ desk, more, week }: Home, now: Instant): KnownBlock[] => {
  if (desk.answerable.length > 0) return [header(queueLine(desk.answerable, now, more))];
  return [
    header('Nothing waits for you'),
    section(
      week.last_at === null
        ? 'When an AI system raises its hand for something that you may decide, it appears here and in its channel.'
        : lastDecision(week.last_at),
    ),
  ];
};

const stops = ({ stops }: Home): KnownBlock[] =>
  stops.length === 0 ? [] : [context(...stops.slice(0, STOPS_SHOWN).map(stopLine))];
