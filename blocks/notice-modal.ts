import { LIMITS } from './limits.ts';
import { type Modal, section } from './pieces.ts';
import { plain } from './text.ts';

/** A sentence as a modal, for places that have no message to put a private note beside. `text` is ready mrkdwn. */
export const noticeModal = (text: string): Modal => ({
  type: 'modal',
  callback_id: 'notice',
  title: plain('Handraise', LIMITS.modalTitle),
  close: plain('Close', LIMITS.modalButton),
  blocks: [section(text)],
});
