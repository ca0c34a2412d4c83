import type { WebClient } from '@slack/web-api';
import type { Modal } from '../../blocks/pieces.ts';
import type { Showing } from './desk.ts';

/** Where a press or a shortcut was made, as far as modals go. */
export type Place = {
  triggerId: string;
  /** The modal or Home that it was made in. */
  view?: { id: string; type: 'modal' | 'home'; hash: string } | undefined;
};

/**
 * Modals for whoever pressed. Each call is on its way when `taken` lets the ack go: a modal is never asked for after Slack
 * was told that all went well.
 */
export const showingTo = (
  client: WebClient,
  { triggerId, view: within }: Place,
  taken: () => void,
): Showing => {
  const afterwards = async <T>(asked: Promise<T>): Promise<T> => {
    taken();
    return asked;
  };
  return {
    taken,
    open: async (view) => {
      const how = within?.type === 'modal' ? 'push' : 'open';
      const { view: opened } = await afterwards(client.views[how]({ trigger_id: triggerId, view }));
      return opened?.id === undefined ? {} : { id: opened.id, hash: opened.hash };
    },
    redraw: async (view: Modal) => {
      if (within === undefined) return;
      await afterwards(client.views.update({ view_id: within.id, hash: within.hash, view }));
    },
  };
};
