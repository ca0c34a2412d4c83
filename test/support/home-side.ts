import type { Desk } from './desk.ts';
import { type Block, textOf } from './slack-side.ts';
import { until } from './until.ts';

type HomeTab = { id: string; blocks: Block[] };

/** Somebody's Home tab in the sandbox: as it stands, as it is opened, and pressed upon. */
export const homeOf = (desk: Desk, user: string) => {
  const id = desk.slack.userId(user);
  const view = async (): Promise<HomeTab | null> =>
    (await desk.slack.get<{ view: HomeTab | null }>(`home?user=${id}`)).view;
  const words = async (): Promise<string> => textOf((await view())?.blocks ?? []);
  return {
    view,
    /** All its texts, without being opened. */
    words,
    open: async (): Promise<string> => textOf((await desk.slack.home(user))?.blocks ?? []),
    shows: (what: string | RegExp) =>
      until(`${user}'s Home shows ${what}`, async () => {
        const now = await words();
        return typeof what === 'string' ? now.includes(what) : what.test(now);
      }),
    /** Presses something in the topmost modal. */
    pressInModal: async (action_id: string, given: { value?: string; selected?: string } = {}) =>
      desk.slack.post<{ ok: boolean; error?: string }>('view-press', {
        user: id,
        view_id: (await desk.slack.modal(user)).id,
        action_id,
        ...given,
      }),
    press: async (action_id: string, given: { value?: string; selected?: string } = {}) =>
      desk.slack.post<{ ok: boolean; error?: string }>('view-press', {
        user: id,
        view_id: (await view())?.id,
        action_id,
        ...given,
      }),
  };
};
