import type { HomeView, KnownBlock } from '@slack/types';
import { checkBlocks, checkModal } from '../../blocks/check-blocks.ts';
import { LIMITS } from '../../blocks/limits.ts';
import { noticeModal } from '../../blocks/notice-modal.ts';
import type { CardMessage, Modal } from '../../blocks/pieces.ts';
import { privateNote } from '../../blocks/private-note.ts';
import { checkMessageBlocks } from '../../src/sandbox/slack/check/message.ts';
import { checkView } from '../../src/sandbox/slack/check/view.ts';
import { liveIn, seenIn } from './read-blocks.ts';

/** Slips of ours rather than words. */
const SLIP = /undefined|NaN|\[object/;

/** What is wrong with texts as they read. Half a surrogate would be well formed in JSON, as an escape. */
const unreadable = (texts: string[]): string[] => [
  ...texts.filter((text) => !text.isWellFormed()).map((text) => `not well formed: ${text}`),
  ...texts.filter((text) => SLIP.test(text)).map((text) => `a slip: ${text}`),
];

const wrongText = (text: string): string[] => [
  ...(text.trim() === '' ? ['text: empty'] : []),
  ...(text.length > LIMITS.messageText ? [`text: ${text.length} characters`] : []),
  ...unreadable([text]),
];

/** Everything about a message that Slack would not take, that would be live, or that nobody could read. */
export const messageFaults = ({ text, blocks }: CardMessage, people: string[] = []): string[] => [
  ...checkBlocks(blocks),
  ...checkMessageBlocks(blocks, '/blocks'),
  ...wrongText(text),
  ...liveIn(blocks, [text], people),
  ...unreadable(seenIn(blocks)),
];

/** The same of a modal. */
export const modalFaults = (modal: Modal, people: string[] = []): string[] => [
  ...checkModal(modal),
  ...checkView(modal, 'modal'),
  ...liveIn(modal, [], people),
  ...unreadable(seenIn(modal)),
];

/** The same of a Home tab. */
export const homeFaults = (home: HomeView, people: string[] = []): string[] => {
  const bytes = Buffer.byteLength(JSON.stringify(home));
  return [
    ...checkBlocks(home.blocks as KnownBlock[], 'modal'),
    ...checkView(home, 'home'),
    ...(bytes > LIMITS.viewBytes ? [`${bytes} bytes`] : []),
    ...liveIn(home, [], people),
    ...unreadable(seenIn(home)),
  ];
};

/** The same of a private answer in ready mrkdwn, wherever it is shown: as a note, or as a modal where there is no place for one. */
export const answerFaults = (answer: string, people: string[] = []): string[] => {
  const { text } = privateNote(answer);
  return [...wrongText(text), ...liveIn([], [text], people), ...modalFaults(noticeModal(answer), people)];
};
