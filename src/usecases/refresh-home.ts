import { readFilter } from '../core/review/desk.ts';
import type { Published, Tabs, World } from '../ports.ts';
import { keepShown } from './keep-home.ts';
import { readHome } from './read-home.ts';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 120_000;

/**
 * Draws somebody's Home from what is stored now, if they opened it lately. Slack being away, or not saying who they are,
 * leaves it due: it is tried again with growing waits for as long as the tab is kept.
 */
export const refreshHome = async (world: World, tabs: Tabs, personId: string): Promise<void> => {
  const { store, clock } = world;
  const row = await store.findHome(personId);
  if (row === undefined || row.until <= clock.now()) return;
  const { team_id, mark, attempts, posted_digest } = row;
  // Read first: what happens while it is drawn is drawn the next time.
  const seq = await store.lastEvent();
  const asker = { id: personId, ...(team_id === null ? {} : { team_id }) };
  const home = await readHome(world, asker);
  const choice = { filter: readFilter(row.filter), page: row.page };
  // What was shown before is truer than that nobody knows them now.
  const shown: Published =
    home === undefined && posted_digest !== null
      ? { ok: false }
      : await tabs.publish(personId, home, choice, posted_digest);
  if (shown.ok && home !== undefined) return keepShown(world, personId, { mark, seq }, shown.digest);
  const asked = shown.ok ? undefined : shown.retryAfterMs;
  const wait = asked ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts, 10));
  const said = shown.ok ? { posted_digest: shown.digest } : {};
  await store.commit([
    {
      update: 'homes',
      where: { person_id: personId, mark },
      set: { attempts: attempts + 1, due_at: clock.now() + wait, ...said },
      expect: 0,
    },
  ]);
};
