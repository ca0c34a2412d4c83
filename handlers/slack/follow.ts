import type { WebClient } from '@slack/web-api';
import type { Modal } from '../../blocks/pieces.ts';
import type { Logger } from '../../src/logger.ts';
import type { Press } from './desk.ts';

/**
 * Draws a modal again as it is typed in. Whoever types is faster than Slack answers: one drawing a modal is under way at
 * a time, and of those that wait only the newest is made. `draw` answers undefined where nothing is to be drawn; `taken`
 * lets the ack go once a drawing is on its way.
 */
export type Follow = (
  shown: Pick<NonNullable<Press['view']>, 'id' | 'hash'>,
  draw: () => Promise<Modal | undefined>,
  taken: () => void,
) => Promise<void>;

/** Modals whose last drawing is remembered, so that a press from before it is drawn as well. */
const REMEMBERED = 500;

/** A modal as we drew it last: its hash, and those that it had before. */
type Drawn = { hash: string; over: Set<string> };

/**
 * A drawing is bound to the hash that the person saw, or to ours that followed it: where something else took the modal's
 * place meanwhile, such as the answer to its submission, that stays. A drawing that fails is left out: the next one shows
 * the same and more, and the submission does not rest on it.
 */
export const createFollow = (client: Pick<WebClient, 'views'>, log: Pick<Logger, 'debug'>): Follow => {
  const underWay = new Map<string, (() => Promise<void>) | undefined>();
  const drawn = new Map<string, Drawn>();

  const update = async (view_id: string, shown: string, view: Modal, taken: () => void): Promise<void> => {
    const last = drawn.get(view_id);
    const isOurs = last?.hash === shown || last?.over.has(shown);
    const ours = last !== undefined && isOurs ? last : { hash: shown, over: new Set<string>() };
    const asked = client.views.update({ view_id, hash: ours.hash, view });
    taken();
    const answer = await asked;
    drawn.delete(view_id);
    drawn.set(view_id, { hash: answer.view?.hash ?? ours.hash, over: ours.over.add(ours.hash) });
    for (const oldest of drawn.keys()) if (drawn.size > REMEMBERED) drawn.delete(oldest);
  };

  return async ({ id, hash }, draw, taken) => {
    const work = async (): Promise<void> => {
      try {
        const view = await draw();
        if (view !== undefined) await update(id, hash, view, taken);
      } catch (error) {
        log.debug({ err: error, view: id }, 'a modal could not follow what is typed in it');
      }
    };
    const busy = underWay.has(id);
    underWay.set(id, busy ? work : undefined);
    if (busy) return;
    for (let next: typeof work | undefined = work; next !== undefined; ) {
      await next();
      next = underWay.get(id);
      underWay.set(id, undefined);
    }
    underWay.delete(id);
  };
};
